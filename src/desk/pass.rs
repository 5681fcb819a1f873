//! One pass over articles in their order: what only shows when they are held against each other, and what is known.

use std::collections::BTreeMap;
use std::path::PathBuf;

use super::baseline::Baseline;
use super::{Article, Checked};
use crate::engine::Archive;
use crate::report::FileReport;
use crate::source::Source;

/// A pass over articles in their order.
#[derive(Default)]
pub struct Pass {
    /// What stood in the articles so far.
    archive: Archive,
    /// Known findings that were not met yet, by the files that hold them.
    known: BTreeMap<PathBuf, Baseline>,
}

impl Pass {
    /// Adds to a report what stood in articles before this one. `read` is the text that it was before fixing,
    /// if it was fixed.
    pub fn compare(&mut self, article: &Article, read: Option<&Source>, checked: &mut Checked) {
        let Checked { report, prints, .. } = checked;
        if prints.is_empty() {
            return;
        }
        let linter = article.linter();
        let mut found = self.archive.judge(&report.source, prints, |id| linter.head(id).cloned());
        article.keep_changed(read.unwrap_or(&report.source), &report.source, &mut found);
        report.findings.append(&mut found);
        report.findings.sort_by(|one, other| one.order().cmp(&other.order()));
    }

    /// Takes the known findings out of a report on an article. The result is their number.
    pub fn take_known(&mut self, article: &Article, report: &mut FileReport) -> usize {
        let Some(known) = &article.known else { return 0 };
        let left = self.known.entry(known.path().to_owned()).or_insert_with(|| Baseline::clone(known));
        left.take_from(report)
    }

    /// The known findings that were not met so far, of each baseline.
    pub fn known(&self) -> impl Iterator<Item = &Baseline> {
        self.known.values()
    }

    /// Whether there was no more room for texts: later ones were compared with those before only.
    pub fn is_full(&self) -> bool {
        self.archive.is_full()
    }
}

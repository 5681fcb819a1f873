//! One document to check: read, looked up or looked at, and fixed if that is asked for.

use std::path::PathBuf;
use std::sync::Arc;

use crate::cache::Cache;
use crate::changed::ChangedLines;
use crate::checks::Prints;
use crate::config::Project;
use crate::document::{Document, Format};
use crate::engine::{Limits, Linter, Looked};
use crate::files::{self, FileError};
use crate::finding::{Applicability, Finding};
use crate::fix::{self, Desk, Fixed};
use crate::report::FileReport;
use crate::source::{Encoding, Source};

/// A document to check, with the project it belongs to.
pub struct Job {
    /// Its name, as reports print it.
    pub path: PathBuf,
    /// How it is read.
    pub format: Format,
    /// The project.
    pub project: Arc<Project>,
    /// The text of standard input; files are read when their turn comes.
    pub given: Option<Source>,
    /// The lines whose findings count.
    pub changed: ChangedLines,
    /// What was found earlier.
    pub cache: Option<Arc<Cache>>,
}

impl Job {
    fn look(&self, source: &Source) -> Looked {
        let look = || self.linter().look(&self.document(source));
        let Some(cache) = &self.cache else { return look() };
        let key = |source| self.project.key(source, self.format);
        if let Some(known) = key(source).and_then(|key| cache.looked(&key)) {
            return known;
        }
        let looked = look();
        // The rules are loaded now, and may be others than those that were promised.
        if let Some(key) = key(source).filter(|_| !looked.gave_up) {
            cache.keep_looked(&key, &looked);
        }
        looked
    }

    fn document<'s>(&self, source: &'s Source) -> Document<'s> {
        self.project.parse(source, self.format, None)
    }

    /// The rules in force for it.
    pub fn linter(&self) -> Arc<Linter> {
        self.project.linter(&self.path)
    }

    /// What counts in a text that came of `read` by fixing.
    pub fn look_changed(&self, read: &Source, source: &Source) -> Looked {
        let mut looked = self.look(source);
        self.keep_changed(read, source, &mut looked.findings);
        looked
    }

    /// Leaves only the findings that count in a text that came of `read` by fixing.
    pub fn keep_changed(&self, read: &Source, source: &Source, findings: &mut Vec<Finding>) {
        // Git takes UTF-16 for binary, and its line ends for no lines.
        let has_lines = !matches!(read.encoding(), Encoding::Utf16Le { .. } | Encoding::Utf16Be { .. });
        if matches!(self.changed, ChangedLines::Some(_)) && has_lines {
            self.changed.after(read.text(), source.text()).keep(source, findings);
        }
    }

    /// The text.
    ///
    /// # Errors
    /// When the file cannot be read.
    fn read(&self) -> Result<Source, FileError> {
        self.given.clone().map_or_else(|| files::read(&self.path), Ok)
    }

    /// Reads and checks it; `lowest` are the least sure fixes that are asked for.
    ///
    /// # Errors
    /// When the file cannot be read.
    pub fn check(&self, lowest: Option<Applicability>) -> Result<Checked, FileError> {
        let source = self.read()?;
        let Looked { findings, limits, prints, .. } = self.look_changed(&source, &source);
        let is_asked = |finding: &Finding, lowest| {
            let is_sure = finding.fix.as_ref().is_some_and(|fix| fix.applicability >= lowest);
            is_sure || finding.withheld.is_some_and(|withheld| withheld.applicability >= lowest)
        };
        let lowest = lowest.filter(|&lowest| findings.iter().any(|finding| is_asked(finding, lowest)));
        let fixed = lowest.map(|lowest| fix::fix(&source, lowest, &Fixing { job: self, read: &source }));
        Ok(Checked { report: FileReport { source, findings }, limits, prints, fixed })
    }
}

/// A document that is being fixed.
struct Fixing<'j> {
    job: &'j Job,
    /// The text as it was read.
    read: &'j Source,
}

impl Desk for Fixing<'_> {
    fn read<'s>(&self, source: &'s Source) -> Document<'s> {
        self.job.document(source)
    }

    fn lint(&self, source: &Source) -> Vec<Finding> {
        self.job.look_changed(self.read, source).findings
    }
}

/// What came of one document.
pub struct Checked {
    /// The findings, and the text they are about.
    pub report: FileReport,
    /// How many findings of a rule are listed, for those that found more.
    pub limits: Limits,
    /// The texts that rules look for in other documents.
    pub prints: Vec<Prints>,
    /// What came of fixing, where fixes were asked for and there were any.
    pub fixed: Option<Fixed>,
}

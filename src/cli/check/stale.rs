//! Known findings that are gone.

use std::collections::HashMap;
use std::sync::Arc;

use crate::cli::arguments::Check;
use crate::cli::say;
use crate::desk::Article;
use crate::desk::baseline::{Baseline, Entry};
use crate::engine::Linter;

/// How many known findings that are gone are told one by one.
const STALE_SHOWN: usize = 10;

/// What a run has looked at: in which files, by which rules.
pub(super) struct Ran<'a> {
    rules: HashMap<String, Arc<Linter>>,
    /// Whether only some lines count, so that what was not found may be there.
    is_partial: bool,
    /// Whether folders were walked, so that a file that was not met is gone.
    walked: bool,
    known: &'a Baseline,
}

impl<'a> Ran<'a> {
    pub(super) fn new(arguments: &Check, known: &'a Baseline, articles: &[Article]) -> Self {
        let rules = articles.iter().map(|article| (known.name_of(article.path()), article.linter()));
        let is_partial = arguments.changed.is_some();
        let walked = !is_partial && arguments.paths.iter().any(|path| path.is_dir());
        Self { rules: rules.collect(), is_partial, walked, known }
    }

    /// Whether a finding that is still there would have been found.
    pub(super) fn covers(&self, entry: &Entry) -> bool {
        let linter = self.rules.get(&entry.path).filter(|_| !self.is_partial);
        linter.is_some_and(|linter| linter.head(&entry.rule).is_some())
    }

    /// Whether the file of an entry is no longer there, and its rule ran in others.
    pub(super) fn lost(&self, entry: &Entry) -> bool {
        self.walked
            && !self.known.has_file(entry)
            && self.rules.values().any(|linter| linter.head(&entry.rule).is_some())
    }
}

/// Tells of known findings that are gone, so that the baseline can shrink: those of the files checked,
/// and, where folders were walked, those of files that are no longer there. Of rules that did not run nothing is known.
pub(super) fn tell(arguments: &Check, known: &Baseline, articles: &[Article]) {
    let Some(path) = &arguments.baseline else { return };
    let ran = Ran::new(arguments, known, articles);
    let stale: Vec<_> = known.entries().filter(|entry| ran.covers(entry) || ran.lost(entry)).collect();
    if stale.is_empty() {
        return;
    }
    let (number, path) = (stale.len(), path.display());
    let are_gone = if number == 1 { "known finding is gone" } else { "known findings are gone" };
    say::tell(format!("copydesk: {path}: {number} {are_gone}; write the baseline again:\n"));
    for entry in stale.iter().take(STALE_SHOWN) {
        say::tell(format!("  {}: {}\n", entry.path, entry.rule));
    }
    if number > STALE_SHOWN {
        say::tell(format!("  and {} more\n", number - STALE_SHOWN));
    }
}

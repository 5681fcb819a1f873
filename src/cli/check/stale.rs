//! Known findings that are gone.

use std::collections::HashMap;
use std::sync::Arc;

use crate::cli::arguments::Check;
use crate::cli::say;
use crate::desk::Article;
use crate::desk::baseline::{Baseline, BaselineEntry};
use crate::engine::Linter;

/// How many known findings that are gone are told one by one.
const STALE_SHOWN: usize = 10;

/// What a run has looked at: in which files, by which rules.
pub(super) struct Ran<'a> {
    linters: HashMap<String, Arc<Linter>>,
    /// Whether only some lines count, so that what was not found may be there.
    is_partial: bool,
    /// Whether folders were walked, so that a file that was not met is gone.
    walked: bool,
    known: &'a Baseline,
}

impl<'a> Ran<'a> {
    pub(super) fn new(arguments: &Check, known: &'a Baseline, articles: &[Article]) -> Self {
        let linters = articles.iter().map(|article| (known.name_of(article.path()), article.linter()));
        let is_partial = arguments.changed.is_some();
        let walked = !is_partial && arguments.paths.iter().any(|path| path.is_dir());
        Self { linters: linters.collect(), is_partial, walked, known }
    }

    /// Whether the finding of an entry would have been found if it were still there: its rule ran in its file, or, where
    /// that file is gone, in others.
    pub(super) fn covers(&self, entry: &BaselineEntry) -> bool {
        let runs = |linter: &Arc<Linter>| linter.head(&entry.rule).is_some();
        match self.linters.get(&entry.path) {
            Some(linter) => !self.is_partial && runs(linter),
            None => self.walked && !self.known.has_file(entry) && self.linters.values().any(runs),
        }
    }
}

/// Tells of known findings that are gone, so that the baseline can shrink: those of the files checked,
/// and, where folders were walked, those of files that are no longer there. Of rules that did not run nothing is known.
pub(super) fn tell(arguments: &Check, known: &Baseline, articles: &[Article]) {
    let ran = Ran::new(arguments, known, articles);
    let stale: Vec<_> = known.entries().filter(|entry| ran.covers(entry)).collect();
    if stale.is_empty() {
        return;
    }
    let (number, path) = (stale.len(), known.path().display());
    let are_gone = if number == 1 { "known finding is gone" } else { "known findings are gone" };
    say::tell(format!("copydesk: {path}: {number} {are_gone}; write the baseline again:\n"));
    for entry in stale.iter().take(STALE_SHOWN) {
        say::tell(format!("  {}: {}\n", entry.path, entry.rule));
    }
    if number > STALE_SHOWN {
        say::tell(format!("  and {} more\n", number - STALE_SHOWN));
    }
}

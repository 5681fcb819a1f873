//! Known findings that are gone.

use std::collections::HashSet;

use crate::cli::arguments::Check;
use crate::cli::say;
use crate::desk::Article;
use crate::desk::baseline::{Baseline, Entry};

/// How many known findings that are gone are told one by one.
const STALE_SHOWN: usize = 10;

/// Tells of known findings that are gone, so that the baseline can shrink: those of the files checked,
/// and, where folders were walked, those of files that are no longer there.
pub(super) fn tell(arguments: &Check, known: &Baseline, articles: &[Article]) {
    let Some(path) = &arguments.baseline else { return };
    let checked: HashSet<String> = articles.iter().map(|article| known.name_of(article.path())).collect();
    let walked = arguments.changed.is_none() && arguments.paths.iter().any(|path| path.is_dir());
    let is_stale = |entry: &&Entry| checked.contains(&entry.path) || (walked && !known.has_file(entry));
    let stale: Vec<_> = known.entries().filter(is_stale).collect();
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

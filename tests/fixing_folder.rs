//! What must hold of fixes, over all articles of a folder: `COPYDESK_ARTICLES=FOLDER cargo test --release --test
//! fixing_folder -- --ignored --nocapture`. Nothing in the folder is changed.

#![allow(clippy::unwrap_used, clippy::expect_used, reason = "a test that cannot go on fails")]

#[path = "support/kept.rs"]
mod kept;

use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

use copydesk::document::Format;
use copydesk::engine::{Choice, Linter, RuleSetBuilder};
use copydesk::finding::Applicability;
use copydesk::source::Source;
use ignore::WalkBuilder;
use rayon::prelude::*;

#[test]
#[ignore = "needs a folder of articles"]
fn all_that_is_not_found_is_kept() {
    let folder = std::env::var_os("COPYDESK_ARTICLES").expect("COPYDESK_ARTICLES names a folder");
    let (rules, mistakes) = RuleSetBuilder::new().builtin().build();
    assert!(mistakes.is_empty());
    let linter = Linter::new(Arc::new(rules), &Choice::default());
    // All of them, whatever a list of files to ignore says, and however large.
    let paths = WalkBuilder::new(Path::new(&folder)).standard_filters(false).build().filter_map(Result::ok);
    let paths: Vec<_> = paths
        .map(ignore::DirEntry::into_path)
        .filter(|path| path.is_file() && Format::from_path(path).is_some())
        .collect();
    let (changed, fixes, refused) = (AtomicUsize::new(0), AtomicUsize::new(0), AtomicUsize::new(0));
    let wrong: Vec<String> = paths
        .par_iter()
        .flat_map(|path| {
            let read = std::fs::read(path).ok().and_then(|bytes| Source::from_bytes(path, bytes).ok());
            let (Some(format), Some(source)) = (Format::from_path(path), read) else {
                return Vec::new();
            };
            let (outcome, wrong) =
                kept::check(&source, format, &linter.proofreader(format, None), Applicability::Unsafe);
            changed.fetch_add(usize::from(outcome.text != source.text()), Ordering::Relaxed);
            fixes.fetch_add(outcome.mended.values().sum(), Ordering::Relaxed);
            refused.fetch_add(outcome.refused.len(), Ordering::Relaxed);
            let tell = |wrong: String| {
                let wrong: String = wrong.chars().take(1500).collect();
                format!("{}: {:?}: {wrong}", path.display(), outcome.mended)
            };
            wrong.into_iter().map(tell).collect()
        })
        .collect();
    println!(
        "{} files, {} changed by {} fixes, {} refused; {} faults",
        paths.len(),
        changed.into_inner(),
        fixes.into_inner(),
        refused.into_inner(),
        wrong.len()
    );
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

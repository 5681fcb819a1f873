//! `copydesk test --watch`: runs the examples again when a pack changes.

use std::ffi::OsStr;
use std::path::Path;

use super::{clear_screen, each_change};
use crate::cli::Outcome;
use crate::cli::arguments::Test;

/// What packs are made of: rules, settings, house terms, dictionaries and word lists.
const EXTENSIONS: [&str; 7] = ["yml", "yaml", "ini", "csv", "dic", "aff", "txt"];

/// Runs the examples, and again when something that packs are made of changes, until it is interrupted.
pub fn packs(arguments: &Test, once: fn(&Test) -> Outcome) -> Outcome {
    let paths = if arguments.packs.is_empty() { vec![".".into()] } else { arguments.packs.clone() };
    // One report on a clean screen.
    let show = || {
        clear_screen();
        once(arguments)
    };
    each_change(&paths, show, |changed| {
        if changed.iter().any(|path| is_part(path)) {
            show();
        }
    })
}

fn is_part(path: &Path) -> bool {
    let extension = path.extension().and_then(OsStr::to_str);
    extension.is_some_and(|extension| EXTENSIONS.contains(&extension))
}

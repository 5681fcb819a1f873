//! `copydesk check --watch`: checks again what changes.

use std::ffi::OsStr;
use std::path::{Path, PathBuf};

use super::{Changed, clear_screen, each_change, full};
use crate::cli::Outcome;
use crate::cli::arguments::Check;

use crate::desk::{self, IGNORE_FILE};

/// Checks everything, then what changes, until it is interrupted.
pub fn articles(arguments: &Check, once: fn(&Check) -> Outcome) -> Outcome {
    each_change(
        &arguments.paths,
        || show(arguments, once),
        |changed| {
            let again = if changed.iter().any(|path| concerns_all(path)) {
                arguments.clone()
            } else {
                Check { paths: among(arguments, changed), ..arguments.clone() }
            };
            if !again.paths.is_empty() {
                show(&again, once);
            }
        },
    )
}

/// One report on a clean screen.
fn show(arguments: &Check, once: fn(&Check) -> Outcome) -> Outcome {
    if arguments.output_file.is_none() {
        clear_screen();
    }
    once(arguments)
}

/// Whether every article must be checked again when this file changes: configuration, packs, ignore files.
fn concerns_all(path: &Path) -> bool {
    let extension = path.extension().and_then(OsStr::to_str);
    path.file_name() == Some(OsStr::new(IGNORE_FILE)) || matches!(extension, Some("yml" | "yaml" | "ini"))
}

/// Those of the articles to check that changed, by the names that reports give them.
fn among(arguments: &Check, changed: &Changed) -> Vec<PathBuf> {
    let walked = desk::walk(&arguments.paths, arguments.setup.trust, |path| path.extension().is_some());
    // What this run writes itself is no change.
    let report = arguments.output_file.as_deref().and_then(|path| full(path).ok());
    let is_report = |path: &PathBuf| report.as_ref() == Some(path);
    let has_changed =
        |path: &PathBuf| full(path).is_ok_and(|path| !is_report(&path) && changed.contains(&path));
    walked.files.into_keys().filter(has_changed).collect()
}

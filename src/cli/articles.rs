//! The articles that paths stand for, and what is told on the way to them.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use super::{Outcome, fail, mistakes, say};
use crate::config::Project;
use crate::desk::{Desk, DeskError, Found};
use crate::formats::UnreadFormat;
use crate::source::one_line;

/// The articles in some files and folders; what cannot be looked at is told, and noted in `failed`.
///
/// # Errors
/// When a configuration cannot be used, or git cannot tell what changed.
pub fn find(desk: &Desk, paths: &[PathBuf], failed: &mut bool) -> Result<Found, Outcome> {
    let found = met(desk, desk.find(paths), failed)?;
    for error in &found.errors {
        *failed = true;
        fail(error);
    }
    tell_left_out(&found.left_out, found.is_bare);
    tell_beyond(&found.beyond);
    // Those met in folders are left out without a word: they lie where people put them.
    for report in found.reports.iter().filter(|report| paths.contains(report)) {
        say::tell(format!(
            "copydesk: left out {}, a report of an earlier run\n",
            one_line(&report.display().to_string())
        ));
    }
    Ok(found)
}

/// The project of a path; mistakes in its packs are told, and noted in `failed`.
///
/// # Errors
/// When its configuration cannot be used.
pub fn project(desk: &Desk, path: &Path, failed: &mut bool) -> Result<Arc<Project>, Outcome> {
    met(desk, desk.project(path).map_err(DeskError::from), failed)
}

/// What a desk made of something. Mistakes in the packs that it met are told, and noted in `failed`.
///
/// # Errors
/// When it made nothing of it, which is told.
pub fn met<T>(desk: &Desk, made: Result<T, DeskError>, failed: &mut bool) -> Result<T, Outcome> {
    *failed |= mistakes::tell_fresh(desk);
    made.map_err(|error| match error {
        DeskError::Project(error) => mistakes::project_failed(&error),
        other => fail(other),
    })
}

/// Tells of links that were not followed.
fn tell_beyond(beyond: &[PathBuf]) {
    let told = match beyond {
        [] => return,
        [link] => format!("left out {}, a link out of the folder that it lies in", link.display()),
        [link, others @ ..] => {
            format!("left out {} and {} more links out of their folders", link.display(), others.len())
        }
    };
    say::tell(format!("copydesk: {}; --trust follows it\n", one_line(&told)));
}

/// Tells what was met in folders and is not read: drafts, and where there was nothing else, all of it.
fn tell_left_out(left_out: &[(PathBuf, &'static UnreadFormat)], nothing_else: bool) {
    let mut counts: BTreeMap<&UnreadFormat, usize> = BTreeMap::new();
    for (_, format) in left_out.iter().filter(|(_, format)| nothing_else || format.is_draft) {
        *counts.entry(format).or_default() += 1;
    }
    let counted = |(format, count): (&&UnreadFormat, &usize)| {
        if *count == 1 { format.one.to_owned() } else { format!("{count} {}", format.many) }
    };
    let counts: Vec<String> = counts.iter().map(counted).collect();
    let listed = match counts.as_slice() {
        [] => None,
        [only] => Some(only.clone()),
        [others @ .., last] => Some(format!("{} and {last}", others.join(", "))),
    };
    let found_none = "found no article to check here";
    let told = match (nothing_else, listed) {
        (true, Some(listed)) => format!("{found_none}; left out {listed}, not read yet"),
        (true, None) => found_none.to_owned(),
        (false, Some(listed)) => format!("left out {listed}, not read yet"),
        (false, None) => return,
    };
    say::tell(format!("copydesk: {told}\n"));
}

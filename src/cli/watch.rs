//! `copydesk check --watch`: checks again what changes.

use std::collections::HashSet;
use std::ffi::OsStr;
use std::io::{self, IsTerminal, Write};
use std::path::{Path, PathBuf};
use std::sync::mpsc::{Receiver, channel};
use std::time::Duration;

use notify::{EventKind, RecursiveMode, Watcher};

use super::arguments::Check;
use super::{Outcome, check, fail};
use crate::files;

/// Changes that come so close together are one: an editor saves in several steps.
const QUIET: Duration = Duration::from_millis(50);
/// Clears the screen and leaves what scrolled off it.
const CLEAR: &str = "\x1b[2J\x1b[H";

/// Checks everything, then what changes, until it is interrupted.
pub fn run(arguments: &Check) -> Outcome {
    let (sender, events) = channel();
    let told = move |event| {
        // Nobody listens any more when the program ends.
        let _ = sender.send(event);
    };
    let mut watcher = match notify::recommended_watcher(told) {
        Ok(watcher) => watcher,
        Err(error) => return fail(format!("--watch: {error}")),
    };
    for path in &arguments.paths {
        // A file is watched by way of its folder: saving often puts another file in its place.
        let (path, mode) = if path.is_dir() {
            (path.as_path(), RecursiveMode::Recursive)
        } else {
            (files::parent(path), RecursiveMode::NonRecursive)
        };
        if let Err(error) = full(path).and_then(|path| watcher.watch(&path, mode).map_err(io::Error::other)) {
            return fail(format!("{}: cannot be watched: {error}", path.display()));
        }
    }
    let outcome = show(arguments);
    while let Some(changed) = next(&events) {
        let again = if changed.iter().any(|path| concerns_all(path)) {
            arguments.clone()
        } else {
            Check { paths: among(arguments, &changed), ..arguments.clone() }
        };
        if !again.paths.is_empty() {
            show(&again);
        }
    }
    outcome
}

/// One report on a clean screen.
fn show(arguments: &Check) -> Outcome {
    let mut out = io::stdout();
    if out.is_terminal() && arguments.output_file.is_none() {
        // A terminal that is gone is found out by the report.
        let _ = out.write_all(CLEAR.as_bytes()).and_then(|()| out.flush());
    }
    check::once(arguments)
}

/// The files that changed next, once it is quiet; none if no more will come.
fn next(events: &Receiver<notify::Result<notify::Event>>) -> Option<HashSet<PathBuf>> {
    let mut changed = HashSet::new();
    while changed.is_empty() {
        take(events.recv().ok()?, &mut changed);
    }
    while let Ok(event) = events.recv_timeout(QUIET) {
        take(event, &mut changed);
    }
    Some(changed)
}

fn take(event: notify::Result<notify::Event>, changed: &mut HashSet<PathBuf>) {
    match event {
        Ok(event) if matches!(event.kind, EventKind::Access(_)) => {}
        Ok(event) => changed.extend(event.paths),
        Err(error) => {
            fail(format!("--watch: {error}"));
        }
    }
}

/// Whether every article must be checked again when this file changes: configuration, packs, ignore files.
fn concerns_all(path: &Path) -> bool {
    let extension = path.extension().and_then(OsStr::to_str);
    path.file_name() == Some(OsStr::new(files::IGNORE_FILE))
        || matches!(extension, Some("yml" | "yaml" | "ini"))
}

/// Those of the articles to check that changed, by the names that reports give them.
fn among(arguments: &Check, changed: &HashSet<PathBuf>) -> Vec<PathBuf> {
    let (candidates, _) = files::find(&arguments.paths, |path| path.extension().is_some());
    let has_changed = |path: &PathBuf| full(path).is_ok_and(|path| changed.contains(&path));
    candidates.into_iter().map(|candidate| candidate.path).filter(has_changed).collect()
}

/// The path that the watcher gives a file: its folder's links followed.
fn full(path: &Path) -> io::Result<PathBuf> {
    let folder = std::fs::canonicalize(if path.is_dir() { path } else { files::parent(path) })?;
    Ok(path.file_name().filter(|_| !path.is_dir()).map_or(folder.clone(), |name| folder.join(name)))
}

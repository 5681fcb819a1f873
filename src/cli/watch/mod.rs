//! `--watch`: the work is done again when files change.

mod articles;
mod packs;

use std::collections::HashSet;
use std::io::{self, IsTerminal, Write};
use std::path::{Path, PathBuf};
use std::sync::mpsc::{Receiver, channel};
use std::time::Duration;

use notify::{EventKind, RecursiveMode, Watcher};

use super::{Outcome, fail};
use crate::desk::place_of;
use crate::source::parent;

pub use articles::articles;
pub use packs::packs;

/// Changes that come so close together are one: an editor saves in several steps.
const QUIET: Duration = Duration::from_millis(50);
/// Clears the screen and leaves what scrolled off it.
const CLEAR: &str = "\x1b[2J\x1b[H";

/// The files that changed together, by the names that [`full`] gives them.
type Changed = HashSet<PathBuf>;

/// Does some work, and then hands it the changes in these files and folders until it is interrupted.
fn each_change(
    paths: &[PathBuf],
    first: impl FnOnce() -> Outcome,
    mut again: impl FnMut(&Changed),
) -> Outcome {
    let (sender, events) = channel();
    let told = move |event| {
        // Nobody listens any more when the program ends.
        let _ = sender.send(event);
    };
    let mut watcher = match notify::recommended_watcher(told) {
        Ok(watcher) => watcher,
        Err(error) => return fail(format!("--watch: {error}")),
    };
    let mut roots = Vec::new();
    for path in paths.iter().map(|path| place_of(path)) {
        let path = path.as_path();
        // A file is watched by way of its folder: saving often puts another file in its place.
        let (path, mode) = if path.is_dir() {
            (path, RecursiveMode::Recursive)
        } else {
            (parent(path), RecursiveMode::NonRecursive)
        };
        match full(path).and_then(|root| watcher.watch(&root, mode).map(|()| root).map_err(io::Error::other))
        {
            Ok(root) => roots.push((root, mode)),
            Err(error) => return fail(format!("{}: cannot be watched: {error}", path.display())),
        }
    }
    let outcome = first();
    while let Some(changed) = next(&events) {
        for (root, mode) in roots.iter().filter(|(root, _)| changed.contains(root)) {
            // Another folder may have taken its place, which nobody watches yet.
            if !root.is_dir() || watcher.watch(root, *mode).is_err() {
                return fail(format!("{} is gone; there is nothing left to watch there", root.display()));
            }
        }
        again(&changed);
    }
    outcome
}

/// Clears a terminal for the next report.
fn clear_screen() {
    let mut out = io::stdout();
    if out.is_terminal() {
        // A terminal that is gone is found out by the report.
        let _ = out.write_all(CLEAR.as_bytes()).and_then(|()| out.flush());
    }
}

/// The files that changed next, once it is quiet; none if no more will come.
fn next(events: &Receiver<notify::Result<notify::Event>>) -> Option<Changed> {
    let mut changed = HashSet::new();
    while changed.is_empty() {
        take(events.recv().ok()?, &mut changed);
    }
    while let Ok(event) = events.recv_timeout(QUIET) {
        take(event, &mut changed);
    }
    Some(changed)
}

fn take(event: notify::Result<notify::Event>, changed: &mut Changed) {
    match event {
        Ok(event) if matches!(event.kind, EventKind::Access(_)) => {}
        Ok(event) => changed.extend(event.paths),
        Err(error) => {
            fail(format!("--watch: {error}"));
        }
    }
}

/// The path that the watcher gives a file: its folder's links followed.
fn full(path: &Path) -> io::Result<PathBuf> {
    let folder = std::fs::canonicalize(if path.is_dir() { path } else { parent(path) })?;
    Ok(path.file_name().filter(|_| !path.is_dir()).map_or(folder.clone(), |name| folder.join(name)))
}

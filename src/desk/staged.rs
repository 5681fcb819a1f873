//! The articles that paths stand for among what is staged.

use std::collections::BTreeMap;
use std::path::{Component, Path, PathBuf};

use super::changed::{GitError, Staged};
use super::pattern::PathPattern;
use super::walk::{self, Walked};
use crate::files::plain;

/// Staged files by their names, as reports print them, and whether they were named.
pub(super) type StagedFiles = BTreeMap<PathBuf, (Staged, bool)>;

/// The staged files that paths stand for: those named, those in folders that are wanted, those that patterns fit. `probe`
/// is a place in the work tree.
///
/// # Errors
/// When there is no git or no work tree.
pub(super) fn find(
    paths: &[PathBuf],
    probe: &Path,
    is_wanted: impl Fn(&Path) -> bool,
) -> Result<StagedFiles, GitError> {
    let mut found = StagedFiles::new();
    let staged = Staged::all(probe)?;
    for path in paths {
        let pattern = PathPattern::new(path);
        let base = pattern.as_ref().map_or(path.as_path(), PathPattern::base);
        let full = full(base);
        for file in &staged {
            let Ok(within) = file.path.strip_prefix(&full) else { continue };
            let is_named = within.as_os_str().is_empty();
            let name = if is_named { base.to_owned() } else { base.join(within) };
            let fits = pattern.as_ref().is_none_or(|pattern| pattern.holds(&name));
            let is_met = !is_hidden(within) && is_wanted(&name) && !walk::is_ignored(&name);
            if fits && (is_named || is_met) {
                let name = walk::tidy(&name);
                found
                    .entry(name)
                    .and_modify(|(_, named)| *named &= is_named)
                    .or_insert((file.clone(), is_named));
            }
        }
    }
    Ok(found)
}

/// The files as a walk would have met them.
pub(super) fn walked(staged: &StagedFiles) -> Walked {
    let files = staged.iter().map(|(path, (_, is_named))| (path.clone(), *is_named));
    Walked { files: files.collect(), ..Walked::default() }
}

/// The full path of what may not be in the work tree any more, links to folders followed as far as they are there.
fn full(path: &Path) -> PathBuf {
    let absolute = plain(&std::path::absolute(path).unwrap_or_else(|_| path.to_owned()));
    for folder in absolute.ancestors() {
        // The file itself is not followed: git tracks a link as a link.
        let is_followed = folder != absolute || folder.is_dir();
        if let Some(real) = folder.canonicalize().ok().filter(|_| is_followed) {
            return absolute.strip_prefix(folder).map_or(real.clone(), |rest| real.join(rest));
        }
    }
    absolute
}

fn is_hidden(within: &Path) -> bool {
    within.components().any(|part| match part {
        Component::Normal(name) => name.to_string_lossy().starts_with('.'),
        _ => false,
    })
}

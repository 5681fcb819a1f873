//! Where the configuration of a file is.

use std::path::{Path, PathBuf};

use super::vale::FILE_NAMES;

/// The name of a configuration file.
pub const FILE_NAME: &str = ".copydesk.yml";

/// The configuration nearest to a file: in its folder or the ones above, up to the repository's root.
/// Where there is none, Vale's settings are looked for in the same places.
pub fn discover(path: &Path) -> Option<PathBuf> {
    let absolute = std::path::absolute(path).ok()?;
    let start = if absolute.is_dir() { Some(absolute.as_path()) } else { absolute.parent() };
    let folders: Vec<&Path> = up_to_root(start?).collect();
    let find = |names: &[&str]| {
        let candidates = folders.iter().flat_map(|folder| names.iter().map(|name| folder.join(name)));
        candidates.into_iter().find(|candidate| candidate.is_file())
    };
    find(&[FILE_NAME]).or_else(|| find(FILE_NAMES))
}

/// A folder and the ones above it, up to the root of the repository.
pub fn up_to_root(start: &Path) -> impl Iterator<Item = &Path> {
    let mut above_root = false;
    start
        .ancestors()
        .take_while(move |folder| !std::mem::replace(&mut above_root, folder.join(".git").exists()))
}

//! Where the configuration of a file is.

use std::path::{Path, PathBuf};

/// The name of a configuration file.
pub const FILE_NAME: &str = ".copydesk.yml";

/// The configuration nearest to a file: in its folder or the ones above, up to the repository's root.
pub fn discover(path: &Path) -> Option<PathBuf> {
    let absolute = std::path::absolute(path).ok()?;
    let start = if absolute.is_dir() { Some(absolute.as_path()) } else { absolute.parent() };
    for folder in start?.ancestors() {
        let candidate = folder.join(FILE_NAME);
        if candidate.is_file() {
            return Some(candidate);
        }
        if folder.join(".git").exists() {
            return None;
        }
    }
    None
}

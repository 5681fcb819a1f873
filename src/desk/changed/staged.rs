//! What is staged for the next commit.

use std::path::{Path, PathBuf};

use super::git::{GitError, checked, path_of, top_level};
use crate::source::parent;

/// What stands in the index for a link to another file.
const LINK: &[u8] = b"120000";
/// What stands in the index for another repository.
const REPOSITORY: &[u8] = b"160000";

/// A file as it is staged.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Staged {
    /// Its full path in the work tree, where it may be otherwise or not at all.
    pub path: PathBuf,
    /// The top of the work tree.
    top: PathBuf,
    /// The name that git gives its content.
    object: String,
}

impl Staged {
    /// The files that the next commit adds or changes, in the work tree that holds a path.
    ///
    /// # Errors
    /// When there is no git or no work tree.
    pub fn all(path: &Path) -> Result<Vec<Self>, GitError> {
        let top = top_level(if path.is_dir() { path } else { parent(path) })?;
        let asked = [
            "diff",
            "--cached",
            "--raw",
            "-z",
            "--no-abbrev",
            "--no-renames",
            "--no-ext-diff",
            "--diff-filter=du",
        ];
        let printed = checked(&top, &asked)?;
        let mut fields = printed.split(|&byte| byte == 0);
        let mut staged = Vec::new();
        while let (Some(told), Some(name)) = (fields.next(), fields.next()) {
            if let Some(object) = object(told) {
                staged.push(Self { path: top.join(path_of(name)), top: top.clone(), object });
            }
        }
        Ok(staged)
    }

    /// Its content.
    ///
    /// # Errors
    /// When git does not give it.
    pub fn content(&self) -> Result<Vec<u8>, GitError> {
        checked(&self.top, &["cat-file", "blob", &self.object])
    }
}

/// The name of a file's new content, out of `:100644 100644 0a1b… 2c3d… M`; none of what is no file.
fn object(told: &[u8]) -> Option<String> {
    let mut words = told.split(|&byte| byte == b' ').skip(1);
    let (mode, object) = (words.next()?, words.nth(1)?);
    let is_file = mode != LINK && mode != REPOSITORY && object.iter().any(|&digit| digit != b'0');
    is_file.then(|| String::from_utf8_lossy(object).into_owned())
}

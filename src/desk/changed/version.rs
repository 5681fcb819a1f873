//! A file as it was before its last change.

use std::path::Path;

use super::git::{GitError, checked, commit, git, line, top_level};
use crate::source::parent;

/// An earlier version of a file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Version {
    /// Its text.
    pub text: String,
    /// The commit it is taken from, in short.
    pub commit: String,
    /// Whether the file has changed since the last commit.
    pub is_uncommitted: bool,
}

impl Version {
    /// A file as it was before its last change: as it was committed if it has changed since, else as it was
    /// before the last commit that touched it. None if this is its first version.
    ///
    /// # Errors
    /// When there is no git or no work tree, or git does not do what it is asked.
    pub fn before_last_change(path: &Path) -> Result<Option<Self>, GitError> {
        let folder = parent(path);
        top_level(folder)?;
        let Some(name) = path.file_name().map(|name| name.to_string_lossy().into_owned()) else {
            return Ok(None);
        };
        if commit(folder, "HEAD")?.is_none() {
            return Ok(None);
        }
        let file = format!("./{name}");
        let (is_same, ..) = git(folder, &["--literal-pathspecs", "diff", "--quiet", "HEAD", "--", &file])?;
        if !is_same {
            return Self::at(folder, "HEAD", &file, true);
        }
        let asked = ["--literal-pathspecs", "log", "-1", "--format=%H", "--", &file];
        let last = String::from_utf8_lossy(line(&checked(folder, &asked)?)).into_owned();
        if last.is_empty() {
            return Ok(None);
        }
        Self::at(folder, &format!("{last}^"), &file, false)
    }

    /// The file in a revision; none if it is not there.
    fn at(folder: &Path, revision: &str, file: &str, is_uncommitted: bool) -> Result<Option<Self>, GitError> {
        let Some(full) = commit(folder, revision)? else { return Ok(None) };
        let (found, text, _) = git(folder, &["show", &format!("{full}:{file}")])?;
        let commit: String = full.chars().take(SHORT).collect();
        let text = String::from_utf8_lossy(&text).into_owned();
        Ok(found.then_some(Self { text, commit, is_uncommitted }))
    }

    /// Which version it is, in a few words.
    pub fn describe(&self) -> String {
        let what = if self.is_uncommitted { "the last commit" } else { "the version before" };
        format!("{what} ({})", self.commit)
    }
}

/// How many digits of a commit's name tell it from others.
const SHORT: usize = 10;

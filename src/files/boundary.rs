//! How far what a project says may reach: not out of the folders that it lies in.
//!
//! A draft and the configuration beside it may come from a stranger. A link or a path in them could lead to any file of
//! whoever runs the program: to be read, quoted in a message, or written to.

use std::collections::BTreeMap;
use std::io;
use std::path::{Component, Path, PathBuf};
use std::sync::Arc;

use crate::source::parent;

/// Texts that stand for files as long as those are not saved, by their paths without links and dots.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Unsaved(BTreeMap<PathBuf, String>);

impl Unsaved {
    /// Adds the text of a file.
    pub fn add(&mut self, path: &Path, text: &str) {
        self.0.insert(resolved(path), text.to_owned());
    }
}

/// A folder that nothing may lead out of, links followed; and what stands in it and is not saved yet.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Boundary {
    root: Option<PathBuf>,
    unsaved: Option<Arc<Unsaved>>,
}

impl Boundary {
    /// None: the user's word is that everything may be reached.
    pub const fn none() -> Self {
        Self { root: None, unsaved: None }
    }

    /// A folder.
    pub fn of(folder: &Path) -> Self {
        Self { root: Some(resolved(folder)), unsaved: None }
    }

    /// The repository that a file or folder lies in. Where there is none, the folder itself, or the file's.
    pub fn around(path: &Path) -> Self {
        let full = std::path::absolute(path).unwrap_or_else(|_| path.to_owned());
        let folder = if full.is_dir() { full.as_path() } else { parent(&full) };
        Self::of(repository_of(folder))
    }

    /// The same, in which some texts stand for files.
    #[must_use]
    pub fn with_unsaved(self, unsaved: Arc<Unsaved>) -> Self {
        Self { unsaved: Some(unsaved), ..self }
    }

    /// The text that stands for a file, if one does.
    pub(super) fn unsaved(&self, path: &Path) -> Option<&str> {
        let unsaved = self.unsaved.as_ref()?;
        unsaved.0.get(&resolved(path)).map(String::as_str)
    }

    /// Whether a path stays inside, wherever links on it lead.
    pub fn holds(&self, path: &Path) -> bool {
        self.root.as_ref().is_none_or(|root| resolved(path).starts_with(root))
    }

    /// Refuses a path that leads out.
    ///
    /// # Errors
    /// When it does.
    pub fn check(&self, path: &Path) -> io::Result<()> {
        let Some(root) = self.root.as_ref().filter(|_| !self.holds(path)) else { return Ok(()) };
        let root = root.display();
        let message =
            format!("leads out of {root}, where this project lies; if you trust the project, use `--trust`");
        Err(io::Error::new(io::ErrorKind::PermissionDenied, message))
    }
}

/// The repository that a folder lies in; where there is none, the folder itself.
pub(super) fn repository_of(folder: &Path) -> &Path {
    folder.ancestors().find(|folder| folder.join(".git").exists()).unwrap_or(folder)
}

/// So many links that lead nowhere are followed; a circle of them has no end.
const MOST_LINKS: usize = 40;

/// A path without links, `.` and `..`; what is not there yet is taken as it is written.
fn resolved(path: &Path) -> PathBuf {
    let full = std::path::absolute(path).unwrap_or_else(|_| path.to_owned());
    if let Ok(real) = full.canonicalize() {
        return real;
    }
    let mut links = 0;
    let mut real = PathBuf::new();
    // The parts yet to be taken, the next one last.
    let mut parts = reversed(&full);
    while let Some(part) = parts.pop() {
        let next = real.join(&part);
        if part.as_os_str() == ".." {
            real.pop();
        } else if let Some(target) = next.read_link().ok().filter(|_| links < MOST_LINKS) {
            links += 1;
            // A whole path begins anew: to join it replaces all that was there.
            parts.extend(reversed(&target));
        } else {
            real = next;
        }
    }
    real
}

fn reversed(path: &Path) -> Vec<PathBuf> {
    let parts = path.components().filter(|part| *part != Component::CurDir);
    parts.rev().map(|part| PathBuf::from(part.as_os_str())).collect()
}

#[cfg(all(test, unix))]
mod tests {
    use std::fs;
    use std::os::unix::fs::symlink;

    use super::*;

    #[test]
    fn links_and_dots_that_lead_out_are_seen() {
        let folder = tempfile::tempdir().unwrap();
        let at = |path: &str| folder.path().join(path);
        fs::create_dir_all(at("house/inner")).unwrap();
        fs::create_dir_all(at("other")).unwrap();
        fs::write(at("other/secret"), "").unwrap();
        fs::write(at("house/draft.md"), "").unwrap();
        symlink("../other", at("house/out")).unwrap();
        symlink("../other/secret", at("house/link.md")).unwrap();
        symlink("../other/not-yet", at("house/dangling.md")).unwrap();
        symlink("draft.md", at("house/alias.md")).unwrap();
        let boundary = Boundary::around(&at("house"));
        for inside in ["house/draft.md", "house/alias.md", "house/inner/../draft.md", "house/new.md", "house"]
        {
            assert!(boundary.holds(&at(inside)), "{inside}");
        }
        for outside in [
            "house/link.md",
            "house/out/secret",
            "house/out/new",
            "house/dangling.md",
            "house/../other/secret",
            "house/out/../other/secret",
            "house-2",
            "other",
        ] {
            assert!(!boundary.holds(&at(outside)), "{outside}");
        }
        assert!(Boundary::none().holds(&at("other")));
    }

    #[test]
    fn a_repository_is_its_own_boundary() {
        let folder = tempfile::tempdir().unwrap();
        fs::create_dir_all(folder.path().join(".git")).unwrap();
        fs::create_dir_all(folder.path().join("desk/rules")).unwrap();
        let boundary = Boundary::around(&folder.path().join("desk/rules"));
        assert!(boundary.holds(&folder.path().join("desk/.copydesk.yml")));
        assert!(!boundary.holds(folder.path().parent().unwrap()));
    }
}

//! What lies in folders, each listed once.

use std::collections::{BTreeSet, HashMap};
use std::fs;
use std::path::{Component, Path, PathBuf};
use std::sync::{Arc, Mutex, PoisonError};

use super::Boundary;
use super::boundary::repository_of;

/// The names of the files and folders in a folder.
pub type FolderNames = BTreeSet<String>;

/// A folder with more entries than this is not looked at: what it holds was made by a program.
const MOST_ENTRIES: usize = 50_000;

/// Folders of the disk, each listed when it is first asked for and then known for good.
#[derive(Debug, Default)]
pub struct Folders {
    listed: Mutex<HashMap<PathBuf, Option<Arc<FolderNames>>>>,
    roots: Mutex<HashMap<PathBuf, PathBuf>>,
    is_made_up: bool,
}

impl Folders {
    /// None listed yet.
    pub fn new() -> Self {
        Self::default()
    }

    /// Folders that hold some files and lie on no disk.
    pub fn made_up<'p>(files: impl Iterator<Item = &'p Path>) -> Self {
        let mut listed: HashMap<PathBuf, FolderNames> = HashMap::new();
        for file in files {
            for path in plain(file).ancestors() {
                if let (Some(folder), Some(name)) = (path.parent(), path.file_name()) {
                    let names = listed.entry(folder.to_owned()).or_default();
                    names.insert(name.to_string_lossy().into_owned());
                }
            }
        }
        let listed = listed.into_iter().map(|(folder, names)| (folder, Some(Arc::new(names)))).collect();
        Self { listed: Mutex::new(listed), roots: Mutex::default(), is_made_up: true }
    }

    /// The folder that nothing is looked for outside of: the repository that a folder lies in, or the folder itself.
    pub fn root_of(&self, folder: &Path) -> PathBuf {
        if self.is_made_up {
            return PathBuf::from("/");
        }
        let mut roots = self.roots.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(root) = roots.get(folder) {
            return root.clone();
        }
        let root = repository_of(folder).to_owned();
        roots.insert(folder.to_owned(), root.clone());
        root
    }

    /// What lies in a folder; none where there is no such folder, where it cannot be read, holds too much, or where a
    /// link on its path leads out of `root`.
    pub fn list(&self, folder: &Path, root: &Path) -> Option<Arc<FolderNames>> {
        let mut listed = self.listed.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(names) = listed.get(folder) {
            return names.clone();
        }
        let names = if self.is_made_up { None } else { read(folder, root) };
        listed.insert(folder.to_owned(), names.clone());
        names
    }
}

fn read(folder: &Path, root: &Path) -> Option<Arc<FolderNames>> {
    // Asked first, for most folders that are asked for are not there.
    if !folder.is_dir() || !Boundary::of(root).holds(folder) {
        return None;
    }
    let entries = fs::read_dir(folder).ok()?;
    let names: FolderNames = entries
        .take(MOST_ENTRIES + 1)
        .filter_map(|entry| Some(entry.ok()?.file_name().to_string_lossy().into_owned()))
        .collect();
    (names.len() <= MOST_ENTRIES).then(|| Arc::new(names))
}

/// The full path of a file that need not be there, without `..` and links to folders on the way.
pub fn full(path: &Path) -> PathBuf {
    let absolute = std::path::absolute(path).unwrap_or_else(|_| path.to_owned());
    let folder = absolute.parent().and_then(|folder| fs::canonicalize(folder).ok());
    match (folder, absolute.file_name()) {
        (Some(folder), Some(name)) => folder.join(name),
        _ => absolute,
    }
}

/// A path without `.` and `..`.
pub fn plain(path: &Path) -> PathBuf {
    let mut plain = PathBuf::new();
    for part in path.components() {
        match part {
            Component::CurDir => {}
            Component::ParentDir => drop(plain.pop()),
            part => plain.push(part),
        }
    }
    plain
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn folders_are_listed_within_their_root_only() {
        let house = tempfile::tempdir().unwrap();
        let at = |path: &str| house.path().join(path);
        fs::create_dir_all(at("site/.git")).unwrap();
        fs::create_dir_all(at("site/posts/pictures")).unwrap();
        fs::create_dir_all(at("other")).unwrap();
        fs::write(at("site/posts/pictures/quay.png"), "").unwrap();
        fs::write(at("other/secret.png"), "").unwrap();
        let folders = Folders::new();
        let root = folders.root_of(&at("site/posts"));
        assert_eq!(root, at("site"));
        let names = folders.list(&at("site/posts/pictures"), &root).unwrap();
        assert!(names.contains("quay.png"));
        assert!(folders.list(&at("other"), &root).is_none());
        assert!(folders.list(&at("site/../other"), &root).is_none());
        assert!(folders.list(&at("site/nothing"), &root).is_none());
        #[cfg(unix)]
        {
            std::os::unix::fs::symlink(at("other"), at("site/out")).unwrap();
            assert!(folders.list(&at("site/out"), &root).is_none());
        }
    }

    #[test]
    fn made_up_folders_hold_what_they_are_told() {
        let folders = Folders::made_up([Path::new("/posts/pictures/quay.png")].into_iter());
        assert!(folders.list(Path::new("/posts"), Path::new("/")).unwrap().contains("pictures"));
        assert!(folders.list(Path::new("/static"), Path::new("/")).is_none());
    }
}

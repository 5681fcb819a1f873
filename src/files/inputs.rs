//! What was read from the disk to make something, so that it can be told later whether it would be
//! made the same again.

use std::fs::{self, File};
use std::io::{self, Read};
use std::path::{Path, PathBuf};

use serde::{Deserialize, Serialize};

use super::Boundary;

/// No pack, configuration or word list is larger than this, in bytes.
const LARGEST: u64 = 64 << 20;

/// Reads files and folders, and keeps what they were in the order in which they were asked for.
///
/// That there was none is kept too: a file that is new may go before another one.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Inputs {
    seen: Vec<(PathBuf, PathState)>,
    /// What may be read at all.
    #[serde(skip)]
    boundary: Boundary,
}

/// What a path was.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
enum PathState {
    /// A file of this content.
    File([u8; 32]),
    /// A folder with these names in it.
    Folder([u8; 32]),
    /// A folder with files of these names, sizes and times.
    Stamps([u8; 32]),
    /// No file.
    NoFile,
    /// No folder.
    NoFolder,
}

impl Inputs {
    /// None yet, and nothing is read that lies beyond a boundary.
    pub fn within(boundary: &Boundary) -> Self {
        Self { seen: Vec::new(), boundary: boundary.clone() }
    }

    /// The bytes of a file.
    ///
    /// # Errors
    /// When it cannot be read, lies beyond the boundary, is no regular file (a pipe may never end), or holds more than
    /// any pack or word list needs.
    pub fn read(&mut self, path: &Path) -> io::Result<Vec<u8>> {
        self.boundary.check(path)?;
        let read = match self.boundary.unsaved(path) {
            Some(text) => Ok(text.as_bytes().to_vec()),
            None => content(path),
        };
        self.seen.push((path.to_owned(), read.as_deref().map_or(PathState::NoFile, file)));
        read
    }

    /// The bytes of a file that whoever runs the program has installed, wherever it lies.
    ///
    /// # Errors
    /// As [`Inputs::read`], but for the boundary.
    pub fn read_installed(&mut self, path: &Path) -> io::Result<Vec<u8>> {
        let read = content(path);
        self.seen.push((path.to_owned(), read.as_deref().map_or(PathState::NoFile, file)));
        read
    }

    /// Keeps what a folder of installed files is by their names, sizes and times, wherever it lies: they are too large to
    /// be read before it is known which are needed.
    pub fn watch_installed(&mut self, folder: &Path) {
        self.seen.push((folder.to_owned(), PathState::Stamps(stamps(folder))));
    }

    /// Whether there is a file.
    pub fn has_file(&mut self, path: &Path) -> bool {
        let is_there = path.is_file();
        if !is_there {
            self.seen.push((path.to_owned(), PathState::NoFile));
        }
        is_there
    }

    /// Makes sure that a path may be read, whether or not something is there.
    ///
    /// # Errors
    /// When it lies beyond the boundary.
    pub fn may_read(&self, path: &Path) -> io::Result<()> {
        self.boundary.check(path)
    }

    /// Whether there is a folder that may be looked into.
    pub fn has_folder(&mut self, path: &Path) -> bool {
        self.list(path).is_ok()
    }

    /// What a folder holds, sorted.
    ///
    /// # Errors
    /// When it cannot be read, or lies beyond the boundary.
    pub fn list(&mut self, path: &Path) -> io::Result<Vec<PathBuf>> {
        self.boundary.check(path)?;
        let listed = entries(path);
        self.seen.push((path.to_owned(), listed.as_deref().map_or(PathState::NoFolder, folder)));
        listed
    }

    /// Adds what something that is part of it was made of.
    pub fn append(&mut self, mut part: Self) {
        self.seen.append(&mut part.seen);
    }

    /// The files and folders that were asked for.
    pub fn paths(&self) -> impl Iterator<Item = &Path> {
        self.seen.iter().map(|(path, _)| path.as_path())
    }

    /// Whether all that was read is still what it was.
    pub fn are_unchanged(&self) -> bool {
        self.seen.iter().all(|(path, state)| match state {
            PathState::File(_) => content(path).is_ok_and(|bytes| file(&bytes) == *state),
            PathState::Folder(_) => entries(path).is_ok_and(|entries| folder(&entries) == *state),
            PathState::Stamps(known) => stamps(path) == *known,
            PathState::NoFile => !path.is_file(),
            PathState::NoFolder => !path.is_dir(),
        })
    }

    /// Adds all of it to a hash: contents and names, not where the files lie, so that another copy of
    /// them is the same.
    pub fn hash_into(&self, hasher: &mut blake3::Hasher) {
        for (path, state) in &self.seen {
            // A relative name is the same wherever the whole lies.
            let name =
                if path.is_absolute() { path.file_name().unwrap_or_default() } else { path.as_os_str() };
            let name = name.as_encoded_bytes();
            hasher.update(&(name.len() as u64).to_le_bytes()).update(name);
            match state {
                PathState::File(content) => hasher.update(b"f").update(content),
                PathState::Folder(names) => hasher.update(b"d").update(names),
                PathState::Stamps(files) => hasher.update(b"t").update(files),
                PathState::NoFile => hasher.update(b"-"),
                PathState::NoFolder => hasher.update(b"="),
            };
        }
    }
}

fn content(path: &Path) -> io::Result<Vec<u8>> {
    // To open a pipe would wait for a writer.
    if !fs::metadata(path)?.is_file() {
        return Err(io::Error::other("is no regular file"));
    }
    let mut bytes = Vec::new();
    File::open(path)?.take(LARGEST + 1).read_to_end(&mut bytes)?;
    let fits = bytes.len() as u64 <= LARGEST;
    if fits { Ok(bytes) } else { Err(io::Error::other("is larger than 64 MiB; split it")) }
}

fn entries(path: &Path) -> io::Result<Vec<PathBuf>> {
    let mut entries = fs::read_dir(path)?.map(|entry| Ok(entry?.path())).collect::<io::Result<Vec<_>>>()?;
    entries.sort();
    Ok(entries)
}

fn file(bytes: &[u8]) -> PathState {
    PathState::File(*blake3::hash(bytes).as_bytes())
}

fn folder(entries: &[PathBuf]) -> PathState {
    let mut hasher = blake3::Hasher::new();
    for name in entries.iter().filter_map(|entry| entry.file_name()) {
        hasher.update(name.as_encoded_bytes()).update(b"/");
    }
    PathState::Folder(*hasher.finalize().as_bytes())
}

fn stamps(folder: &Path) -> [u8; 32] {
    let mut hasher = blake3::Hasher::new();
    for file in entries(folder).unwrap_or_default() {
        let name = file.file_name().unwrap_or_default();
        let data = fs::metadata(&file).ok();
        let size = data.as_ref().map(fs::Metadata::len);
        let time = data.and_then(|data| data.modified().ok()?.duration_since(std::time::UNIX_EPOCH).ok());
        hasher.update(name.as_encoded_bytes()).update(format!(" {size:?} {time:?}\n").as_bytes());
    }
    *hasher.finalize().as_bytes()
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Whether what was read counts as unchanged once something has happened in the folder.
    fn unchanged_after(read: impl Fn(&mut Inputs, &Path), happen: impl Fn(&Path)) -> bool {
        let folder = tempfile::tempdir().unwrap();
        fs::write(folder.path().join("a.txt"), "one").unwrap();
        let mut inputs = Inputs::default();
        read(&mut inputs, folder.path());
        happen(folder.path());
        inputs.are_unchanged()
    }

    #[test]
    fn a_byte_a_new_name_and_a_file_that_was_not_there_are_noticed() {
        let file = |inputs: &mut Inputs, folder: &Path| drop(inputs.read(&folder.join("a.txt")));
        let list = |inputs: &mut Inputs, folder: &Path| drop(inputs.list(folder));
        let missing = |inputs: &mut Inputs, folder: &Path| assert!(!inputs.has_file(&folder.join("b.txt")));
        let edit = |folder: &Path| fs::write(folder.join("a.txt"), "two").unwrap();
        let add = |folder: &Path| fs::write(folder.join("b.txt"), "one").unwrap();
        assert!(unchanged_after(file, |_| ()) && unchanged_after(file, add));
        assert!(!unchanged_after(file, edit));
        assert!(unchanged_after(list, edit) && !unchanged_after(list, add));
        assert!(unchanged_after(missing, edit) && !unchanged_after(missing, add));
    }
}

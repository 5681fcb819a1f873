//! Finding the files to check, and checking them on all cores in a stable order.

use std::collections::HashMap;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};
use std::sync::mpsc;

use ignore::gitignore::Gitignore;
use ignore::{Match, WalkBuilder};
use thiserror::Error;

use crate::document::{Format, Unread};
use crate::source::{DecodeError, Source};

/// The file that names what a walk leaves out, in the syntax of `.gitignore`.
pub const IGNORE_FILE: &str = ".copydeskignore";

/// How many files a core takes at a time, of many: to hand on each result by itself costs more than some articles.
const TOGETHER: usize = 4;
/// How many times as many are in memory, for each core.
const AHEAD_PER_CORE: usize = 8;

/// A file to check.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Candidate {
    /// Its name, as reports print it.
    pub path: PathBuf,
    /// Whether it was named itself, not met in a folder.
    pub named: bool,
}

/// Why a file could not be checked.
#[derive(Debug, Error)]
pub enum FileError {
    /// It could not be read.
    #[error("{}: {}", path.display(), reason(source))]
    Read {
        /// The file.
        path: PathBuf,
        /// Why.
        source: io::Error,
    },
    /// It is a device, a pipe or the like.
    #[error("{}: is no regular file; use `-` to check standard input", path.display())]
    NotAFile {
        /// The file.
        path: PathBuf,
    },
    /// Its bytes are no text.
    #[error("{}: {source}", path.display())]
    Decode {
        /// The file.
        path: PathBuf,
        /// Why.
        source: DecodeError,
    },
    /// It is written in a format that is not read.
    #[error("{}: is {}, which is not read yet; {}", path.display(), format.one, format.advice)]
    Unread {
        /// The file.
        path: PathBuf,
        /// What it is.
        format: &'static Unread,
    },
    /// A folder could not be walked.
    #[error("{source}")]
    Walk {
        /// Why.
        source: ignore::Error,
    },
}

/// The reason in plain words.
fn reason(error: &io::Error) -> String {
    match error.kind() {
        io::ErrorKind::NotFound => "there is no such file".to_owned(),
        io::ErrorKind::PermissionDenied => "may not be read; check its permissions".to_owned(),
        _ => error.to_string(),
    }
}

/// What paths stand for.
#[derive(Debug, Default)]
pub struct Found {
    /// The files to check, sorted, each once.
    pub candidates: Vec<Candidate>,
    /// What could not be looked at.
    pub errors: Vec<FileError>,
    /// Files met in folders whose format is known and not read.
    pub left_out: Vec<(PathBuf, &'static Unread)>,
}

/// The files that paths stand for.
///
/// A path that is a file stands for itself. In a folder, files with an extension known to
/// `format_of` are met; hidden files and what ignore files name are left out.
pub fn find(paths: &[PathBuf], format_of: impl Fn(&Path) -> bool) -> Found {
    let mut found = Found::default();
    for path in paths {
        match fs::metadata(path) {
            Ok(metadata) if metadata.is_dir() => walk(path, &format_of, &mut found),
            Ok(_) => found.candidates.push(Candidate { path: path.clone(), named: true }),
            Err(source) => found.errors.push(FileError::Read { path: path.clone(), source }),
        }
    }
    found.candidates.sort();
    found.candidates.dedup_by(|later, earlier| later.path == earlier.path);
    found.left_out.sort();
    found.left_out.dedup();
    found
}

fn walk(folder: &Path, format_of: &impl Fn(&Path) -> bool, found: &mut Found) {
    let walker = WalkBuilder::new(folder).add_custom_ignore_filename(IGNORE_FILE).require_git(false).build();
    for entry in walker {
        match entry {
            Ok(entry) => {
                let path = entry.path();
                // A symbolic link that leads nowhere, or to a folder, is no article.
                let is_file = entry
                    .file_type()
                    .is_some_and(|kind| kind.is_file() || kind.is_symlink() && path.is_file());
                if !is_file || path.extension().is_none() {
                    continue;
                }
                if format_of(path) {
                    found.candidates.push(Candidate { path: tidy(path), named: false });
                } else if let Some(format) = Unread::from_path(path) {
                    found.left_out.push((tidy(path), format));
                }
            }
            Err(source) => found.errors.push(FileError::Walk { source }),
        }
    }
}

/// The folder a file is in.
pub fn parent(path: &Path) -> &Path {
    path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."))
}

/// Whether an ignore file of ours in a folder above a file names it. A walk finds out by itself.
pub fn is_ignored(path: &Path) -> bool {
    let full = std::path::absolute(path).unwrap_or_else(|_| path.to_owned());
    for folder in full.ancestors().skip(1) {
        let file = folder.join(IGNORE_FILE);
        if file.is_file() {
            // The nearest that has a word on the file decides.
            match Gitignore::new(&file).0.matched_path_or_any_parents(&full, false) {
                Match::None => {}
                word => return word.is_ignore(),
            }
        }
        // What lies above a repository is none of its business.
        if folder.join(".git").exists() {
            break;
        }
    }
    false
}

/// The path without a leading `./`.
fn tidy(path: &Path) -> PathBuf {
    path.strip_prefix("./").unwrap_or(path).to_owned()
}

/// Reads a file.
///
/// # Errors
/// When it is no regular file, cannot be read, or holds no text.
pub fn read(path: &Path) -> Result<Source, FileError> {
    let unreadable = |source| FileError::Read { path: path.to_owned(), source };
    if !fs::metadata(path).map_err(unreadable)?.is_file() {
        return Err(FileError::NotAFile { path: path.to_owned() });
    }
    let bytes = fs::read(path).map_err(unreadable)?;
    decoded(path, bytes)
}

/// The text of a file's bytes, whose name may say another format than they do.
///
/// # Errors
/// When they are a document in a format that is not read, or no text.
pub fn decoded(path: &Path, bytes: Vec<u8>) -> Result<Source, FileError> {
    if let Some(format) = Unread::from_bytes(&bytes) {
        return Err(FileError::Unread { path: path.to_owned(), format });
    }
    Source::from_bytes(path, bytes).map_err(|source| FileError::Decode { path: path.to_owned(), source })
}

/// Does the same work on each item on all cores and hands the results on in the items' order.
///
/// Only a few results are held at a time: the work goes no further ahead of what `consume` has had, which
/// returns whether to go on.
pub fn in_order<'t, T: Sync, R: Send>(
    items: &'t [T],
    work: impl Fn(&'t T) -> R + Sync,
    mut consume: impl FnMut(R) -> bool,
) {
    if let [only] = items {
        // To wake other cores for it takes longer than most articles.
        consume(work(only));
        return;
    }
    let (work, (sender, receiver)) = (&work, mpsc::channel());
    let ahead = AHEAD_PER_CORE * rayon::current_num_threads();
    // A few files go to as many cores.
    let together = (items.len() / ahead).clamp(1, TOGETHER);
    rayon::in_place_scope_fifo(|scope| {
        let mut later = items.chunks(together).enumerate();
        let mut begin = |count: usize| {
            for (at, items) in later.by_ref().take(count) {
                let promise = Promise { at, sender: sender.clone(), results: Vec::new() };
                scope.spawn_fifo(move |_| promise.keep(items.iter().map(work)));
            }
        };
        begin(ahead);
        let mut early = HashMap::new();
        for (next, items) in items.chunks(together).enumerate() {
            let results = loop {
                if let Some(results) = early.remove(&next) {
                    break results;
                }
                let Ok((at, results)) = receiver.recv() else { return };
                early.insert(at, results);
            };
            // With fewer results the work has panicked, and so will the scope.
            if results.len() < items.len() || !results.into_iter().all(&mut consume) {
                return;
            }
            begin(1);
        }
    });
}

/// Says what became of some items even if the work on them panics.
struct Promise<R> {
    at: usize,
    sender: mpsc::Sender<(usize, Vec<R>)>,
    results: Vec<R>,
}

impl<R> Promise<R> {
    fn keep(mut self, results: impl Iterator<Item = R>) {
        self.results.extend(results);
    }
}

impl<R> Drop for Promise<R> {
    fn drop(&mut self) {
        // Nobody listens any more once the consumer has had enough.
        let _ = self.sender.send((self.at, std::mem::take(&mut self.results)));
    }
}

/// The format of a file that was named itself: by its extension or the configuration; one that nobody knows is
/// read as plain text.
///
/// # Errors
/// When its extension stands for a format that is not read.
pub fn named_format(path: &Path, format: Option<Format>) -> Result<Format, FileError> {
    match (format, Unread::from_path(path)) {
        (Some(format), _) => Ok(format),
        (None, Some(format)) => Err(FileError::Unread { path: path.to_owned(), format }),
        (None, None) => Ok(Format::Text),
    }
}

#[cfg(test)]
mod tests {
    use super::in_order;

    #[test]
    fn results_come_in_order_until_it_is_enough() {
        let items: Vec<usize> = (0..1000).collect();
        let mut had = Vec::new();
        // The first of each hundred take longest.
        let work = |&item: &usize| (0..(100 - item % 100) * 1000).fold(item, |sum, _| sum.rotate_left(64));
        in_order(&items, work, |item| {
            had.push(item);
            had.len() < 700
        });
        assert_eq!(had, items[..700]);
    }

    #[test]
    fn a_panic_is_passed_on() {
        let result = std::panic::catch_unwind(|| {
            in_order(&[1, 2, 3], |&item| assert_ne!(item, 2, "as this test wants"), |()| true);
        });
        assert!(result.is_err());
    }
}

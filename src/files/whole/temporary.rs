//! Temporary files beside the ones they will replace. None is left behind for long: one that ends with its run is
//! removed then, by a signal too, and one whose run was killed is removed by the next.

use std::collections::BTreeSet;
use std::fs::{self, File};
use std::io;
use std::path::{Path, PathBuf};
use std::sync::{Mutex, MutexGuard, PoisonError};

use tempfile::NamedTempFile;

/// What their names begin and end with. Hidden files are no articles.
const PREFIX: &str = ".copydesk-";
const SUFFIX: &str = ".tmp";

/// Those that this process has not removed yet.
static OPEN: Mutex<BTreeSet<PathBuf>> = Mutex::new(BTreeSet::new());
/// The folders that were swept already.
static SWEPT: Mutex<BTreeSet<PathBuf>> = Mutex::new(BTreeSet::new());

/// A file with a name of ours, locked for as long as it is used.
pub(super) struct Temporary {
    file: NamedTempFile,
    listed: Listed,
}

/// A place on the list of those that are open.
struct Listed(PathBuf);

impl Drop for Listed {
    fn drop(&mut self) {
        lock(&OPEN).remove(&self.0);
    }
}

impl Temporary {
    /// A new one in a folder, with the permissions that new files get there; left to itself it would be its owner's
    /// alone.
    pub(super) fn new_in(folder: &Path) -> io::Result<Self> {
        let mut builder = tempfile::Builder::new();
        #[cfg(unix)]
        builder.permissions(std::os::unix::fs::PermissionsExt::from_mode(0o666));
        Self::made_in(folder, &mut builder)
    }

    /// A new one in a folder, for its owner alone.
    pub(super) fn private_in(folder: &Path) -> io::Result<Self> {
        Self::made_in(folder, &mut tempfile::Builder::new())
    }

    fn made_in(folder: &Path, builder: &mut tempfile::Builder<'_, '_>) -> io::Result<Self> {
        sweep(folder);
        let (file, listed) = {
            // No signal comes between here either.
            let mut open = lock(&OPEN);
            let file = builder.prefix(PREFIX).suffix(SUFFIX).tempfile_in(folder)?;
            open.insert(file.path().to_owned());
            let listed = Listed(file.path().to_owned());
            (file, listed)
        };
        // Where a file system knows no locks, a sweep finds none either, and leaves the file alone.
        let _ = file.as_file().try_lock();
        Ok(Self { file, listed })
    }

    /// The open file.
    pub(super) fn file(&self) -> &File {
        self.file.as_file()
    }

    /// Where it is.
    pub(super) fn path(&self) -> &Path {
        self.file.path()
    }

    /// Gives it the name of another file, which is gone.
    pub(super) fn persist(self, target: &Path) -> io::Result<()> {
        let Self { file, listed } = self;
        {
            // No signal comes between: whoever removes temporary files waits for the list.
            let mut open = lock(&OPEN);
            open.remove(&listed.0);
            file.persist(target).map_err(|error| error.error)?;
        }
        Ok(())
    }
}

/// Removes the temporary files that are open, before the process ends on a signal. Whatever would be made of them now
/// is not made.
pub fn remove_open() {
    let open = lock(&OPEN);
    for path in open.iter() {
        // There is nobody left to tell.
        let _ = fs::remove_file(path);
    }
    // Nobody else goes on: the list stays locked for as long as the process lives.
    std::mem::forget(open);
}

/// Removes what earlier runs left in a folder when they were killed; once a process.
pub fn sweep(folder: &Path) {
    if !lock(&SWEPT).insert(folder.to_owned()) {
        return;
    }
    for entry in fs::read_dir(folder).into_iter().flatten().flatten() {
        let name = entry.file_name();
        let bytes = name.as_encoded_bytes();
        let is_ours = bytes.starts_with(PREFIX.as_bytes()) && bytes.ends_with(SUFFIX.as_bytes());
        if is_ours && entry.file_type().is_ok_and(|kind| kind.is_file()) {
            // One that is locked belongs to a run that goes on.
            let is_left = File::open(entry.path()).is_ok_and(|file| file.try_lock().is_ok());
            if is_left {
                // What cannot be removed today is left for another run.
                let _ = fs::remove_file(entry.path());
            }
        }
    }
}

fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

//! Files that are written whole or not at all, whatever interrupts the writing.

mod owner;
mod temporary;

use std::fs;
use std::io::{self, Read, Write};
use std::path::{Path, PathBuf};

pub use temporary::{remove_open, sweep};

use temporary::Temporary;

use crate::source::parent;

/// Gives a file a new content.
///
/// The content goes to a temporary file in the same folder, which then takes the file's name. A file
/// that was there keeps its permissions and, where that is allowed, its owner; a symbolic link is followed to its
/// target. Other names of the same file (hard links) keep the content that was there.
///
/// # Errors
/// When the folder or an existing file may not be written, `content` cannot be read, or the disk is
/// full. The file is then as it was.
pub fn write(path: &Path, content: &mut impl Read) -> io::Result<()> {
    let target = target(path);
    prepare(&target, content)?.persist(&target)
}

/// Gives a file a new content that is for its owner's eyes only, and that a power cut may take.
///
/// # Errors
/// As for [`write()`].
pub fn write_private(path: &Path, content: &[u8]) -> io::Result<()> {
    let temporary = Temporary::private_in(parent(path))?;
    temporary.file().write_all(content)?;
    temporary.persist(path)
}

/// Gives a file a new content if it still has the one that is expected, looked at in the moment of the change where
/// the system can exchange two files, else right before it.
///
/// # Errors
/// As for [`write()`], and when the file has another content: it is then left as it is.
pub fn replace(path: &Path, expected: &[u8], content: &[u8]) -> io::Result<()> {
    let target = target(path);
    let changed = || io::Error::other("changed while it was being checked; check it again");
    if fs::read(&target)? != expected {
        return Err(changed());
    }
    let temporary = prepare(&target, &mut &*content)?;
    match exchange(temporary.path(), &target) {
        Ok(()) => {
            if fs::read(temporary.path()).is_ok_and(|bytes| bytes == expected) {
                return Ok(());
            }
            // Somebody has saved it since: theirs goes back.
            exchange(temporary.path(), &target)?;
            Err(changed())
        }
        Err(_) if fs::read(&target)? == expected => temporary.persist(&target),
        Err(_) => Err(changed()),
    }
}

/// How many other names a file has, which will not have the new content.
#[cfg(unix)]
pub fn other_names(path: &Path) -> u64 {
    use std::os::unix::fs::MetadataExt;
    fs::metadata(path).map_or(0, |metadata| metadata.nlink().saturating_sub(1))
}

/// How many other names a file has; here it is not known.
#[cfg(not(unix))]
pub fn other_names(_: &Path) -> u64 {
    0
}

/// Puts a content into a temporary file that can take the place of another one.
fn prepare(target: &Path, content: &mut impl Read) -> io::Result<Temporary> {
    let temporary = Temporary::new_in(parent(target))?;
    if let Ok(metadata) = fs::metadata(target) {
        if metadata.permissions().readonly() {
            return Err(io::Error::new(io::ErrorKind::PermissionDenied, "is read-only"));
        }
        // Before there is any content: it may be for few eyes.
        owner::keep(temporary.file(), &metadata)?;
    }
    io::copy(content, &mut temporary.file())?;
    temporary.file().sync_all()?;
    Ok(temporary)
}

/// Gives each of two files the other's name, in one step.
#[cfg(any(target_os = "linux", target_os = "macos"))]
fn exchange(one: &Path, other: &Path) -> io::Result<()> {
    use rustix::fs::{CWD, RenameFlags, renameat_with};
    Ok(renameat_with(CWD, one, CWD, other, RenameFlags::EXCHANGE)?)
}

#[cfg(not(any(target_os = "linux", target_os = "macos")))]
fn exchange(_: &Path, _: &Path) -> io::Result<()> {
    Err(io::ErrorKind::Unsupported.into())
}

/// What a path leads to; the path itself where nothing is there yet.
fn target(path: &Path) -> PathBuf {
    fs::canonicalize(path).unwrap_or_else(|_| path.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_content_that_cannot_be_read_leaves_the_file_alone() {
        struct Broken;
        impl Read for Broken {
            fn read(&mut self, _: &mut [u8]) -> io::Result<usize> {
                Err(io::Error::other("broken"))
            }
        }
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("report.json");
        write(&path, &mut "old".as_bytes()).unwrap();
        assert!(write(&path, &mut "ne".as_bytes().chain(Broken)).is_err());
        assert_eq!(fs::read_to_string(&path).unwrap(), "old");
        assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 1);
    }

    #[cfg(unix)]
    #[test]
    fn permissions_are_kept_and_links_followed() {
        use std::os::unix::fs::{PermissionsExt, symlink};
        let folder = tempfile::tempdir().unwrap();
        let (path, link) = (folder.path().join("a.md"), folder.path().join("link.md"));
        write(&path, &mut "one".as_bytes()).unwrap();
        fs::set_permissions(&path, fs::Permissions::from_mode(0o640)).unwrap();
        symlink(&path, &link).unwrap();
        write(&link, &mut "two".as_bytes()).unwrap();
        assert_eq!(fs::read_to_string(&path).unwrap(), "two");
        assert_eq!(fs::metadata(&path).unwrap().permissions().mode() & 0o777, 0o640);
        assert!(fs::symlink_metadata(&link).unwrap().is_symlink());
    }

    #[test]
    fn what_was_saved_in_between_stays() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("a.md");
        fs::write(&path, "saved since").unwrap();
        assert!(replace(&path, b"as read", b"fixed").is_err());
        assert_eq!(fs::read_to_string(&path).unwrap(), "saved since");
        replace(&path, b"saved since", b"fixed").unwrap();
        assert_eq!(fs::read_to_string(&path).unwrap(), "fixed");
        assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 1);
    }

    #[test]
    fn what_a_killed_run_left_is_swept_and_what_a_running_one_uses_is_not() {
        let folder = tempfile::tempdir().unwrap();
        let (left, used) =
            (folder.path().join(".copydesk-left.tmp"), folder.path().join(".copydesk-used.tmp"));
        for path in [&left, &used, &folder.path().join(".copydesk.yml"), &folder.path().join("a.tmp")] {
            fs::write(path, "").unwrap();
        }
        let file = fs::File::open(&used).unwrap();
        file.lock().unwrap();
        write(&folder.path().join("a.md"), &mut "one".as_bytes()).unwrap();
        assert!(!left.exists() && used.exists());
        assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 4);
    }

    #[cfg(unix)]
    #[test]
    fn other_names_keep_what_was_there() {
        let folder = tempfile::tempdir().unwrap();
        let (path, link) = (folder.path().join("a.md"), folder.path().join("b.md"));
        fs::write(&path, "one").unwrap();
        fs::hard_link(&path, &link).unwrap();
        assert_eq!(other_names(&path), 1);
        replace(&path, b"one", b"two").unwrap();
        assert_eq!(fs::read_to_string(&path).unwrap(), "two");
        assert_eq!(fs::read_to_string(&link).unwrap(), "one");
    }
}

//! Where the cache is.

use std::env;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use thiserror::Error;

/// Entries of another shape than today's lie in another folder.
const SHAPE: &str = "1";
/// The file that tells backup programs to leave a folder out, <https://bford.info/cachedir/>.
const TAG: (&str, &str) = (
    "CACHEDIR.TAG",
    "Signature: 8a477f597d28d172789f06886806bc55\n# Copydesk's cache; it may be deleted at any time.\n",
);

/// A cache folder that others than the user can write to: who can write an entry can hide a finding.
#[derive(Debug, Error)]
#[error(
    "the cache in {0} is not used: others can write to it, and so could hide findings; remove it, or name another with \
     --cache-dir"
)]
pub struct Exposed(PathBuf);

/// The folder for the entries: in the one that is given, else in the user's cache folder. None where there is neither.
///
/// # Errors
/// When somebody else owns the folder, or may write to it.
pub fn folder(given: Option<&Path>) -> Result<Option<PathBuf>, Exposed> {
    let Some(whole) = given.map(Path::to_owned).or_else(of_user) else { return Ok(None) };
    let folder = whole.join(SHAPE);
    let exposed = [&whole, &folder].into_iter().find(|folder| !is_private(folder)).cloned();
    exposed.map_or(Ok(Some(folder)), |exposed| Err(Exposed(exposed)))
}

/// Whether nobody but the user can write to a folder; true for one that is not there yet.
#[cfg(unix)]
fn is_private(folder: &Path) -> bool {
    use std::os::unix::fs::MetadataExt;
    const WRITABLE_BY_OTHERS: u32 = 0o022;
    let Ok(metadata) = fs::metadata(folder) else { return true };
    metadata.uid() == rustix::process::geteuid().as_raw() && metadata.mode() & WRITABLE_BY_OTHERS == 0
}

/// Whether nobody but the user can write to a folder. Here a user's folders are the user's alone by default.
#[cfg(not(unix))]
fn is_private(_: &Path) -> bool {
    true
}

/// Our folder in the user's cache folder, by the custom of the platform; none where nobody is at home.
fn of_user() -> Option<PathBuf> {
    let absolute = |path: PathBuf| path.is_absolute().then_some(path);
    let named = |name: &str| env::var_os(name).map(PathBuf::from).and_then(absolute);
    let home = || env::home_dir().and_then(absolute);
    let caches = if cfg!(windows) {
        named("LOCALAPPDATA")
    } else if let Some(folder) = named("XDG_CACHE_HOME") {
        Some(folder)
    } else if cfg!(target_os = "macos") {
        home().map(|home| home.join("Library/Caches"))
    } else {
        home().map(|home| home.join(".cache"))
    };
    Some(caches?.join("copydesk"))
}

/// Makes the folder, for the user alone: entries tell of drafts.
pub(super) fn make(folder: &Path) -> io::Result<()> {
    if folder.is_dir() {
        return Ok(());
    }
    let mut builder = fs::DirBuilder::new();
    #[cfg(unix)]
    std::os::unix::fs::DirBuilderExt::mode(&mut builder, 0o700);
    builder.recursive(true).create(folder)?;
    fs::write(folder.join(TAG.0), TAG.1)
}

//! Where the cache is.

use std::env;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};

/// Entries of another shape than today's lie in another folder.
const SHAPE: &str = "1";
/// The file that tells backup programs to leave a folder out, <https://bford.info/cachedir/>.
const TAG: (&str, &str) = (
    "CACHEDIR.TAG",
    "Signature: 8a477f597d28d172789f06886806bc55\n# Copydesk's cache; it may be deleted at any time.\n",
);

/// The folder for the entries: in the one that is given, else in the user's cache folder.
pub fn folder(given: Option<&Path>) -> Option<PathBuf> {
    given.map(Path::to_owned).or_else(of_user).map(|folder| folder.join(SHAPE))
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

/// Makes the folder.
pub(super) fn make(folder: &Path) -> io::Result<()> {
    if folder.is_dir() {
        return Ok(());
    }
    fs::create_dir_all(folder)?;
    fs::write(folder.join(TAG.0), TAG.1)
}

//! Why a file could not be read, and which one was meant.

use std::path::Path;
use std::{fs, io};

use crate::source::{display_path, parent};
use crate::yaml::nearest;

/// The file or folder whose name is nearest to one that is not there, as it would be named.
pub(super) fn near_file(path: &Path) -> Option<String> {
    let wanted = path.file_name()?.to_string_lossy();
    let entries = fs::read_dir(parent(path)).ok()?;
    let names: Vec<String> =
        entries.flatten().map(|entry| entry.file_name().to_string_lossy().into_owned()).collect();
    // A name cut short, such as `house.yml` for `house-rules.yml`.
    let stem = path.file_stem()?.to_string_lossy();
    let is_longer =
        |name: &&String| name.starts_with(&*stem) && Path::new(name).extension() == path.extension();
    let longer = || names.iter().find(is_longer).map(String::as_str);
    let near = nearest(&wanted, names.iter().map(String::as_str)).or_else(longer)?;
    Some(display_path(&path.with_file_name(near)))
}

/// Why a file could not be read, in plain words.
pub fn unreadable(path: &Path, error: &io::Error) -> String {
    match error.kind() {
        io::ErrorKind::NotFound => {
            let near = near_file(path).map(|near| format!("; did you mean `{near}`?")).unwrap_or_default();
            format!("there is no such file{near}")
        }
        io::ErrorKind::PermissionDenied if error.get_ref().is_none() => {
            "may not be read; check its permissions".to_owned()
        }
        _ => error.to_string(),
    }
}

//! The folder that forges see files from.

use std::path::{Path, PathBuf};

use crate::config::up_to_root;

/// What forges call the folder that they checked the repository out to.
const VARIABLES: &[&str] = &["GITHUB_WORKSPACE", "CI_PROJECT_DIR"];

/// The root of the repository that the run is in: as the forge says, else as git has it.
pub(super) fn root() -> Option<PathBuf> {
    let here = Path::new(".").canonicalize().ok()?;
    let said = VARIABLES.iter().filter_map(|name| Path::new(&std::env::var_os(name)?).canonicalize().ok());
    let said = said.into_iter().find(|folder| here.starts_with(folder));
    said.or_else(|| up_to_root(&here).find(|folder| folder.join(".git").exists()).map(Path::to_owned))
}

//! The packs that come with the binary: every file in `rules/`.

use std::ffi::OsStr;
use std::path::Path;

/// The packs, made from their files when the binary is built.
static STORED: &[StoredPack] = include!(concat!(env!("OUT_DIR"), "/packs.rs"));

/// A built-in pack of which no rule was read yet.
pub struct StoredPack {
    /// The name of its file.
    pub origin: &'static str,
    /// The text of its file.
    pub text: &'static str,
    /// Its name.
    pub name: &'static str,
    /// What its rules are about.
    pub description: &'static str,
    /// Its rules, without examples.
    pub rules: &'static [StoredRule],
}

/// A rule of a built-in pack.
pub struct StoredRule {
    /// Its name in the pack.
    pub name: &'static str,
    /// The kind of check.
    pub check: &'static str,
    /// Whether it runs without being asked for.
    pub enabled: bool,
    /// What it says that every rule may say, as JSON.
    pub common: &'static str,
    /// The parameters of its check, as JSON.
    pub own: &'static str,
}

/// The built-in packs, in order of their files.
pub fn stored_packs() -> &'static [StoredPack] {
    STORED
}

/// The built-in pack of a file.
pub fn stored_pack(origin: &Path) -> Option<&'static StoredPack> {
    STORED.iter().find(|pack| OsStr::new(pack.origin) == origin.as_os_str())
}

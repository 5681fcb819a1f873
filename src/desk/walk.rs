//! Finding the files that paths stand for.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use ignore::gitignore::Gitignore;
use ignore::{Match, WalkBuilder};

use super::FileError;
use super::pattern::PathPattern;
use crate::files::Boundary;
use crate::formats::UnreadFormat;

/// The file that names what a walk leaves out, in the syntax of `.gitignore`.
pub const IGNORE_FILE: &str = ".copydeskignore";

/// The files that paths stand for.
#[derive(Debug, Default)]
pub struct Walked {
    /// Files by their names, as reports print them, and whether they were named and not met in a folder too.
    pub files: BTreeMap<PathBuf, bool>,
    /// What could not be looked at.
    pub errors: Vec<FileError>,
    /// Files met in folders whose format is known and not read.
    pub left_out: Vec<(PathBuf, &'static UnreadFormat)>,
    /// Links met in folders that lead out of them, or out of the repository where there is one.
    pub beyond: Vec<PathBuf>,
}

impl Walked {
    fn add(&mut self, path: PathBuf, is_named: bool) {
        self.files.entry(path).and_modify(|named| *named &= is_named).or_insert(is_named);
    }
}

/// Finds the files that paths stand for.
///
/// A path that is a file stands for itself, and a pattern for what it fits. In a folder those files are met that `is_wanted`; hidden files and what
/// ignore files name are left out. A link is followed out of the folder, or the repository, only with `trust`.
pub fn walk(paths: &[PathBuf], trust: bool, is_wanted: impl Fn(&Path) -> bool) -> Walked {
    let mut walked = Walked::default();
    for path in paths {
        if let Some(pattern) = PathPattern::new(path) {
            walk_pattern(path, &pattern, trust, &is_wanted, &mut walked);
            continue;
        }
        match fs::metadata(path) {
            Ok(metadata) if metadata.is_dir() => walk_folder(path, None, trust, &is_wanted, &mut walked),
            // A hook names what changed, whoever changed it.
            Ok(_) if !trust && path.is_symlink() && !Boundary::around(path).holds(path) => {
                walked.errors.push(FileError::Beyond { path: path.clone() });
            }
            Ok(_) => walked.add(path.clone(), true),
            Err(source) => walked.errors.push(FileError::Read { path: path.clone(), source }),
        }
    }
    walked.left_out.sort();
    walked.left_out.dedup();
    walked
}

/// Meets what a pattern fits; that nothing does is told, for it is most likely misspelt.
fn walk_pattern(
    path: &Path,
    pattern: &PathPattern,
    trust: bool,
    is_wanted: &impl Fn(&Path) -> bool,
    walked: &mut Walked,
) {
    let met = |walked: &Walked| walked.files.len() + walked.left_out.len() + walked.beyond.len();
    let before = met(walked);
    if pattern.base().is_dir() {
        walk_folder(pattern.base(), Some(pattern), trust, is_wanted, walked);
    }
    // What fits may have been met by way of another path.
    let is_met = |files: &BTreeMap<PathBuf, bool>| files.keys().any(|file| pattern.holds(file));
    if met(walked) == before && !is_met(&walked.files) {
        walked.errors.push(FileError::NoFit { path: path.to_owned() });
    }
}

fn walk_folder(
    folder: &Path,
    pattern: Option<&PathPattern>,
    trust: bool,
    is_wanted: &impl Fn(&Path) -> bool,
    walked: &mut Walked,
) {
    let boundary = if trust { Boundary::none() } else { Boundary::around(folder) };
    let entries = WalkBuilder::new(folder).add_custom_ignore_filename(IGNORE_FILE).require_git(false).build();
    for entry in entries {
        match entry {
            Ok(entry) => {
                let path = entry.path();
                // A symbolic link that leads nowhere, or to a folder, is no article.
                let is_file = entry
                    .file_type()
                    .is_some_and(|kind| kind.is_file() || kind.is_symlink() && path.is_file());
                let fits = pattern.is_none_or(|pattern| pattern.holds(path));
                if !is_file || path.extension().is_none() || !fits {
                    continue;
                }
                if entry.path_is_symlink() && is_wanted(path) && !boundary.holds(path) {
                    walked.beyond.push(tidy(path));
                } else if is_wanted(path) {
                    walked.add(tidy(path), false);
                } else if let Some(format) = UnreadFormat::from_path(path) {
                    walked.left_out.push((tidy(path), format));
                }
            }
            Err(source) => walked.errors.push(FileError::Walk { source }),
        }
    }
}

/// Whether an ignore file of ours in a folder above a file names it. A walk finds out by itself.
pub(super) fn is_ignored(path: &Path) -> bool {
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
pub(super) fn tidy(path: &Path) -> PathBuf {
    path.strip_prefix("./").unwrap_or(path).to_owned()
}

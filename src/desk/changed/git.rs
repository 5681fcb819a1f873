//! Asks git what changed.

use std::collections::HashMap;
use std::ffi::OsStr;
use std::io;
use std::path::{Path, PathBuf};
use std::process::Command;

use thiserror::Error;

use super::{ChangedLines, patch};
use crate::source::parent;

/// What changed in a work tree since a revision, new files that git does not know yet included.
#[derive(Debug, Clone)]
pub struct Changes {
    /// By the file's full path. None where there is no revision yet, and so everything is new.
    files: Option<HashMap<PathBuf, ChangedLines>>,
}

/// Why git could not tell what changed.
#[derive(Debug, Error)]
#[non_exhaustive]
pub enum GitError {
    /// Git is not there or could not be started.
    #[error("git could not be run: {0}; --changed and --staged need it")]
    Unavailable(io::Error),
    /// The folder is in no work tree.
    #[error("{} is not in a git work tree; --changed and --staged need one", .0.display())]
    NoWorkTree(PathBuf),
    /// There is no such revision.
    #[error("there is no revision `{0}` here; fetch it (in CI with its whole history) or name another")]
    UnknownRevision(String),
    /// The revision and the current one share no history, often because only a part of it was fetched.
    #[error("`{0}` and HEAD have no common ancestor here; fetch the whole history (such as fetch-depth: 0)")]
    NoMergeBase(String),
    /// Git did not do what it was asked.
    #[error("git {command} failed: {message}")]
    Failed {
        /// What it was asked.
        command: String,
        /// What it said.
        message: String,
    },
}

/// What git is told before anything else. The repository may be a stranger's, whose configuration could name programs to
/// run; names of files are wanted as they are.
const SAFE: &[&str] = &[
    "--no-pager",
    "--no-optional-locks",
    "-c",
    "core.fsmonitor=false",
    "-c",
    "core.hooksPath=/dev/null",
    "-c",
    "core.sshCommand=false",
    "-c",
    "core.alternateRefsCommand=",
    "-c",
    "protocol.allow=never",
    "-c",
    "diff.external=",
    "-c",
    "core.quotePath=false",
];

impl Changes {
    /// What changed since the revision's merge base with `HEAD`, in the work tree that holds a path.
    /// Staged, unstaged and new files are in; what ignore files name is not. Or, `as_staged`, what is staged alone.
    ///
    /// # Errors
    /// When there is no git, no work tree or no such revision.
    pub fn since(revision: &str, path: &Path, as_staged: bool) -> Result<Self, GitError> {
        let folder = if path.is_dir() { path } else { parent(path) };
        let is_default = revision == "HEAD";
        let top = top_level(folder)?;
        if is_default && commit(&top, "HEAD")?.is_none() {
            return Ok(Self { files: None });
        }
        let base = merge_base(&top, revision)?;
        let mut files: HashMap<PathBuf, ChangedLines> = HashMap::new();
        for (name, lines) in patch::read(&diff(&top, &base, as_staged)?) {
            files.insert(top.join(path_of(&name)), ChangedLines::Some(lines));
        }
        let untracked = if as_staged { Vec::new() } else { untracked(&top)? };
        for name in untracked.split(|&byte| byte == 0).filter(|name| !name.is_empty()) {
            files.insert(top.join(path_of(name)), ChangedLines::All);
        }
        Ok(Self { files: Some(files) })
    }

    /// What changed in a file; none if nothing did.
    pub fn of(&self, path: &Path) -> Option<ChangedLines> {
        let Some(files) = &self.files else { return Some(ChangedLines::All) };
        // The folder's links are followed, the file's are not: git tracks those as links.
        let folder = std::fs::canonicalize(parent(path)).ok()?;
        files.get(&folder.join(path.file_name()?)).cloned()
    }
}

pub(super) fn top_level(folder: &Path) -> Result<PathBuf, GitError> {
    let (found, printed, _) = git(folder, &["rev-parse", "--show-toplevel"])?;
    if !found {
        return Err(GitError::NoWorkTree(folder.to_owned()));
    }
    let top = path_of(line(&printed));
    Ok(std::fs::canonicalize(&top).unwrap_or(top))
}

/// The full name of a commit; none if there is no such one.
pub(super) fn commit(top: &Path, revision: &str) -> Result<Option<String>, GitError> {
    let wanted = format!("{revision}^{{commit}}");
    let (found, printed, _) = git(top, &["rev-parse", "--verify", "--quiet", "--end-of-options", &wanted])?;
    Ok(found.then(|| String::from_utf8_lossy(line(&printed)).into_owned()))
}

fn merge_base(top: &Path, revision: &str) -> Result<String, GitError> {
    let Some(named) = commit(top, revision)? else {
        return Err(GitError::UnknownRevision(revision.to_owned()));
    };
    let (found, printed, _) = git(top, &["merge-base", &named, "HEAD"])?;
    if !found {
        return Err(GitError::NoMergeBase(revision.to_owned()));
    }
    Ok(String::from_utf8_lossy(line(&printed)).into_owned())
}

/// The patch from a revision to the work tree, or to what is staged, whatever the configuration says of patches.
fn diff(top: &Path, base: &str, as_staged: bool) -> Result<Vec<u8>, GitError> {
    let without_filters = without_filters(top)?;
    let mut arguments: Vec<&str> = without_filters.iter().map(String::as_str).collect();
    arguments.extend([
        "diff",
        "--no-ext-diff",
        "--no-textconv",
        "--no-color",
        "--unified=0",
        "--inter-hunk-context=0",
        "--find-renames",
        "--src-prefix=a/",
        "--dst-prefix=b/",
        "--ignore-submodules",
        "--diff-filter=d",
        "--text",
    ]);
    arguments.extend(as_staged.then_some("--cached"));
    arguments.extend([base, "--"]);
    checked(top, &arguments)
}

/// The settings that turn off the programs through which files would go before git compares them.
fn without_filters(top: &Path) -> Result<Vec<String>, GitError> {
    let (_, printed, _) = git(top, &["config", "--null", "--name-only", "--get-regexp", "^filter\\."])?;
    let names = String::from_utf8_lossy(&printed);
    let drivers = names.split('\0').filter_map(|name| name.strip_prefix("filter.")?.rsplit_once('.'));
    let mut drivers: Vec<&str> = drivers.map(|(driver, _)| driver).collect();
    drivers.dedup();
    let settings = drivers.iter().flat_map(|driver| {
        ["clean=", "process=", "required=false"].map(|setting| format!("filter.{driver}.{setting}"))
    });
    Ok(settings.flat_map(|setting| ["-c".to_owned(), setting]).collect())
}

fn untracked(top: &Path) -> Result<Vec<u8>, GitError> {
    checked(top, &["ls-files", "--others", "--exclude-standard", "-z"])
}

/// What git prints when it does what it is asked.
pub(super) fn checked(folder: &Path, arguments: &[&str]) -> Result<Vec<u8>, GitError> {
    match git(folder, arguments)? {
        (true, printed, _) => Ok(printed),
        (false, _, told) => {
            let message = String::from_utf8_lossy(told.trim_ascii()).into_owned();
            let command = arguments.iter().find(|argument| is_command(argument)).unwrap_or(&"");
            Err(GitError::Failed { command: (*command).to_owned(), message })
        }
    }
}

fn is_command(argument: &str) -> bool {
    argument.bytes().all(|letter| letter.is_ascii_lowercase() || letter == b'-') && !argument.starts_with('-')
}

/// Whether git succeeded, what it printed and what it said besides.
pub(super) fn git(folder: &Path, arguments: &[&str]) -> Result<(bool, Vec<u8>, Vec<u8>), GitError> {
    let mut command = Command::new("git");
    command.arg("-C").arg(folder).args(SAFE).args(arguments);
    let output = command.output().map_err(GitError::Unavailable)?;
    Ok((output.status.success(), output.stdout, output.stderr))
}

/// The first line of what was printed.
pub(super) fn line(printed: &[u8]) -> &[u8] {
    printed.strip_suffix(b"\n").unwrap_or(printed)
}

/// A path out of git's bytes.
#[cfg(unix)]
pub(super) fn path_of(name: &[u8]) -> PathBuf {
    use std::os::unix::ffi::OsStrExt;
    PathBuf::from(OsStr::from_bytes(name))
}

/// A path out of git's bytes, which are UTF-8 here.
#[cfg(not(unix))]
pub(super) fn path_of(name: &[u8]) -> PathBuf {
    PathBuf::from(OsStr::new(&*String::from_utf8_lossy(name)))
}

//! What changed since a git revision, so that only findings on changed lines count; and what a file was like
//! before its last change.
//!
//! Git itself is asked: it knows renames, ignore files and line endings better than we do.

mod git;
mod lines;
mod patch;
mod staged;
mod version;

pub use git::{Changes, GitError};
pub use lines::ChangedLines;
#[cfg(fuzzing)]
pub use patch::read as read_patch;
pub use staged::Staged;
pub use version::Version;

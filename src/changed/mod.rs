//! What changed since a git revision, so that only findings on changed lines count.
//!
//! Git itself is asked: it knows renames, ignore files and line endings better than we do.

mod git;
mod lines;
mod patch;

pub use git::{Changes, GitError};
pub use lines::ChangedLines;

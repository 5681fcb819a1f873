//! Why a project cannot be set up, in words to the user.

use std::path::PathBuf;

use thiserror::Error;

use super::missing::unreadable;
use crate::yaml::Problem;

/// Why a project cannot be set up.
#[derive(Debug, Error)]
#[non_exhaustive]
pub enum ProjectError {
    /// A configuration file with mistakes.
    #[error(transparent)]
    Config(#[from] Box<ConfigError>),
    /// A file that could not be read.
    #[error("{}: {}", path.display(), unreadable(path, source))]
    Read {
        /// The file.
        path: PathBuf,
        /// Why.
        source: std::io::Error,
    },
    /// Configuration files that extend each other in a circle.
    #[error("{}: extends itself, by way of other files", path.display())]
    Circle {
        /// The file met twice.
        path: PathBuf,
    },
    /// A rule that is not there.
    #[error("there is no rule `{name}`; {}", question(near).unwrap_or_else(|| "`copydesk rules` lists them".to_owned()))]
    UnknownRule {
        /// The name or glob that fits no rule.
        name: String,
        /// The nearest names there are.
        near: Vec<String>,
    },
    /// A pattern over rules that is none.
    #[error("`{name}` is no pattern over rules: {source}")]
    Pattern {
        /// The pattern.
        name: String,
        /// Why.
        source: globset::Error,
    },
}

/// The nearest names, as a question; none where there are none.
pub fn question(near: &[String]) -> Option<String> {
    let quoted: Vec<String> = near.iter().map(|name| format!("`{name}`")).collect();
    let (last, others) = quoted.split_last()?;
    let all = if others.is_empty() { last.clone() } else { format!("{} or {last}", others.join(", ")) };
    Some(format!("did you mean {all}?"))
}

/// A configuration file with mistakes.
#[derive(Debug, Error)]
#[error("{} mistake(s) in {}", problems.len(), path.display())]
pub struct ConfigError {
    /// The file.
    pub path: PathBuf,
    /// Its text, to show the mistakes in.
    pub text: String,
    /// The mistakes.
    pub problems: Vec<Problem>,
}

impl ConfigError {
    /// The mistakes of this one and another, which are shown together if they stand in the same file; else of this one.
    pub(super) fn with(mut self, other: Self) -> Self {
        if self.path == other.path {
            self.problems.extend(other.problems);
        }
        self
    }
}

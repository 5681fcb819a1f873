//! Why a project cannot be set up, in words to the user.

use std::path::PathBuf;

use thiserror::Error;

use super::fields::ConfigError;

/// Why a project cannot be set up.
#[derive(Debug, Error)]
pub enum ProjectError {
    /// A configuration file with mistakes.
    #[error(transparent)]
    Config(#[from] Box<ConfigError>),
    /// A file that could not be read.
    #[error("{}: {source}", path.display())]
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
    #[error("there is no rule `{name}`{}; `copydesk rules` lists them", did_you_mean(near))]
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

/// The names, as a question at the end of a sentence.
fn did_you_mean(near: &[String]) -> String {
    let quoted: Vec<String> = near.iter().map(|name| format!("`{name}`")).collect();
    match quoted.split_last() {
        None => String::new(),
        Some((only, [])) => format!("; did you mean {only}?"),
        Some((last, others)) => format!("; did you mean {} or {last}?", others.join(", ")),
    }
}

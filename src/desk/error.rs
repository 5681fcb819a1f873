//! Why a desk cannot take an article, in words to the user.

use std::path::PathBuf;

use thiserror::Error;

use super::FileError;
use super::baseline::BaselineError;
use super::changed::GitError;
use crate::config::ProjectError;

/// Why a desk cannot take an article.
#[derive(Debug, Error)]
#[non_exhaustive]
pub enum DeskError {
    /// Its configuration cannot be used.
    #[error(transparent)]
    Project(#[from] ProjectError),
    /// It cannot be read.
    #[error(transparent)]
    File(#[from] FileError),
    /// What changed cannot be told.
    #[error(transparent)]
    Git(#[from] GitError),
    /// The known findings that its configuration names cannot be read.
    #[error("{}: {source}", path.display())]
    Baseline {
        /// The file.
        path: PathBuf,
        /// Why.
        source: BaselineError,
    },
}

//! Reading files.

use std::error::Error as StdError;
use std::fs;
use std::io::{self, Read};
use std::path::{Path, PathBuf};

use thiserror::Error;

use super::changed::GitError;
use crate::config::unreadable;
use crate::document::Format;
use crate::formats::{Container, Part, UnreadFormat};
use crate::report::HTML_SIGN;
use crate::source::{DecodeError, Source};

/// Why a file could not be checked.
#[derive(Debug, Error)]
#[non_exhaustive]
pub enum FileError {
    /// It could not be read.
    #[error("{}: {}", path.display(), self.reason())]
    Read {
        /// The file.
        path: PathBuf,
        /// Why.
        source: io::Error,
    },
    /// It is a device, a pipe or the like.
    #[error("{}: {}", path.display(), self.reason())]
    NotAFile {
        /// The file.
        path: PathBuf,
    },
    /// Its bytes are no text.
    #[error("{}: {}", path.display(), self.reason())]
    Decode {
        /// The file.
        path: PathBuf,
        /// Why.
        source: DecodeError,
    },
    /// It is written in a format that is not read.
    #[error("{}: {}", path.display(), self.reason())]
    Unread {
        /// The file.
        path: PathBuf,
        /// What it is.
        format: &'static UnreadFormat,
    },
    /// It is no container of the kind that its name says.
    #[error("{}: {}", path.display(), self.reason())]
    Container {
        /// The file.
        path: PathBuf,
        /// Why.
        source: Box<dyn StdError + Send + Sync>,
    },
    /// It is a link out of the folder, or the repository, that it lies in.
    #[error("{}: {}", path.display(), self.reason())]
    Beyond {
        /// The link.
        path: PathBuf,
    },
    /// Copydesk made a mistake over it; what it was has been told.
    #[error("{}: {}", path.display(), self.reason())]
    Panic {
        /// The file.
        path: PathBuf,
    },
    /// It is a pattern that fits nothing.
    #[error("{}: {}", path.display(), self.reason())]
    NoFit {
        /// The pattern.
        path: PathBuf,
    },
    /// What is staged of it could not be had.
    #[error("{}: {}", path.display(), self.reason())]
    Git {
        /// The file.
        path: PathBuf,
        /// Why.
        source: GitError,
    },
    /// A folder could not be walked.
    #[error("{source}")]
    Walk {
        /// Why.
        source: ignore::Error,
    },
}

impl FileError {
    /// What is wrong, without the name of the file.
    pub fn reason(&self) -> String {
        match self {
            Self::Read { path, source } => unreadable(path, source),
            Self::NotAFile { .. } => "is no regular file; use `-` to check standard input".to_owned(),
            Self::Decode { source, .. } => source.to_string(),
            Self::Unread { format, .. } => {
                format!("is {}, which is not read yet; {}", format.one, format.advice)
            }
            Self::Container { source, .. } => source.to_string(),
            Self::Beyond { .. } => {
                "is a link out of the folder that it lies in; name the file itself, or use --trust".to_owned()
            }
            Self::Panic { .. } => {
                "was not checked: this is a mistake in Copydesk; please report it".to_owned()
            }
            Self::NoFit { .. } => "no article fits this pattern".to_owned(),
            Self::Git { source, .. } => source.to_string(),
            Self::Walk { source } => source.to_string(),
        }
    }
}

/// The bytes of a file.
///
/// # Errors
/// When it is no regular file or cannot be read.
pub(super) fn bytes(path: &Path) -> Result<Vec<u8>, FileError> {
    let unreadable = |source| FileError::Read { path: path.to_owned(), source };
    if !fs::metadata(path).map_err(unreadable)?.is_file() {
        return Err(FileError::NotAFile { path: path.to_owned() });
    }
    fs::read(path).map_err(unreadable)
}

/// Whether a file is a report of an earlier run, as they are written for a browser.
pub(super) fn is_report(path: &Path) -> bool {
    let is_page = path.extension().is_some_and(|extension| extension == "html" || extension == "htm");
    let mut start = [0; HTML_SIGN.len()];
    // To open a pipe would wait for a writer.
    is_page
        && path.is_file()
        && fs::File::open(path).is_ok_and(|mut file| file.read_exact(&mut start).is_ok())
        && start == HTML_SIGN.as_bytes()
}

/// The text of a file's bytes, whose name may say another format than they do.
///
/// # Errors
/// When they are a document in a format that is not read, or no text.
pub(super) fn decoded(path: &Path, bytes: Vec<u8>) -> Result<Source, FileError> {
    refuse_unread(path, &bytes)?;
    Source::from_bytes(path, bytes).map_err(|source| FileError::Decode { path: path.to_owned(), source })
}

/// Makes sure that bytes are no document in a format that is not read.
///
/// # Errors
/// When they are one.
pub(super) fn refuse_unread(path: &Path, bytes: &[u8]) -> Result<(), FileError> {
    let unread = |format| FileError::Unread { path: path.to_owned(), format };
    UnreadFormat::from_bytes(bytes).map_or(Ok(()), |format| Err(unread(format)))
}

/// The texts in a container's bytes, by their names.
///
/// # Errors
/// When the bytes are no such container.
pub(super) fn opened(
    path: &Path,
    bytes: &[u8],
    container: &dyn Container,
) -> Result<Vec<(Source, Format)>, FileError> {
    let parts = container.open(bytes);
    let parts = parts.map_err(|source| FileError::Container { path: path.to_owned(), source })?;
    let source = |part: Part| (Source::new(path, part.text).in_part(&part.name), part.format);
    Ok(parts.into_iter().map(source).collect())
}

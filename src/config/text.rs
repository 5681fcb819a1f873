//! The text of a file that a configuration is made of.

use std::io;
use std::path::Path;

use super::error::ProjectError;
use crate::files::Inputs;

/// The text of a file.
pub(super) fn read_text(path: &Path, inputs: &mut Inputs) -> Result<String, ProjectError> {
    let unreadable = |source| ProjectError::Read { path: path.to_owned(), source };
    let bytes = inputs.read(path).map_err(unreadable)?;
    String::from_utf8(bytes).map_err(|error| unreadable(io::Error::new(io::ErrorKind::InvalidData, error)))
}

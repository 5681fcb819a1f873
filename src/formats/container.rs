//! Files that hold texts in parts: a page in an archive, a value in a data file.

use std::error::Error;

use crate::document::Format;

/// A kind of file that holds texts in parts. Each part is a source of its own: a finding in it is placed by the part's
/// name, the paragraph and the character.
pub trait Container: Send + Sync {
    /// The extensions of its files, in lower case and without the dot.
    fn extensions(&self) -> &[&str];

    /// The texts in a file, in the order in which they are to be read. What is no text of an article is left out.
    ///
    /// # Errors
    /// When the bytes are no such file. The error is shown after the name of the file and a colon.
    fn open(&self, bytes: &[u8]) -> Result<Vec<Part>, Box<dyn Error + Send + Sync>>;
}

/// One text in a container.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Part {
    /// What it is called within its file; unlike the names of all other parts there.
    pub name: String,
    /// The text, decoded.
    pub text: String,
    /// How it is written.
    pub format: Format,
}

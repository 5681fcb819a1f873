//! How a source is read.

use crate::document::{Document, Format, House};
use crate::language::Language;
use crate::source::Source;

/// How a source is read: whoever has this and the source has the document.
#[derive(Debug, Clone)]
pub struct ReadAs {
    /// The format.
    pub format: Format,
    /// The language of a document that does not state its own.
    pub language: Option<Language>,
    /// What the house says of its documents.
    pub house: House,
}

impl ReadAs {
    /// The document that a source is.
    pub fn document<'s>(&self, source: &'s Source) -> Document<'s> {
        Document::parse_for(source, self.format, self.language, &self.house)
    }
}

impl From<Format> for ReadAs {
    fn from(format: Format) -> Self {
        Self { format, language: None, house: House::default() }
    }
}

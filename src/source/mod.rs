//! A file's text with its name, its encoding and its line index.
//!
//! Nothing in this module knows what a document is. All later layers speak of
//! places in the text as [`SourceSpan`]s; only this module turns them into
//! lines, columns and offsets in the file as it is stored.

mod decode;
mod lines;
mod milestones;
mod span;

use std::path::{Path, PathBuf};
use std::sync::OnceLock;

pub use decode::{DecodeError, Encoding};
pub use lines::Position;
pub use span::{SourceSpan, TextSpan};

use lines::LineIndex;
use milestones::Milestones;

/// A file's text, decoded to UTF-8, with what is needed to speak about places in it.
///
/// Line endings stay as they are stored; a byte order mark is not part of the text.
#[derive(Debug, Clone)]
pub struct Source {
    path: PathBuf,
    text: String,
    encoding: Encoding,
    lines: LineIndex,
    milestones: OnceLock<Milestones>,
}

impl Source {
    /// A source from text already in memory.
    ///
    /// # Panics
    /// Never; a text over 4 GiB is cut off at the last character that fits.
    pub fn new(path: impl Into<PathBuf>, text: impl Into<String>) -> Self {
        let mut text = text.into();
        decode::fit(&mut text);
        Self::with_encoding(path.into(), text, Encoding::Utf8 { mark: false })
    }

    /// A source from a file's bytes.
    ///
    /// # Errors
    /// When the bytes are neither UTF-8 nor UTF-16 with a byte order mark, or exceed 4 GiB.
    pub fn from_bytes(path: impl Into<PathBuf>, bytes: Vec<u8>) -> Result<Self, DecodeError> {
        let (text, encoding) = decode::decode(bytes)?;
        Ok(Self::with_encoding(path.into(), text, encoding))
    }

    fn with_encoding(path: PathBuf, text: String, encoding: Encoding) -> Self {
        let lines = LineIndex::new(&text);
        Self { path, text, encoding, lines, milestones: OnceLock::new() }
    }

    /// The name the source goes by in reports.
    pub fn path(&self) -> &Path {
        &self.path
    }

    /// The name as reports print it: forward slashes, no leading `./`.
    pub fn display_path(&self) -> String {
        display_path(&self.path)
    }

    /// The decoded text, without a byte order mark.
    pub fn text(&self) -> &str {
        &self.text
    }

    /// How the file is stored.
    pub fn encoding(&self) -> Encoding {
        self.encoding
    }

    /// The text of a span.
    ///
    /// A span that does not lie in this text yields an empty string.
    pub fn slice(&self, span: SourceSpan) -> &str {
        self.text.get(span.range()).unwrap_or_default()
    }

    /// Line and column of a byte offset in the text; both count from 1, columns in Unicode scalar values.
    pub fn position(&self, offset: u32) -> Position {
        self.lines.position(&self.text, offset, || self.milestones())
    }

    /// How many UTF-16 units the text has before an offset, as editors count.
    pub fn utf16_units(&self, offset: u32) -> u32 {
        self.milestones().utf16_units(&self.text, offset as usize)
    }

    /// Counted when a very long line or a file stored as UTF-16 first asks for them.
    fn milestones(&self) -> &Milestones {
        self.milestones.get_or_init(|| Milestones::new(&self.text))
    }

    /// The span of a line (counted from 1) without its line ending.
    pub fn line_span(&self, line: u32) -> Option<SourceSpan> {
        self.lines.line_span(&self.text, line)
    }

    /// How many lines the text has; an empty text has one.
    pub fn line_count(&self) -> u32 {
        self.lines.count()
    }

    /// The byte offset in the file as stored (byte order mark and UTF-16 included) of an offset in the text.
    pub fn stored_offset(&self, offset: u32) -> u64 {
        self.encoding.stored_offset(offset, || self.milestones().utf16_units(&self.text, offset as usize))
    }

    /// The same file with another text.
    #[must_use]
    pub fn with_text(&self, text: String) -> Self {
        Self::with_encoding(self.path.clone(), text, self.encoding)
    }

    /// The bytes to store for a changed text, in this source's encoding.
    pub fn encode(&self, text: &str) -> Vec<u8> {
        self.encoding.encode(text)
    }
}

/// A path as reports print it: forward slashes, no leading `./`.
pub fn display_path(path: &Path) -> String {
    let shown = path.to_string_lossy();
    let shown = shown.strip_prefix("./").unwrap_or(&shown);
    if cfg!(windows) { shown.replace('\\', "/") } else { shown.to_owned() }
}

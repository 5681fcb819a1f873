//! A file's text with its name, its encoding and its line index.
//!
//! Nothing in this module knows what a document is. All later layers speak of
//! places in the text as [`SourceSpan`]s; only this module turns them into
//! lines, columns and offsets in the file as it is stored.

mod encoding;
mod lines;
mod milestones;
mod span;
mod visible;

use std::borrow::Cow;
use std::path::{Path, PathBuf};
use std::sync::{Arc, OnceLock};

pub use encoding::{DecodeError, EncodeError, Encoding, Legacy};
pub use lines::Position;
pub use span::{SourceSpan, TextSpan};
pub use visible::{lines as visible_lines, one_line, visible};

use encoding::{Decoded, Stored};
use lines::LineIndex;
use milestones::Milestones;

/// A file's text, decoded to UTF-8, with what is needed to speak about places in it.
///
/// Line endings stay as they are stored; a byte order mark is not part of the text.
#[derive(Debug, Clone)]
pub struct Source {
    path: PathBuf,
    part: Option<Arc<str>>,
    text: String,
    encoding: Encoding,
    lines: LineIndex,
    milestones: OnceLock<Milestones>,
    /// The bytes, where they tell more of places than the text does.
    stored: OnceLock<Stored>,
}

impl Source {
    /// A source from text already in memory.
    ///
    /// A byte order mark is taken for one, as in a file. A text over 4 GiB is cut off at the last character that fits.
    pub fn new(path: impl Into<PathBuf>, text: impl Into<String>) -> Self {
        let mut text = text.into();
        let mark = text.starts_with(BYTE_ORDER_MARK);
        if mark {
            text.drain(..BYTE_ORDER_MARK.len_utf8());
        }
        encoding::fit(&mut text);
        Self::with_encoding(path.into(), text, Encoding::Utf8 { mark })
    }

    /// A source from a file's bytes. [`Encoding::guessed`] tells where their encoding had to be guessed.
    ///
    /// # Errors
    /// When the bytes are no text, or exceed 4 GiB.
    pub fn from_bytes(path: impl Into<PathBuf>, bytes: Vec<u8>) -> Result<Self, DecodeError> {
        let Decoded { text, encoding, stored } = encoding::decode(bytes)?;
        let source = Self::with_encoding(path.into(), text, encoding);
        Ok(Self { stored: stored.map(OnceLock::from).unwrap_or_default(), ..source })
    }

    fn with_encoding(path: PathBuf, text: String, encoding: Encoding) -> Self {
        let lines = LineIndex::new(&text);
        let (milestones, stored) = (OnceLock::new(), OnceLock::new());
        Self { path, part: None, text, encoding, lines, milestones, stored }
    }

    /// The same text as one part of its file, by the part's name.
    #[must_use]
    pub fn in_part(self, name: &str) -> Self {
        Self { part: Some(Arc::from(name)), ..self }
    }

    /// The part of its file that the text is; none where it is the whole file.
    pub fn part(&self) -> Option<&str> {
        self.part.as_deref()
    }

    /// The name the source goes by in reports.
    pub fn path(&self) -> &Path {
        &self.path
    }

    /// The name as reports print it: forward slashes, no leading `./`.
    pub fn display_path(&self) -> String {
        display_path(&self.path)
    }

    /// The name for people to read: that of the file, with that of the part if it is one.
    pub fn display_name(&self) -> String {
        display_name(&self.path, self.part())
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

    /// The byte offset in the file as stored (byte order mark and all) of an offset in the text.
    pub fn stored_offset(&self, offset: u32) -> u64 {
        let at = offset as usize;
        match self.encoding {
            Encoding::Utf8 { mark } => u64::from(offset) + if mark { 3 } else { 0 },
            Encoding::Utf16Le { mark } | Encoding::Utf16Be { mark } => {
                let units = self.milestones().utf16_units(&self.text, at);
                2 * (u64::from(units) + u64::from(mark))
            }
            Encoding::Legacy(legacy) if legacy.is_single_byte() => {
                u64::from(self.milestones().characters(&self.text, at))
            }
            Encoding::Legacy(legacy) => u64::from(self.stored(legacy).offset(&self.text, offset)),
        }
    }

    /// Of a text that was not read from a file, the bytes are asked for when a place is.
    fn stored(&self, legacy: Legacy) -> &Stored {
        self.stored
            .get_or_init(|| Stored::new(legacy, &self.text, self.encoding.encode(&self.text).into_owned()))
    }

    /// The same file with another text.
    #[must_use]
    pub fn with_text(&self, text: String) -> Self {
        let part = self.part.clone();
        Self { part, ..Self::with_encoding(self.path.clone(), text, self.encoding) }
    }

    /// The same text by another name.
    #[must_use]
    pub fn named(&self, path: impl Into<PathBuf>) -> Self {
        Self { path: path.into(), ..self.clone() }
    }

    /// The bytes as they are stored.
    pub fn bytes(&self) -> Cow<'_, [u8]> {
        match self.stored.get() {
            Some(stored) => Cow::Borrowed(stored.bytes()),
            None => self.encoding.encode(&self.text),
        }
    }

    /// The bytes to store for a changed text, in this source's encoding.
    ///
    /// # Errors
    /// When the encoding lacks a character of the text, or what did not change would not be stored as it was.
    pub fn encode<'t>(&self, text: &'t str) -> Result<Cow<'t, [u8]>, EncodeError> {
        if let Some(lacking) = self.lacks(text) {
            return Err(lacking);
        }
        let is_stored_otherwise = |stored: &Stored| stored.bytes() != &*self.encoding.encode(&self.text);
        if self.stored.get().is_some_and(is_stored_otherwise) {
            return Err(EncodeError::NotAsItWas);
        }
        Ok(self.encoding.encode(text))
    }

    /// Why a text cannot be a part of this file: its encoding lacks a character of it.
    pub fn lacks(&self, text: &str) -> Option<EncodeError> {
        self.encoding.lacks(text)
    }
}

/// What a text may begin with, by which its encoding is told.
const BYTE_ORDER_MARK: char = '\u{FEFF}';

/// The folder a file is in.
pub fn parent(path: &Path) -> &Path {
    path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."))
}

/// A file's name for people to read, and that of a part of it.
pub fn display_name(path: &Path, part: Option<&str>) -> String {
    let path = display_path(path);
    part.map_or(path.clone(), |part| format!("{path}#{part}"))
}

/// A path as reports print it: forward slashes, no leading `./`.
pub fn display_path(path: &Path) -> String {
    let shown = path.to_string_lossy();
    let shown = shown.strip_prefix("./").unwrap_or(&shown);
    if cfg!(windows) { shown.replace('\\', "/") } else { shown.to_owned() }
}

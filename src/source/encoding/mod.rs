//! From a file's bytes to text and back.
//!
//! UTF-8 and UTF-16 with a byte order mark tell themselves. All else is told by what the file declares, or
//! guessed; what is guessed is said to the user.

mod decode;
mod legacy;
mod stored;
mod utf16;

use std::borrow::Cow;

use thiserror::Error;

pub(super) use decode::{Decoded, decode, fit};
pub use legacy::Legacy;
pub(super) use stored::Stored;

/// How a file is stored.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Encoding {
    /// UTF-8, and whether the file starts with a byte order mark.
    Utf8 {
        /// Whether the file starts with U+FEFF.
        mark: bool,
    },
    /// UTF-16, least significant byte first.
    Utf16Le {
        /// Whether the file starts with U+FEFF.
        mark: bool,
    },
    /// UTF-16, most significant byte first.
    Utf16Be {
        /// Whether the file starts with U+FEFF.
        mark: bool,
    },
    /// One from before Unicode, such as Windows-1252 or Shift-JIS.
    Legacy(Legacy),
}

/// Why a file's bytes are no text that Copydesk can read.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
#[non_exhaustive]
pub enum DecodeError {
    /// UTF-8 in which some bytes are none.
    #[error(
        "is UTF-8 but for what stands on line {line} (byte {offset}); write that anew and check the file again"
    )]
    BrokenUtf8 {
        /// Offset of the first byte that does not fit, from 0, in the file as stored.
        offset: usize,
        /// Its line, from 1.
        line: usize,
    },
    /// Half of a UTF-16 surrogate pair.
    #[error("has half of a UTF-16 surrogate pair at byte {offset}; save it as UTF-8 and check it again")]
    LoneSurrogate {
        /// Offset of the lone half, from 0, in the file as stored.
        offset: usize,
    },
    /// UTF-16 needs an even number of bytes.
    #[error("is UTF-16 cut off in the middle of a character at byte {offset}; save it again in full")]
    OddLength {
        /// Offset of the odd byte, from 0, in the file as stored.
        offset: usize,
    },
    /// An encoding that is known and not read.
    #[error("is stored as {name}, which is not read; save it as UTF-8 and check it again")]
    Unsupported {
        /// Its name.
        name: &'static str,
    },
    /// No text in any encoding.
    #[error("holds no text but other data, from byte {offset} on")]
    Binary {
        /// Offset of the first byte that stands in no text, from 0.
        offset: usize,
    },
    /// Larger than offsets can count.
    #[error("is larger than 4 GiB; split it and check the parts")]
    TooLarge,
}

/// Why a text cannot be stored in a file's encoding.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Error)]
#[non_exhaustive]
pub enum EncodeError {
    /// The encoding has no such character.
    #[error("is stored as {encoding}, which has no “{character}”; save the file as UTF-8 and fix it again")]
    Lacks {
        /// The character.
        character: char,
        /// The encoding's name.
        encoding: &'static str,
    },
    /// The same text can be stored in several ways, and this one was not chosen by the encoding's rules.
    #[error(
        "has characters that would be stored otherwise than they were; save the file as UTF-8 and fix it again"
    )]
    NotAsItWas,
}

const UTF8_MARK: [u8; 3] = [0xEF, 0xBB, 0xBF];

impl Encoding {
    /// Its name, if it was guessed; none if the file says it.
    pub fn guessed(self) -> Option<&'static str> {
        match self {
            Self::Utf16Le { mark: false } | Self::Utf16Be { mark: false } => Some("UTF-16"),
            Self::Legacy(legacy) if !legacy.is_declared() => Some(legacy.name()),
            _ => None,
        }
    }

    /// The first character of a text that cannot be stored.
    pub(super) fn lacks(self, text: &str) -> Option<EncodeError> {
        match self {
            Self::Legacy(legacy) => legacy.lacks(text),
            _ => None,
        }
    }

    /// The bytes of a text; characters that cannot be stored become question marks.
    pub(super) fn encode(self, text: &str) -> Cow<'_, [u8]> {
        let mut bytes = Vec::new();
        match self {
            Self::Utf8 { mark: false } => return Cow::Borrowed(text.as_bytes()),
            Self::Utf8 { mark: true } => {
                bytes.extend(UTF8_MARK);
                bytes.extend(text.as_bytes());
            }
            Self::Utf16Le { mark } => utf16::encode(text, mark, u16::to_le_bytes, &mut bytes),
            Self::Utf16Be { mark } => utf16::encode(text, mark, u16::to_be_bytes, &mut bytes),
            Self::Legacy(legacy) => bytes = legacy.encode(text),
        }
        Cow::Owned(bytes)
    }
}

#[cfg(test)]
mod tests;

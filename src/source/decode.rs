//! From a file's bytes to text and back: UTF-8 with or without a byte order mark, UTF-16 with one.

use thiserror::Error;

/// How a file is stored.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Encoding {
    /// UTF-8, and whether the file starts with a byte order mark.
    Utf8 {
        /// Whether the file starts with U+FEFF.
        mark: bool,
    },
    /// UTF-16, least significant byte first, with a byte order mark.
    Utf16Le,
    /// UTF-16, most significant byte first, with a byte order mark.
    Utf16Be,
}

/// Why a file's bytes are no text that Copydesk can read.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
pub enum DecodeError {
    /// A byte sequence that is not UTF-8.
    #[error("is not valid UTF-8 at byte {offset}; save it as UTF-8 and check it again")]
    InvalidUtf8 {
        /// Offset of the first byte that does not fit, from 0, in the file as stored.
        offset: usize,
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
    /// Larger than offsets can count.
    #[error("is larger than 4 GiB; split it and check the parts")]
    TooLarge,
}

const UTF8_MARK: [u8; 3] = [0xEF, 0xBB, 0xBF];

impl Encoding {
    /// Where an offset in the text stands in the file; `utf16_units` counts those of the text before it.
    pub(super) fn stored_offset(self, offset: u32, utf16_units: impl FnOnce() -> u32) -> u64 {
        match self {
            Self::Utf8 { mark } => u64::from(offset) + if mark { 3 } else { 0 },
            Self::Utf16Le | Self::Utf16Be => 2 + 2 * u64::from(utf16_units()),
        }
    }

    pub(super) fn encode(self, text: &str) -> Vec<u8> {
        let mut bytes = Vec::with_capacity(text.len() + 3);
        match self {
            Self::Utf8 { mark } => {
                if mark {
                    bytes.extend(UTF8_MARK);
                }
                bytes.extend(text.as_bytes());
            }
            Self::Utf16Le => {
                bytes.extend([0xFF, 0xFE]);
                bytes.extend(text.encode_utf16().flat_map(u16::to_le_bytes));
            }
            Self::Utf16Be => {
                bytes.extend([0xFE, 0xFF]);
                bytes.extend(text.encode_utf16().flat_map(u16::to_be_bytes));
            }
        }
        bytes
    }
}

pub(super) fn decode(mut bytes: Vec<u8>) -> Result<(String, Encoding), DecodeError> {
    if u32::try_from(bytes.len()).is_err() {
        return Err(DecodeError::TooLarge);
    }
    match bytes.as_slice() {
        [0xFF, 0xFE, rest @ ..] => Ok((utf16(rest, u16::from_le_bytes)?, Encoding::Utf16Le)),
        [0xFE, 0xFF, rest @ ..] => Ok((utf16(rest, u16::from_be_bytes)?, Encoding::Utf16Be)),
        _ => {
            let mark = bytes.starts_with(&UTF8_MARK);
            if mark {
                bytes.drain(..UTF8_MARK.len());
            }
            let skipped = if mark { UTF8_MARK.len() } else { 0 };
            let text = String::from_utf8(bytes).map_err(|error| DecodeError::InvalidUtf8 {
                offset: error.utf8_error().valid_up_to() + skipped,
            })?;
            Ok((text, Encoding::Utf8 { mark }))
        }
    }
}

fn utf16(bytes: &[u8], unit: fn([u8; 2]) -> u16) -> Result<String, DecodeError> {
    let (pairs, rest) = bytes.as_chunks::<2>();
    if !rest.is_empty() {
        return Err(DecodeError::OddLength { offset: bytes.len() + 1 });
    }
    let mut text = String::with_capacity(bytes.len());
    let mut stored = 2;
    for decoded in char::decode_utf16(pairs.iter().map(|&pair| unit(pair))) {
        let character = decoded.map_err(|_| DecodeError::LoneSurrogate { offset: stored })?;
        stored += 2 * character.len_utf16();
        text.push(character);
    }
    Ok(text)
}

/// Cuts a text to what 32-bit offsets can count.
pub(super) fn fit(text: &mut String) {
    let limit = u32::MAX as usize;
    if text.len() > limit {
        let end = (0..=limit).rev().find(|&end| text.is_char_boundary(end)).unwrap_or(0);
        text.truncate(end);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn utf16_round_trips() {
        for encoding in [Encoding::Utf16Le, Encoding::Utf16Be, Encoding::Utf8 { mark: true }] {
            let bytes = encoding.encode("Zoë 🙂");
            assert_eq!(decode(bytes), Ok(("Zoë 🙂".to_owned(), encoding)));
        }
    }

    #[test]
    fn invalid_bytes_are_placed_in_the_stored_file() {
        assert_eq!(decode(b"\xEF\xBB\xBFab\xFF".to_vec()), Err(DecodeError::InvalidUtf8 { offset: 5 }));
        assert_eq!(decode(vec![0xFF, 0xFE, b'a', 0, 0, 0xD8]), Err(DecodeError::LoneSurrogate { offset: 4 }));
        assert_eq!(decode(vec![0xFF, 0xFE, b'a']), Err(DecodeError::OddLength { offset: 2 }));
    }

    #[test]
    fn stored_offsets_count_the_mark_and_utf16_units() {
        assert_eq!(Encoding::Utf8 { mark: true }.stored_offset(1, || 0), 4);
        assert_eq!(Encoding::Utf16Le.stored_offset(4, || 2), 6);
    }
}

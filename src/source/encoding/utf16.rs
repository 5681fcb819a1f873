//! UTF-16, with a byte order mark or told by its zero bytes.

use super::{DecodeError, Encoding};

/// Of so many characters one at most may be none that texts have.
const PLAIN: usize = 10;

/// The text of the bytes behind a mark.
pub(super) fn decode(bytes: &[u8], unit: fn([u8; 2]) -> u16) -> Result<String, DecodeError> {
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

/// The text of bytes without a mark, if they are surely UTF-16.
pub(super) fn recognized(bytes: &[u8]) -> Option<(String, Encoding)> {
    let read = |unit: fn([u8; 2]) -> u16| decode(bytes, unit).ok().filter(|text| reads_as_text(text));
    let little = || Some((read(u16::from_le_bytes)?, Encoding::Utf16Le { mark: false }));
    let big = || Some((read(u16::from_be_bytes)?, Encoding::Utf16Be { mark: false }));
    little().or_else(big)
}

/// Whether nearly all of a text are letters, digits, white space and common marks, and some of it is ASCII.
fn reads_as_text(text: &str) -> bool {
    let (mut all, mut plain, mut ascii) = (0, 0, 0);
    for character in text.chars() {
        let is_space = matches!(character, '\t' | '\n' | '\r' | '\u{C}');
        if character.is_control() && !is_space {
            return false;
        }
        let is_mark = character.is_ascii_punctuation()
            || matches!(character, '\u{A0}'..='\u{BF}' | '\u{2010}'..='\u{206F}' | '\u{3000}'..='\u{303F}' | '\u{FF00}'..='\u{FFEF}');
        all += 1;
        plain += usize::from(is_space || is_mark || character == ' ' || character.is_alphanumeric());
        ascii += usize::from(is_space || character == ' ');
    }
    ascii > 0 && (all - plain) * PLAIN <= all
}

/// Adds the bytes of a text.
pub(super) fn encode(text: &str, mark: bool, bytes_of: fn(u16) -> [u8; 2], bytes: &mut Vec<u8>) {
    let mark = mark.then_some(0xFEFF);
    bytes.extend(mark.into_iter().chain(text.encode_utf16()).flat_map(bytes_of));
}

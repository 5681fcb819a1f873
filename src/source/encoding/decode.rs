//! Which encoding a file is stored in, and its text.

use super::legacy::{self, Legacy};
use super::utf16;
use super::{DecodeError, Encoding, Stored, UTF8_MARK};

const UTF32_MARKS: [[u8; 4]; 2] = [[0xFF, 0xFE, 0, 0], [0, 0, 0xFE, 0xFF]];
/// What ISO-2022-JP puts before Japanese text, in bytes that are ASCII otherwise.
const TO_JAPANESE: [&[u8]; 2] = [b"\x1B$B", b"\x1B$@"];

/// What a file's bytes are read as.
#[derive(Debug, Clone)]
pub(in crate::source) struct Decoded {
    pub(in crate::source) text: String,
    pub(in crate::source) encoding: Encoding,
    /// The bytes, where the text does not tell how each character is stored.
    pub(in crate::source) stored: Option<Stored>,
}

impl Decoded {
    fn new((text, encoding): (String, Encoding)) -> Self {
        Self { text, encoding, stored: None }
    }
}

/// The text of a file's bytes, and how it is stored.
pub(in crate::source) fn decode(mut bytes: Vec<u8>) -> Result<Decoded, DecodeError> {
    if u32::try_from(bytes.len()).is_err() {
        return Err(DecodeError::TooLarge);
    }
    if UTF32_MARKS.iter().any(|mark| bytes.starts_with(mark)) {
        return Err(DecodeError::Unsupported { name: "UTF-32" });
    }
    match bytes.as_slice() {
        [0xFF, 0xFE, rest @ ..] => {
            let text = utf16::decode(rest, u16::from_le_bytes)?;
            Ok(Decoded::new((text, Encoding::Utf16Le { mark: true })))
        }
        [0xFE, 0xFF, rest @ ..] => {
            let text = utf16::decode(rest, u16::from_be_bytes)?;
            Ok(Decoded::new((text, Encoding::Utf16Be { mark: true })))
        }
        _ => {
            let mark = bytes.starts_with(&UTF8_MARK);
            if mark {
                bytes.drain(..UTF8_MARK.len());
            }
            unmarked(bytes, mark)
        }
    }
}

/// The text of bytes that are UTF-8 if there was a mark, and may be anything else.
fn unmarked(bytes: Vec<u8>, mark: bool) -> Result<Decoded, DecodeError> {
    let zero = memchr::memchr(0, &bytes);
    if zero.is_some() && is_utf32(&bytes) {
        return Err(DecodeError::Unsupported { name: "UTF-32" });
    }
    if memchr::memchr(0x1B, &bytes).is_some() && is_iso_2022_jp(&bytes) {
        return Err(DecodeError::Unsupported { name: "ISO-2022-JP" });
    }
    if zero.is_some()
        && !mark
        && let Some(found) = utf16::recognized(&bytes)
    {
        return Ok(Decoded::new(found));
    }
    let bytes = match String::from_utf8(bytes) {
        Ok(text) => {
            let declared = Legacy::declared_for_ascii(&text).map(Encoding::Legacy).filter(|_| !mark);
            return Ok(Decoded::new((text, declared.unwrap_or(Encoding::Utf8 { mark }))));
        }
        Err(error) => error.into_bytes(),
    };
    if let Some(broken) = broken_utf8(&bytes, mark) {
        return Err(broken);
    }
    if let Some(offset) = zero.or_else(|| first_control(&bytes)) {
        return Err(DecodeError::Binary { offset });
    }
    let (text, legacy) = legacy::decode(&bytes)?;
    let stored = (!legacy.is_single_byte()).then(|| Stored::new(legacy, &text, bytes));
    Ok(Decoded { text, encoding: Encoding::Legacy(legacy), stored })
}

/// Whether bytes are UTF-32 without a mark: each character has four, of which the highest are hardly used.
fn is_utf32(bytes: &[u8]) -> bool {
    let all = |is: fn(&[u8]) -> bool| bytes.chunks_exact(4).all(is);
    bytes.len() >= 8
        && bytes.len().is_multiple_of(4)
        && (all(|four| four[3] == 0 && four[2] <= 0x10) || all(|four| four[0] == 0 && four[1] <= 0x10))
}

fn is_iso_2022_jp(bytes: &[u8]) -> bool {
    bytes.is_ascii() && TO_JAPANESE.iter().any(|sign| memchr::memmem::find(bytes, sign).is_some())
}

/// Where UTF-8 is broken; none if the bytes are rather something else.
fn broken_utf8(bytes: &[u8], mark: bool) -> Option<DecodeError> {
    let (mut whole, mut broken, mut first, mut at) = (0, 0, None, 0);
    for chunk in bytes.utf8_chunks() {
        whole += chunk.valid().chars().filter(|character| !character.is_ascii()).count();
        at += chunk.valid().len();
        if !chunk.invalid().is_empty() {
            first.get_or_insert(at);
            broken += 1;
        }
        at += chunk.invalid().len();
    }
    // Another encoding makes few sequences that are UTF-8 by chance.
    let offset = first.filter(|_| mark || whole > 0 && whole >= broken)?;
    let line = 1 + memchr::memchr_iter(b'\n', &bytes[..offset]).count();
    Some(DecodeError::BrokenUtf8 { offset: offset + if mark { UTF8_MARK.len() } else { 0 }, line })
}

/// Where the first control character stands, if there are so many of them that it cannot be text.
fn first_control(bytes: &[u8]) -> Option<usize> {
    let is_control =
        |byte: &u8| *byte < 0x20 && !matches!(byte, b'\t' | b'\n' | b'\r' | 0x0B | 0x0C | 0x1A | 0x1B);
    let count = bytes.iter().filter(|byte| is_control(byte)).count();
    if count * 50 > bytes.len() { bytes.iter().position(is_control) } else { None }
}

/// Cuts a text to what 32-bit offsets can count.
pub(in crate::source) fn fit(text: &mut String) {
    let limit = u32::MAX as usize;
    if text.len() > limit {
        let end = (0..=limit).rev().find(|&end| text.is_char_boundary(end)).unwrap_or(0);
        text.truncate(end);
    }
}

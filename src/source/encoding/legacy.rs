//! Encodings from before Unicode: declared by the file, or guessed.

use chardetng::{EncodingDetector, Iso2022JpDetection, Utf8Detection};
use encoding_rs as known;

use super::{DecodeError, EncodeError};

/// A declaration stands within so many bytes, as browsers have it.
const HEAD: usize = 1024;

/// An encoding from before Unicode.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Legacy {
    encoding: &'static known::Encoding,
    is_declared: bool,
}

impl Legacy {
    /// Its name in the Encoding Standard.
    pub fn name(self) -> &'static str {
        self.encoding.name()
    }

    /// Whether the file says it, as HTML does in a `meta` element.
    pub fn is_declared(self) -> bool {
        self.is_declared
    }

    /// Whether each character is one byte.
    pub(in crate::source) fn is_single_byte(self) -> bool {
        self.encoding.is_single_byte()
    }

    /// What a page that is ASCII so far declares: what is added to it is stored in that.
    pub(super) fn declared_for_ascii(text: &str) -> Option<Self> {
        let is_page = text.trim_start().starts_with('<');
        let encoding = is_page.then(|| declared(text.as_bytes())).flatten().filter(|_| text.is_ascii())?;
        Some(Self { encoding, is_declared: true })
    }

    /// The first character of a text that it does not have.
    pub(super) fn lacks(self, text: &str) -> Option<EncodeError> {
        if text.is_ascii() {
            return None;
        }
        let is_stored = |character: &char| {
            let mut buffer = [0; 4];
            !self.encoding.encode(character.encode_utf8(&mut buffer)).2
        };
        let character = text.chars().find(|character| !character.is_ascii() && !is_stored(character))?;
        Some(EncodeError::Lacks { character, encoding: self.name() })
    }

    /// The bytes of a text; characters that it does not have become question marks.
    pub(super) fn encode(self, text: &str) -> Vec<u8> {
        let mut encoder = self.encoding.new_encoder();
        let mut bytes = Vec::new();
        let mut rest = text;
        loop {
            let room = encoder.max_buffer_length_from_utf8_without_replacement(rest.len());
            bytes.reserve(room.unwrap_or_default());
            let (result, read) = encoder.encode_from_utf8_to_vec_without_replacement(rest, &mut bytes, true);
            rest = &rest[read..];
            match result {
                known::EncoderResult::InputEmpty => return bytes,
                known::EncoderResult::OutputFull => {}
                known::EncoderResult::Unmappable(_) => bytes.push(b'?'),
            }
        }
    }

    /// How many bytes the first character of some bytes is stored in, and as how many characters it is read.
    ///
    /// The bytes are text in this encoding.
    pub(super) fn step(self, bytes: &[u8]) -> (usize, usize) {
        let (first, second) = (bytes.first().copied().unwrap_or(0), bytes.get(1).copied().unwrap_or(0));
        if first < 0x80 || self.is_single_byte() {
            return (1, 1);
        }
        let encoding = self.encoding;
        if encoding == known::SHIFT_JIS {
            (if matches!(first, 0x80 | 0xA0..=0xDF | 0xFD..) { 1 } else { 2 }, 1)
        } else if encoding == known::EUC_JP {
            (if first == 0x8F { 3 } else { 2 }, 1)
        } else if encoding == known::GBK || encoding == known::GB18030 {
            let is_long = second.is_ascii_digit();
            (
                if first == 0x80 {
                    1
                } else if is_long {
                    4
                } else {
                    2
                },
                1,
            )
        } else if encoding == known::BIG5 {
            // Four letters with an accent that stands by itself in Unicode.
            let is_pair = first == 0x88 && matches!(second, 0x62 | 0x64 | 0xA3 | 0xA5);
            (2, if is_pair { 2 } else { 1 })
        } else {
            (2, 1)
        }
    }
}

/// The text of bytes that are neither UTF-8 nor UTF-16.
pub(super) fn decode(bytes: &[u8]) -> Result<(String, Legacy), DecodeError> {
    let read = |encoding: &'static known::Encoding, is_declared| {
        let text = encoding.decode_without_bom_handling_and_without_replacement(bytes)?;
        Some((text.into_owned(), Legacy { encoding, is_declared }))
    };
    let declared = declared(bytes).and_then(|encoding| read(encoding, true));
    let found = declared.or_else(|| read(guess(bytes), false)).or_else(|| read(known::WINDOWS_1252, false));
    // Every byte is a character of Windows-1252.
    found.ok_or(DecodeError::Binary { offset: 0 })
}

fn guess(bytes: &[u8]) -> &'static known::Encoding {
    let mut detector = EncodingDetector::new(Iso2022JpDetection::Deny);
    detector.feed(bytes, true);
    detector.guess(None, Utf8Detection::Deny)
}

/// The encoding that a page names in its head, if it is one that can be read back.
fn declared(bytes: &[u8]) -> Option<&'static known::Encoding> {
    let head = &bytes[..bytes.len().min(HEAD)];
    let names = [b"charset=".as_slice(), b"encoding="];
    let at = names.iter().find_map(|name| Some(memchr::memmem::find(head, name)? + name.len()))?;
    let value = head[at..].trim_ascii_start();
    let value = value.strip_prefix(b"\"").or_else(|| value.strip_prefix(b"'")).unwrap_or(value);
    let end = value.iter().position(|byte| !byte.is_ascii_alphanumeric() && !b"-_:".contains(byte));
    let encoding = known::Encoding::for_label(&value[..end.unwrap_or(value.len())])?;
    let is_stateless = encoding.is_ascii_compatible() && encoding != known::UTF_8;
    is_stateless.then_some(encoding)
}

//! Text as a browser shows it: entities decoded, white space folded, each piece mapped to its bytes.

use html5gum::{Token, Tokenizer};

use crate::document::Builder;
use crate::source::SourceSpan;

/// Longer names of entities do not exist.
const LONGEST_ENTITY: usize = 34;

/// Adds the text of a span to the open block.
pub(super) fn add(builder: &mut Builder<'_>, span: SourceSpan) {
    let text = builder.masked(span);
    let bytes = text.as_bytes();
    let mut plain = 0;
    let mut at = 0;
    while at < bytes.len() {
        let special = match bytes[at] {
            b'&' => entity(&text[at..]),
            byte if byte.is_ascii_whitespace() => {
                white_space(bytes, at).map(|length| (" ".to_owned(), length))
            }
            _ => None,
        };
        let Some((decoded, length)) = special else {
            at += 1;
            continue;
        };
        builder.verbatim(SourceSpan::from_range(plain..at).shift(span.start));
        let piece = SourceSpan::from_range(at..at + length).shift(span.start);
        if decoded == " " {
            space(builder, piece);
        } else {
            builder.decoded(&decoded, piece);
        }
        at += length;
        plain = at;
    }
    builder.verbatim(SourceSpan::from_range(plain..bytes.len()).shift(span.start));
}

/// Adds one space for a piece of the source, unless there is one, or nothing yet.
pub(super) fn space(builder: &mut Builder<'_>, piece: SourceSpan) {
    let text = builder.open_text();
    if !text.is_empty() && !text.ends_with(' ') {
        builder.decoded(" ", piece);
    }
}

/// Length of white space at a place that shows as one space; none for a lone space inside text.
fn white_space(bytes: &[u8], at: usize) -> Option<usize> {
    let length = bytes[at..].iter().take_while(|byte| byte.is_ascii_whitespace()).count();
    let is_plain = length == 1 && bytes[at] == b' ' && at > 0;
    (!is_plain).then_some(length)
}

/// The text of an entity that begins the text, and its length.
pub(in crate::document) fn entity(text: &str) -> Option<(String, usize)> {
    let body = text[1..].bytes().take(LONGEST_ENTITY);
    let name = body.take_while(|byte| byte.is_ascii_alphanumeric() || *byte == b'#').count();
    let length = 1 + name + usize::from(text.as_bytes().get(1 + name) == Some(&b';'));
    if name == 0 {
        return None;
    }
    let written = &text[..length];
    let mut decoded = String::new();
    for token in Tokenizer::new(written) {
        if let Ok(Token::String(piece)) = token {
            decoded.push_str(&String::from_utf8_lossy(&piece.value));
        }
    }
    (decoded != written).then_some((decoded, length))
}

//! Text as a browser shows it: entities decoded, white space folded, each piece mapped to its bytes.

use std::borrow::Cow;

use html5gum::{Token, Tokenizer};
use memchr::memchr;

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
                white_space(bytes, at).map(|length| (Cow::Borrowed(" "), length))
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

/// The value of an attribute with its entities decoded.
pub(super) fn decode(text: &str) -> Cow<'_, str> {
    if memchr(b'&', text.as_bytes()).is_none() {
        return Cow::Borrowed(text);
    }
    let mut decoded = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = memchr(b'&', rest.as_bytes()) {
        decoded.push_str(&rest[..at]);
        // In an address, `&copy=` begins a field.
        let is_field = |length: usize| rest.as_bytes().get(at + length) == Some(&b'=');
        let found = entity(&rest[at..]).filter(|(_, length)| !is_field(*length));
        let (shown, length) = found.unwrap_or((Cow::Borrowed("&"), 1));
        decoded.push_str(&shown);
        rest = &rest[at + length..];
    }
    decoded.push_str(rest);
    Cow::Owned(decoded)
}

/// The first character of a text that is written so.
pub(super) fn first(written: &str) -> Option<char> {
    let entity = if written.starts_with('&') { entity(written) } else { None };
    entity.map_or_else(|| written.chars().next(), |(decoded, _)| decoded.chars().next())
}

/// Length of white space at a place that shows as one space; none for a lone space inside text.
fn white_space(bytes: &[u8], at: usize) -> Option<usize> {
    let length = bytes[at..].iter().take_while(|byte| byte.is_ascii_whitespace()).count();
    let is_plain = length == 1 && bytes[at] == b' ' && at > 0;
    (!is_plain).then_some(length)
}

/// The text of an entity that begins the text, and its length.
pub(in crate::formats) fn entity(text: &str) -> Option<(Cow<'static, str>, usize)> {
    let body = text[1..].bytes().take(LONGEST_ENTITY);
    let name = body.take_while(|byte| byte.is_ascii_alphanumeric() || *byte == b'#').count();
    let length = 1 + name + usize::from(text.as_bytes().get(1 + name) == Some(&b';'));
    if name == 0 {
        return None;
    }
    let written = &text[..length];
    if let Some(decoded) = common(written) {
        return Some((Cow::Borrowed(decoded), length));
    }
    let mut decoded = String::new();
    for token in Tokenizer::new(written) {
        if let Ok(Token::String(piece)) = token {
            decoded.push_str(&String::from_utf8_lossy(&piece.value));
        }
    }
    (decoded != written).then_some((Cow::Owned(decoded), length))
}

/// The entities that stand on most pages.
fn common(written: &str) -> Option<&'static str> {
    Some(match written {
        "&nbsp;" | "&#160;" => "\u{a0}",
        "&amp;" | "&#038;" | "&#38;" => "&",
        "&quot;" | "&#34;" => "\"",
        "&#39;" | "&#039;" | "&apos;" => "'",
        "&lt;" => "<",
        "&gt;" => ">",
        "&rsquo;" | "&#8217;" => "’",
        "&lsquo;" | "&#8216;" => "‘",
        "&ldquo;" | "&#8220;" => "“",
        "&rdquo;" | "&#8221;" => "”",
        "&ndash;" | "&#8211;" => "–",
        "&mdash;" | "&#8212;" => "—",
        "&hellip;" | "&#8230;" => "…",
        _ => return None,
    })
}

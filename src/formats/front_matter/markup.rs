//! What stands in a value and is no text: code, template tags, elements, entities, the targets of links.

use super::spelling::ValueSpelling;
use crate::document::{Builder, InlineKind};
use crate::formats::html;
use crate::source::TextSpan;

/// A longer piece of markup has lost its end.
const LONGEST: usize = 500;
/// How template tags begin and end.
const TAGS: &[(&str, &str)] = &[("{{", "}}"), ("{%", "%}"), ("<%", "%>")];

/// Elements of which readers see the text only.
const TRANSPARENT: &[&str] = &[
    "a", "abbr", "b", "big", "center", "cite", "del", "div", "em", "font", "i", "ins", "li", "mark", "ol",
    "p", "q", "s", "small", "span", "strike", "strong", "sub", "sup", "u", "ul", "wbr",
];

/// A piece of markup.
#[derive(Debug, PartialEq, Eq)]
enum Markup {
    /// Readers see code.
    Code,
    /// Readers see something else that is not read.
    Opaque,
    /// Readers see nothing.
    Nothing,
    /// Readers see other characters.
    Characters(String),
}

/// Adds a value's text to the open block, as readers see it.
pub(super) fn add(builder: &mut Builder<'_>, spelling: &ValueSpelling<'_>) {
    let range = spelling.range();
    let text = &spelling.text()[..range.end];
    let (mut at, mut plain) = (range.start, range.start);
    let signs = |byte: u8| b"`{<&[]".contains(&byte);
    while let Some(next) = text.as_bytes()[at..].iter().position(|&byte| signs(byte)) {
        at += next;
        let Some((length, markup)) = markup(text, at) else {
            at += 1;
            continue;
        };
        let range = at..at + length;
        spelling.add(builder, &(plain..at));
        let span = spelling.span(&range);
        match markup {
            Markup::Opaque => builder.opaque(span),
            Markup::Code => {
                let start = builder.here();
                builder.opaque(span);
                builder.inline(InlineKind::Code, TextSpan::new(start, builder.here()), span);
            }
            Markup::Characters(characters) => builder.decoded(&characters, span),
            Markup::Nothing => {}
        }
        at = range.end;
        plain = at;
    }
    spelling.add(builder, &(plain..text.len()));
}

/// The length and meaning of the markup that begins at a place.
fn markup(text: &str, at: usize) -> Option<(usize, Markup)> {
    let rest = within(&text[at..]);
    match rest.as_bytes()[0] {
        b'`' => code(rest).map(|length| (length, Markup::Code)),
        b'&' => {
            let entity = html::entity(rest).filter(|(_, length)| rest[..*length].ends_with(';'));
            entity.map(|(shown, length)| (length, Markup::Characters(shown.into_owned())))
        }
        // A link's text is read, what stands around it is not.
        b'[' => link(rest).map(|_| (1, Markup::Nothing)),
        b']' => is_link_end(&text[..at], rest).map(|length| (length, Markup::Nothing)),
        _ => tag(rest).map(|length| (length, Markup::Opaque)).or_else(|| element(rest)),
    }
}

/// As much of a text as markup may take.
fn within(text: &str) -> &str {
    let end = (0..=text.len().min(LONGEST)).rev().find(|&end| text.is_char_boundary(end));
    &text[..end.unwrap_or(0)]
}

fn code(rest: &str) -> Option<usize> {
    let ticks = rest.bytes().take_while(|&byte| byte == b'`').count();
    let (mark, inside) = rest.split_at(ticks);
    let length = inside.find(mark)?;
    (length > 0).then_some(2 * ticks + length)
}

fn tag(rest: &str) -> Option<usize> {
    let (open, close) = TAGS.iter().find(|(open, _)| rest.starts_with(open))?;
    rest[open.len()..].find(close).map(|length| open.len() + length + close.len())
}

/// An element's tag or a comment.
fn element(rest: &str) -> Option<(usize, Markup)> {
    let inside = rest.strip_prefix('<')?;
    if inside.starts_with("!--") {
        return inside.find("-->").map(|length| (length + 4, Markup::Nothing));
    }
    let name = inside.strip_prefix('/').unwrap_or(inside);
    if !name.starts_with(|first: char| first.is_ascii_alphabetic()) {
        return None;
    }
    let length = inside.find('>')? + 2;
    let name = name.split(|letter: char| !letter.is_ascii_alphanumeric()).next().unwrap_or_default();
    let markup = match name {
        "br" | "hr" => Markup::Characters(" ".to_owned()),
        name if TRANSPARENT.contains(&name) => Markup::Nothing,
        _ => Markup::Opaque,
    };
    Some((length, markup))
}

/// Where the text of a link ends that begins here.
fn link(rest: &str) -> Option<usize> {
    let close = rest.find(']')?;
    rest[close..].starts_with("](").then(|| rest[close..].find(')')).flatten()?;
    Some(close)
}

/// The length of `](address)` that ends a link.
fn is_link_end(before: &str, rest: &str) -> Option<usize> {
    let opens = before.rfind(['[', ']']).is_some_and(|at| before[at..].starts_with('['));
    (opens && rest.starts_with("](")).then(|| rest.find(')')).flatten().map(|end| end + 1)
}

//! The arguments of a tag, and those of them that readers see: a picture's texts, a box's title.

use std::ops::Range;

use crate::document::{BlockKind, Shown};
use crate::source::SourceSpan;

/// How a tag's arguments are written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Style {
    /// `name src="…" alt="…"`; a word without quotes is text as well.
    Hugo,
    /// `name src: "…", alt: "…"`; a word without quotes is a variable.
    Liquid,
    /// `name(src="…", alt="…")`.
    Call,
}

/// The names of tags that stand for a picture; one of these words is enough (`responsive-image`).
const PICTURES: &[&str] = &["figure", "fig", "image", "img", "picture", "photo"];
/// The arguments with a picture's file or address.
const FILES: &[&str] = &["src", "source", "file", "url", "path", "image_path", "image", "link"];
/// The arguments that readers see as a text of their own, with what they are.
const TEXTS: &[(&str, BlockKind)] = &[
    ("alt", BlockKind::Alt),
    ("alt-text", BlockKind::Alt),
    ("fig-alt", BlockKind::Alt),
    ("fig-cap", BlockKind::Caption),
    ("caption", BlockKind::Caption),
    ("figcaption", BlockKind::Caption),
    ("attr", BlockKind::Credit),
    ("credit", BlockKind::Credit),
    ("attribution", BlockKind::Credit),
    ("photographer", BlockKind::Credit),
    ("title", BlockKind::Title),
];
/// The arguments by which boxes, tabs and the like are headed.
const HEADINGS: &[&str] = &["title", "summary", "description", "label", "caption", "subtitle", "heading"];

/// An argument by the places of its parts.
struct Argument {
    name: Range<usize>,
    value: Range<usize>,
    is_quoted: bool,
}

/// What readers see of a tag's arguments, if anything. `inner` is what stands between the tag's signs.
pub(super) fn shown(text: &str, inner: Range<usize>, name: &str, style: Style) -> Option<Shown> {
    let lead = text[inner.clone()].find(name).map_or(0, |at| at + name.len());
    let mut arguments = read(text, inner.start + lead..inner.end);
    let mut name = name;
    if matches!(name, "include" | "render" | "include_relative" | "include_cached") && !arguments.is_empty() {
        // The file's name says what it is.
        name = &text[arguments.remove(0).value];
    }
    if names_picture(name) {
        return Some(picture(text, &arguments, name == "img" && style == Style::Liquid));
    }
    let is_heading = |argument: &&Argument| {
        argument.is_quoted && HEADINGS.contains(&&text[argument.name.clone()]) && !argument.value.is_empty()
    };
    let texts: Vec<_> = arguments
        .iter()
        .filter(is_heading)
        .map(|argument| (BlockKind::Metadata, SourceSpan::from_range(argument.value.clone())))
        .collect();
    (style == Style::Hugo && !texts.is_empty()).then(|| Shown { texts, ..Shown::default() })
}

fn names_picture(name: &str) -> bool {
    name.split(['.', '-', '_', '/']).any(|word| PICTURES.contains(&word))
}

/// A picture's file and texts. `is_octopress` tells a tag whose texts are the title and then the alternative text.
fn picture(text: &str, arguments: &[Argument], is_octopress: bool) -> Shown {
    let mut shown = Shown { is_picture: true, ..Shown::default() };
    let mut nameless = if is_octopress {
        vec![BlockKind::Alt, BlockKind::Caption]
    } else {
        vec![BlockKind::Caption, BlockKind::Alt]
    };
    let has_caption =
        arguments.iter().any(|argument| matches!(&text[argument.name.clone()], "caption" | "figcaption"));
    for argument in arguments {
        let (name, value) = (&text[argument.name.clone()], &text[argument.value.clone()]);
        let span = SourceSpan::from_range(argument.value.clone());
        let is_text = argument.is_quoted && !value.trim().is_empty();
        if FILES.contains(&name) || name.is_empty() && is_file(value) {
            shown.image.get_or_insert(span);
        } else if let Some(&(_, kind)) = TEXTS.iter().find(|(known, _)| is_text && *known == name) {
            // What tags call a title is what editors use for the caption, where there is no other.
            let kind = if kind == BlockKind::Title && !has_caption { BlockKind::Caption } else { kind };
            shown.texts.push((kind, span));
        } else if name.is_empty() && is_text && is_prose(value) {
            shown.texts.extend(nameless.pop().map(|kind| (kind, span)));
        }
    }
    shown
}

/// Whether a value without a name is the picture's file.
fn is_file(value: &str) -> bool {
    let is_address = value.starts_with(['/', '.']) || value.starts_with("http");
    let ending = value.rsplit_once('.').map_or("", |(_, ending)| ending);
    !value.contains(' ') && (is_address || (2..=5).contains(&ending.len()))
}

/// Whether a value without a name is a text and not a size or a class.
fn is_prose(value: &str) -> bool {
    let begins_well = value.starts_with(|first: char| first.is_alphabetic());
    begins_well
        && (value.contains(' ') || value.chars().any(char::is_uppercase) || !value.is_ascii())
        && !value.contains(['<', '{'])
}

/// Reads arguments: `name="value"`, `name: "value"`, `"value"`, `word`, with spaces and commas wherever.
fn read(text: &str, range: Range<usize>) -> Vec<Argument> {
    let mut found: Vec<Argument> = Vec::new();
    let mut at = range.start;
    let mut name: Option<Range<usize>> = None;
    while let Some(first) = text[at..range.end].chars().next() {
        match first {
            '"' | '\'' | '`' => {
                let value = at + 1..string_end(text, at, range.end);
                at = (value.end + 1).min(range.end);
                let name = name.take().unwrap_or(value.start..value.start);
                found.push(Argument { name, value, is_quoted: true });
            }
            _ if first.is_whitespace() || matches!(first, ',' | '(' | ')') => at += first.len_utf8(),
            '=' | ':' => at += 1,
            _ => {
                let is_end = |c: char| c.is_whitespace() || matches!(c, ',' | '=' | '"' | '\'' | '(' | ')');
                let rest = &text[at..range.end];
                let mut length = rest.find(is_end).unwrap_or(rest.len());
                // `alt: "…"`, but `https://…`
                let is_name = rest[..length].ends_with(':') || rest[length..].trim_start().starts_with('=');
                let word = at..at + length - usize::from(rest[..length].ends_with(':'));
                length = length.max(1);
                at += length;
                if is_name && name.is_none() {
                    name = Some(word);
                } else {
                    let name = name.take().unwrap_or(word.start..word.start);
                    found.push(Argument { name, value: word, is_quoted: false });
                }
            }
        }
    }
    found
}

/// Where the string that begins at a place has its closing mark, or the text ends. The marks around the attributes of an
/// element within it are the element's.
fn string_end(text: &str, at: usize, end: usize) -> usize {
    let bytes = text.as_bytes();
    let mark = bytes[at];
    let mut place = at + 1;
    let (mut is_in_element, mut is_in_attribute) = (false, false);
    while place < end {
        match bytes[place] {
            b'\\' if mark != b'`' => place += 1,
            b'<' if !is_in_attribute => {
                is_in_element = bytes.get(place + 1).is_some_and(u8::is_ascii_alphabetic);
            }
            b'>' if !is_in_attribute => is_in_element = false,
            byte if byte == mark && is_in_attribute => is_in_attribute = false,
            byte if byte == mark && is_in_element && bytes[place - 1] == b'=' => is_in_attribute = true,
            byte if byte == mark => return place,
            _ => {}
        }
        place += 1;
    }
    end
}

//! Lists of attributes behind what they belong to: `![…](…){width=50%}`, `[…](…){ .button }`, `` `…`{.html} ``.

use super::arguments;
use super::scanner::{FoundToken, Scanner};
use crate::document::{Meaning, Shown};

/// The list of attributes, or the name of a role, that begins at a brace.
pub(super) fn token(scanner: &mut Scanner<'_>, at: usize) -> Option<FoundToken> {
    let text = scanner.text;
    if let Some(end) = role(text, at) {
        return Some(FoundToken::new(end, Meaning::Hidden));
    }
    let end = end(text, at)?;
    let line = scanner.line_start(at);
    if text[line..at].trim_start().starts_with(":::") {
        return None;
    }
    let is_behind = text[..at].ends_with([')', ']', '`', '*', '_']);
    let names = text[at + 1..].trim_start_matches([' ', ':']).starts_with(['.', '#']);
    let ends_line = || text[end..].lines().next().is_none_or(|rest| rest.trim().is_empty());
    let begins_word = text[..at].ends_with(char::is_whitespace);
    if !(is_behind || names && begins_word && ends_line()) {
        return None;
    }
    let shown = text[..at].ends_with(')').then(|| texts(text, at, end)).flatten();
    Some(FoundToken::new(end, shown.map_or(Meaning::Hidden, |shown| Meaning::Attributes(Box::new(shown)))))
}

/// The texts of a picture that stand among its attributes.
fn texts(text: &str, at: usize, end: usize) -> Option<Shown> {
    let shown = arguments::shown(text, at + 1..end - 1, "figure", arguments::Style::Hugo)?;
    (!shown.texts.is_empty()).then_some(shown)
}

/// Where a list of attributes ends that begins at a brace, on its line; none where there is no brace.
pub(super) fn end(text: &str, at: usize) -> Option<usize> {
    let rest = text.get(at..)?.strip_prefix('{')?;
    let bytes = rest.as_bytes();
    let mut place = 0;
    let mut number = 0;
    loop {
        while bytes.get(place).is_some_and(|byte| matches!(byte, b' ' | b'\t' | b':')) {
            place += 1;
        }
        if bytes.get(place) == Some(&b'}') {
            return (number > 0).then_some(at + 1 + place + 1);
        }
        place += word(&rest[place..])?;
        number += 1;
        if number > 30 {
            return None;
        }
    }
}

/// No name of an attribute is longer, in bytes. Names may hold colons, so that a text of `:a:b:c` is one from each of
/// its places on.
const LONGEST_NAME: usize = 256;

/// The length of an attribute: `.class`, `#name`, `name=value`, `name="value"`, `-`.
fn word(rest: &str) -> Option<usize> {
    let is_name = |c: char| c.is_alphanumeric() || matches!(c, '-' | '_' | ':' | '.' | '/');
    let length = |text: &str| {
        let end = text.char_indices().find(|&(at, c)| at > LONGEST_NAME || !is_name(c));
        let end = end.map_or(text.len(), |(at, _)| at);
        (end <= LONGEST_NAME).then_some(end)
    };
    if let Some(name) = rest.strip_prefix(['.', '#']) {
        let length = length(name)?;
        return (length > 0).then_some(1 + length);
    }
    if rest.starts_with('-') {
        return Some(1);
    }
    let name = length(rest)?;
    let value = rest[name..].strip_prefix('=').filter(|_| name > 0)?;
    if let Some(mark) = value.chars().next().filter(|mark| matches!(mark, '"' | '\'')) {
        let end = value[1..].find([mark, '\n'])?;
        return value[1 + end..].starts_with(mark).then_some(name + 1 + end + 2);
    }
    let length = value.find([' ', '}', '\n', '{']).filter(|&length| length > 0)?;
    Some(name + 1 + length)
}

/// Where a role's name ends: `` {ref}`…` ``.
fn role(text: &str, at: usize) -> Option<usize> {
    let rest = &text[at + 1..];
    let is_name = |c: char| c.is_ascii_alphanumeric() || matches!(c, '-' | '_' | ':' | '.');
    let length = rest.find(|c: char| !is_name(c))?;
    let begins_well = rest.starts_with(|first: char| first.is_ascii_alphabetic());
    let follows_nothing = !text[..at].ends_with(|before: char| before.is_alphanumeric() || before == '`');
    (begins_well && follows_nothing && rest[length..].starts_with("}`") && !rest[length..].starts_with("}``"))
        .then_some(at + 1 + length + 1)
}

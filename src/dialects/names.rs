//! Names between colons: `:smile:`, `:material-account:`, and words with a name before them, `:abbr[HTML]`.

use super::attributes;
use super::scanner::{FoundToken, Scanner};
use crate::document::Meaning;

/// A name is no longer, in bytes.
const LONGEST: usize = 60;

/// What begins at a colon.
pub(super) fn token(scanner: &mut Scanner<'_>, at: usize) -> Option<FoundToken> {
    let text = scanner.text;
    let is_word = |c: char| c.is_alphanumeric() || matches!(c, ':' | '/' | '\\');
    let follows_token = scanner.last_end() == at;
    if text[..at].ends_with(is_word) && !follows_token {
        return None;
    }
    let inside = at + 1;
    let is_name =
        |byte: &u8| byte.is_ascii_lowercase() || byte.is_ascii_digit() || matches!(byte, b'_' | b'-' | b'+');
    let rest = &text.as_bytes()[inside..];
    let length = rest.iter().take(LONGEST).take_while(|byte| is_name(byte)).count();
    let end = inside + length;
    let name = &text[inside..end];
    match text.as_bytes().get(end)? {
        b':' if is_emoji(name) && !text[end + 1..].starts_with(char::is_alphanumeric) => {
            // `:icon:{ .large }`
            let end = attributes::end(text, end + 1).unwrap_or(end + 1);
            Some(FoundToken::new(end, Meaning::Value))
        }
        b'[' if name.starts_with(|first: char| first.is_ascii_lowercase()) => words(scanner, end),
        _ => None,
    }
}

/// Whether a name may be that of a picture: `+1`, `smile`, `fontawesome-brands-x`.
fn is_emoji(name: &str) -> bool {
    name.len() > 1
        && (name.bytes().any(|byte| byte.is_ascii_lowercase())
            || matches!(name, "+1" | "-1" | "100" | "1234"))
}

/// No words in brackets behind a name are longer, in bytes.
const LONGEST_WORDS: usize = 2_000;

/// `:name[words]{…}`, of which readers see the words.
fn words(scanner: &mut Scanner<'_>, bracket: usize) -> Option<FoundToken> {
    let text = scanner.text;
    let line = text.as_bytes()[bracket..].iter().take(LONGEST_WORDS).take_while(|byte| **byte != b'\n');
    let length = line.clone().position(|byte| *byte == b']').filter(|&length| length > 1)?;
    let close = bracket + length;
    if line.take(length).skip(1).any(|byte| *byte == b'[') || text[close + 1..].starts_with(['(', '[']) {
        return None;
    }
    let end = attributes::end(text, close + 1);
    scanner.expect(close, end.unwrap_or(close + 1), Meaning::Hidden);
    Some(FoundToken::new(bracket + 1, Meaning::Hidden))
}

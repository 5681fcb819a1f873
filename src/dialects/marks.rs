//! Marks within a line that Markdown itself does not know: `==set off==`, `++new++`, `^^new^^`, `2^nd^`, `H~2~O`, and
//! footnotes where they belong, `^[text]`.

use super::blank::holds_blank_line;
use super::scanner::{FoundToken, Scanner};
use crate::document::{BlockKind, Meaning, Shown};
use crate::source::SourceSpan;

/// What is raised or lowered is short, in bytes.
const LONGEST_RAISED: usize = 16;
/// A footnote within the text is no longer, in bytes.
const LONGEST_NOTE: usize = 2000;

/// What begins at one of these signs.
pub(super) fn token(scanner: &mut Scanner<'_>, at: usize) -> Option<FoundToken> {
    let text = scanner.text;
    let rest = &text[at..];
    match rest.as_bytes() {
        [b'^', b'[', ..] => note(scanner, at),
        [b'=', b'=', ..] => pair(scanner, at, "=="),
        [b'+', b'+', ..] => pair(scanner, at, "++"),
        [b'^', b'^', ..] => pair(scanner, at, "^^"),
        [sign @ (b'^' | b'~'), ..] => raised(scanner, at, *sign),
        _ => None,
    }
}

/// Two equal marks around words.
fn pair(scanner: &mut Scanner<'_>, at: usize, mark: &str) -> Option<FoundToken> {
    let text = scanner.text;
    let (sign, inside) = (mark.as_bytes()[0], at + 2);
    let is_word = |near: Option<char>| near.is_some_and(char::is_alphanumeric);
    let is_blank = |near: Option<char>| near.is_none_or(char::is_whitespace);
    let before = text[..at].chars().next_back();
    let after = text[inside..].chars().next();
    // `{++new++}` is a tracked change.
    if is_word(before)
        || before == Some('{')
        || is_blank(after)
        || before.map(u32::from) == Some(sign.into())
        || text.as_bytes()[inside] == sign
    {
        return None;
    }
    let end = scanner.ends.find(text, mark, inside)?;
    let held = &text[inside..end.start];
    let behind = text[end.end..].chars().next();
    let is_pair = !is_blank(held.chars().next_back())
        && !is_word(behind)
        && behind.map(u32::from) != Some(sign.into())
        && held.bytes().filter(|&byte| byte == b'`').count() % 2 == 0
        && !holds_blank_line(held);
    if !is_pair {
        return None;
    }
    scanner.expect(end.start, end.end, Meaning::Hidden);
    Some(FoundToken::new(inside, Meaning::Hidden))
}

/// A sign before and behind what is raised or lowered.
fn raised(scanner: &mut Scanner<'_>, at: usize, sign: u8) -> Option<FoundToken> {
    let text = scanner.text;
    let is_behind_word = text[..at].ends_with(|before: char| before.is_alphanumeric() || before == ')');
    let bytes = text.as_bytes();
    let inside = at + 1;
    let is_inner = |byte: &u8| byte.is_ascii_alphanumeric() || matches!(byte, b'+' | b'-' | b'.' | b',');
    let length = bytes[inside..].iter().take_while(|byte| is_inner(byte)).count();
    let end = inside + length;
    let is_one = bytes.get(end) == Some(&sign) && bytes.get(end + 1) != Some(&sign);
    if !is_behind_word || length == 0 || length > LONGEST_RAISED || !is_one {
        return None;
    }
    scanner.expect(end, end + 1, Meaning::Hidden);
    Some(FoundToken::new(inside, Meaning::Hidden))
}

/// `^[text]`: readers see a mark here, and the text at the foot of the page.
fn note(scanner: &mut Scanner<'_>, at: usize) -> Option<FoundToken> {
    let text = scanner.text;
    let inside = at + 2;
    let limit = scanner.paragraph_end(at).min(inside + LONGEST_NOTE);
    let mut depth = 0_usize;
    let end = text.as_bytes()[inside..limit].iter().position(|byte| match byte {
        b'[' => {
            depth += 1;
            false
        }
        b']' if depth == 0 => true,
        b']' => {
            depth -= 1;
            false
        }
        _ => false,
    })?;
    let texts = vec![(BlockKind::Footnote, SourceSpan::from_range(inside..inside + end))];
    let shown = Shown { texts, ..Shown::default() };
    Some(FoundToken::new(inside + end + 1, Meaning::Texts(Box::new(shown))))
}

//! Vale's patterns are .NET's: the same expressions as ours but for a few signs.

use std::iter::Peekable;
use std::str::Chars;

/// A pattern of .NET's dialect in ours.
///
/// In classes, `[`, `&&`, `--` and `~~` mean themselves there and set operations here, `-[…]` subtracts, and a hyphen
/// behind a class such as `\w` is a hyphen; `\<` and `\>` are plain signs; `\Z` is the end with or without a line break.
/// `^` and `$` match at line breaks. Look-around may be repeated, which says that it may fail.
pub(super) fn translate(written: &str) -> String {
    let written = &without_repeated_looks(written);
    let mut translated = String::with_capacity(written.len() + 4);
    if written.contains(['^', '$']) {
        translated.push_str("(?m)");
    }
    let mut characters = written.chars().peekable();
    let mut in_class = false;
    let mut before = ' ';
    while let Some(character) = characters.next() {
        let next = characters.peek().copied();
        match character {
            '\\' => {
                let escaped = characters.next();
                escape(&mut translated, escaped, in_class);
                if matches!(escaped, Some('p' | 'P' | 'u' | 'x')) {
                    in_braces(&mut translated, &mut characters);
                }
                let has_class = in_class && escaped.is_some_and(|sign| "wWdDsSpP".contains(sign));
                if has_class && characters.peek() == Some(&'-') && !closes(characters.clone()) {
                    characters.next();
                    translated.push_str("\\-");
                }
                before = ' ';
                continue;
            }
            '[' if !in_class => {
                in_class = true;
                translated.push('[');
                open_class(&mut translated, &mut characters);
            }
            '[' if before == '-' => translated.push_str("-["),
            '[' => translated.push_str("\\["),
            ']' if !in_class => translated.push_str("\\]"),
            ']' => {
                in_class = false;
                translated.push(']');
            }
            '&' | '~' if in_class && next == Some(character) => {
                translated.push('\\');
                translated.push(character);
            }
            '-' if in_class && next == Some('-') => translated.push_str("\\-"),
            '{' if !in_class && !is_count(characters.clone()) => translated.push_str("\\{"),
            other => translated.push(other),
        }
        before = character;
    }
    translated
}

/// Look-around that is repeated: `(?=x)?` may fail, `(?=x)+` is `(?=x)`.
fn without_repeated_looks(written: &str) -> String {
    let mut rest = written.to_owned();
    let mut from = 0;
    while let Some(start) =
        ["(?=", "(?!", "(?<=", "(?<!"].iter().filter_map(|open| find(&rest, open, from)).min()
    {
        from = start + 1;
        let Some(end) = end_of_group(&rest, start) else { continue };
        let Some((length, may_fail)) = repetition(&rest[end..]) else { continue };
        let group = &rest[start..end];
        let group = if may_fail { format!("(?:{group}|)") } else { group.to_owned() };
        rest.replace_range(start..end + length, &group);
        // What stands within is looked at next.
        from = start + if may_fail { 4 } else { 1 };
    }
    rest
}

/// Where a text first stands from a byte on, not behind a backslash.
fn find(text: &str, what: &str, from: usize) -> Option<usize> {
    let found = text.get(from..)?.match_indices(what).map(|(at, _)| from + at);
    found.into_iter().find(|&at| text[..at].bytes().rev().take_while(|&byte| byte == b'\\').count() % 2 == 0)
}

/// The end of the group that opens at a byte.
fn end_of_group(text: &str, start: usize) -> Option<usize> {
    let (mut depth, mut in_class, mut is_escaped) = (0_usize, false, false);
    for (at, sign) in text[start..].char_indices() {
        match sign {
            _ if is_escaped => is_escaped = false,
            '\\' => is_escaped = true,
            '[' => in_class = true,
            ']' => in_class = false,
            '(' if !in_class => depth += 1,
            ')' if !in_class => {
                depth = depth.saturating_sub(1);
                if depth == 0 {
                    return Some(start + at + 1);
                }
            }
            _ => {}
        }
    }
    None
}

/// How long the sign of a repetition is, and whether nothing is enough for it.
fn repetition(text: &str) -> Option<(usize, bool)> {
    let (length, may_fail) = match text.chars().next()? {
        '?' | '*' => (1, true),
        '+' => (1, false),
        '{' if is_count(text[1..].chars().peekable()) => (text.find('}')? + 1, text.starts_with("{0")),
        _ => return None,
    };
    let is_lazy = text[length..].starts_with('?');
    Some((length + usize::from(is_lazy), may_fail))
}

/// What an escape names in braces, such as `{L}` of `\p{L}`.
fn in_braces(translated: &mut String, characters: &mut Peekable<Chars<'_>>) {
    if characters.peek() == Some(&'{') {
        for sign in characters.by_ref() {
            translated.push(sign);
            if sign == '}' {
                return;
            }
        }
    }
}

/// Whether a hyphen is the last sign of its class, or takes a class away.
fn closes(mut rest: Peekable<Chars<'_>>) -> bool {
    rest.next();
    matches!(rest.next(), Some(']' | '[') | None)
}

/// What may stand first in a class without closing it.
fn open_class(translated: &mut String, characters: &mut Peekable<Chars<'_>>) {
    if characters.next_if_eq(&'^').is_some() {
        translated.push('^');
    }
    if characters.next_if_eq(&']').is_some() {
        translated.push_str("\\]");
    }
}

fn escape(translated: &mut String, escaped: Option<char>, in_class: bool) {
    match escaped {
        Some(sign @ ('<' | '>')) => translated.push(sign),
        Some(sign) if !sign.is_ascii() => translated.push(sign),
        Some('Z') if !in_class => translated.push_str(r"(?:\n?\z)"),
        Some(escaped) => {
            translated.push('\\');
            translated.push(escaped);
        }
        None => translated.push_str("\\\\"),
    }
}

/// Whether a brace opens a count, such as `{2,3}`.
fn is_count(rest: std::iter::Peekable<std::str::Chars<'_>>) -> bool {
    let inside: String = rest.take_while(|&character| character != '}').collect();
    let mut bounds = inside.split(',');
    let is_number = |text: &str| !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
    bounds.next().is_some_and(is_number)
        && bounds.next().is_none_or(|most| most.is_empty() || is_number(most))
        && bounds.next().is_none()
}

#[cfg(test)]
mod tests {
    use super::translate;

    #[test]
    fn signs_that_mean_something_else_here_are_escaped() {
        assert_eq!(translate(r#"["[&&]+"#), r#"["\[\&&]+"#);
        assert_eq!(translate(r"\<b\>"), "<b>");
        assert_eq!(translate("[]a]{2}x{"), r"[\]a]{2}x\{");
        assert_eq!(translate("end$"), "(?m)end$");
        assert_eq!(translate(r"[\w-_ ][\p{L}-x][\d-]\p{L}"), r"[\w\-_ ][\p{L}\-x][\d-]\p{L}");
        assert_eq!(translate(r"\’a]"), r"’a\]");
    }

    #[test]
    fn look_around_that_is_repeated_may_fail_or_need_not_be() {
        assert_eq!(translate(r"a(?=b)?"), r"a(?:(?=b)|)");
        assert_eq!(translate(r"a(?! (?<=c)*[)])+d"), r"a(?! (?:(?<=c)|)[)])d");
        assert_eq!(translate(r"(?<=a){0,2}?b\(?=c)?"), r"(?:(?<=a)|)b\(?=c)?");
    }
}

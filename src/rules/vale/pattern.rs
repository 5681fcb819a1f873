//! Vale's patterns are .NET's: the same expressions as ours but for a few signs.

/// A pattern of .NET's dialect in ours.
///
/// In classes, `[`, `&&`, `--` and `~~` mean themselves there and set operations here, and `-[…]`
/// subtracts; `\<` and `\>` are plain signs; `\Z` is the end with or without a line break. `^` and `$`
/// match at line breaks.
pub(super) fn translate(written: &str) -> String {
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

/// What may stand first in a class without closing it.
fn open_class(translated: &mut String, characters: &mut std::iter::Peekable<std::str::Chars<'_>>) {
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
    }
}

//! Formulas: `$…$` and `$$…$$` by Pandoc's rules, `\(…\)`, `\[…\]`, and environments of LaTeX.
//!
//! A price is no formula: between its dollar and the next there is a space before the second, or a figure behind it.

use super::blank::holds_blank_line;
use super::scanner::{FoundToken, Scanner};
use super::syntax::Syntax;
use crate::document::Meaning;

/// The formula that begins at a dollar or a backslash.
pub(super) fn token(scanner: &mut Scanner<'_>, at: usize) -> Option<FoundToken> {
    let rest = &scanner.text[at..];
    let end = match rest.as_bytes()[0] {
        b'$' if rest.starts_with("$$") => display(scanner, at),
        b'$' => inline(scanner, at),
        _ if rest.starts_with("\\begin{") => environment(scanner, at),
        _ => brackets(scanner, at),
    }?;
    if scanner.syntax == Syntax::Html && holds_tag(&scanner.text[at..end]) {
        return None;
    }
    Some(FoundToken { is_certain: true, ..FoundToken::new(end, Meaning::Value) })
}

/// `$…$`: the next dollar is its end, or it is none.
fn inline(scanner: &Scanner<'_>, at: usize) -> Option<usize> {
    let text = scanner.text;
    let is_word = |near: Option<char>| near.is_some_and(char::is_alphanumeric);
    let inner = &text[at + 1..];
    // `5$` is a price, `5$\\times$` is none.
    if is_word(text[..at].chars().next_back()) && !inner.starts_with('\\') {
        return None;
    }
    let length = dollar(inner)?;
    let (inner, behind) = (&inner[..length], &inner[length + 1..]);
    let is_tight = !inner.starts_with(char::is_whitespace) && !inner.ends_with(char::is_whitespace);
    // `${a}${b}` and `$(a)$(b)` are variables.
    let repeats = ['$', '{', '('].into_iter().any(|sign| behind.starts_with(sign) && inner.starts_with(sign));
    let ends_well = !is_word(behind.chars().next()) && !behind.starts_with('$') && !repeats;
    let is_formula = is_tight && ends_well && says_something(inner) && !is_price(inner);
    is_formula.then_some(at + length + 2)
}

/// How far it is to the next dollar that is not escaped, within the paragraph.
fn dollar(text: &str) -> Option<usize> {
    let mut from = 0;
    loop {
        let place = from + memchr::memchr2(b'$', b'\n', &text.as_bytes()[from..])?;
        let is_escaped = text[..place].bytes().rev().take_while(|&byte| byte == b'\\').count() % 2 == 1;
        match text.as_bytes()[place] {
            b'$' if !is_escaped => return Some(place),
            b'\n' if text[place + 1..].trim_start_matches([' ', '\t', '\r']).starts_with('\n') => {
                return None;
            }
            _ => from = place + 1,
        }
    }
}

/// Whether a text says something: signs alone between dollars may be a range of prices.
fn says_something(text: &str) -> bool {
    text.contains(|c: char| c.is_alphanumeric() || matches!(c, '\\' | ']'))
}

/// Whether what stands between two dollars is a sum of money and words.
fn is_price(inner: &str) -> bool {
    let is_word = |word: &str| word.chars().all(char::is_alphabetic) && word.chars().nth(1).is_some();
    let has_words = || inner.split_whitespace().any(is_word);
    inner.starts_with(|first: char| first.is_ascii_digit())
        && !inner.contains(['\\', '^', '_', '=', '{'])
        && has_words()
}

/// `$$…$$`, in one paragraph, or with the dollars on lines of their own.
fn display(scanner: &mut Scanner<'_>, at: usize) -> Option<usize> {
    let text = scanner.text;
    if text[at..].starts_with("$$$") || text[..at].ends_with('$') {
        return None;
    }
    let end = scanner.ends.find(text, "$$", at + 2)?;
    let inner = &text[at + 2..end.start];
    let is_apart = || {
        let last = inner.rsplit('\n').next().unwrap_or_default();
        inner.trim_start_matches([' ', '\t', '\r']).starts_with('\n')
            && last.trim_matches([' ', '\t', '>']).is_empty()
    };
    let is_whole = says_something(inner) && is_calculation(inner) && !text[end.end..].starts_with('$');
    let is_formula = is_whole && (!holds_blank_line(inner) || is_apart());
    is_formula.then_some(end.end)
}

/// `\(…\)` and `\[…\]`, or with two backslashes, as Markdown takes one of them away.
fn brackets(scanner: &mut Scanner<'_>, at: usize) -> Option<usize> {
    let text = scanner.text;
    let signs = [("\\\\(", "\\\\)"), ("\\\\[", "\\\\]"), ("\\(", "\\)"), ("\\[", "\\]")];
    let (begin, sign) = signs.into_iter().find(|(begin, _)| text[at..].starts_with(begin))?;
    let end = scanner.ends.find(text, sign, at + begin.len())?;
    let inner = &text[at + begin.len()..end.start];
    // In Markdown, a backslash may only keep a bracket a bracket.
    let is_escape = scanner.syntax == Syntax::Markdown && begin.len() == 2;
    let is_formula = if is_escape { is_latex(inner) } else { !inner.trim().is_empty() };
    (is_formula && !holds_blank_line(inner)).then_some(end.end)
}

/// `\begin{name}…\end{name}`.
fn environment(scanner: &mut Scanner<'_>, at: usize) -> Option<usize> {
    let text = scanner.text;
    let name = &text[at + "\\begin{".len()..];
    let length = name.bytes().take_while(|byte| byte.is_ascii_alphabetic() || *byte == b'*').count();
    if length == 0 || !name[length..].starts_with('}') {
        return None;
    }
    let end = scanner.ends.find(text, &format!("\\end{{{}}}", &name[..length]), at)?;
    Some(end.end)
}

/// Whether a text has a sign of calculation, or is too short for a sentence.
fn is_calculation(text: &str) -> bool {
    let is_sign = |c: char| c.is_ascii_digit() || "\\^_=+-<>{}|()[]*/'".contains(c);
    text.contains(is_sign) || (1..=3).contains(&text.trim().len())
}

/// Whether a text has commands of LaTeX, or what only formulas have.
fn is_latex(text: &str) -> bool {
    let has_command =
        text.as_bytes().windows(2).any(|pair| pair[0] == b'\\' && pair[1].is_ascii_alphabetic());
    has_command || text.contains(['^', '=']) || text.contains("_{")
}

/// Whether a tag of HTML begins in a text.
fn holds_tag(text: &str) -> bool {
    let mut behind = text.split('<').skip(1);
    behind.any(|rest| rest.starts_with(|first: char| first.is_ascii_alphabetic() || first == '/'))
}

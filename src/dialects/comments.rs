//! Comments and notes by themselves: `{# … #}` (Nunjucks, Twig, Jinja), `%%…%%` (Obsidian), Kramdown's
//! `{::comment}…{:/comment}` with its `{: … }` for attributes, `[//]: # (…)`.

use super::scanner::{FoundToken, Scanner};
use super::syntax::Syntax;
use crate::document::Meaning;
use crate::source::SourceSpan;

/// The comment that begins at a place.
pub(super) fn token(scanner: &mut Scanner<'_>, at: usize) -> Option<FoundToken> {
    let rest = &scanner.text[at..];
    if rest.starts_with("{#") {
        return braces(scanner, at);
    }
    if scanner.syntax == Syntax::Html {
        return None;
    }
    if rest.starts_with("{:") {
        return kramdown(scanner, at);
    }
    if rest.starts_with("%%") {
        return obsidian(scanner, at);
    }
    if rest.starts_with("[//]:") && scanner.begins_line(at) {
        return reference(rest, at);
    }
    None
}

/// `{# … #}`, but not the attributes of a heading: `{#name .class}`.
fn braces(scanner: &mut Scanner<'_>, at: usize) -> Option<FoundToken> {
    let end = scanner.ends.find(scanner.text, "#}", at + 2)?;
    let inside = &scanner.text[at + 2..end.start];
    let first = inside.split([' ', '\n']).next().unwrap_or_default();
    if first.contains('}') {
        return None;
    }
    let content = SourceSpan::from_range(at + 2..end.start);
    Some(FoundToken::new(end.end, Meaning::Comment(content)))
}

/// `{::comment}…{:/comment}`, `{::options … /}`, `{: … }`.
fn kramdown(scanner: &mut Scanner<'_>, at: usize) -> Option<FoundToken> {
    let text = scanner.text;
    let stop = scanner.tag_end(at + 2, "}")?;
    if text[at..].starts_with("{::comment}")
        && let Some(end) = scanner.ends.find(text, "{:/", stop)
        && let Some(length) = text[end.start..].find('}')
    {
        let content = SourceSpan::from_range(stop..end.start);
        return Some(FoundToken::new(end.start + length + 1, Meaning::Comment(content)));
    }
    Some(FoundToken::new(stop, Meaning::Hidden))
}

/// `%% … %%`, but not a variable left over: `%%CITY%%`.
fn obsidian(scanner: &mut Scanner<'_>, at: usize) -> Option<FoundToken> {
    let text = scanner.text;
    let before = text[..at].chars().next_back();
    if before.is_some_and(|before| !before.is_whitespace()) {
        return None;
    }
    let end = scanner.ends.find(text, "%%", at + 2)?;
    let inside = &text[at + 2..end.start];
    let is_name = |byte: u8| byte.is_ascii_uppercase() || byte.is_ascii_digit() || byte == b'_';
    if inside.bytes().all(is_name) {
        return None;
    }
    Some(FoundToken::new(end.end, Meaning::Comment(SourceSpan::from_range(at + 2..end.start))))
}

/// `[//]: # (…)`: a link that nothing refers to.
fn reference(rest: &str, at: usize) -> Option<FoundToken> {
    let line = rest.lines().next().unwrap_or_default().trim_end();
    let title = line.strip_prefix("[//]:")?.trim_start().strip_prefix(['#', '<'])?;
    let title = title.trim_start_matches('>').trim_start();
    let inside = title.strip_prefix(['(', '"', '\''])?.strip_suffix([')', '"', '\''])?;
    let end = at + line.len();
    let content = SourceSpan::from_range(end - 1 - inside.len()..end - 1);
    Some(FoundToken::new(end, Meaning::Comment(content)))
}

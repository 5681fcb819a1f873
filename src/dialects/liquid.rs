//! Tags of Liquid, Nunjucks, Twig, Jinja, Tera and Markdoc: `{% name … %}`.

use std::ops::Range;

use super::arguments;
use super::blank::holds_blank_line;
use super::pairs::PairEnd;
use super::scanner::{FoundToken, Scanner};
use super::syntax::Syntax;
use crate::document::Meaning;
use crate::source::SourceSpan;

/// Tags that hold code.
const CODE: &[&str] = &[
    "highlight",
    "codeblock",
    "code",
    "mermaid",
    "math",
    "katex",
    "javascript",
    "schema",
    "style",
    "stylesheet",
];
/// Tags that hold text in which other tags are not run.
const VERBATIM: &[&str] = &["raw", "verbatim"];
/// Tags that hold a note.
const NOTES: &[&str] = &["comment", "doc"];
/// Tags that show nothing themselves.
const STEERING: &[&str] = &[
    "if",
    "unless",
    "elsif",
    "elseif",
    "elif",
    "else",
    "case",
    "when",
    "for",
    "tablerow",
    "break",
    "continue",
    "assign",
    "set",
    "capture",
    "block",
    "extends",
    "macro",
    "import",
    "from",
    "call",
    "filter",
    "with",
    "autoescape",
    "liquid",
    "do",
    "use",
    "layout",
    "load",
    "cache",
    "spaceless",
    "apply",
    "sandbox",
    "switch",
    "default",
    "ifversion",
    "trans",
];

/// The tag that begins at a place.
pub(super) fn token(scanner: &mut Scanner<'_>, at: usize) -> Option<FoundToken> {
    let text = scanner.text;
    let stop = scanner.tag_end(at + 2, "%}").or_else(|| scanner.long_tag_end(at + 2, "%}"))?;
    let inner = at + 2..stop - 2;
    let written = text[inner.clone()].trim_matches(['-', '+', '~', ' ', '\t', '\r', '\n']);
    if written.starts_with('#') {
        return Some(FoundToken::new(stop, Meaning::Comment(within(text, inner, written))));
    }
    let name = written.split([' ', '\t', '\r', '\n', '(', '"', '\'']).next().unwrap_or_default();
    if let Some(ended) = name.strip_prefix("end").or_else(|| name.strip_prefix('/')) {
        // Tera's tags all end with `end`.
        let ended = if ended.is_empty() { "(" } else { ended };
        return Some(FoundToken {
            side: Some((PairEnd::Ends, ended.to_owned())),
            ..FoundToken::new(stop, Meaning::Hidden)
        });
    }
    if let Some(found) = holder(scanner, stop, name) {
        return Some(found);
    }
    if STEERING.contains(&name) || !name.starts_with(|first: char| first.is_alphabetic() || first == '$') {
        return Some(FoundToken::new(stop, Meaning::Hidden));
    }
    let meaning = match arguments::shown(text, inner, name, arguments::Style::Liquid) {
        Some(shown) => Meaning::Texts(Box::new(shown)),
        None => Meaning::Object,
    };
    let is_tera = written[name.len()..].starts_with('(');
    let side =
        (!written.ends_with('/')).then(|| (PairEnd::Begins, if is_tera { "(" } else { name }.to_owned()));
    Some(FoundToken { side, ..FoundToken::new(stop, meaning) })
}

/// A tag of which more than itself is no prose, with what it holds.
fn holder(scanner: &mut Scanner<'_>, stop: usize, name: &str) -> Option<FoundToken> {
    let is_any = |names: &[&str]| names.contains(&name);
    if !(is_any(CODE) || is_any(VERBATIM) || is_any(NOTES)) {
        return None;
    }
    let end = end_tag(scanner, stop, name)?;
    let held = &scanner.text[stop..end.start];
    let content = SourceSpan::from_range(stop..end.start);
    if is_any(NOTES) {
        return Some(FoundToken::new(end.end, Meaning::Comment(content)));
    }
    // A whole article may be set verbatim so that its code keeps its braces.
    let has_blocks = || holds_blank_line(held) || held.contains("```");
    let is_text = is_any(VERBATIM) && (scanner.syntax == Syntax::Html || has_blocks());
    Some(if is_text {
        FoundToken::new(stop, Meaning::Hidden)
    } else {
        FoundToken::new(end.end, Meaning::Code(content))
    })
}

/// The tag that ends a name, from a place on.
fn end_tag(scanner: &mut Scanner<'_>, from: usize, name: &str) -> Option<Range<usize>> {
    let text = scanner.text;
    scanner.ends.find_with(&format!("{{%end{name}"), from, || {
        memchr::memmem::find_iter(&text.as_bytes()[from..], b"{%").map(|place| from + place).find_map(
            |place| {
                let tag = text[place + 2..].trim_start_matches(['-', '+', '~', ' ', '\t']);
                let rest = tag
                    .strip_prefix("end")?
                    .strip_prefix(name)?
                    .trim_start_matches(['-', '+', '~', ' ', '\t']);
                let rest = rest.strip_prefix("%}")?;
                Some(place..text.len() - rest.len())
            },
        )
    })
}

/// Where a part of a tag's inside stands.
fn within(text: &str, inner: Range<usize>, part: &str) -> SourceSpan {
    let lead = text[inner.clone()].find(part).unwrap_or(0);
    SourceSpan::from_range(inner.start + lead..inner.start + lead + part.len())
}

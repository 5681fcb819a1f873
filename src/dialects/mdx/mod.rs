//! MDX: Markdown in which imports and exports, `{…}` and JSX are code.
//!
//! A tag is nothing to readers: what stands in an element is read with its Markdown, and those of its props that are
//! shown are texts of their own. A sign that begins no whole tag or expression is text, as it would be in Markdown, and
//! is told of once.

mod elements;
mod layout;
mod names;
mod script;
mod tag;
mod tags;

use super::blank::blank_line_rest;
use super::scanner::{FoundToken, Scanner};
use crate::document::Meaning;
use crate::source::SourceSpan;
use script::Script;
use tag::JsxTag;

pub(super) use elements::settle;
pub(crate) use layout::indents;
pub(super) use tags::Tags;

/// A tag on a line of its own, or an expression there, may be as long.
const LONGEST: usize = 1 << 18;

/// What begins at a sign.
pub(super) fn token(scanner: &mut Scanner<'_>, at: usize) -> Option<FoundToken> {
    let rest = &scanner.text[at..];
    match rest.as_bytes()[0] {
        b'\n' => module_code(scanner, at + 1),
        b'`' | b'~' => scanner.fence(at).map(|(end, code)| FoundToken::new(end, Meaning::Code(code))),
        b'<' if rest.starts_with("<!--") => {
            let end = scanner.ends.find(scanner.text, "-->", at + 4)?;
            Some(FoundToken::new(end.end, Meaning::Comment(SourceSpan::from_range(at + 4..end.start))))
        }
        b'<' => jsx(scanner, at),
        b'{' => expression(scanner, at),
        _ => None,
    }
}

/// Imports and exports that begin at a line behind an empty one, or behind others.
pub(super) fn module_code(scanner: &mut Scanner<'_>, at: usize) -> Option<FoundToken> {
    let text = scanner.text;
    let rest = text.get(at..)?;
    if !begins_module_code(rest) || !scanner.is_behind_paragraph(at) {
        return None;
    }
    let whole = scanner.may_read_on().then(|| Script::new(text, at).paragraph_end()).flatten();
    let end = whole.unwrap_or_else(|| {
        scanner.mdx.wasted += rest.len();
        scanner.mdx.note(at, at + 6, "an import or export without an end");
        scanner.paragraph_end(at)
    });
    Some(FoundToken { begins: Some(at), ..FoundToken::new(end, Meaning::Hidden) })
}

/// An import in a Markdown file that a site reads as MDX: a whole paragraph that can be nothing else.
pub(super) fn import(scanner: &mut Scanner<'_>, at: usize) -> Option<FoundToken> {
    let rest = scanner.text.get(at..)?;
    if !rest.starts_with("import ") {
        return None;
    }
    let found = module_code(scanner, at)?;
    let line = scanner.text[at..found.end].trim_end().trim_end_matches(';');
    let names_file =
        line.ends_with(['"', '\'']) && (line.contains(" from ") || line.starts_with("import \"./"));
    names_file.then_some(found)
}

/// A component's tag in a Markdown file: on lines of its own, or with code in it, so that it is no tag of HTML.
pub(super) fn component(scanner: &mut Scanner<'_>, at: usize) -> Option<FoundToken> {
    let text = scanner.text;
    let name = text[at + 1..].strip_prefix('/').unwrap_or(&text[at + 1..]);
    let is_component = name.starts_with(|first: char| first.is_ascii_uppercase())
        && name[1..].starts_with(|second: char| second.is_ascii_lowercase());
    if !is_component {
        return None;
    }
    let is_first = scanner.begins_line(at);
    let limit = scanner.reach(at)?;
    let Some(tag) = tag::read(text, at, limit) else {
        scanner.mdx.wasted += limit - at;
        return None;
    };
    let is_alone = is_first && blank_line_rest(text, tag.end).is_some();
    if !is_alone && tag.code.is_empty() {
        return None;
    }
    Some(taken(scanner, tag))
}

/// A tag that is read: code where its element holds code, else itself hidden and noted.
fn taken(scanner: &mut Scanner<'_>, tag: JsxTag) -> FoundToken {
    if let Some(found) = elements::code(scanner, &tag) {
        return found;
    }
    let end = tag.end;
    scanner.note_tag(tag);
    FoundToken::new(end, Meaning::Hidden)
}

fn begins_module_code(line: &str) -> bool {
    let is_any = |rest: &str, words: &[&str]| words.iter().any(|word| rest.starts_with(word));
    if let Some(rest) = line.strip_prefix("import ") {
        let line = rest.lines().next().unwrap_or_default();
        return is_any(rest, &["{", "*", "\"", "'"]) || line.contains(" from ") || line.ends_with(" from");
    }
    let words = [
        "default ",
        "const ",
        "let ",
        "var ",
        "function",
        "async ",
        "class ",
        "{",
        "*",
        "type ",
        "interface ",
        "enum ",
    ];
    line.strip_prefix("export ").is_some_and(|rest| is_any(rest, &words))
}

fn expression(scanner: &mut Scanner<'_>, at: usize) -> Option<FoundToken> {
    let text = scanner.text;
    // `## Heading {#name}`
    if text[at..].starts_with("{#") {
        return None;
    }
    let limit = scanner.reach(at)?;
    let Some(end) = Script::new(text, at).closed(limit) else {
        scanner.mdx.miss(at, limit, "a brace that nothing closes");
        return None;
    };
    let inner = text[at + 1..end - 1].trim();
    if let Some(comment) = inner.strip_prefix("/*").and_then(|rest| rest.strip_suffix("*/"))
        && !comment.contains("*/")
    {
        let start = at + text[at..end].find("/*").unwrap_or(0) + 2;
        let content = SourceSpan::from_range(start..start + comment.len());
        return Some(FoundToken::new(end, Meaning::Comment(content)));
    }
    let meaning = match tag::literal(text, at..end) {
        Some(literal) => Meaning::Literal(SourceSpan::from_range(literal)),
        None if inner.is_empty() => Meaning::Hidden,
        None => Meaning::Object,
    };
    Some(FoundToken::new(end, meaning))
}

fn jsx(scanner: &mut Scanner<'_>, at: usize) -> Option<FoundToken> {
    let text = scanner.text;
    let first = text[at + 1..].chars().next()?;
    if !(first.is_alphabetic() || matches!(first, '/' | '>' | '_' | '$')) {
        return None;
    }
    let limit = scanner.reach(at)?;
    let Some(tag) = tag::read(text, at, limit) else {
        let is_address =
            text[at + 1..].split(['>', ' ', '\n']).next().is_some_and(|word| word.contains(['@', ':']));
        if !is_address {
            scanner.mdx.miss(at, limit, "a tag without an end");
        }
        return None;
    };
    Some(taken(scanner, tag))
}

impl Scanner<'_> {
    /// How far a tag or expression that begins at a place may reach. None where so much was read in vain that the
    /// rest is taken for text.
    fn reach(&mut self, at: usize) -> Option<usize> {
        if !self.may_read_on() {
            return None;
        }
        let limit = if self.begins_line(at) { at + LONGEST } else { self.paragraph_end(at) };
        let limit = limit.min(self.text.len());
        (limit..self.text.len()).find(|&limit| self.text.is_char_boundary(limit)).or(Some(self.text.len()))
    }

    /// Whether not too much was read in vain.
    fn may_read_on(&self) -> bool {
        self.mdx.wasted <= 8 * self.text.len() + LONGEST
    }

    fn note_tag(&mut self, tag: JsxTag) {
        let index = self.token_count();
        self.mdx.all.push((index, tag));
    }
}

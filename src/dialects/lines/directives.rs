//! Directives of `MyST`, between backticks or colons: ```` ```{note} Title ````, `:::{figure} picture.png`.

use super::{Line, Walker};
use crate::document::{BlockKind, Meaning, Shown};
use crate::source::SourceSpan;

/// Directives whose text is prose.
const PROSE: &[&str] = &[
    "note",
    "warning",
    "tip",
    "important",
    "attention",
    "caution",
    "danger",
    "error",
    "hint",
    "seealso",
    "admonition",
    "todo",
    "versionadded",
    "versionchanged",
    "versionremoved",
    "deprecated",
    "dropdown",
    "details",
    "card",
    "card-carousel",
    "grid",
    "grid-item",
    "grid-item-card",
    "tab-set",
    "tab-item",
    "tabs",
    "tab",
    "sidebar",
    "margin",
    "aside",
    "topic",
    "rubric",
    "epigraph",
    "highlights",
    "pull-quote",
    "pullquote",
    "blockquote",
    "figure",
    "figure-md",
    "div",
    "container",
    "exercise",
    "solution",
    "proof",
    "theorem",
    "definition",
    "example",
    "glossary",
    "table",
    "list-table",
    "abstract",
];
/// Of these, those that are pictures.
const PICTURES: &[&str] = &["figure"];
/// Those behind whose name stands no title.
const UNTITLED: &[&str] = &[
    "div",
    "container",
    "grid",
    "figure-md",
    "versionadded",
    "versionchanged",
    "versionremoved",
    "deprecated",
];

/// The name of the directive with which a text begins: `{name} …`.
fn name(rest: &str) -> Option<&str> {
    let (name, _) = rest.trim_start().strip_prefix('{')?.split_once('}')?;
    let is_name = name.starts_with(|first: char| first.is_ascii_alphabetic())
        && name.chars().all(|c| c.is_ascii_alphanumeric() || matches!(c, '-' | '_' | ':' | '.'));
    is_name.then_some(name)
}

/// Whether a text begins with a directive whose inside is no prose.
pub(super) fn is_code(rest: &str) -> bool {
    name(rest).is_some_and(|name| !PROSE.contains(&name))
}

/// Looks whether a line begins a directive with prose in it, behind a row of signs.
pub(super) fn read<'t>(walker: &mut Walker<'t>, line: &Line<'t>, row: usize) -> Option<usize> {
    let rest = &line.content[row..];
    let is_box_of_obsidian = rest.starts_with("ad-");
    let name = if is_box_of_obsidian { "ad-" } else { name(rest)? };
    if !PROSE.contains(&name) && !is_box_of_obsidian {
        return None;
    }
    let argument = rest.split_once('}').map_or("", |(_, behind)| behind).trim();
    let start = line.content_end() - argument.len();
    let mut shown = Shown { wraps: true, ..Shown::default() };
    let (next, end) = options(walker, line, &mut shown);
    let is_picture = PICTURES.contains(&name);
    if is_picture {
        shown.is_picture = true;
        shown.image = (!argument.is_empty()).then(|| SourceSpan::from_range(start..line.content_end()));
    }
    if is_picture || !shown.texts.is_empty() {
        walker.push(line.content_start, end, Meaning::Texts(Box::new(shown)));
        if is_picture {
            caption(walker, next);
        }
        return Some(next);
    }
    if next > line.next {
        walker.cut(line.content_start, end);
        return Some(next);
    }
    let title = (!argument.is_empty() && !UNTITLED.contains(&name)).then_some((start, line.content_end()));
    let kind = if name == "table" { BlockKind::Caption } else { BlockKind::Label };
    walker.open(line, title, kind);
    Some(line.next)
}

/// Reads the lines of options behind a directive's first line, `:alt: text` or `title: text`; where the next line
/// begins, and where the last option ends.
fn options<'t>(walker: &Walker<'t>, first: &Line<'t>, shown: &mut Shown) -> (usize, usize) {
    let (mut next, mut end) = (first.next, first.content_end());
    while next < walker.text.len() {
        let line = Line::new(walker.text, next);
        let Some((name, value)) = option(line.content) else { break };
        let kind = match name {
            "alt" => Some(BlockKind::Alt),
            "caption" => Some(BlockKind::Caption),
            "title" => Some(BlockKind::Label),
            _ => None,
        };
        let value = value.trim();
        if let Some(kind) = kind.filter(|_| !value.is_empty()) {
            let start = line.content_end() - value.len();
            shown.texts.push((kind, SourceSpan::from_range(start..line.content_end())));
        }
        (next, end) = (line.next, line.content_end());
    }
    (next, end)
}

/// The name and the value of an option: `:name: value`.
fn option(content: &str) -> Option<(&str, &str)> {
    let (name, value) = content.strip_prefix(':')?.split_once(':')?;
    let is_name = name.starts_with(|first: char| first.is_ascii_alphabetic())
        && name.chars().all(|c| c.is_ascii_alphanumeric() || matches!(c, '-' | '_'));
    (is_name && !value.starts_with(':')).then_some((name, value))
}

/// The first paragraph of a figure is its caption.
fn caption(walker: &mut Walker<'_>, from: usize) {
    let mut at = from;
    while at < walker.text.len() {
        let line = Line::new(walker.text, at);
        let is_end = line.row().is_some_and(|(sign, _)| matches!(sign, b'`' | b'~' | b':'));
        if is_end || line.is_blank() && at > from {
            break;
        }
        at = line.next;
    }
    if at > from {
        walker.part(from, at, BlockKind::Caption);
    }
}

//! Boxes between rows of signs: `::: tip Title` … `:::` of `VitePress`, Docusaurus, Pandoc and others, and
//! `/// note | Title` … `///` of Python-Markdown.

use super::{Line, Walker, directives};
use crate::dialects::arguments;
use crate::document::{BlockKind, Meaning};
use crate::source::SourceSpan;

/// Boxes whose inside is no prose.
const CODE: &[&str] =
    &["mermaid", "math", "plantuml", "graphviz", "chart", "echarts", "flowchart", "demo", "playground"];
/// Boxes behind whose name stand words of their syntax, and no title.
const UNTITLED: &[&str] =
    &["message", "columns", "column", "grid", "center", "raw", "code-group", "tabs", "v-pre"];

/// The rows of one sign.
#[derive(Default)]
struct SignRows {
    /// How many boxes are open.
    open: usize,
    /// The lines that are such a row and nothing else, by their first bytes; none before one was looked for.
    ends: Option<Vec<usize>>,
}

/// The boxes between rows of signs.
#[derive(Default)]
pub(super) struct Colons {
    colons: SignRows,
    slashes: SignRows,
}

impl SignRows {
    /// Where the first line behind a place begins that is a row and nothing else.
    fn end_behind(&mut self, text: &str, sign: u8, place: usize) -> Option<usize> {
        let ends = self.ends.get_or_insert_with(|| ends(text, sign));
        ends.get(ends.partition_point(|&end| end < place)).copied()
    }
}

/// All lines that are a row of signs and nothing else.
fn ends(text: &str, sign: u8) -> Vec<usize> {
    let row = [sign; 3];
    let mut ends: Vec<usize> = Vec::new();
    let mut known = 0;
    for place in memchr::memmem::find_iter(text.as_bytes(), &row) {
        if place < known {
            continue;
        }
        let start = memchr::memrchr(b'\n', &text.as_bytes()[known..place]).map_or(known, |at| known + at + 1);
        let line = Line::new(text, start);
        known = line.next;
        if line.content.bytes().all(|byte| byte == sign) {
            ends.push(start);
        }
    }
    ends
}

/// Looks whether a line that begins with a colon is part of a box.
pub(super) fn read<'t>(walker: &mut Walker<'t>, line: &Line<'t>) -> Option<usize> {
    if line.content.starts_with("::") && !line.content.starts_with(":::") {
        return leaf(walker, line);
    }
    let (_, length) = line.row()?;
    let rest = &line.content[length..];
    if rest.ends_with(":::") && !rest.starts_with(' ') {
        return alone(walker, line, length);
    }
    let rest = rest.trim_end_matches(':').trim_end();
    if rest.is_empty() {
        return end(walker, line, |colons| &mut colons.colons);
    }
    let end = walker.colons.colons.end_behind(walker.text, b':', line.next)?;
    let inner = rest.trim_start();
    let start = line.content_start + length + rest.len() - inner.len();
    if inner.starts_with('{')
        && let Some(next) = directives::read(walker, line, length)
    {
        walker.colons.colons.open += 1;
        return Some(next);
    }
    let name_length =
        inner.find(|c: char| !c.is_alphanumeric() && !matches!(c, '-' | '_' | '.')).unwrap_or(inner.len());
    let name = &inner[..name_length];
    if name.is_empty() && !inner.starts_with('{') || directives::is_code(inner) || CODE.contains(&name) {
        return code(walker, line, name.is_empty() && !inner.starts_with('{'), end);
    }
    walker.colons.colons.open += 1;
    let title = title(&inner[name_length..]).filter(|_| !UNTITLED.contains(&name));
    let title = title.map(|(from, to)| (start + name_length + from, start + name_length + to));
    walker.open(line, title, BlockKind::Label);
    Some(line.next)
}

/// Makes of a box whose inside is no prose one token.
fn code<'t>(walker: &mut Walker<'t>, line: &Line<'t>, is_none: bool, end: usize) -> Option<usize> {
    if is_none {
        return None;
    }
    let last = Line::new(walker.text, end);
    let content = SourceSpan::from_range(line.next..end);
    walker.push(line.content_start, last.content_end(), Meaning::Code(content));
    Some(last.next)
}

fn end<'t>(
    walker: &mut Walker<'t>,
    line: &Line<'t>,
    rows: fn(&mut Colons) -> &mut SignRows,
) -> Option<usize> {
    let rows = rows(&mut walker.colons);
    rows.open = rows.open.checked_sub(1)?;
    walker.cut(line.content_start, line.content_end());
    Some(line.next)
}

/// `::name[text]{…}`: a thing in a line of its own.
fn leaf<'t>(walker: &mut Walker<'t>, line: &Line<'t>) -> Option<usize> {
    let rest = &line.content[2..];
    let length = rest.find(|c: char| !c.is_ascii_alphanumeric() && !matches!(c, '-' | '_'))?;
    let begins_well = rest.starts_with(|first: char| first.is_ascii_alphabetic());
    if !(begins_well && rest[length..].starts_with(['[', '{']) && rest.ends_with([']', '}'])) {
        return None;
    }
    let start = line.content_start + 2 + length;
    match title(&rest[length..]) {
        Some((from, to)) => walker.open(line, Some((start + from, start + to)), BlockKind::Label),
        None => walker.push(line.content_start, line.content_end(), Meaning::Object),
    }
    Some(line.next)
}

/// `:::row:::`, `:::image source="…" alt-text="…":::`: a line that is begun and ended.
fn alone<'t>(walker: &mut Walker<'t>, line: &Line<'t>, length: usize) -> Option<usize> {
    let inner = line.content_start + length..line.content_end() - 3;
    let written = &walker.text[inner.clone()];
    let name = written.split([' ', '\t']).next().unwrap_or_default();
    if !name.starts_with(|first: char| first.is_ascii_alphabetic()) || name.contains(':') {
        return None;
    }
    let shown = arguments::shown(walker.text, inner, name, arguments::Style::Hugo);
    let meaning = shown.map_or(Meaning::Break, |shown| Meaning::Texts(Box::new(shown)));
    walker.push(line.content_start, line.content_end(), meaning);
    Some(line.next)
}

/// The title behind a box's name: in brackets, as an attribute, or the rest of the line.
fn title(rest: &str) -> Option<(usize, usize)> {
    let lead = rest.len() - rest.trim_start().len();
    let inner = &rest[lead..];
    if let Some(bracketed) = rest.strip_prefix('[') {
        return bracketed.rfind(']').map(|end| (1, 1 + end));
    }
    if let Some((at, mark)) = ["title=", "caption=", "label="].iter().find_map(|name| {
        let at = inner.find(name)? + name.len();
        let mark = inner[at..].chars().next().filter(|mark| matches!(mark, '"' | '\''))?;
        Some((at + 1, mark))
    }) {
        return inner[at..].find(mark).map(|length| (lead + at, lead + at + length));
    }
    let end = if inner.ends_with('}') { inner.rfind('{').unwrap_or(inner.len()) } else { inner.len() };
    let end = inner[..end].trim_end().len();
    (end > 0 && lead > 0).then_some((lead, lead + end))
}

/// Looks whether a line that begins with a slash is part of a box.
pub(super) fn read_slashes<'t>(walker: &mut Walker<'t>, line: &Line<'t>) -> Option<usize> {
    let (_, length) = line.row()?;
    let rest = &line.content[length..];
    if rest.trim().is_empty() {
        return end(walker, line, |colons| &mut colons.slashes);
    }
    let name = rest.strip_prefix([' ', '\t'])?.split_whitespace().next()?;
    let is_name = name.chars().all(|c| c.is_ascii_alphanumeric() || matches!(c, '-' | '_'));
    let behind = rest.trim_start()[name.len()..].trim_start();
    if !is_name || !(behind.is_empty() || behind.starts_with('|') || behind.starts_with('<')) {
        return None;
    }
    let end = walker.colons.slashes.end_behind(walker.text, b'/', line.next)?;
    walker.colons.slashes.open += 1;
    if name.ends_with("caption") {
        walker.part(line.next, end, BlockKind::Caption);
        walker.cut(line.content_start, line.content_end());
        return Some(line.next);
    }
    let title = behind.strip_prefix('|').map(str::trim).filter(|_| name != "html");
    let title = title.map(|title| (line.content_end() - title.len(), line.content_end()));
    walker.open(line, title, BlockKind::Label);
    Some(line.next)
}

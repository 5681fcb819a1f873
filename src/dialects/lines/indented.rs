//! Boxes and tabs of `MkDocs`, whose text is indented: `!!! note "Title"`, `??? tip`, `=== "Tab"`.

use super::{Line, Walker};
use crate::document::BlockKind;

/// By how many columns the text of a box is indented more than its sign.
const INDENT: usize = 4;

/// Looks whether a line begins a box, and where the next line is to be looked at.
pub(super) fn read<'t>(walker: &mut Walker<'t>, line: &Line<'t>) -> Option<usize> {
    let content = line.content;
    let (sign, is_tab) = if let Some(rest) = content.strip_prefix("===") {
        (content.len() - rest.trim_start_matches(['!', '+']).len(), true)
    } else {
        let rest = content.strip_prefix("!!!").or_else(|| content.strip_prefix("???"))?;
        (content.len() - rest.trim_start_matches('+').len(), false)
    };
    let rest = &content[sign..];
    let title = title(rest).map(|(start, end)| (sign + start, sign + end));
    let words = &rest[..title.map_or(rest.len(), |(start, _)| start - 1 - sign)];
    let is_opening = if is_tab { title.is_some() && words.trim().is_empty() } else { names_box(words) };
    let holds_text = line.next_text().is_some_and(|next| next.indent() >= line.column() + INDENT);
    if !is_opening || !holds_text && (is_tab || title.is_none()) {
        return None;
    }
    let title = title.map(|(start, end)| (line.content_start + start, line.content_start + end));
    walker.open(line, title, BlockKind::Label);
    walker.boxes.push(line.column() + INDENT);
    Some(line.next)
}

/// The title between the first quotation mark and the last.
fn title(rest: &str) -> Option<(usize, usize)> {
    let start = rest.find(['"', '\''])?;
    let mark = &rest[start..=start];
    let end = rest.len() - 1;
    (rest.ends_with(mark) && end > start).then_some((start + 1, end))
}

/// Whether the words behind a box's sign are a kind and classes.
fn names_box(words: &str) -> bool {
    let is_name = |word: &str| word.chars().all(|c| c.is_alphanumeric() || matches!(c, '-' | '_'));
    let begins_well = words.trim_start().starts_with(|first: char| first.is_alphabetic());
    begins_well && words.split_whitespace().all(is_name)
}

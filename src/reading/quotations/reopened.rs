//! Lines of one block that are paragraphs to whoever wrote them.
//!
//! Where a site keeps the line breaks of Markdown, people write a paragraph a line without a blank one between them.
//! A quotation that runs on is opened again at the beginning of a line, while it is still open.

use std::ops::Range;

use crate::document::{Block, BlockKind, Document};
use crate::source::TextSpan;

/// The parts of a block's text, as ranges of it: one, but where a quotation is opened again after a line break.
pub(super) fn parts(document: &Document<'_>, block: &Block) -> Vec<Range<usize>> {
    let text = document.text(block.text);
    let mut parts = Vec::new();
    let (mut start, mut open) = (0, None);
    let marks = text.char_indices().filter(|(_, mark)| "\"“”„«»".contains(*mark));
    for (at, mark) in marks.filter(|_| block.kind == BlockKind::Paragraph) {
        if open.is_some()
            && matches!(mark, '"' | '“' | '„' | '«')
            && begins_line(document, block, &text[..at])
        {
            parts.push(start..at);
            (start, open) = (at, Some(mark));
            continue;
        }
        open = match (mark, open) {
            ('"' | '“' | '„' | '«' | '»', None) => Some(mark),
            ('”' | '"', _) | ('“', Some('„')) | ('«', Some('»')) | ('»', Some('«')) => None,
            (_, open) => open,
        };
    }
    parts.push(start..text.len());
    parts
}

/// Whether a line begins behind a text of a block, and a sentence ends before it.
fn begins_line(document: &Document<'_>, block: &Block, before: &str) -> bool {
    let Some(line) = before.strip_suffix(' ') else { return false };
    let ends = line.trim_end_matches(['"', '”', '’', '»', ')']).ends_with(['.', '!', '?', '…']);
    let space = TextSpan::from_range(line.len()..before.len()).shift(block.text.start);
    ends && document.source().slice(document.locate(space)).contains(['\n', '\r'])
}

//! The lines the classifier judges: blocks of prose with the white space around them.

use crate::document::{Block, BlockId, BlockKind, Document};

/// A block as the classifier sees it.
#[derive(Debug, Clone, Copy)]
pub struct JudgedBlock<'d> {
    /// The block.
    pub id: BlockId,
    /// Its visible text.
    pub text: &'d str,
    /// Whether a list marker stands before it.
    pub bulleted: bool,
    /// Blank lines between it and the unit before.
    pub gap: i32,
}

/// The units of a document, in order.
pub fn units<'d>(document: &'d Document<'d>) -> Vec<JudgedBlock<'d>> {
    let source = document.source().text();
    let mut end = 0;
    let mut units = Vec::new();
    for (id, block) in document.enumerate_story().filter(|(_, block)| is_judged(block)) {
        let text = document.text(block.text).trim();
        if text.is_empty() {
            continue;
        }
        let between = source.get(end..block.span.range().start).unwrap_or_default();
        let breaks = between.bytes().filter(|&byte| byte == b'\n').count();
        let gap = i32::try_from(breaks.saturating_sub(1)).unwrap_or(0).min(3);
        let bulleted = block.kind == BlockKind::ListItem;
        units.push(JudgedBlock { id, text, bulleted, gap });
        end = end.max(block.span.range().end);
    }
    units
}

/// Alt texts, metadata and the like are not lines of the page: their neighbours are not what surrounds them.
fn is_judged(block: &Block) -> bool {
    block.kind.is_prose() && !matches!(block.kind, BlockKind::Alt | BlockKind::Title) && !block.is_metadata()
}

//! The pieces of text in which patterns are searched.

use super::Context;
use super::scope::Grain;
use crate::document::BlockId;
use crate::source::TextSpan;

/// A piece of text: a whole block, or a sentence of it.
#[derive(Debug, Clone, Copy)]
pub struct Passage<'a> {
    /// The block it belongs to.
    pub block: BlockId,
    /// Where it stands in the prose.
    pub span: TextSpan,
    /// Its text.
    pub text: &'a str,
}

impl Passage<'_> {
    /// The span of a part of the passage.
    pub fn part(&self, range: std::ops::Range<usize>) -> TextSpan {
        TextSpan::from_range(range).shift(self.span.start)
    }
}

/// Every passage in the rule's scope.
pub(super) fn all<'a>(context: &Context<'a>) -> Vec<Passage<'a>> {
    context.blocks().flat_map(|(id, _)| of_block(context, id)).collect()
}

/// The passage of a block that holds a place.
pub(super) fn at<'a>(context: &Context<'a>, block: BlockId, place: u32) -> Option<Passage<'a>> {
    of_block(context, block)
        .into_iter()
        .find(|passage| passage.span.start <= place && place < passage.span.end)
}

/// The sentences of a passage.
pub(super) fn sentences<'a>(context: &Context<'a>, passage: &Passage<'a>) -> Vec<Passage<'a>> {
    let inside = context.reading().sentences(passage.block).iter();
    let inside = inside.filter(|sentence| passage.span.contains(**sentence));
    inside
        .map(|&span| {
            let range = span.range();
            let start = passage.span.range().start;
            let text = passage.text.get(range.start - start..range.end - start).unwrap_or_default();
            Passage { block: passage.block, span, text }
        })
        .collect()
}

fn of_block<'a>(context: &Context<'a>, id: BlockId) -> Vec<Passage<'a>> {
    let document = context.document();
    let whole = [document.block(id).text];
    let spans = match context.rule.scope.grain(document, id) {
        None => &[],
        Some(Grain::Block) => whole.as_slice(),
        Some(Grain::Sentence) => context.reading().sentences(id),
    };
    let prose = context.reading().plain_prose();
    let text = |span: TextSpan| prose.get(span.range()).unwrap_or_default();
    spans.iter().map(|&span| Passage { block: id, span, text: text(span) }).collect()
}

//! The pieces of text in which patterns are searched.

use super::Context;
use super::scope::Grain;
use crate::document::BlockId;
use crate::matching::PatternId;
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

impl<'a> Context<'a> {
    /// The pieces of text in scope in which a pattern may match: blocks, or their sentences.
    pub fn passages(&self, id: PatternId) -> Vec<Passage<'a>> {
        if self.pattern(id).literals().is_empty() {
            return all(self);
        }
        self.hit_passages(id).collect()
    }

    /// The pieces of text in scope that hold a literal of a pattern.
    pub(crate) fn hit_passages(&self, id: PatternId) -> impl Iterator<Item = Passage<'a>> + '_ {
        let mut end = 0;
        self.hits().of(id).filter_map(move |place| {
            let block = if place < end { None } else { self.document().block_at(place) };
            let passage = at(self, block?, place)?;
            end = passage.span.end;
            Some(passage)
        })
    }

    /// All pieces of text in scope.
    pub fn all_passages(&self) -> Vec<Passage<'a>> {
        all(self)
    }
}

/// Every passage in the rule's scope.
fn all<'a>(context: &Context<'a>) -> Vec<Passage<'a>> {
    let mut passages = Vec::new();
    context.document().enumerate_blocks().for_each(|(id, _)| add_block(context, id, &mut passages));
    passages
}

/// The passage of a block that holds a place.
fn at<'a>(context: &Context<'a>, block: BlockId, place: u32) -> Option<Passage<'a>> {
    let span = match context.rule.scope.grain(context.document(), block)? {
        Grain::Block => context.document().block(block).text,
        Grain::Sentence => {
            let sentences = context.reading().sentences(block);
            // A text can be one block of very many sentences.
            *sentences.get(sentences.partition_point(|sentence| sentence.end <= place))?
        }
    };
    (span.start <= place && place < span.end).then(|| passage(context, block, span))
}

/// The sentences of a passage.
pub(crate) fn sentences<'a>(context: &Context<'a>, whole: &Passage<'a>) -> Vec<Passage<'a>> {
    let sentences = context.reading().sentences(whole.block);
    let first = sentences.partition_point(|sentence| sentence.start < whole.span.start);
    let inside = sentences[first..].iter().take_while(|sentence| sentence.end <= whole.span.end);
    inside.map(|&span| passage(context, whole.block, span)).collect()
}

fn add_block<'a>(context: &Context<'a>, id: BlockId, passages: &mut Vec<Passage<'a>>) {
    let document = context.document();
    let whole = [document.block(id).text];
    let spans = match context.rule.scope.grain(document, id) {
        None => &[],
        Some(Grain::Block) => whole.as_slice(),
        Some(Grain::Sentence) => context.reading().sentences(id),
    };
    passages.extend(spans.iter().map(|&span| passage(context, id, span)));
}

fn passage<'a>(context: &Context<'a>, block: BlockId, span: TextSpan) -> Passage<'a> {
    Passage { block, span, text: context.document().text(span) }
}

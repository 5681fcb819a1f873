//! Words that are spoken of, not left over: an article on filler text, a sample letter, a glossary.

use super::{Compiler, Context};
use crate::document::{BlockId, BlockKind, Containers, InlineKind};
use crate::matching::PatternId;
use crate::source::TextSpan;

/// How many blocks back a block is looked for that announces what is shown.
const FARTHEST: usize = 12;
/// A quotation of so many words more than the match holds quotes the match, not somebody.
const WORDS_AROUND: usize = 3;

/// Patterns of texts that speak of what a rule looks for.
#[derive(Debug, Default)]
pub(crate) struct Mentions(Vec<PatternId>);

impl Mentions {
    /// Compiles the parameter `mentions`.
    pub fn compile(compiler: &mut Compiler<'_>, written: &[String]) -> Self {
        Self(compiler.asked_patterns("mentions", written, true, |text| format!(r"\b(?:{text})\b")))
    }

    /// Whether a match is spoken of: quoted by itself, or in a text about such words. Nothing
    /// is for a rule that names no patterns.
    pub fn cover(&self, context: &Context<'_>, span: TextSpan) -> bool {
        if self.0.is_empty() {
            return false;
        }
        is_set_apart(context, span)
            || context.document().block_at(span.start).is_some_and(|block| self.announce(context, block))
    }

    /// Whether a text about such words holds a block: the block itself, one above it that ends with a colon,
    /// the heading of its section, or the headline.
    fn announce(&self, context: &Context<'_>, block: BlockId) -> bool {
        let document = context.document();
        let speaks = |id: BlockId| self.are_in(context, document.text(document.block(id).text));
        if speaks(block) || context.reading().story().headline.is_some_and(speaks) {
            return true;
        }
        let above = document.blocks()[..block.index()].iter().rev().take(FARTHEST);
        for above in above {
            let text = document.text(above.text);
            let is_heading = matches!(above.kind, BlockKind::Heading(_));
            if (is_heading || text.trim_end().ends_with([':', '：'])) && self.are_in(context, text) {
                return true;
            }
            if is_heading {
                return false;
            }
        }
        false
    }

    fn are_in(&self, context: &Context<'_>, text: &str) -> bool {
        self.0.iter().any(|&id| context.pattern(id).is_match(text))
    }
}

/// Whether a match is set in italics by itself, as words are that a text is about.
pub(crate) fn is_italic(context: &Context<'_>, span: TextSpan) -> bool {
    let mut inlines = context.document().inlines_in(span);
    inlines.any(|inline| matches!(inline.kind, InlineKind::Emphasis) && inline.text == span)
}

/// Whether a match stands in a quotation of its own or in a block quotation.
fn is_set_apart(context: &Context<'_>, span: TextSpan) -> bool {
    let document = context.document();
    let words = |span: TextSpan| document.text(span).split_whitespace().count();
    let is_quoted = context
        .reading()
        .quotations()
        .around(span)
        .filter(|quotation| quotation.content().contains(span))
        .is_some_and(|quotation| words(quotation.content()) <= words(span) + WORDS_AROUND);
    let in_block_quotation = document
        .block_at(span.start)
        .is_some_and(|id| document.block(id).containers.contains(Containers::QUOTE));
    is_quoted || in_block_quotation
}

//! The state of reading a piece of HTML.

use std::ops::Range;

use super::page::{AreaId, Page};
use super::pending::{Aside, OpenBlock, Pictures, UnreadElement};
use super::stack::{Stack, Within};
use crate::document::{Builder, Containers};
use crate::source::SourceSpan;

pub(super) struct Parser<'b, 's: 't, 't> {
    pub(super) builder: &'b mut Builder<'s>,
    /// What is read: tags of templates are words in it.
    pub(super) text: &'t str,
    /// The same piece as it stands in the source.
    pub(super) source: &'t str,
    /// Where the text begins in the source.
    pub(super) shift: u32,
    base: Containers,
    pub(super) stack: Stack<'t>,
    pub(super) unread: Option<UnreadElement>,
    /// The block being read.
    pub(super) block: Option<OpenBlock>,
    /// Whether no text stands on the line so far.
    pub(super) line_is_blank: bool,
    pub(super) line_breaks: u32,
    /// What was seen since the last text.
    pub(super) asides: Vec<Aside>,
    pub(super) pictures: Pictures,
    pub(super) page: Page,
}

impl<'b, 's: 't, 't> Parser<'b, 's, 't> {
    pub(super) fn new(builder: &'b mut Builder<'s>, text: &'t str, shift: u32, base: Containers) -> Self {
        let piece = SourceSpan::from_range(0..text.len()).shift(shift);
        Self {
            text,
            source: builder.source().slice(piece),
            shift,
            page: Page::new(),
            builder,
            base,
            stack: Stack::default(),
            unread: None,
            block: None,
            line_is_blank: true,
            line_breaks: 0,
            asides: Vec::new(),
            pictures: Pictures::default(),
        }
    }

    /// Where a piece of the text stands in the source.
    pub(super) fn span(&self, range: Range<usize>) -> SourceSpan {
        SourceSpan::from_range(range).shift(self.shift)
    }

    /// What the text here stands in.
    pub(super) fn within(&self) -> Within {
        let outside = Within {
            containers: self.base,
            group: 0,
            figure: None,
            kind: None,
            is_named_caption: false,
            is_linked: false,
            language: None,
            area: AreaId::ROOT,
        };
        self.stack.last().map_or(outside, |open| open.within)
    }

    /// Whether nothing but white space stands in a span.
    pub(super) fn is_blank(&self, span: SourceSpan) -> bool {
        self.builder.source().slice(span).bytes().all(|byte| byte.is_ascii_whitespace())
    }
}

//! The block of Markdown that is being read.

use crate::document::BlockKind;
use crate::source::{Source, SourceSpan};

/// A block whose end has not been met.
pub(super) struct Open {
    pub(super) kind: BlockKind,
    pub(super) span: SourceSpan,
    /// Whether all its text so far is emphasised, as in a caption line.
    emphasised: bool,
    /// Whether a picture stands in it before any text.
    pub(super) after_image: bool,
    /// How far its text is known to be blank; none once it is not. A block may hold very many pictures.
    blank: Option<usize>,
}

impl Open {
    /// A block without text.
    pub(super) fn new(kind: BlockKind, span: SourceSpan) -> Self {
        Self { kind, span, emphasised: true, after_image: false, blank: Some(0) }
    }

    /// Notes that text follows.
    pub(super) fn see_text(&mut self, emphasised: bool, span: SourceSpan) {
        self.emphasised &= emphasised;
        self.span = self.span.cover(span);
    }

    /// Notes that words set as code follow.
    pub(super) fn see_code(&mut self) {
        self.emphasised = false;
    }

    /// Notes that a picture follows the text so far.
    pub(super) fn see_image(&mut self, text: &str) {
        let is_blank = |&from: &usize| text.get(from..).is_some_and(|new| new.trim().is_empty());
        self.blank = self.blank.filter(is_blank).map(|_| text.len());
        self.after_image |= self.blank.is_some();
    }

    /// Whether it is set as the line under a picture is.
    pub(super) fn is_caption_line(&self) -> bool {
        self.kind == BlockKind::Paragraph && self.emphasised
    }

    /// Its place without white space at the ends.
    pub(super) fn trimmed_span(&self, source: &Source) -> SourceSpan {
        let text = source.slice(self.span);
        let lead = SourceSpan::from_range(0..text.len() - text.trim_start().len()).end;
        SourceSpan::from_range(0..text.trim().len()).shift(self.span.start + lead)
    }
}

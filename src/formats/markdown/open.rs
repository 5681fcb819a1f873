//! The block of Markdown that is being read.

use crate::document::{BlockKind, Builder};
use crate::source::{Source, SourceSpan};

/// A block whose end has not been met.
pub(super) struct OpenBlock {
    pub(super) kind: BlockKind,
    pub(super) span: SourceSpan,
    /// Whether all its text so far is emphasised, as in a caption line.
    emphasised: bool,
    /// Whether a picture stands in it before any text.
    pub(super) after_image: bool,
    /// Where its first text stands.
    pub(super) text_start: Option<u32>,
    /// How far its text is known to be blank; none once it is not. A block may hold very many pictures.
    blank: Option<usize>,
    /// Whether no text stands on the line so far.
    line_is_blank: bool,
    /// Pictures on lines without text so far, and the line breaks between them.
    aside: Vec<(Aside, SourceSpan)>,
    /// Where in the prose its text begins behind the pictures on its first line.
    pub(super) lead: Option<u32>,
}

/// What may stand beside the text of a block or within it: what follows tells.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Aside {
    Picture,
    LineBreak,
}

impl OpenBlock {
    /// A block without text.
    pub(super) fn new(kind: BlockKind, span: SourceSpan) -> Self {
        Self {
            kind,
            span,
            emphasised: true,
            after_image: false,
            text_start: None,
            blank: Some(0),
            line_is_blank: true,
            aside: Vec::new(),
            lead: None,
        }
    }

    /// Notes that text follows.
    pub(super) fn see_text(&mut self, emphasised: bool, span: SourceSpan) {
        self.emphasised &= emphasised;
        self.text_start.get_or_insert(span.start);
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

    /// Adds a picture to its text; on a line of its own only when text follows.
    pub(super) fn add_picture(&mut self, builder: &mut Builder<'_>, span: SourceSpan) {
        if self.line_is_blank { self.aside.push((Aside::Picture, span)) } else { builder.opaque(span) }
    }

    /// Whether nothing but pictures stands on the line so far.
    pub(super) fn is_at_pictures(&self) -> bool {
        self.line_is_blank && !self.aside.is_empty()
    }

    /// Adds a line break to its text.
    pub(super) fn add_line_break(&mut self, builder: &mut Builder<'_>, span: SourceSpan) {
        // `<br>` at the end of a line is one break.
        let is_second = self.line_is_blank && builder.open_text().ends_with(' ');
        self.line_is_blank = true;
        if !self.aside.is_empty() {
            self.aside.push((Aside::LineBreak, span));
        } else if !builder.open_text().is_empty() && !is_second {
            builder.decoded(" ", span);
        }
    }

    /// Adds the pictures before text that is about to be added, but not those on lines above all text.
    pub(super) fn add_aside(&mut self, builder: &mut Builder<'_>) {
        self.line_is_blank = false;
        let leads = builder.open_text().is_empty();
        let last_break = self.aside.iter().rposition(|(aside, _)| *aside == Aside::LineBreak);
        let from = if leads { last_break.map_or(0, |at| at + 1) } else { 0 };
        for (aside, span) in self.aside.drain(..).skip(from) {
            match aside {
                Aside::Picture => builder.opaque(span),
                Aside::LineBreak => builder.decoded(" ", span),
            }
        }
        if leads && !builder.open_text().is_empty() {
            self.lead = Some(builder.here());
        }
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

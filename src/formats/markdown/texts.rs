//! Adds what stands in the open block: words, code, pictures, links, tags of HTML.

use super::inline_html::{self, InlineHtml, Shown};
use super::inlines;
use super::parser::Parser;
use crate::document::InlineKind;
use crate::source::{SourceSpan, TextSpan};

impl Parser<'_, '_> {
    pub(super) fn text(&mut self, text: &str, span: SourceSpan) {
        if let Some(image) = &mut self.image {
            image.alt.push((text.to_owned(), span));
            return;
        }
        if self.elements.hide() {
            return;
        }
        self.ensure_block(span);
        let is_blank = text.trim().is_empty();
        if let Some(open) = &mut self.open {
            open.see_text(self.emphasis > 0 || is_blank, span);
            if !is_blank {
                open.add_aside(self.builder);
            } else if open.is_at_pictures() {
                return;
            }
        }
        self.builder.running(text, span);
    }

    pub(super) fn code(&mut self, code: &str, span: SourceSpan) {
        if self.image.is_none() && !self.elements.hide() {
            let inner = inlines::code_span(self.builder, code, span);
            self.shown(&Shown { inner, whole: span, is_code: true });
        }
    }

    /// Adds something that readers see and that is not read.
    pub(super) fn shown(&mut self, shown: &Shown) {
        self.ensure_block(shown.whole);
        if let Some(open) = self.open.as_mut().filter(|_| shown.is_code) {
            open.see_code();
        }
        let start = self.opaque(shown.inner);
        if shown.is_code {
            let text = TextSpan::new(start, self.builder.here());
            self.builder.inline(InlineKind::Code, text, shown.whole);
        }
    }

    /// Adds one character for what is not read; where in the prose it stands.
    pub(super) fn opaque(&mut self, span: SourceSpan) -> u32 {
        self.ensure_block(span);
        if let Some(open) = &mut self.open {
            open.add_aside(self.builder);
        }
        let start = self.builder.here();
        self.builder.opaque(span);
        start
    }

    /// Adds a picture to the text; what is said of it follows the block.
    pub(super) fn add_picture(&mut self, span: SourceSpan) {
        if let Some(open) = self.open.as_mut().filter(|_| !self.elements.hide()) {
            open.add_picture(self.builder, span);
        }
    }

    pub(super) fn line_break(&mut self, span: SourceSpan) {
        match (&mut self.image, &mut self.open) {
            (Some(image), _) => image.alt.push((" ".to_owned(), span)),
            (None, Some(open)) if !self.elements.hide() => open.add_line_break(self.builder, span),
            _ => {}
        }
    }

    pub(super) fn open_inline(&mut self, kind: InlineKind, span: SourceSpan) {
        if self.image.is_some() {
            return;
        }
        if self.open.is_none() {
            self.open_block(self.nesting.text_kind(), span);
            self.emphasis = u32::from(kind == InlineKind::Emphasis);
        }
        self.inlines.open(kind, self.builder, span);
    }

    pub(super) fn close_inline(&mut self, span: SourceSpan) {
        if self.image.is_none() {
            self.inlines.close(self.builder, span);
        }
    }

    pub(super) fn inline_html(&mut self, markup: &str, span: SourceSpan) {
        let html = InlineHtml::of(markup);
        if self.image.is_some() && html != InlineHtml::Comment {
            return;
        }
        match html {
            InlineHtml::Comment => inline_html::add_comment(self.builder, span),
            InlineHtml::LineBreak => self.line_break(span),
            InlineHtml::Picture if !self.elements.hide() => {
                self.ensure_block(span);
                if let Some(open) = &mut self.open {
                    open.see_image(self.builder.open_text());
                }
                self.add_picture(span);
                self.tagged_images.push(span);
            }
            InlineHtml::Alone if !self.elements.hide() => drop(self.opaque(span)),
            InlineHtml::Start(name, content) => self.elements.start(name, content, span),
            InlineHtml::End(name, _) => {
                if let Some(shown) = self.elements.end(name, span) {
                    self.shown(&shown);
                }
            }
            InlineHtml::Picture | InlineHtml::Alone | InlineHtml::Other => {}
        }
    }
}

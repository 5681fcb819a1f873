//! Blocks of text, with what is seen in them and not read.

use super::page::Measure;
use super::parser::Parser;
use super::pending::{Aside, OpenBlock};
use super::text;
use crate::document::{BlockKind, InlineKind};
use crate::formats::shown;
use crate::source::{SourceSpan, TextSpan};

/// No caption is longer, in bytes; what a class calls so may hold more.
const LONGEST_CAPTION: u32 = 1200;

impl Parser<'_, '_, '_> {
    pub(super) fn text(&mut self, span: SourceSpan) {
        if self.unread.is_some() {
            self.unread_text(span);
            return;
        }
        if self.is_blank(span) {
            if !self.asides.is_empty() {
                self.asides.push(Aside::Space(span));
            } else if self.block.is_some() {
                text::add(self.builder, span);
            }
            return;
        }
        let written = self.builder.source().slice(span);
        let lead = SourceSpan::from_range(0..written.len() - written.trim_ascii_start().len()).end;
        if self.begins_told_part(SourceSpan::new(span.start + lead, span.end)) {
            self.asides.clear();
            self.end_block();
        }
        if self.block.is_none() && begins_sentence(&written[lead as usize..]) {
            // A picture before a whole sentence stands beside it.
            self.asides.clear();
        }
        let start = self.begin_text(SourceSpan::new(span.start + lead, span.end));
        text::add(self.builder, span);
        self.note_text(start);
    }

    /// Whether a text is all that a short code says what it is of, such as a picture's caption.
    fn begins_told_part(&self, span: SourceSpan) -> bool {
        let Some(part) = self.builder.foreign().part_at(span.start) else { return false };
        let rest = self.builder.source().slice(SourceSpan::new(part.end.min(span.end), span.end)).trim();
        let is_whole = rest.is_empty() || rest.starts_with("[/") && rest.find(']') == Some(rest.len() - 1);
        let has_text = self.block.as_ref().is_some_and(|block| block.start < self.builder.here());
        is_whole && !has_text && self.within().kind.is_none()
    }

    /// Adds words set as code; `inner` is what stands between the tags.
    pub(super) fn code(&mut self, inner: SourceSpan, whole: SourceSpan) {
        if self.is_blank(inner) {
            return;
        }
        let start = self.begin_text(whole);
        self.builder.opaque(inner);
        self.builder.inline(InlineKind::Code, TextSpan::new(start, self.builder.here()), whole);
        self.note_text(start);
    }

    /// Notes something that readers see within the line, and that is not read.
    pub(super) fn seen(&mut self, span: SourceSpan) {
        self.asides.push(Aside::Seen(span));
    }

    pub(super) fn line_break(&mut self, span: SourceSpan) {
        if self.block.is_none() {
            self.asides.clear();
            return;
        }
        self.line_breaks += 1;
        self.line_is_blank = true;
        if self.line_breaks > 1 {
            self.end_block();
        } else if self.asides.is_empty() {
            text::space(self.builder, span);
        } else {
            self.asides.push(Aside::Space(span));
        }
    }

    /// Makes ready for text, in a new block if none is open; where in the prose it will stand.
    fn begin_text(&mut self, span: SourceSpan) -> u32 {
        if self.block.is_none() {
            let within = self.within();
            let told = within.kind.or_else(|| self.builder.foreign().kind_at(span.start));
            self.builder.open();
            let first = self.asides.iter().find_map(|aside| match aside {
                Aside::Seen(first) => Some(*first),
                Aside::Space(_) => None,
            });
            self.block = Some(OpenBlock {
                kind: told.unwrap_or(BlockKind::Paragraph),
                is_named_caption: within.is_named_caption,
                span: first.map_or(span, |first| first.cover(span)),
                start: self.builder.here(),
                linked: 0,
            });
        }
        self.add_asides();
        self.line_is_blank = false;
        self.line_breaks = 0;
        if let Some(block) = &mut self.block {
            block.span.end = span.end;
        }
        self.builder.here()
    }

    /// Notes what the text added since a place of the prose stands in.
    fn note_text(&mut self, start: u32) {
        let within = self.within();
        let text = TextSpan::new(start, self.builder.here());
        if let Some(block) = self.block.as_mut().filter(|_| within.is_linked) {
            block.linked += text.len();
        }
        if let Some(language) = within.language {
            self.builder.passage(text, language);
        }
    }

    fn add_asides(&mut self) {
        for aside in self.asides.drain(..) {
            match aside {
                Aside::Seen(span) => {
                    self.builder.opaque(span);
                    if let Some(block) = &mut self.block {
                        block.span.end = span.end;
                    }
                }
                Aside::Space(span) => text::space(self.builder, span),
            }
        }
    }

    pub(super) fn end_block(&mut self) {
        if self.block.is_some() && !self.line_is_blank && !ends_sentence(self.builder.open_text()) {
            self.add_asides();
        }
        self.asides.clear();
        self.line_is_blank = true;
        self.line_breaks = 0;
        if let Some(block) = self.block.take() {
            self.close_block(&block);
            let containers = self.within().containers;
            shown::show_before(self.builder, block.span.end, containers);
        }
        self.add_pictures();
    }

    fn close_block(&mut self, block: &OpenBlock) {
        let within = self.within();
        let length = self.builder.here() - block.start;
        let linked = block.linked.min(length);
        let ends_sentence = ends_sentence(self.builder.open_text());
        let is_too_long = block.is_named_caption && length > LONGEST_CAPTION;
        let kind = if is_too_long { BlockKind::Paragraph } else { block.kind };
        let Some(id) = self.builder.close(kind, block.span, within.containers, within.group) else { return };
        let measure = Measure { linked, plain: length - linked, ends_sentence };
        self.page.add_block(id, within.area, kind, measure);
        let figure = within.figure.or(self.pictures.last());
        let figure = figure.and_then(|index| self.builder.figure_mut(index));
        match (kind, figure) {
            (BlockKind::Caption, Some(figure)) => {
                figure.caption.get_or_insert(id);
            }
            (BlockKind::Credit, Some(figure)) => {
                figure.credit.get_or_insert(id);
            }
            _ => {}
        }
        if kind != BlockKind::Credit {
            self.pictures.pass();
        }
    }
}

/// Whether a text begins as a sentence does, and not as the rest of one.
fn begins_sentence(written: &str) -> bool {
    text::first(written)
        .is_some_and(|first| first.is_alphanumeric() && !first.is_lowercase() || "“„«‘\"'¿¡(".contains(first))
}

/// Whether a text ends as a sentence does.
fn ends_sentence(text: &str) -> bool {
    text.trim_end().ends_with(['.', '!', '?', '…', '。', '！', '？', '”', '"', '»', '“', ':'])
}

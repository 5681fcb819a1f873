//! Opens and closes blocks, with the captions and the texts of the pictures in them.

use super::open::OpenBlock;
use super::parser::Parser;
use crate::document::{BlockId, BlockKind};
use crate::formats::html;
use crate::formats::shown;
use crate::source::SourceSpan;

impl Parser<'_, '_> {
    pub(super) fn open_block(&mut self, kind: BlockKind, span: SourceSpan) {
        self.end_block();
        self.add_met(span.start);
        let kind = self.surroundings.kind().filter(|_| kind == BlockKind::Paragraph).unwrap_or(kind);
        self.builder.open();
        self.open = Some(OpenBlock::new(kind, span));
    }

    /// Opens a block for text that stands in a container without one.
    pub(super) fn ensure_block(&mut self, span: SourceSpan) {
        if self.open.is_none() {
            self.open_block(self.nesting.text_kind(), span);
        }
    }

    pub(super) fn end_block(&mut self) {
        let end = self.open.as_ref().map_or(0, |open| open.span.end);
        if let Some(shown) = self.elements.clear(end) {
            self.shown(&shown);
        }
        self.emphasis = 0;
        if let Some(open) = self.open.take() {
            let has_images = !(self.images.is_empty() && self.tagged_images.is_empty());
            let is_caption = open.is_caption_line()
                && (open.after_image && has_images || self.last_figure.is_some() && !has_images);
            let told = open.text_start.and_then(|start| self.builder.foreign().kind_at(start));
            let is_caption = is_caption || told == Some(BlockKind::Caption);
            let kind = if is_caption { BlockKind::Caption } else { told.unwrap_or(open.kind) };
            if let Some(lead) = open.lead.filter(|_| is_caption) {
                self.builder.begin_at(lead);
            }
            let span = open.trimmed_span(self.builder.source());
            self.block_end = span.end;
            let id = self.builder.close(kind, span, self.containers(), self.nesting.group());
            self.inlines.clear();
            let caption = id.filter(|_| is_caption);
            if !has_images {
                self.caption_of_last(caption);
            }
            self.add_images();
            if has_images {
                // A picture by itself waits for a caption line; one inside running text does not.
                if id.is_some() {
                    self.caption_of_last(caption);
                }
            }
        } else if self.image.is_none() && !self.images.is_empty() {
            self.add_images();
        }
    }

    pub(super) fn caption_of_last(&mut self, caption: Option<BlockId>) {
        let Some(caption) = caption else {
            self.last_figure = None;
            return;
        };
        if let Some(figure) = self.last_figure.take().and_then(|index| self.builder.figure_mut(index)) {
            // A line under the picture goes before its title, which is a tooltip then.
            if figure.caption == figure.title {
                figure.caption = Some(caption);
            }
        }
    }

    /// Adds what foreign tokens before a place show.
    pub(super) fn add_met(&mut self, place: u32) {
        self.surroundings.go_to(place, self.builder);
        if let Some(picture) = shown::show_before(self.builder, place, self.containers()) {
            self.last_figure = Some(picture);
        }
    }

    /// Adds the texts of the pictures met in the block that has just ended.
    pub(super) fn add_images(&mut self) {
        self.add_met(self.block_end);
        for tag in std::mem::take(&mut self.tagged_images) {
            html::fragment(self.builder, tag, self.containers());
            self.last_figure = self.builder.last_figure();
        }
        for image in std::mem::take(&mut self.images) {
            self.last_figure = Some(image.add(self.builder, self.containers()));
        }
    }

    pub(super) fn end_markup(&mut self) {
        let Some(markup) = self.markup.take() else { return };
        self.end_block();
        html::fragment(self.builder, markup, self.containers());
    }

    pub(super) fn finish(mut self) {
        self.end_block();
        self.add_met(u32::MAX);
    }
}

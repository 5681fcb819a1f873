//! Takes the events one by one.

use std::ops::Range;

use pulldown_cmark::{CodeBlockKind, Event, HeadingLevel, Tag, TagEnd};

use super::inline_html::Elements;
use super::inlines::Inlines;
use super::nesting::Nesting;
use super::open::OpenBlock;
use super::pictures::Image;
use super::rewritten::Rewritten;
use super::surroundings::Surroundings;
use crate::document::{BlockKind, Builder, Containers, InlineKind};
use crate::source::SourceSpan;

pub(super) struct Parser<'b, 's> {
    pub(super) builder: &'b mut Builder<'s>,
    pub(super) text: &'b Rewritten<'s>,
    pub(super) is_mdx: bool,
    pub(super) open: Option<OpenBlock>,
    pub(super) inlines: Inlines,
    pub(super) image: Option<Image>,
    /// Pictures met inside the open block; their texts follow it.
    pub(super) images: Vec<Image>,
    /// Pictures met there as tags of HTML.
    pub(super) tagged_images: Vec<SourceSpan>,
    /// The picture that a caption line may belong to.
    pub(super) last_figure: Option<usize>,
    pub(super) nesting: Nesting,
    pub(super) code: bool,
    pub(super) markup: Option<SourceSpan>,
    pub(super) emphasis: u32,
    pub(super) elements: Elements,
    pub(super) surroundings: Surroundings,
    /// Where the last block ended.
    pub(super) block_end: u32,
}

impl<'b, 's> Parser<'b, 's> {
    pub(super) fn new(builder: &'b mut Builder<'s>, text: &'b Rewritten<'s>, is_mdx: bool) -> Self {
        Self {
            builder,
            text,
            is_mdx,
            open: None,
            inlines: Inlines::default(),
            image: None,
            images: Vec::new(),
            tagged_images: Vec::new(),
            last_figure: None,
            nesting: Nesting::default(),
            code: false,
            markup: None,
            emphasis: 0,
            elements: Elements::default(),
            surroundings: Surroundings::default(),
            block_end: 0,
        }
    }

    pub(super) fn take(&mut self, event: Event<'_>, range: Range<usize>) {
        let span = self.text.place(range.clone());
        match event {
            Event::Start(tag) => self.start_tag(tag, span, range),
            Event::End(tag) => self.end_tag(tag, span),
            Event::Text(text) => self.text(&text, span),
            Event::Code(code) => self.code(&code, span),
            Event::SoftBreak | Event::HardBreak => self.line_break(span),
            Event::Html(_) => self.markup = Some(self.markup.map_or(span, |markup| markup.cover(span))),
            Event::InlineHtml(markup) => self.inline_html(&markup, span),
            Event::Rule => self.end_block(),
            Event::FootnoteReference(_) if self.image.is_none() => drop(self.opaque(span)),
            Event::FootnoteReference(_)
            | Event::TaskListMarker(_)
            | Event::InlineMath(_)
            | Event::DisplayMath(_) => {}
        }
    }

    pub(super) fn start_tag(&mut self, tag: Tag<'_>, span: SourceSpan, range: Range<usize>) {
        match tag {
            Tag::Paragraph => self.open_block(self.nesting.text_kind(), span),
            Tag::Heading { level, .. } => self.open_block(BlockKind::Heading(number(level)), span),
            // MDX knows no code by indent; what is left of one stands within a list.
            Tag::CodeBlock(CodeBlockKind::Indented) if self.is_mdx => {
                self.open_block(self.nesting.text_kind(), span);
            }
            Tag::CodeBlock(_) => {
                self.open_block(BlockKind::Code, span);
                self.code = true;
            }
            Tag::BlockQuote(_)
            | Tag::List(_)
            | Tag::Item
            | Tag::DefinitionList
            | Tag::DefinitionListDefinition
            | Tag::FootnoteDefinition(_)
            | Tag::Table(_) => {
                self.end_block();
                self.add_met(span.start);
                self.nesting.enter(&tag, span, self.builder);
            }
            Tag::DefinitionListTitle => self.open_block(BlockKind::ListItem, span),
            Tag::TableHead => self.nesting.enter(&tag, span, self.builder),
            Tag::TableCell => self.open_block(self.nesting.cell_kind(), span),
            Tag::Emphasis => {
                self.emphasis += 1;
                self.open_inline(InlineKind::Emphasis, span);
            }
            Tag::Strong => self.open_inline(InlineKind::Strong, span),
            Tag::Strikethrough => self.open_inline(InlineKind::Deleted, span),
            Tag::Link { dest_url, .. } => {
                let target_span = self.text.place_of_last(&dest_url, range.clone());
                let target = self.text.written(self.builder, &dest_url, range);
                self.open_inline(InlineKind::Link { target, target_span }, span);
            }
            Tag::Image { dest_url, title, .. } => {
                let target = self.text.written(self.builder, &dest_url, range.clone());
                let title_span = self.text.place_of_last(&title, range);
                let title = title.into_string();
                self.image = Some(Image { span, target, title, title_span, alt: Vec::new() });
                self.ensure_block(span);
                if let Some(open) = &mut self.open {
                    open.see_image(self.builder.open_text());
                }
            }
            _ => self.end_block(),
        }
    }

    pub(super) fn end_tag(&mut self, tag: TagEnd, span: SourceSpan) {
        match tag {
            TagEnd::Emphasis | TagEnd::Strong | TagEnd::Strikethrough | TagEnd::Link => {
                if tag == TagEnd::Emphasis {
                    self.emphasis = self.emphasis.saturating_sub(1);
                }
                self.close_inline(span);
            }
            TagEnd::Image => {
                let Some(image) = self.image.take() else { return };
                self.add_picture(image.span);
                self.images.push(image);
            }
            TagEnd::BlockQuote(_)
            | TagEnd::List(_)
            | TagEnd::Item
            | TagEnd::DefinitionList
            | TagEnd::DefinitionListDefinition
            | TagEnd::FootnoteDefinition
            | TagEnd::TableHead
            | TagEnd::Table => {
                self.end_block();
                self.add_met(span.end);
                self.nesting.leave(tag);
            }
            TagEnd::HtmlBlock => self.end_markup(),
            _ => {
                self.end_block();
                self.code = false;
            }
        }
    }

    /// What the text stands in.
    pub(super) fn containers(&self) -> Containers {
        self.nesting.containers() | self.surroundings.containers()
    }
}

fn number(level: HeadingLevel) -> u8 {
    match level {
        HeadingLevel::H1 => 1,
        HeadingLevel::H2 => 2,
        HeadingLevel::H3 => 3,
        HeadingLevel::H4 => 4,
        HeadingLevel::H5 => 5,
        HeadingLevel::H6 => 6,
    }
}

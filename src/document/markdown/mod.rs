//! Markdown: `CommonMark` with tables, footnotes, strikethrough and task lists.
//!
//! `pulldown-cmark` tells the byte range of every event; this parser turns events into blocks.
//! `nesting` keeps what they stand in, `prose` and `inlines` what stands in them; `pictures` makes figures of
//! pictures, and `shortcode` finds the template tags that are no prose.
//! Smart punctuation stays off, because what the writer typed is what is checked.

mod inline_html;
mod inlines;
mod nesting;
mod open;
mod pictures;
mod prose;
mod shortcode;

use std::ops::Range;

use pulldown_cmark::{Event, HeadingLevel, Options, Parser as Events, Tag, TagEnd};

use inline_html::InlineHtml;
use inlines::Inlines;
use nesting::Nesting;
use open::Open;
use pictures::Image;
use prose::Prose;

use super::{BlockId, BlockKind, Builder, InlineKind, front_matter, html};
use crate::source::SourceSpan;

/// Reads the whole source as Markdown.
pub(super) fn parse(builder: &mut Builder<'_>) {
    let body = front_matter::parse(builder);
    let text = builder.source().text().get(body as usize..).unwrap_or_default();
    let options = Options::ENABLE_TABLES
        | Options::ENABLE_FOOTNOTES
        | Options::ENABLE_STRIKETHROUGH
        | Options::ENABLE_TASKLISTS
        | Options::ENABLE_HEADING_ATTRIBUTES;
    let prose = Prose::new(shortcode::scan(text), body);
    let mut parser = Parser::new(builder, body, prose);
    for (event, range) in Events::new_ext(text, options).into_offset_iter() {
        parser.take(event, range);
    }
    parser.end_block();
}

struct Parser<'b, 's> {
    builder: &'b mut Builder<'s>,
    start: u32,
    open: Option<Open>,
    inlines: Inlines,
    image: Option<Image>,
    /// Pictures met inside the open block; their texts follow it.
    images: Vec<Image>,
    /// The picture that a caption line may belong to.
    last_figure: Option<usize>,
    nesting: Nesting,
    code: bool,
    markup: Option<SourceSpan>,
    emphasis: u32,
    /// How many inline HTML elements are open whose text is not prose.
    hidden: u32,
    prose: Prose,
}

impl<'b, 's> Parser<'b, 's> {
    fn new(builder: &'b mut Builder<'s>, start: u32, prose: Prose) -> Self {
        Self {
            builder,
            start,
            open: None,
            inlines: Inlines::default(),
            image: None,
            images: Vec::new(),
            last_figure: None,
            nesting: Nesting::default(),
            code: false,
            markup: None,
            emphasis: 0,
            hidden: 0,
            prose,
        }
    }

    fn take(&mut self, event: Event<'_>, range: Range<usize>) {
        let span = SourceSpan::from_range(range).shift(self.start);
        match event {
            Event::Start(tag) => self.start_tag(tag, span),
            Event::End(tag) => self.end_tag(tag, span),
            Event::Text(text) => self.text(&text, span),
            Event::Code(code) => self.code(&code, span),
            Event::SoftBreak | Event::HardBreak => self.line_break(span),
            Event::Html(_) => self.markup = Some(self.markup.map_or(span, |markup| markup.cover(span))),
            Event::InlineHtml(markup) => self.inline_html(&markup, span),
            Event::Rule => self.end_block(),
            Event::FootnoteReference(_)
            | Event::TaskListMarker(_)
            | Event::InlineMath(_)
            | Event::DisplayMath(_) => {}
        }
    }

    fn start_tag(&mut self, tag: Tag<'_>, span: SourceSpan) {
        match tag {
            Tag::Paragraph => self.open_block(self.nesting.text_kind(), span),
            Tag::Heading { level, .. } => self.open_block(BlockKind::Heading(number(level)), span),
            Tag::CodeBlock(_) => {
                self.open_block(BlockKind::Code, span);
                self.code = true;
            }
            Tag::BlockQuote(_) | Tag::List(_) | Tag::Item | Tag::FootnoteDefinition(_) | Tag::Table(_) => {
                self.end_block();
                self.nesting.enter(&tag, self.builder);
            }
            Tag::TableHead => self.nesting.enter(&tag, self.builder),
            Tag::TableCell => self.open_block(self.nesting.cell_kind(), span),
            Tag::Emphasis => {
                self.emphasis += 1;
                self.open_inline(InlineKind::Emphasis, span);
            }
            Tag::Strong => self.open_inline(InlineKind::Strong, span),
            Tag::Strikethrough => self.open_inline(InlineKind::Deleted, span),
            Tag::Link { dest_url, .. } => {
                let link = inlines::link(self.builder, dest_url.into_string(), span);
                self.open_inline(link, span);
            }
            Tag::Image { dest_url, title, .. } => {
                let (target, title) = (dest_url.into_string(), title.into_string());
                self.image = Some(Image { span, target, title, alt: Vec::new() });
                if let Some(open) = &mut self.open {
                    open.see_image(self.builder.open_text());
                }
            }
            _ => self.end_block(),
        }
    }

    fn end_tag(&mut self, tag: TagEnd, span: SourceSpan) {
        match tag {
            TagEnd::Emphasis | TagEnd::Strong | TagEnd::Strikethrough | TagEnd::Link => {
                if tag == TagEnd::Emphasis {
                    self.emphasis = self.emphasis.saturating_sub(1);
                }
                self.close_inline(span);
            }
            TagEnd::Image => {
                if let Some(image) = self.image.take() {
                    self.images.push(image);
                }
                if self.open.is_none() {
                    self.add_images();
                }
            }
            TagEnd::BlockQuote(_)
            | TagEnd::List(_)
            | TagEnd::Item
            | TagEnd::FootnoteDefinition
            | TagEnd::TableHead
            | TagEnd::Table => {
                self.end_block();
                self.nesting.leave(tag);
            }
            TagEnd::HtmlBlock => self.end_markup(),
            _ => {
                self.end_block();
                self.code = false;
            }
        }
    }

    fn open_block(&mut self, kind: BlockKind, span: SourceSpan) {
        self.end_block();
        self.builder.open();
        self.open = Some(Open::new(kind, span));
    }

    fn end_block(&mut self) {
        self.hidden = 0;
        self.emphasis = 0;
        if let Some(open) = self.open.take() {
            let has_images = !self.images.is_empty();
            let is_caption = open.is_caption_line()
                && (open.after_image && has_images || self.last_figure.is_some() && !has_images);
            let kind = if is_caption { BlockKind::Caption } else { open.kind };
            let span = open.trimmed_span(self.builder.source());
            let id = self.builder.close(kind, span, self.nesting.containers(), self.nesting.group());
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

    fn caption_of_last(&mut self, caption: Option<BlockId>) {
        let Some(caption) = caption else {
            self.last_figure = None;
            return;
        };
        if let Some(figure) = self.last_figure.take().and_then(|index| self.builder.figure_mut(index)) {
            figure.caption.get_or_insert(caption);
        }
    }

    fn text(&mut self, text: &str, span: SourceSpan) {
        if let Some(image) = &mut self.image {
            image.alt.push((text.to_owned(), span));
            return;
        }
        if self.hidden > 0 {
            return;
        }
        if self.open.is_none() {
            self.open_block(self.nesting.text_kind(), span);
        }
        let emphasised = self.emphasis > 0 || text.trim().is_empty();
        if let Some(open) = &mut self.open {
            open.see_text(emphasised, span);
        }
        if self.code {
            self.builder.decoded(text, span);
        } else {
            self.prose.add(self.builder, text, span);
        }
    }

    fn code(&mut self, code: &str, span: SourceSpan) {
        if self.image.is_some() || self.hidden > 0 {
            return;
        }
        if self.open.is_none() {
            self.open_block(self.nesting.text_kind(), span);
        }
        if let Some(open) = &mut self.open {
            open.see_code();
        }
        inlines::add_code(self.builder, code, span);
    }

    fn line_break(&mut self, span: SourceSpan) {
        match &mut self.image {
            Some(image) => image.alt.push((" ".to_owned(), span)),
            None if self.open.is_some() && !self.builder.open_text().is_empty() => {
                self.builder.decoded(" ", span);
            }
            None => {}
        }
    }

    fn open_inline(&mut self, kind: InlineKind, span: SourceSpan) {
        if self.image.is_some() {
            return;
        }
        if self.open.is_none() {
            self.open_block(self.nesting.text_kind(), span);
            self.emphasis = u32::from(kind == InlineKind::Emphasis);
        }
        self.inlines.open(kind, self.builder, span);
    }

    fn close_inline(&mut self, span: SourceSpan) {
        if self.image.is_none() {
            self.inlines.close(self.builder, span);
        }
    }

    fn inline_html(&mut self, markup: &str, span: SourceSpan) {
        match InlineHtml::of(markup) {
            InlineHtml::Comment => inline_html::add_comment(self.builder, span),
            InlineHtml::LineBreak => self.line_break(span),
            InlineHtml::Hide => self.hidden += 1,
            InlineHtml::Show => self.hidden = self.hidden.saturating_sub(1),
            InlineHtml::Other => {}
        }
    }

    fn end_markup(&mut self) {
        let Some(markup) = self.markup.take() else { return };
        self.end_block();
        html::fragment(self.builder, markup, self.nesting.containers());
    }

    /// Adds the texts of the pictures met in the block that has just ended.
    fn add_images(&mut self) {
        for span in self.prose.take_pictures() {
            pictures::add_tag(self.builder, span);
        }
        for image in std::mem::take(&mut self.images) {
            self.last_figure = Some(image.add(self.builder, self.nesting.containers()));
        }
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

//! Markdown: `CommonMark` with tables, footnotes, strikethrough and task lists.
//!
//! `pulldown-cmark` tells the byte range of every event; this parser turns events into blocks.
//! `nesting` keeps what they stand in, `inlines` what stands in them; `pictures` makes figures of
//! pictures, `rewritten` takes template tags and the like out of the way.
//! Smart punctuation stays off, because what the writer typed is what is checked.

mod inline_html;
mod inlines;
mod nesting;
mod open;
mod pictures;
mod rewritten;
mod surroundings;

use std::ops::Range;

use pulldown_cmark::{CodeBlockKind, Event, HeadingLevel, Options, Parser as Events, Tag, TagEnd};

use inline_html::{Elements, InlineHtml, Shown};
use inlines::Inlines;
use nesting::Nesting;
use open::Open;
use pictures::Image;
use rewritten::Rewritten;
use surroundings::Surroundings;

use super::foreign::{self, Syntax};
use super::{BlockId, BlockKind, Builder, Containers, Definition, InlineKind, front_matter, html};
use crate::source::{SourceSpan, TextSpan};

/// What is read beside `CommonMark`.
const OPTIONS: Options = Options::ENABLE_TABLES
    .union(Options::ENABLE_FOOTNOTES)
    .union(Options::ENABLE_STRIKETHROUGH)
    .union(Options::ENABLE_TASKLISTS)
    .union(Options::ENABLE_HEADING_ATTRIBUTES);

/// Reads the whole source as Markdown.
pub(super) fn parse(builder: &mut Builder<'_>) {
    read(builder, Syntax::Markdown);
}

/// Reads the whole source as MDX.
pub(super) fn parse_mdx(builder: &mut Builder<'_>) {
    read(builder, Syntax::Mdx);
}

fn read(builder: &mut Builder<'_>, syntax: Syntax) {
    let body = front_matter::parse(builder);
    let source = builder.source();
    let mut tokens = foreign::scan(source.text(), body as usize, syntax);
    let cuts = match syntax {
        Syntax::Mdx => foreign::indents(source.text(), body as usize, &tokens),
        _ => tokens.take_indents(),
    };
    let text = Rewritten::new(source, body, &mut tokens, cuts);
    builder.set_foreign(tokens);
    let options = OPTIONS.union(definitions(text.text()));
    let events = Events::new_ext(text.text(), options).into_offset_iter();
    for (_, definition) in events.reference_definitions().iter() {
        let target_span = text.place_of_last(&definition.dest, definition.span.clone());
        let target = text.written(builder, &definition.dest, definition.span.clone());
        builder.definition(Definition { span: text.place(definition.span.clone()), target, target_span });
    }
    let mut parser = Parser::new(builder, &text, syntax == Syntax::Mdx);
    for (event, range) in events {
        parser.take(event, range);
    }
    parser.finish();
}

/// Whether definition lists are read: some lines begin with a colon and a space, and none with a colon and a letter,
/// which the parser would take for the same.
fn definitions(text: &str) -> Options {
    let mut is_used = false;
    for at in memchr::memmem::find_iter(text.as_bytes(), "\n") {
        let line = text[at + 1..].trim_start_matches(' ');
        let Some(rest) = line.strip_prefix(':') else { continue };
        if !rest.starts_with([' ', '\t']) {
            return Options::empty();
        }
        is_used = true;
    }
    if is_used { Options::ENABLE_DEFINITION_LIST } else { Options::empty() }
}

struct Parser<'b, 's> {
    builder: &'b mut Builder<'s>,
    text: &'b Rewritten<'s>,
    is_mdx: bool,
    open: Option<Open>,
    inlines: Inlines,
    image: Option<Image>,
    /// Pictures met inside the open block; their texts follow it.
    images: Vec<Image>,
    /// Pictures met there as tags of HTML.
    tagged_images: Vec<SourceSpan>,
    /// The picture that a caption line may belong to.
    last_figure: Option<usize>,
    nesting: Nesting,
    code: bool,
    markup: Option<SourceSpan>,
    emphasis: u32,
    elements: Elements,
    surroundings: Surroundings,
    /// Where the last block ended.
    block_end: u32,
}

impl<'b, 's> Parser<'b, 's> {
    fn new(builder: &'b mut Builder<'s>, text: &'b Rewritten<'s>, is_mdx: bool) -> Self {
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

    fn take(&mut self, event: Event<'_>, range: Range<usize>) {
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

    fn start_tag(&mut self, tag: Tag<'_>, span: SourceSpan, range: Range<usize>) {
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

    fn end_tag(&mut self, tag: TagEnd, span: SourceSpan) {
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

    fn open_block(&mut self, kind: BlockKind, span: SourceSpan) {
        self.end_block();
        self.add_met(span.start);
        let kind = self.surroundings.kind().filter(|_| kind == BlockKind::Paragraph).unwrap_or(kind);
        self.builder.open();
        self.open = Some(Open::new(kind, span));
    }

    /// Opens a block for text that stands in a container without one.
    fn ensure_block(&mut self, span: SourceSpan) {
        if self.open.is_none() {
            self.open_block(self.nesting.text_kind(), span);
        }
    }

    fn end_block(&mut self) {
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

    fn caption_of_last(&mut self, caption: Option<BlockId>) {
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

    fn text(&mut self, text: &str, span: SourceSpan) {
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

    fn code(&mut self, code: &str, span: SourceSpan) {
        if self.image.is_none() && !self.elements.hide() {
            let inner = inlines::code_span(self.builder, code, span);
            self.shown(&Shown { inner, whole: span, is_code: true });
        }
    }

    /// Adds something that readers see and that is not read.
    fn shown(&mut self, shown: &Shown) {
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
    fn opaque(&mut self, span: SourceSpan) -> u32 {
        self.ensure_block(span);
        if let Some(open) = &mut self.open {
            open.add_aside(self.builder);
        }
        let start = self.builder.here();
        self.builder.opaque(span);
        start
    }

    /// Adds a picture to the text; what is said of it follows the block.
    fn add_picture(&mut self, span: SourceSpan) {
        if let Some(open) = self.open.as_mut().filter(|_| !self.elements.hide()) {
            open.add_picture(self.builder, span);
        }
    }

    fn line_break(&mut self, span: SourceSpan) {
        match (&mut self.image, &mut self.open) {
            (Some(image), _) => image.alt.push((" ".to_owned(), span)),
            (None, Some(open)) if !self.elements.hide() => open.add_line_break(self.builder, span),
            _ => {}
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

    fn end_markup(&mut self) {
        let Some(markup) = self.markup.take() else { return };
        self.end_block();
        html::fragment(self.builder, markup, self.containers());
    }

    fn finish(mut self) {
        self.end_block();
        self.add_met(u32::MAX);
    }

    /// Adds what foreign tokens before a place show.
    fn add_met(&mut self, place: u32) {
        self.surroundings.go_to(place, self.builder);
        if let Some(picture) = foreign::show_before(self.builder, place, self.containers()) {
            self.last_figure = Some(picture);
        }
    }

    /// What the text stands in.
    fn containers(&self) -> Containers {
        self.nesting.containers() | self.surroundings.containers()
    }

    /// Adds the texts of the pictures met in the block that has just ended.
    fn add_images(&mut self) {
        self.add_met(self.block_end);
        for tag in std::mem::take(&mut self.tagged_images) {
            html::fragment(self.builder, tag, self.containers());
            self.last_figure = self.builder.last_figure();
        }
        for image in std::mem::take(&mut self.images) {
            self.last_figure = Some(image.add(self.builder, self.containers()));
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

//! Markdown: `CommonMark` with tables, footnotes, strikethrough and task lists.
//!
//! `pulldown-cmark` tells the byte range of every event; this parser turns events into blocks.
//! `nesting` keeps what they stand in, `pictures` makes figures of pictures, and `shortcode` finds the
//! template tags that are no prose.
//! Smart punctuation stays off, because what the writer typed is what is checked.

mod nesting;
mod pictures;
mod shortcode;

use std::ops::Range;

use pulldown_cmark::{Event, HeadingLevel, Options, Parser as Events, Tag, TagEnd};

use nesting::Nesting;
use pictures::Image;
use shortcode::Shortcode;

use super::{BlockId, BlockKind, Builder, InlineKind, front_matter, html};
use crate::source::{SourceSpan, TextSpan};

/// Reads the whole source as Markdown.
pub(super) fn parse(builder: &mut Builder<'_>) {
    let body = front_matter::parse(builder);
    let text = builder.source().text().get(body as usize..).unwrap_or_default();
    let options = Options::ENABLE_TABLES
        | Options::ENABLE_FOOTNOTES
        | Options::ENABLE_STRIKETHROUGH
        | Options::ENABLE_TASKLISTS
        | Options::ENABLE_HEADING_ATTRIBUTES;
    let shortcodes = shortcode::scan(text);
    let mut parser = Parser::new(builder, body, shortcodes);
    for (event, range) in Events::new_ext(text, options).into_offset_iter() {
        parser.take(event, range);
    }
    parser.end_block();
}

/// The block being read.
struct Open {
    kind: BlockKind,
    span: SourceSpan,
    /// Whether all its text so far is emphasised, as in a caption line.
    emphasised: bool,
    /// Whether a picture stands in it before any text.
    after_image: bool,
    /// How far its text is known to be blank; none once it is not. A block may hold very many pictures.
    blank: Option<usize>,
}

/// A link or emphasis whose end has not been met.
struct Inline {
    kind: InlineKind,
    text: u32,
    span: SourceSpan,
}

struct Parser<'b, 's> {
    builder: &'b mut Builder<'s>,
    start: u32,
    open: Option<Open>,
    inlines: Vec<Inline>,
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
    shortcodes: Vec<Shortcode>,
    /// The first shortcode that may still lie ahead.
    next_shortcode: usize,
    /// Shortcodes met inside the open block that stand for pictures.
    pictures: Vec<SourceSpan>,
}

impl<'b, 's> Parser<'b, 's> {
    fn new(builder: &'b mut Builder<'s>, start: u32, shortcodes: Vec<Shortcode>) -> Self {
        Self {
            builder,
            start,
            open: None,
            inlines: Vec::new(),
            image: None,
            images: Vec::new(),
            last_figure: None,
            nesting: Nesting::default(),
            code: false,
            markup: None,
            emphasis: 0,
            hidden: 0,
            shortcodes,
            next_shortcode: 0,
            pictures: Vec::new(),
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
                let target_span = self.find_target(&dest_url, span);
                self.open_inline(InlineKind::Link { target: dest_url.into_string(), target_span }, span);
            }
            Tag::Image { dest_url, title, .. } => {
                let (target, title) = (dest_url.into_string(), title.into_string());
                self.image = Some(Image { span, target, title, alt: Vec::new() });
                if let Some(open) = &mut self.open {
                    let text = self.builder.open_text();
                    let is_blank = |&from: &usize| text.get(from..).is_some_and(|new| new.trim().is_empty());
                    open.blank = open.blank.filter(is_blank).map(|_| text.len());
                    open.after_image |= open.blank.is_some();
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
        self.open = Some(Open { kind, span, emphasised: true, after_image: false, blank: Some(0) });
    }

    pub(super) fn end_block(&mut self) {
        self.hidden = 0;
        self.emphasis = 0;
        if let Some(open) = self.open.take() {
            let has_images = !self.images.is_empty();
            let is_caption = open.kind == BlockKind::Paragraph
                && open.emphasised
                && (open.after_image && has_images || self.last_figure.is_some() && !has_images);
            let kind = if is_caption { BlockKind::Caption } else { open.kind };
            let text = open.span;
            let span = trimmed(self.builder.source().slice(text), text);
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
            open.emphasised &= emphasised;
            open.span = open.span.cover(span);
        }
        if self.code {
            self.builder.decoded(text, span);
        } else {
            self.add_prose(text, span);
        }
    }

    /// Adds text without the shortcodes in it.
    fn add_prose(&mut self, text: &str, span: SourceSpan) {
        let mut at = span.start;
        while let Some(tag) = self.shortcodes.get(self.next_shortcode) {
            let range = SourceSpan::from_range(tag.range.clone()).shift(self.start);
            if range.start >= span.end {
                break;
            }
            if range.start >= span.start && tag.is_picture {
                self.pictures.push(range);
            }
            if range.end > at {
                self.builder.verbatim(SourceSpan::new(at, range.start.max(at)));
                at = range.end.min(span.end);
            }
            if range.end > span.end {
                break;
            }
            self.next_shortcode += 1;
        }
        let rest = SourceSpan::new(at, span.end);
        if at == span.start { self.builder.decoded(text, span) } else { self.builder.verbatim(rest) }
    }

    fn code(&mut self, code: &str, span: SourceSpan) {
        if self.image.is_some() || self.hidden > 0 {
            return;
        }
        if self.open.is_none() {
            self.open_block(self.nesting.text_kind(), span);
        }
        if let Some(open) = &mut self.open {
            open.emphasised = false;
        }
        let written = self.builder.source().slice(span);
        let inner =
            written.find(code).map(|at| SourceSpan::from_range(at..at + code.len()).shift(span.start));
        let start = self.builder.here();
        self.builder.decoded(code, inner.unwrap_or(span));
        let text = TextSpan::new(start, self.builder.here());
        self.builder.inline(InlineKind::Code, text, span);
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
        self.inlines.push(Inline { kind, text: self.builder.here(), span });
    }

    fn close_inline(&mut self, span: SourceSpan) {
        if self.image.is_some() {
            return;
        }
        let Some(inline) = self.inlines.pop() else { return };
        let text = TextSpan::new(inline.text, self.builder.here());
        if !text.is_empty() {
            self.builder.inline(inline.kind, text, inline.span.cover(span));
        }
    }

    /// Where a link's target stands in the link.
    fn find_target(&self, target: &str, span: SourceSpan) -> Option<SourceSpan> {
        let written = self.builder.source().slice(span);
        let at = written.rfind(target).filter(|_| !target.is_empty())?;
        Some(SourceSpan::from_range(at..at + target.len()).shift(span.start))
    }

    fn inline_html(&mut self, markup: &str, span: SourceSpan) {
        if markup.starts_with("<!--") {
            self.comment(span);
            return;
        }
        let name = markup
            .trim_start_matches(['<', '/'])
            .split(|c: char| !c.is_ascii_alphanumeric())
            .next()
            .unwrap_or("");
        match name.to_ascii_lowercase().as_str() {
            "br" => self.line_break(span),
            "code" | "kbd" | "samp" | "script" | "style" | "svg" | "iframe" if !markup.ends_with("/>") => {
                self.hidden =
                    if markup.starts_with("</") { self.hidden.saturating_sub(1) } else { self.hidden + 1 };
            }
            _ => {}
        }
    }

    fn comment(&mut self, span: SourceSpan) {
        let text = self.builder.source().slice(span);
        let end = text.rfind("-->").unwrap_or(text.len());
        self.builder.comment(span, SourceSpan::from_range(4.min(end)..end).shift(span.start));
    }

    fn end_markup(&mut self) {
        let Some(markup) = self.markup.take() else { return };
        self.end_block();
        html::fragment(self.builder, markup, self.nesting.containers());
    }

    /// Adds the texts of the pictures met in the block that has just ended.
    fn add_images(&mut self) {
        for span in std::mem::take(&mut self.pictures) {
            pictures::add_tag(self.builder, span);
        }
        for image in std::mem::take(&mut self.images) {
            self.last_figure = Some(image.add(self.builder, self.nesting.containers()));
        }
    }
}

/// The span without white space at its ends.
fn trimmed(text: &str, span: SourceSpan) -> SourceSpan {
    let lead = SourceSpan::from_range(0..text.len() - text.trim_start().len()).end;
    SourceSpan::from_range(0..text.trim().len()).shift(span.start + lead)
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

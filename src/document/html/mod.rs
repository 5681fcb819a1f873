//! HTML: a whole page, a CMS fragment, or the raw HTML inside Markdown.
//!
//! The tokenizer follows the WHATWG rules and tells exact byte ranges; blocks are put together here,
//! with a stack of open elements that tolerates any nesting.

mod attributes;
mod element;
mod text;

use html5gum::emitters::default::{DefaultEmitter, StartTag, Token};
use html5gum::{HtmlString, Tokenizer};

use super::foreign::{self, Syntax};
use super::{BlockId, BlockKind, Builder, Containers, Field, Figure, InlineKind, Value, front_matter};
use crate::language::Language;
use crate::source::{SourceSpan, TextSpan};
use attributes::{Attributes, attribute, value_span};
use element::Role;
pub(super) use text::entity;

/// Reads the whole source as HTML; site generators read front matter ahead of it.
pub(super) fn parse(builder: &mut Builder<'_>) {
    let body = front_matter::parse(builder);
    let text = builder.source().text();
    builder.set_foreign(foreign::scan(text, body as usize, Syntax::Html));
    let end = SourceSpan::from_range(0..text.len()).end;
    fragment(builder, SourceSpan::new(body, end), Containers::NONE);
}

/// Reads a piece of the source as HTML.
pub(super) fn fragment(builder: &mut Builder<'_>, piece: SourceSpan, containers: Containers) {
    let text = builder.masked(piece);
    let text = text.as_ref();
    let mut emitter = DefaultEmitter::<usize>::new_with_span();
    emitter.naively_switch_states(true);
    let mut parser = Parser::new(builder, piece, containers);
    for token in Tokenizer::new_with_emitter(text, emitter) {
        let Ok(token) = token;
        parser.take(token);
    }
    parser.finish();
}

/// Only a start tag within so many is answered, so that a stray end tag costs nothing.
const REACH: usize = 64;

/// An element whose end has not been met.
struct Open {
    name: String,
    role: Role,
    /// For inline elements: where their text began, and the start tag.
    inline: Option<(u32, InlineKind)>,
    start: u32,
    figure: Option<usize>,
    within: Within,
}

/// What an element and all those around it make of the text within, summed up when it begins: elements may
/// be open by the thousand.
#[derive(Clone, Copy)]
struct Within {
    containers: Containers,
    /// Of the nearest list or table; 0 outside.
    group: u32,
    /// The nearest figure.
    figure: Option<usize>,
    kind: Option<BlockKind>,
    is_title: bool,
}

struct Parser<'b, 's> {
    builder: &'b mut Builder<'s>,
    piece: SourceSpan,
    base: Containers,
    open: Vec<Open>,
    /// Depth of the elements whose content is not read.
    skipping: usize,
    /// The block being read: where it begins in the source and where its last text ended.
    block: Option<(BlockKind, u32, u32)>,
    /// Where it begins in the prose.
    block_start: u32,
    line_breaks: u32,
}

impl<'b, 's> Parser<'b, 's> {
    fn new(builder: &'b mut Builder<'s>, piece: SourceSpan, base: Containers) -> Self {
        Self {
            builder,
            piece,
            base,
            open: Vec::new(),
            skipping: 0,
            block: None,
            line_breaks: 0,
            block_start: 0,
        }
    }

    fn take(&mut self, token: Token<usize>) {
        match token {
            Token::StartTag(tag) => self.start(&tag),
            Token::EndTag(tag) => {
                let span = self.span(&tag.span);
                self.end(&name_of(&tag.name), span);
            }
            Token::String(text) => self.text(self.span(&text.span)),
            Token::Comment(comment) => self.comment(self.span(&comment.span)),
            Token::Doctype(_) | Token::Error(_) => {}
        }
    }

    fn span(&self, span: &html5gum::Span<usize>) -> SourceSpan {
        SourceSpan::from_range(span.start..span.end).shift(self.piece.start)
    }

    /// The comment's span may or may not hold its delimiters: they are looked for.
    fn comment(&mut self, span: SourceSpan) {
        let source = self.builder.source().text();
        let begin = source[..span.start as usize].strip_suffix("<!--").map(str::len);
        let begin = if source[span.range()].starts_with("<!--") { Some(span.start as usize) } else { begin };
        let Some(begin) = begin else { return };
        let content = begin + 4;
        // Sought within the comment only: there may be very many that end otherwise.
        let end = (span.end as usize + 3).min(source.len());
        let end = (content..=end).rev().find(|&end| source.is_char_boundary(end)).unwrap_or(content);
        let inside = &source[content..end];
        let length = ["-->", "--!>"].into_iter().find_map(|sign| inside.find(sign)).unwrap_or(inside.len());
        let whole = SourceSpan::from_range(begin..(content + length + 3).min(source.len()));
        self.builder.comment(whole, SourceSpan::from_range(content..content + length));
    }

    fn start(&mut self, tag: &StartTag<usize>) {
        let name = name_of(&tag.name);
        let role = Role::of(&name);
        let span = self.span(&tag.span);
        match role {
            Role::Image => return self.image(&tag.attributes, span),
            Role::LineBreak => return self.line_break(span),
            Role::Meta => return self.meta(&tag.attributes),
            Role::Void => return,
            _ => {}
        }
        if name == "html" {
            let language = attribute(&tag.attributes, "lang").and_then(|tag| Language::from_tag(&tag));
            if let Some(language) = language {
                self.builder.set_language(language);
            }
        }
        if role.ends_block() {
            self.end_block();
        }
        if name == "a" {
            self.end_link(span.start);
        }
        if role == Role::Skip {
            self.skipping += 1;
        }
        let containers = element::containers(&name, &tag.attributes);
        let group = if matches!(role, Role::List | Role::Table) { self.builder.new_group() } else { 0 };
        let figure =
            (role == Role::Figure).then(|| self.builder.figure(Figure { span, ..Figure::default() }));
        let inline = element::inline(&name, &tag.attributes).map(|kind| (self.builder.here(), kind));
        if tag.self_closing && element::is_foreign(&name) {
            return;
        }
        let around = self.within();
        let within = Within {
            containers: around.containers | containers,
            group: if group > 0 { group } else { around.group },
            figure: figure.or(around.figure),
            kind: role.block_kind().or(around.kind),
            is_title: name == "title" || around.is_title,
        };
        self.open.push(Open { name, role, inline, start: span.start, figure, within });
    }

    /// What the text here stands in.
    fn within(&self) -> Within {
        let outside = Within { containers: self.base, group: 0, figure: None, kind: None, is_title: false };
        self.open.last().map_or(outside, |open| open.within)
    }

    fn end(&mut self, name: &str, span: SourceSpan) {
        let reach = self.open.len().saturating_sub(REACH);
        let Some(at) = self.open[reach..].iter().rposition(|open| open.name == name) else {
            if name == "p" {
                self.end_block();
            }
            return;
        };
        while self.open.len() > reach + at {
            self.close_last(span);
        }
    }

    /// Ends the link that another one begins in: links do not nest.
    fn end_link(&mut self, at: u32) {
        let around = self.open.iter().rev().take(REACH).take_while(|open| open.role == Role::Inline);
        if let Some(depth) = around.enumerate().find_map(|(depth, open)| (open.name == "a").then_some(depth))
        {
            (0..=depth).for_each(|_| self.close_last(SourceSpan::new(at, at)));
        }
    }

    fn close_last(&mut self, span: SourceSpan) {
        if self.open.last().is_some_and(|open| open.role.ends_block()) {
            self.end_block();
        }
        let Some(open) = self.open.pop() else { return };
        if open.role == Role::Skip {
            self.skipping -= 1;
        }
        if let Some(figure) = open.figure.and_then(|index| self.builder.figure_mut(index)) {
            figure.span.end = span.end;
        }
        if let Some((start, kind)) = open.inline.filter(|_| self.block.is_some()) {
            // An element that began before the block's first text begins with that text.
            let text = TextSpan::new(start.max(self.block_start), self.builder.here());
            if !text.is_empty() {
                self.builder.inline(kind, text, SourceSpan::new(open.start, span.end));
            }
        }
    }

    fn text(&mut self, span: SourceSpan) {
        if self.skipping > 0 {
            if self.within().is_title {
                self.title(span);
            }
            return;
        }
        let source = self.builder.source();
        let blank = source.slice(span).chars().all(char::is_whitespace);
        if self.block.is_none() {
            if blank {
                return;
            }
            self.open_block(span);
        }
        text::add(self.builder, span);
        if let Some((_, _, end)) = &mut self.block
            && !blank
        {
            *end = span.end;
        }
        if !blank {
            self.line_breaks = 0;
        }
    }

    fn open_block(&mut self, span: SourceSpan) {
        let lead = {
            let text = self.builder.source().slice(span);
            SourceSpan::from_range(0..text.len() - text.trim_start().len()).end
        };
        let kind = self.within().kind.unwrap_or(BlockKind::Paragraph);
        self.builder.open();
        self.block_start = self.builder.here();
        self.block = Some((kind, span.start + lead, span.end));
    }

    fn end_block(&mut self) {
        self.line_breaks = 0;
        let Some((kind, start, end)) = self.block.take() else { return };
        let Within { containers, group, figure, .. } = self.within();
        let id = self.builder.close(kind, SourceSpan::new(start, end), containers, group);
        if let (BlockKind::Caption, Some(id)) = (kind, id)
            && let Some(figure) = figure.and_then(|index| self.builder.figure_mut(index))
        {
            figure.caption.get_or_insert(id);
        }
    }

    fn line_break(&mut self, span: SourceSpan) {
        if self.skipping > 0 || self.block.is_none() {
            return;
        }
        self.line_breaks += 1;
        if self.line_breaks > 1 {
            self.end_block();
        } else {
            text::space(self.builder, span);
        }
    }

    fn image(&mut self, attributes: &Attributes, span: SourceSpan) {
        if self.skipping > 0 {
            return;
        }
        // A picture inside running text does not end it: its texts become blocks of their own behind it.
        let inside = self.block.is_some() && self.within().figure.is_none();
        if inside && self.builder.open_text().trim().is_empty() {
            self.block = None;
        }
        if inside {
            self.end_block();
        }
        let alt = self.attribute_block(attributes, "alt", BlockKind::Alt);
        let title = self.attribute_block(attributes, "title", BlockKind::Title);
        let decorative = attribute(attributes, "alt").is_some_and(|alt| alt.trim().is_empty());
        let image = attribute(attributes, "src");
        match self
            .within()
            .figure
            .and_then(|index| self.builder.figure_mut(index))
            .filter(|figure| figure.image.is_none())
        {
            Some(figure) => {
                (figure.image, figure.alt, figure.title, figure.decorative) = (image, alt, title, decorative);
            }
            None => {
                self.builder.figure(Figure { span, image, alt, decorative, title, ..Figure::default() });
            }
        }
    }

    /// The text of an attribute as a block.
    fn attribute_block(&mut self, attributes: &Attributes, name: &str, kind: BlockKind) -> Option<BlockId> {
        let value = attributes.get(name.as_bytes())?;
        let span = self.span(&value.span);
        let span = value_span(self.builder.source().slice(span), span);
        if span.is_empty() || self.block.is_some() {
            return None;
        }
        let containers = self.within().containers | Containers::FIGURE;
        self.builder.open();
        text::add(self.builder, span);
        self.builder.close(kind, span, containers, 0)
    }

    fn meta(&mut self, attributes: &Attributes) {
        let name = attribute(attributes, "name").or_else(|| attribute(attributes, "property"));
        let (Some(name), Some(content)) = (name, attributes.get(b"content".as_slice())) else { return };
        let span = self.span(&content.span);
        let span = value_span(self.builder.source().slice(span), span);
        self.field(&name, span);
    }

    fn title(&mut self, span: SourceSpan) {
        self.field("title", span);
    }

    fn field(&mut self, name: &str, span: SourceSpan) {
        self.end_block();
        self.builder.open();
        text::add(self.builder, span);
        let value = self.builder.open_text().trim().to_owned();
        let kind = self.builder.names().block_kind(name, &value);
        let block = self.builder.close(kind, span, Containers::METADATA, 0);
        let value = if value.is_empty() { Value::Empty } else { Value::Text(value) };
        let field = Field { name: name.to_owned(), name_span: span, value, value_span: span, block };
        self.builder.metadata_mut().fields.push(field);
    }

    fn finish(mut self) {
        let end = SourceSpan::new(self.piece.end, self.piece.end);
        while !self.open.is_empty() {
            self.close_last(end);
        }
        self.end_block();
    }
}

fn name_of(name: &HtmlString) -> String {
    String::from_utf8_lossy(name).into_owned()
}

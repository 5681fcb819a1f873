//! Walks tags and text: elements open and close, and what stands in them is handed to the block being read.

use super::attributes::Attributes;
use super::content::{self, UnreadContent};
use super::element::{self, ElementRole};
use super::parser::Parser;
use super::pending::UnreadElement;
use super::stack::{Ended, OpenElement, Within};
use super::tokens::{Tag, Token, Tokens};
use super::traits::Traits;
use crate::document::{BlockKind, Figure, InlineKind};
use crate::language::Language;
use crate::source::{SourceSpan, TextSpan};

impl<'t> Parser<'_, '_, 't> {
    /// Reads all of the text.
    pub(super) fn read(mut self) {
        let mut tokens = Tokens::new(self.text);
        while let Some(token) = tokens.next() {
            match token {
                Token::Start(tag) => {
                    let all = tokens.attributes();
                    let (text, source) = (self.text, self.source);
                    self.start(&tag, Attributes { text, source, all, shift: self.shift });
                    tokens.set_foreign(self.is_foreign());
                }
                Token::End(tag) => {
                    self.end(&tag);
                    tokens.set_foreign(self.is_foreign());
                }
                Token::Text(text) => self.text(self.span(text)),
                Token::Comment { whole, content } => {
                    self.builder.comment(self.span(whole), self.span(content));
                }
            }
        }
        let end = self.span(self.text.len()..self.text.len());
        self.close_to(0, end);
        self.end_block();
        self.page.finish(self.builder);
    }

    /// Whether what follows stands in a drawing or a formula.
    fn is_foreign(&self) -> bool {
        let unread = self.unread.as_ref().and_then(|unread| self.stack.get(unread.depth));
        unread.is_some_and(|open| element::is_foreign(open.name))
    }

    fn start(&mut self, tag: &Tag<'t>, attributes: Attributes<'_, 't>) {
        let role = ElementRole::of(tag.name);
        let span = self.span(tag.span.clone());
        if self.unread.as_ref().is_some_and(|unread| unread.may_end) {
            self.close_ended(role, span.start);
        }
        if self.unread.is_some() {
            if !role.is_void() && !element::closes_itself(tag, role) {
                self.stack.push(self.opened(tag, role, self.within()));
            }
            return;
        }
        match role {
            ElementRole::LineBreak => self.line_break(span),
            ElementRole::Rule => {
                self.close_ended(role, span.start);
                self.end_block();
            }
            ElementRole::Meta => self.meta(attributes),
            ElementRole::Void => {}
            ElementRole::Image => self.image(attributes, Traits::read(attributes), span),
            ElementRole::SeenVoid => {
                let is_unseen =
                    attributes.get("type").is_some_and(|kind| kind.eq_ignore_ascii_case("hidden"));
                if !is_unseen && !Traits::read(attributes).is_hidden {
                    self.seen(span);
                }
            }
            _ => self.begin(tag, role, attributes),
        }
    }

    /// Begins an element that may have content.
    fn begin(&mut self, tag: &Tag<'t>, role: ElementRole, attributes: Attributes<'_, 't>) {
        let span = self.span(tag.span.clone());
        self.close_ended(role, span.start);
        if tag.name.eq_ignore_ascii_case("a") {
            self.end_link(span.start);
        }
        let traits = Traits::read(attributes);
        let content = content::unread(tag.name, role, attributes, traits, self.stack.is_raised());
        let is_shown = content.is_none() || role == ElementRole::Preformatted && !traits.is_hidden;
        let is_near = self.pictures.are_near() || self.within().figure.is_some();
        let named = content::kind_by_class(tag.name, role, traits, is_near).filter(|_| content.is_none());
        let ends_block = is_shown && (role.ends_block() || named.is_some());
        if ends_block {
            self.end_block();
        }
        if element::closes_itself(tag, role) {
            if content == Some(UnreadContent::Seen) || element::is_component(tag.name) {
                self.seen(span);
            }
            return;
        }
        if let Some(content) = content {
            self.unread =
                Some(UnreadElement { depth: self.stack.len(), content, may_end: role.may_be_ended() });
            self.stack.push(OpenElement { ends_block, ..self.opened(tag, role, self.within()) });
            return;
        }
        let figure =
            (role == ElementRole::Figure).then(|| self.builder.figure(Figure { span, ..Figure::default() }));
        let within = self.within_element(tag, role, traits, named, figure);
        let inline = content::inline(tag.name, attributes).map(|kind| (self.builder.here(), kind));
        let shows_itself = content::shows_itself(tag.name, role, traits);
        let open = self.opened(tag, role, within);
        self.stack.push(OpenElement { ends_block, shows_itself, inline, figure, ..open });
    }

    /// An element that begins here.
    fn opened(&self, tag: &Tag<'t>, role: ElementRole, within: Within) -> OpenElement<'t> {
        OpenElement {
            name: tag.name,
            role,
            tag: self.span(tag.span.clone()),
            ends_block: false,
            shows_itself: false,
            inline: None,
            figure: None,
            within,
        }
    }

    /// What the text within an element that begins here stands in.
    fn within_element(
        &mut self,
        tag: &Tag<'t>,
        role: ElementRole,
        traits: Traits,
        named: Option<BlockKind>,
        figure: Option<usize>,
    ) -> Within {
        let around = self.within();
        let is_group = matches!(role, ElementRole::List | ElementRole::Table);
        let in_caption = around.kind == Some(BlockKind::Caption) && role == ElementRole::Paragraph;
        let own = if in_caption { None } else { named.or(role.block_kind()) };
        // What a caption folds away is a text of its own: a transcript, a description.
        let is_folded = tag.name.eq_ignore_ascii_case("details");
        let kind = own.or(around.kind.filter(|_| !is_folded));
        let is_named_caption = if own.is_some() { named.is_some() } else { around.is_named_caption };
        Within {
            containers: around.containers | element::containers(tag.name, role),
            group: if is_group { self.builder.new_group() } else { around.group },
            figure: figure.or(around.figure),
            kind,
            is_named_caption,
            is_linked: around.is_linked || tag.name.eq_ignore_ascii_case("a"),
            language: self.language(tag, role, traits).or(around.language),
            area: self.page.enter(tag.name, role, traits.words, around.area),
        }
    }

    /// The language that an element names; that of the page is noted.
    fn language(&mut self, tag: &Tag<'t>, role: ElementRole, traits: Traits) -> Option<Language> {
        let language = traits.language?;
        if role == ElementRole::Block
            && ["html", "body"].iter().any(|page| tag.name.eq_ignore_ascii_case(page))
        {
            self.builder.set_language(language);
            return None;
        }
        Some(language)
    }

    /// Closes the elements that the start of another one ends.
    fn close_ended(&mut self, next: ElementRole, at: u32) {
        if next.ends_block()
            && let Some(depth) = self.stack.ended_by(next)
        {
            self.close_to(depth, SourceSpan::new(at, at));
        }
    }

    fn end(&mut self, tag: &Tag<'t>) {
        let span = self.span(tag.span.clone());
        match self.stack.ended(tag.name) {
            Some(Ended::All(depth)) => {
                self.close_to(depth + 1, SourceSpan::new(span.start, span.start));
                self.close_last(span);
            }
            Some(Ended::Alone(depth)) => {
                let Some(open) = self.stack.get_mut(depth) else { return };
                open.name = "";
                let (inline, start) = (open.inline.take(), open.tag.start);
                self.note_inline(inline, SourceSpan::new(start, span.end));
            }
            None if self.unread.is_some() => {}
            None if tag.name.eq_ignore_ascii_case("p") => self.end_block(),
            None if tag.name.eq_ignore_ascii_case("br") => self.line_break(span),
            None => {}
        }
    }

    /// Ends the link that another one begins in: links do not nest.
    fn end_link(&mut self, at: u32) {
        if let Some(depth) = self.stack.link() {
            self.close_to(depth, SourceSpan::new(at, at));
        }
    }

    /// Closes all elements from a depth on. `end` is the tag that does it.
    fn close_to(&mut self, depth: usize, end: SourceSpan) {
        while self.stack.len() > depth {
            self.close_last(end);
        }
    }

    fn close_last(&mut self, end: SourceSpan) {
        if self.stack.last().is_some_and(|open| open.ends_block) {
            self.end_block();
        }
        let Some(open) = self.stack.pop() else { return };
        let whole = SourceSpan::new(open.tag.start, end.end);
        if let Some(unread) = self.unread.take_if(|unread| unread.depth == self.stack.len()) {
            match unread.content {
                UnreadContent::Unseen => {}
                UnreadContent::Seen => self.seen(whole),
                UnreadContent::Code => self.code(SourceSpan::new(open.tag.end, end.start), whole),
            }
            return;
        }
        if let Some(figure) = open.figure.and_then(|index| self.builder.figure_mut(index)) {
            figure.span.end = end.end;
        }
        if open.shows_itself && self.is_blank(SourceSpan::new(open.tag.end, end.start)) {
            self.seen(whole);
        }
        self.note_inline(open.inline, whole);
    }

    /// Notes an inline element that ends here.
    fn note_inline(&mut self, inline: Option<(u32, InlineKind)>, whole: SourceSpan) {
        if let (Some((start, kind)), Some(block)) = (inline, &self.block) {
            // An element that began before the block's first text begins with that text.
            let text = TextSpan::new(start.max(block.start), self.builder.here());
            if !text.is_empty() {
                self.builder.inline(kind, text, whole);
            }
        }
    }
}

//! A token and the list of them.

use super::BlockKind;
use crate::finding::Edit;
use crate::source::SourceSpan;

/// A piece of syntax that is not the format's own.
#[derive(Debug, Clone)]
pub(crate) struct Token {
    /// The whole of it, in the source.
    pub(crate) span: SourceSpan,
    /// What readers have of it.
    pub(crate) meaning: Meaning,
    /// Whether nothing else stands on its lines.
    pub(crate) is_alone: bool,
}

/// What readers have of a token.
#[derive(Debug, Clone)]
pub(crate) enum Meaning {
    /// Nothing: it steers the template, or begins or ends something.
    Hidden,
    /// A note to other writers, and what it says.
    Comment(SourceSpan),
    /// Words or figures in the running text.
    Value,
    /// A thing: an embedded post, a piece of another file. Not part of a sentence where it stands by itself.
    Object,
    /// Code, and what of it is shown.
    Code(SourceSpan),
    /// A thing with texts that are shown.
    Texts(Box<Shown>),
    /// Attributes of the picture before it, with texts that are shown.
    Attributes(Box<Shown>),
    /// A text that is written as code.
    Literal(SourceSpan),
    /// A tag of HTML within a line, as Markdown knows it.
    Markup(Box<str>),
    /// Nothing, but the text before it and the text behind it are two blocks.
    Break,
}

/// The texts of a token that readers see.
#[derive(Debug, Clone, Default)]
pub(crate) struct Shown {
    /// Whether it is a picture.
    pub(crate) is_picture: bool,
    /// Whether it begins something whose end is another token, so that nothing stands at its own place.
    pub(crate) wraps: bool,
    /// Whether it says by itself that it is a decoration.
    pub(crate) is_decorative: bool,
    /// The picture's file or address.
    pub(crate) image: Option<SourceSpan>,
    /// The texts with what they are, in the order in which they stand.
    pub(crate) texts: Vec<(BlockKind, SourceSpan)>,
}

impl Meaning {
    /// Whether a place lies within a text that readers see.
    fn says(&self, place: SourceSpan) -> bool {
        match self {
            Self::Texts(shown) => shown.texts.iter().any(|(_, text)| text.contains(place)),
            Self::Literal(text) => text.contains(place),
            _ => false,
        }
    }

    /// Whether readers see something at its place.
    pub(crate) fn is_seen(&self) -> bool {
        match self {
            Self::Hidden | Self::Comment(_) | Self::Markup(_) | Self::Break | Self::Attributes(_) => false,
            Self::Texts(shown) => !shown.wraps,
            Self::Value | Self::Object | Self::Code(_) | Self::Literal(_) => true,
        }
    }
}

/// A part of the text that is a block of a kind by what stands around it.
#[derive(Debug, Clone, Copy)]
pub(crate) struct MarkedPart {
    pub(crate) span: SourceSpan,
    pub(crate) kind: BlockKind,
}

/// A link whose text stands between tokens.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Link {
    /// The whole of it.
    pub(crate) span: SourceSpan,
    pub(crate) text: SourceSpan,
    /// The name of what it leads to.
    pub(crate) target: SourceSpan,
}

/// An element of JSX with what stands in it.
#[derive(Debug, Clone)]
pub(crate) struct Element {
    /// From the tag that begins it to the end of the one that ends it.
    pub(crate) span: SourceSpan,
    /// Its name in small letters.
    pub(crate) name: String,
}

/// Something that cannot be read as what it begins, and is read as text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Problem {
    /// Where.
    pub span: SourceSpan,
    /// What it is.
    pub what: &'static str,
}

/// The tokens of a source, in order and apart from each other.
#[derive(Debug, Default)]
pub(crate) struct Tokens {
    all: Vec<Token>,
    elements: Vec<Element>,
    /// In order.
    parts: Vec<MarkedPart>,
    links: Vec<Link>,
    /// Indents that are none of the text's own.
    indents: Vec<SourceSpan>,
    problem: Option<Problem>,
}

impl Tokens {
    pub(crate) fn new(
        tokens: Vec<Token>,
        elements: Vec<Element>,
        parts: Vec<MarkedPart>,
        links: Vec<Link>,
        problem: Option<Problem>,
    ) -> Self {
        Self { all: tokens, elements, parts, links, indents: Vec::new(), problem }
    }

    /// Adds more tokens and parts, and the indents. Of two tokens that share a byte the longer one stays.
    pub(crate) fn add(&mut self, tokens: Vec<Token>, parts: Vec<MarkedPart>, indents: Vec<SourceSpan>) {
        self.parts.extend(parts);
        self.parts.sort_by_key(|part| part.span.start);
        self.indents = indents;
        if tokens.is_empty() {
            return;
        }
        self.all.extend(tokens);
        self.all.sort_by_key(|token| token.span.start);
        self.all.dedup_by(|next, kept| {
            let overlap = next.span.start < kept.span.end;
            if overlap && next.span.len() > kept.span.len() {
                std::mem::swap(next, kept);
            }
            overlap
        });
    }

    /// The indents that are none of the text's own, in order.
    pub(crate) fn take_indents(&mut self) -> Vec<SourceSpan> {
        std::mem::take(&mut self.indents)
    }

    /// The kind of the block at a place, where what stands around it tells.
    pub(crate) fn kind_at(&self, place: u32) -> Option<BlockKind> {
        self.part(place).map(|part| part.kind)
    }

    /// The part at a place of which it is told what it is.
    pub(crate) fn part_at(&self, place: u32) -> Option<SourceSpan> {
        self.part(place).map(|part| part.span)
    }

    fn part(&self, place: u32) -> Option<&MarkedPart> {
        let last = self.parts.partition_point(|part| part.span.start <= place).checked_sub(1)?;
        self.parts.get(last).filter(|part| place < part.span.end)
    }

    /// The elements in the order in which they begin.
    pub(crate) fn elements(&self) -> &[Element] {
        &self.elements
    }

    /// Whether an edit leaves the tokens what they are: it touches none, or stays within a text that one says.
    pub(crate) fn allow(&self, edit: &Edit) -> bool {
        let touched = self.within(edit.span);
        // What is put in between two signs of a token would part them.
        let at = self.all.get(self.first_behind(edit.span.start));
        let is_within =
            at.is_some_and(|token| token.span.start < edit.span.start && edit.span.end <= token.span.end);
        if touched.is_empty() && !is_within {
            return true;
        }
        let is_plain =
            !edit.replacement.contains(['"', '\'', '`', '\\', '{', '}', '<', '>', '[', ']', '%', '\n', '\r']);
        is_within && is_plain && at.is_some_and(|token| token.meaning.says(edit.span))
    }

    /// The first thing that could not be read.
    pub(crate) fn problem(&self) -> Option<Problem> {
        self.problem
    }

    /// The links whose text stands between tokens, in order.
    pub(crate) fn links(&self) -> &[Link] {
        &self.links
    }

    /// Whether there is none.
    pub(crate) fn is_empty(&self) -> bool {
        self.all.is_empty()
    }

    /// The token at an index.
    pub(crate) fn get(&self, index: usize) -> Option<&Token> {
        self.all.get(index)
    }

    /// All of them.
    pub(crate) fn as_slice(&self) -> &[Token] {
        &self.all
    }

    /// All of them, to be changed but for their places.
    pub(crate) fn as_mut_slice(&mut self) -> &mut [Token] {
        &mut self.all
    }

    /// The index of the first that ends behind a place.
    pub(crate) fn first_behind(&self, place: u32) -> usize {
        self.all.partition_point(|token| token.span.end <= place)
    }

    /// The tokens that share a byte with a span.
    pub(crate) fn within(&self, span: SourceSpan) -> &[Token] {
        let first = self.first_behind(span.start);
        let number = self.all[first..].iter().take_while(|token| token.span.start < span.end).count();
        &self.all[first..first + number]
    }

    /// Whether one shares a byte with a span.
    pub(crate) fn touch(&self, span: SourceSpan) -> bool {
        self.all.get(self.first_behind(span.start)).is_some_and(|token| token.span.start < span.end)
    }
}

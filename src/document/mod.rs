//! What a parsed source is: metadata, blocks in order, figures, links and comments.
//!
//! All visible text of a document stands in one buffer, its *prose*; blocks are ranges in it,
//! parted by a blank line. [`Segment`]s map the prose back to the bytes of the source that made
//! it, so a place is never searched for: [`Document::locate`] computes it.
//!
//! A parser of [`formats`](crate::formats) fills it by a [`Builder`]. This layer knows nothing of rules.

mod block;
mod builder;
mod field_names;
mod format;
mod metadata;
pub(crate) mod quoting;
mod removal;
mod segment;
mod tokens;

use std::borrow::Cow;
use std::sync::Arc;

pub use block::{
    Block, BlockId, BlockKind, Comment, Containers, Definition, Figure, Inline, InlineKind, Passage,
};
pub use builder::Builder;
pub use field_names::{FieldNames, FieldRole};
pub use format::Format;
pub use metadata::{Field, Metadata, MetadataProblem, Value};
pub(crate) use quoting::Quoting;
pub use segment::{OPAQUE, Segment, SegmentKind};
pub use tokens::Problem;
pub(crate) use tokens::{Element, Link, MarkedPart, Meaning, Shown, Token, Tokens};

use crate::finding::Edit;
use crate::language::{Language, Languages, Lexicon};
use crate::source::{Source, SourceSpan, TextSpan};
use segment::SegmentMap;

/// What a house says of its documents.
#[derive(Debug, Clone, Default)]
pub struct House {
    /// What it calls the fields of the metadata.
    pub names: Arc<FieldNames>,
    /// What it knows of languages.
    pub languages: Languages,
}

/// A source parsed by its format.
#[derive(Debug)]
pub struct Document<'s> {
    source: &'s Source,
    format: Format,
    prose: Cow<'s, str>,
    segments: SegmentMap,
    blocks: Vec<Block>,
    inlines: Vec<Inline>,
    figures: Vec<Figure>,
    definitions: Vec<Definition>,
    comments: Vec<Comment>,
    metadata: Metadata,
    language: Option<Language>,
    languages: Languages,
    foreign: Tokens,
    passages: Vec<Passage>,
    names: Arc<FieldNames>,
    is_raw: bool,
}

impl<'s> Document<'s> {
    /// The same source as one block of markup, for rules that read it as it is written.
    #[must_use]
    pub fn raw(&self) -> Self {
        let whole = 0..self.source.text().len();
        let (text, span) = (TextSpan::from_range(whole.clone()), SourceSpan::from_range(whole));
        let mut segments = SegmentMap::default();
        segments.push(Segment { text, source: span, kind: SegmentKind::Verbatim });
        let block = Block { kind: BlockKind::Markup, text, span, containers: Containers::NONE, group: 0 };
        Self {
            source: self.source,
            format: self.format,
            prose: Cow::Borrowed(self.source.text()),
            segments,
            blocks: vec![block],
            inlines: Vec::new(),
            figures: Vec::new(),
            definitions: Vec::new(),
            comments: Vec::new(),
            metadata: Metadata::default(),
            language: self.language,
            languages: self.languages.clone(),
            foreign: Tokens::default(),
            passages: Vec::new(),
            names: Arc::clone(&self.names),
            is_raw: true,
        }
    }

    /// Whether this is the source as it is written, in one block.
    pub fn is_raw(&self) -> bool {
        self.is_raw
    }

    /// The source that was parsed.
    pub fn source(&self) -> &'s Source {
        self.source
    }

    /// The format it was parsed by.
    pub fn format(&self) -> Format {
        self.format
    }

    /// All visible text; blocks are ranges in it, parted by `\n\n`.
    pub fn prose(&self) -> &str {
        &self.prose
    }

    /// What its house says of it.
    pub(crate) fn house(&self) -> House {
        House { names: Arc::clone(&self.names), languages: self.languages.clone() }
    }

    /// The blocks in the order in which they stand in the source.
    pub fn blocks(&self) -> &[Block] {
        &self.blocks
    }

    /// One block. Ids come from this document, so they always fit.
    pub fn block(&self, id: BlockId) -> &Block {
        &self.blocks[id.index()]
    }

    /// Blocks with their ids.
    pub fn enumerate_blocks(&self) -> impl Iterator<Item = (BlockId, &Block)> {
        self.blocks.iter().enumerate().map(|(index, block)| (BlockId::new(index), block))
    }

    /// The blocks of the story with their ids: all but those that a page puts around it.
    pub fn enumerate_story(&self) -> impl Iterator<Item = (BlockId, &Block)> {
        self.enumerate_blocks().filter(|(_, block)| !block.containers.contains(Containers::CHROME))
    }

    /// The block that holds a place of the prose, if the place is not between blocks.
    pub fn block_at(&self, offset: u32) -> Option<BlockId> {
        let index = self.blocks.partition_point(|block| block.text.start <= offset).checked_sub(1)?;
        (offset <= self.blocks[index].text.end).then(|| BlockId::new(index))
    }

    /// Links, emphasis, inline code and the like, in order of their text.
    pub fn inlines(&self) -> &[Inline] {
        &self.inlines
    }

    /// The inlines that touch a span of the prose.
    pub fn inlines_in(&self, span: TextSpan) -> impl Iterator<Item = &Inline> {
        let first =
            self.inlines.partition_point(|inline| inline.text.start < span.start.saturating_sub(4096));
        self.inlines[first..]
            .iter()
            .take_while(move |inline| inline.text.start < span.end)
            .filter(move |inline| inline.text.overlaps(span))
    }

    /// The pictures with what is said of them.
    pub fn figures(&self) -> &[Figure] {
        &self.figures
    }

    /// Where the labels lead that links name, in order.
    pub fn definitions(&self) -> &[Definition] {
        &self.definitions
    }

    /// Comments in the format's own syntax; readers do not see them, suppressions stand in them.
    pub fn comments(&self) -> &[Comment] {
        &self.comments
    }

    /// Front matter, or what an HTML head says.
    pub fn metadata(&self) -> &Metadata {
        &self.metadata
    }

    /// The first piece that could not be read as what it begins, and was read as text.
    pub fn problem(&self) -> Option<Problem> {
        self.foreign.problem()
    }

    /// The document's language, where it is said or could be told from the text.
    pub fn language(&self) -> Option<Language> {
        self.language
    }

    /// The languages that are known here.
    pub fn languages(&self) -> &Languages {
        &self.languages
    }

    /// What is known of the document's language; of English, where that is not known.
    pub fn lexicon(&self) -> &Lexicon {
        self.languages.of(self.language)
    }

    /// The parts of the prose in other languages than the document's, in order.
    pub fn passages(&self) -> &[Passage] {
        &self.passages
    }

    /// Whether a part of a span is in another language than the document's.
    pub fn holds_passage(&self, span: TextSpan) -> bool {
        let index = self.passages.partition_point(|passage| passage.text.end <= span.start);
        self.passages.get(index).is_some_and(|passage| passage.text.start < span.end)
    }

    /// The language at a place of the prose: the document's, unless the markup there names another one.
    pub fn language_at(&self, offset: u32) -> Option<Language> {
        let index = self.passages.partition_point(|passage| passage.text.start <= offset).checked_sub(1);
        let passage = index.map(|index| self.passages[index]).filter(|passage| offset < passage.text.end);
        passage.map(|passage| passage.language).or(self.language)
    }

    /// The visible text of a span; empty if the span does not lie in the prose.
    pub fn text(&self, span: TextSpan) -> &str {
        self.prose.get(span.range()).unwrap_or_default()
    }

    /// The visible text of a span with what is not read as its author wrote it: what a message shows, and what
    /// tells two texts apart.
    pub fn shown(&self, span: TextSpan) -> Cow<'_, str> {
        let text = self.text(span);
        if !self.holds_opaque(span) {
            return Cow::Borrowed(text);
        }
        let mut shown = String::with_capacity(text.len());
        let mut end = span.start;
        for (text, place) in self.opaques_in(span) {
            shown.push_str(self.text(TextSpan::new(end, text.start)));
            shown.push_str(self.source.slice(place));
            end = text.end;
        }
        shown.push_str(self.text(TextSpan::new(end, span.end)));
        Cow::Owned(shown)
    }

    /// A text made from that of a span, with what is not read as its author wrote it.
    pub fn shown_in(&self, span: TextSpan, made: &str) -> String {
        let mut unread = self.opaques_in(span).map(|(_, place)| self.source.slice(place));
        let mut shown = String::with_capacity(made.len());
        for (index, piece) in made.split(OPAQUE).enumerate() {
            if index > 0 {
                shown.push_str(unread.next().unwrap_or_default());
            }
            shown.push_str(piece);
        }
        shown
    }

    /// The source bytes that made a span of the prose.
    ///
    /// Exact for text that stands in the source as it is read; a span that touches an entity
    /// or another rewritten piece covers the whole piece.
    pub fn locate(&self, span: TextSpan) -> SourceSpan {
        self.segments.locate(span)
    }

    /// The span of the prose that a place in the source made, if it made any.
    pub fn visible(&self, place: SourceSpan) -> Option<TextSpan> {
        let touched = self.segments().iter().filter(|segment| segment.source.overlaps(place));
        let texts = touched.map(|segment| match segment.kind {
            SegmentKind::Decoded | SegmentKind::Opaque => segment.text,
            SegmentKind::Verbatim => {
                let start = place.start.max(segment.source.start) - segment.source.start;
                let end = place.end.min(segment.source.end) - segment.source.start;
                TextSpan::new(segment.text.start + start, segment.text.start + end)
            }
        });
        texts.reduce(TextSpan::cover)
    }

    /// The block that an offset in the source stands in, and which of the block's characters it is, counted from 1;
    /// none where it made no text.
    pub fn block_place(&self, offset: u32) -> Option<(BlockId, usize)> {
        let text = self.visible(SourceSpan::new(offset, offset + 1))?;
        let block = self.block_at(text.start)?;
        let before = TextSpan::new(self.block(block).text.start, text.start);
        Some((block, self.text(before).chars().count() + 1))
    }

    /// Whether a span of the prose stands in the source letter for letter in one piece,
    /// so that an edit of the one is an edit of the other.
    pub fn is_verbatim(&self, span: TextSpan) -> bool {
        self.segments.is_verbatim(span)
    }

    /// Whether a span of the prose holds something that readers see and that is not read.
    pub fn holds_opaque(&self, span: TextSpan) -> bool {
        self.segments.holds_opaque(span)
    }

    /// What readers see and is not read within a span of the prose: where it stands there, and what made it.
    pub fn opaques_in(&self, span: TextSpan) -> impl Iterator<Item = (TextSpan, SourceSpan)> {
        let opaque = self.segments.within(span).filter(|segment| segment.kind == SegmentKind::Opaque);
        opaque.map(|segment| (segment.text, segment.source))
    }

    /// An edit as it has to be spelt where it stands: within a value of the front matter by that value's own
    /// quoting. None where it would make something else of the front matter, or of a template's tag.
    pub fn spelt(&self, edit: Edit) -> Option<Edit> {
        if !self.foreign.allow(&edit) {
            return None;
        }
        let Some(metadata) = self.metadata.span else { return Some(edit) };
        let is_outside = edit.span.start >= metadata.end || edit.span.end <= metadata.start;
        if is_outside && !metadata.contains(edit.span) {
            return Some(edit);
        }
        let at = self.metadata.written.partition_point(|(span, _)| span.end < edit.span.start);
        let (value, quoting) = *self.metadata.written.get(at).filter(|(span, _)| span.contains(edit.span))?;
        let place = edit.span.start - value.start..edit.span.end - value.start;
        let place = place.start as usize..place.end as usize;
        let replacement = quoting.spell(self.source.slice(value), place, &edit.replacement)?;
        Some(Edit { span: edit.span, replacement })
    }

    /// The map from prose to source, in order.
    pub fn segments(&self) -> &[Segment] {
        self.segments.as_slice()
    }

    /// The headline: the metadata's title, else the first top-level heading. In HTML the heading goes first,
    /// for the title of a page often ends in the site's name.
    pub fn headline(&self) -> Option<BlockId> {
        let told = self.metadata.headline(&self.blocks);
        let heading = || {
            let is_top = |block: &Block| block.kind == BlockKind::Heading(1);
            self.enumerate_story().find(|(_, block)| is_top(block)).map(|(id, _)| id)
        };
        match self.format {
            Format::Html => heading().or(told),
            _ => told.or_else(heading),
        }
    }
}

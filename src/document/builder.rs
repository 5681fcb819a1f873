//! Puts a document together while a format's parser walks the source.

use std::borrow::Cow;
use std::sync::Arc;

use super::segment::{OPAQUE, Segment, SegmentKind, SegmentMap};
use super::tokens::{Meaning, Token, Tokens};
use super::{
    Block, BlockId, BlockKind, Comment, Containers, Definition, Document, FieldNames, Figure, Format, House,
    Inline, InlineKind, Metadata, Passage,
};
use crate::language::{Language, Languages};
use crate::source::{Source, SourceSpan, TextSpan};

/// What stands between two blocks in the prose.
const BLOCK_BREAK: &str = "\n\n";

/// The language of a text is told by so many of its blocks, and about so many bytes of them all and at least of each.
const SAMPLED_BLOCKS: usize = 24;
const SAMPLED_BYTES: usize = 2000;
const SHORTEST_SAMPLE: usize = 80;

/// Collects prose, segments and blocks in source order.
///
/// A parser opens a block with [`Builder::open`], adds text with [`Builder::verbatim`] and
/// [`Builder::decoded`], and closes it with [`Builder::close`]. Only one block is open at a time:
/// nested structure is told by [`Containers`] and groups.
#[derive(Debug)]
pub struct Builder<'s> {
    source: &'s Source,
    format: Format,
    prose: String,
    segments: SegmentMap,
    blocks: Vec<Block>,
    inlines: Vec<Inline>,
    figures: Vec<Figure>,
    definitions: Vec<Definition>,
    comments: Vec<Comment>,
    metadata: Metadata,
    names: Arc<FieldNames>,
    languages: Languages,
    language: Option<Language>,
    foreign: Tokens,
    /// How many of them were asked for what they show beside the text.
    shown: usize,
    passages: Vec<Passage>,
    block_start: u32,
    groups: u32,
}

impl<'s> Builder<'s> {
    /// An empty document of a source, read by what a house says of its documents.
    pub fn new(source: &'s Source, format: Format, house: &House) -> Self {
        Self {
            source,
            format,
            prose: String::with_capacity(source.text().len()),
            segments: SegmentMap::default(),
            blocks: Vec::new(),
            inlines: Vec::new(),
            figures: Vec::new(),
            definitions: Vec::new(),
            comments: Vec::new(),
            metadata: Metadata::default(),
            names: Arc::clone(&house.names),
            languages: house.languages.clone(),
            language: None,
            foreign: Tokens::default(),
            shown: 0,
            passages: Vec::new(),
            block_start: 0,
            groups: 0,
        }
    }

    /// The source being parsed.
    pub fn source(&self) -> &'s Source {
        self.source
    }

    /// The languages that are known here.
    pub fn languages(&self) -> &Languages {
        &self.languages
    }

    /// Where the next character of prose will stand.
    pub fn here(&self) -> u32 {
        TextSpan::from_range(self.prose.len()..self.prose.len()).start
    }

    /// A fresh number for the blocks of one list, table or figure.
    pub fn new_group(&mut self) -> u32 {
        self.groups += 1;
        self.groups
    }

    /// Starts a block's text.
    pub fn open(&mut self) {
        if !self.prose.is_empty() {
            self.prose.push_str(BLOCK_BREAK);
        }
        self.block_start = self.here();
    }

    /// The text of the open block so far.
    pub fn open_text(&self) -> &str {
        self.prose.get(self.block_start as usize..).unwrap_or_default()
    }

    /// Hands over the tokens of other syntax that stand in the source: their comments are noted.
    pub(crate) fn set_foreign(&mut self, tokens: Tokens) {
        for token in tokens.as_slice() {
            if let Meaning::Comment(content) = token.meaning {
                self.comment(token.span, content);
            }
        }
        self.foreign = tokens;
    }

    /// The tokens of other syntax.
    pub(crate) fn foreign(&self) -> &Tokens {
        &self.foreign
    }

    /// The next token that begins before a place and was not asked for.
    pub(crate) fn next_token(&mut self, place: u32) -> Option<Token> {
        let token = self.foreign.get(self.shown).filter(|token| token.span.start < place)?;
        self.shown += 1;
        Some(token.clone())
    }

    /// A piece of the source in which each byte of a foreign token is an `x`, so that it is taken for a word.
    pub(crate) fn masked(&self, span: SourceSpan) -> Cow<'s, str> {
        let written = self.source.slice(span);
        if self.foreign.is_empty() || !self.foreign.touch(span) {
            return Cow::Borrowed(written);
        }
        let mut masked = String::with_capacity(written.len());
        let mut at = span.start;
        for token in self.foreign.within(span) {
            let (start, end) = (token.span.start.max(at), token.span.end.min(span.end));
            masked.push_str(self.source.slice(SourceSpan::new(at, start)));
            masked.extend((start..end).map(|_| 'x'));
            at = end;
        }
        masked.push_str(self.source.slice(SourceSpan::new(at, span.end)));
        Cow::Owned(masked)
    }

    /// Adds text that stands in the source as it is read; foreign tokens in it as what readers see of them.
    pub fn verbatim(&mut self, span: SourceSpan) {
        if self.foreign.is_empty() {
            return self.letters(span);
        }
        let mut at = span.start;
        let mut index = self.foreign.first_behind(span.start);
        let is_inside = |token: &Token| token.span.start < span.start && span.end <= token.span.end;
        if self.foreign.get(index).is_some_and(is_inside) {
            // What a token says is read by itself.
            return self.letters(span);
        }
        while let Some(token) = self.foreign.get(index).filter(|token| token.span.start < span.end) {
            let (place, is_seen) = (token.span, token.meaning.is_seen());
            let literal = if let Meaning::Literal(literal) = token.meaning { Some(literal) } else { None };
            self.letters(SourceSpan::new(at, place.start.max(at)));
            if let Some(literal) = literal {
                self.letters(literal);
            } else if is_seen && place.start >= span.start {
                self.opaque(place);
            }
            at = place.end.min(span.end);
            // Nothing stands between two spaces: they are one.
            let is_doubled = !is_seen && self.source.text().as_bytes().get(at as usize) == Some(&b' ');
            if is_doubled && at < span.end && self.open_text().ends_with(' ') {
                at += 1;
            }
            index += 1;
        }
        self.letters(SourceSpan::new(at, span.end));
    }

    /// Adds text as it stands in the source, whatever tokens are in it.
    pub(crate) fn letters(&mut self, span: SourceSpan) {
        let start = self.here();
        self.prose.push_str(self.source.slice(span));
        let text = TextSpan::new(start, self.here());
        self.segments.push(Segment { text, source: span, kind: SegmentKind::Verbatim });
    }

    /// Adds text that the source spells otherwise: an entity, a line break read as a space.
    pub fn decoded(&mut self, text: &str, span: SourceSpan) {
        if self.source.slice(span) == text {
            self.verbatim(span);
            return;
        }
        let start = self.here();
        self.prose.push_str(text);
        let text = TextSpan::new(start, self.here());
        self.segments.push(Segment { text, source: span, kind: SegmentKind::Decoded });
    }

    /// Adds text of which it is not known whether foreign tokens stand in it.
    pub(crate) fn running(&mut self, text: &str, span: SourceSpan) {
        if self.foreign.touch(span) { self.verbatim(span) } else { self.decoded(text, span) }
    }

    /// Adds one character for something that readers see and that is not read, whatever its length in the source.
    pub fn opaque(&mut self, span: SourceSpan) {
        let start = self.here();
        self.prose.push(OPAQUE);
        let text = TextSpan::new(start, self.here());
        self.segments.push(Segment { text, source: span, kind: SegmentKind::Opaque });
    }

    /// Leaves out of the open block what stands before a place of the prose, and the white space behind it.
    pub fn begin_at(&mut self, place: u32) {
        let rest = self.prose.get(place as usize..).unwrap_or_default();
        let blank = rest.len() - rest.trim_start().len();
        self.block_start = place + TextSpan::from_range(0..blank).end;
    }

    /// Ends the open block. White space at its end is cut off; a block without text is dropped.
    pub fn close(
        &mut self,
        kind: BlockKind,
        span: SourceSpan,
        containers: Containers,
        group: u32,
    ) -> Option<BlockId> {
        let start = self.block_start;
        let length = self.open_text().trim_end().len();
        let end = start + TextSpan::from_range(0..length).end;
        if length == 0 {
            self.abandon();
            return None;
        }
        // The segments keep the white space that is cut off here; it lies outside every block.
        let id = BlockId::new(self.blocks.len());
        self.blocks.push(Block { kind, text: TextSpan::new(start, end), span, containers, group });
        Some(id)
    }

    /// Drops the open block's text.
    pub fn abandon(&mut self) {
        let start = self.block_start as usize;
        let start = if self.blocks.is_empty() { start } else { start.saturating_sub(BLOCK_BREAK.len()) };
        if self.open_text().is_empty() {
            self.prose.truncate(start);
        }
        // Text already mapped stays in the prose, outside every block, so that segments hold.
    }

    /// Notes an inline of the open block.
    pub fn inline(&mut self, kind: InlineKind, text: TextSpan, span: SourceSpan) {
        self.inlines.push(Inline { kind, text, span });
    }

    /// Notes a picture; the result is its index, for [`Builder::figure_mut`].
    pub fn figure(&mut self, figure: Figure) -> usize {
        self.figures.push(figure);
        self.figures.len() - 1
    }

    /// The number of the picture noted last.
    pub fn last_figure(&self) -> Option<usize> {
        self.figures.len().checked_sub(1)
    }

    /// A picture noted before.
    pub fn figure_mut(&mut self, index: usize) -> Option<&mut Figure> {
        self.figures.get_mut(index)
    }

    /// Forgets some pictures noted before, by their indices in order; those behind them are counted anew.
    pub fn drop_figures(&mut self, indices: impl IntoIterator<Item = usize>) {
        let mut dropped = indices.into_iter().peekable();
        let mut index = 0;
        self.figures.retain(|_| {
            let is_dropped = dropped.next_if_eq(&index).is_some();
            index += 1;
            !is_dropped
        });
    }

    /// The blocks closed so far.
    pub fn blocks_mut(&mut self) -> &mut [Block] {
        &mut self.blocks
    }

    /// Notes where a label leads.
    pub fn definition(&mut self, definition: Definition) {
        self.definitions.push(definition);
    }

    /// Notes a comment.
    pub fn comment(&mut self, span: SourceSpan, content: SourceSpan) {
        self.comments.push(Comment { span, content });
    }

    /// The metadata, to be filled in.
    pub fn metadata_mut(&mut self) -> &mut Metadata {
        &mut self.metadata
    }

    /// What the fields of the metadata are to readers.
    pub fn names(&self) -> &FieldNames {
        &self.names
    }

    /// Notes that a part of the prose, behind those noted before, is in a language that its markup names.
    pub fn passage(&mut self, text: TextSpan, language: Language) {
        match self.passages.last_mut() {
            Some(last) if last.language == language => last.text.end = text.end,
            _ => self.passages.push(Passage { text, language }),
        }
    }

    /// Sets the language that the document itself states.
    pub fn set_language(&mut self, language: Language) {
        self.language.get_or_insert(language);
    }

    /// Adds the links whose text stands between foreign tokens.
    fn add_links(&mut self) {
        if self.foreign.links().is_empty() {
            return;
        }
        let places = self.segments.by_source();
        for link in self.foreign.links() {
            let Some(text) = places.text_of(link.text) else { continue };
            let target = self.source.slice(link.target).trim().to_owned();
            let kind = InlineKind::Link { target, target_span: Some(link.target) };
            self.inlines.push(Inline { kind, text, span: link.span });
        }
    }

    /// Some of the running text, from all parts of the story.
    fn sample(&self) -> String {
        let is_running = |block: &&Block| {
            let is_text = matches!(block.kind, BlockKind::Paragraph | BlockKind::ListItem);
            is_text && !block.containers.contains(Containers::CHROME)
        };
        let blocks: Vec<&Block> = self.blocks.iter().filter(is_running).collect();
        let step = blocks.len() / SAMPLED_BLOCKS + 1;
        let is_other = |block: &&&Block| self.passages.iter().any(|other| other.text.contains(block.text));
        let chosen: Vec<&&Block> = blocks.iter().step_by(step).filter(|block| !is_other(block)).collect();
        let all = chosen.iter().map(|block| block.text.range().len()).sum::<usize>().max(1);
        let mut sample = String::new();
        for block in chosen {
            let text = self.prose.get(block.text.range()).unwrap_or_default();
            let share = (text.len() * SAMPLED_BYTES / all).max(SHORTEST_SAMPLE);
            let end = (share..text.len()).find(|&end| text.is_char_boundary(end)).unwrap_or(text.len());
            sample.push_str(&text[..end]);
            sample.push('\n');
        }
        sample
    }

    /// The finished document.
    pub(crate) fn finish(mut self, language: Option<Language>) -> Document<'s> {
        self.comments.sort_by_key(|comment| comment.span);
        self.definitions.sort_by_key(|definition| definition.span);
        self.add_links();
        self.inlines.sort_by_key(|inline| (inline.text.start, std::cmp::Reverse(inline.text.end)));
        let told = self.language.or_else(|| self.metadata.language()).or(language);
        let language = match told {
            Some(told) => Some(self.languages.settle(told, || self.sample())),
            None => Language::detect(&self.prose),
        };
        self.passages.retain(|passage| Some(passage.language) != language);
        // A text without any markup is its own prose: keep one copy of it.
        let prose = if self.prose == self.source.text() {
            Cow::Borrowed(self.source.text())
        } else {
            Cow::Owned(self.prose)
        };
        Document {
            source: self.source,
            format: self.format,
            prose,
            segments: self.segments,
            blocks: self.blocks,
            inlines: self.inlines,
            figures: self.figures,
            definitions: self.definitions,
            comments: self.comments,
            metadata: self.metadata,
            language,
            languages: self.languages,
            foreign: self.foreign,
            passages: self.passages,
            names: self.names,
            is_raw: false,
        }
    }
}

//! Puts a document together while a format's parser walks the source.

use std::borrow::Cow;
use std::sync::Arc;

use super::segment::{OPAQUE, Segment, SegmentKind, SegmentMap};
use super::{
    Block, BlockId, BlockKind, Comment, Containers, Document, FieldNames, Figure, Format, Inline, InlineKind,
    Metadata,
};
use crate::language::{Language, Languages};
use crate::source::{Source, SourceSpan, TextSpan};

/// What stands between two blocks in the prose.
const BLOCK_BREAK: &str = "\n\n";

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
    comments: Vec<Comment>,
    metadata: Metadata,
    names: Arc<FieldNames>,
    language: Option<Language>,
    block_start: u32,
    groups: u32,
}

impl<'s> Builder<'s> {
    /// An empty document of a source. `names` are the house's own for the fields of the metadata.
    pub fn new(source: &'s Source, format: Format, names: Arc<FieldNames>) -> Self {
        Self {
            source,
            format,
            prose: String::with_capacity(source.text().len()),
            segments: SegmentMap::default(),
            blocks: Vec::new(),
            inlines: Vec::new(),
            figures: Vec::new(),
            comments: Vec::new(),
            metadata: Metadata::default(),
            names,
            language: None,
            block_start: 0,
            groups: 0,
        }
    }

    /// The source being parsed.
    pub fn source(&self) -> &'s Source {
        self.source
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

    /// Adds text that stands in the source as it is read.
    pub fn verbatim(&mut self, span: SourceSpan) {
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

    /// A picture noted before.
    pub fn figure_mut(&mut self, index: usize) -> Option<&mut Figure> {
        self.figures.get_mut(index)
    }

    /// The blocks closed so far.
    pub fn blocks_mut(&mut self) -> &mut [Block] {
        &mut self.blocks
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

    /// Sets the language that the document itself states.
    pub fn set_language(&mut self, language: Language) {
        self.language.get_or_insert(language);
    }

    /// The finished document.
    pub(super) fn finish(mut self, language: Option<Language>, languages: &Languages) -> Document<'s> {
        self.inlines.sort_by_key(|inline| (inline.text.start, std::cmp::Reverse(inline.text.end)));
        let language = self
            .language
            .or_else(|| self.metadata.language())
            .or(language)
            .or_else(|| Language::detect(&self.prose));
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
            comments: self.comments,
            metadata: self.metadata,
            language,
            languages: languages.clone(),
            is_raw: false,
        }
    }
}

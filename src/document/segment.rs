//! The map from visible text to source bytes.

use crate::source::{SourceSpan, TextSpan};

/// A stretch of prose that was made by one stretch of the source.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Segment {
    /// The stretch of prose.
    pub text: TextSpan,
    /// What made it.
    pub source: SourceSpan,
    /// How.
    pub kind: SegmentKind,
}

/// How prose came from the source.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum SegmentKind {
    /// Letter for letter.
    Verbatim,
    /// Rewritten: an entity decoded, a line break read as a space.
    Decoded,
    /// One [`OPAQUE`] for something that readers see and that is not read here: code, a picture, a formula,
    /// what a template puts in.
    Opaque,
}

/// What stands in the prose for something that readers see and that is not read: never a letter, never white space,
/// so that no rule takes the words around it for neighbours.
pub const OPAQUE: char = '\u{FFFC}';

/// All segments of a document, sorted and disjoint.
#[derive(Debug, Clone, Default)]
pub(super) struct SegmentMap {
    segments: Vec<Segment>,
}

/// The segments in the order of their sources.
pub(super) struct BySource<'m> {
    segments: Vec<&'m Segment>,
}

impl BySource<'_> {
    /// The prose that a span of the source made; none where it made none.
    pub(super) fn text_of(&self, source: SourceSpan) -> Option<TextSpan> {
        let first = self.segments.partition_point(|segment| segment.source.end <= source.start);
        let behind = self.segments.partition_point(|segment| segment.source.start < source.end);
        let (first, last) = (self.segments.get(first)?, self.segments.get(behind.checked_sub(1)?)?);
        let offset = |segment: &Segment, place: u32, otherwise: u32| match segment.kind {
            SegmentKind::Verbatim => {
                segment.text.start
                    + (place.clamp(segment.source.start, segment.source.end) - segment.source.start)
            }
            SegmentKind::Decoded | SegmentKind::Opaque => otherwise,
        };
        let start = offset(first, source.start, first.text.start);
        let end = offset(last, source.end, last.text.end);
        (start < end).then(|| TextSpan::new(start, end))
    }
}

impl SegmentMap {
    /// The segments in the order of their sources.
    pub(super) fn by_source(&self) -> BySource<'_> {
        let mut segments: Vec<&Segment> = self.segments.iter().collect();
        segments.sort_by_key(|segment| segment.source.start);
        BySource { segments }
    }

    /// Adds a segment behind the last one; verbatim neighbours that touch are joined.
    pub(super) fn push(&mut self, segment: Segment) {
        if segment.text.is_empty() {
            return;
        }
        if let Some(last) = self.segments.last_mut() {
            let joins = last.kind == SegmentKind::Verbatim
                && segment.kind == SegmentKind::Verbatim
                && last.text.end == segment.text.start
                && last.source.end == segment.source.start;
            if joins {
                last.text.end = segment.text.end;
                last.source.end = segment.source.end;
                return;
            }
        }
        self.segments.push(segment);
    }

    pub(super) fn as_slice(&self) -> &[Segment] {
        &self.segments
    }

    pub(super) fn locate(&self, span: TextSpan) -> SourceSpan {
        let start = self.locate_start(span.start, span.is_empty());
        if span.is_empty() {
            return SourceSpan::new(start, start);
        }
        SourceSpan::new(start, self.locate_end(span.end))
    }

    /// The source offset of the character that begins at a prose offset.
    fn locate_start(&self, at: u32, is_insertion: bool) -> u32 {
        let index = self.segments.partition_point(|segment| segment.text.end <= at);
        match self.segments.get(index) {
            Some(segment) if segment.text.start <= at => match segment.kind {
                SegmentKind::Verbatim => segment.source.start + (at - segment.text.start),
                SegmentKind::Decoded | SegmentKind::Opaque => segment.source.start,
            },
            // Between blocks, or an insertion at the very end of a block.
            next => match index.checked_sub(1).map(|before| self.segments[before]) {
                Some(before) if is_insertion && before.text.end == at => before.source.end,
                before => next
                    .map(|segment| segment.source.start)
                    .or(before.map(|segment| segment.source.end))
                    .unwrap_or(0),
            },
        }
    }

    /// The source offset one past the character that ends at a prose offset.
    fn locate_end(&self, at: u32) -> u32 {
        let index = self.segments.partition_point(|segment| segment.text.start < at);
        let Some(segment) = index.checked_sub(1).map(|index| self.segments[index]) else { return 0 };
        if at >= segment.text.end {
            return segment.source.end;
        }
        match segment.kind {
            SegmentKind::Verbatim => segment.source.start + (at - segment.text.start),
            SegmentKind::Decoded | SegmentKind::Opaque => segment.source.end,
        }
    }

    /// The segments that touch a span of the prose, in order.
    pub(super) fn within(&self, span: TextSpan) -> impl Iterator<Item = &Segment> {
        let first = self.segments.partition_point(|segment| segment.text.end <= span.start);
        self.segments[first..].iter().take_while(move |segment| segment.text.start < span.end)
    }

    /// Whether a span of the prose holds something that is not read.
    pub(super) fn holds_opaque(&self, span: TextSpan) -> bool {
        self.within(span).any(|segment| segment.kind == SegmentKind::Opaque)
    }

    pub(super) fn is_verbatim(&self, span: TextSpan) -> bool {
        let index = self.segments.partition_point(|segment| segment.text.end <= span.start);
        self.segments
            .get(index)
            .is_some_and(|segment| segment.kind == SegmentKind::Verbatim && segment.text.contains(span))
    }
}

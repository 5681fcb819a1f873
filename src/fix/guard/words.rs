//! The words of a document, each with its place in the source.

use crate::document::{Document, Segment, SegmentKind};
use crate::source::SourceSpan;

/// A word, or a part of one, of which white space or a zone is the end; or something that is not read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Word<'d> {
    /// Where it stands in the source.
    pub(super) span: SourceSpan,
    /// The word.
    pub(super) text: &'d str,
    /// Whether it is what it says.
    pub(super) is_read: bool,
    /// The number of its block.
    pub(super) block: Option<usize>,
}

/// The words outside some zones, which are in order.
pub(super) fn words<'d>(document: &'d Document<'_>, zones: &[SourceSpan]) -> Vec<Word<'d>> {
    let mut words = Vec::new();
    let mut block = 0;
    for segment in document.segments() {
        let blocks = document.blocks();
        while blocks.get(block).is_some_and(|block| block.text.end <= segment.text.start) {
            block += 1;
        }
        let block = blocks.get(block).is_some_and(|block| block.text.overlaps(segment.text)).then_some(block);
        let is_read = segment.kind != SegmentKind::Opaque;
        add(document, segment, zones, |span, text| words.push(Word { span, text, is_read, block }));
    }
    words
}

fn add<'d>(
    document: &'d Document<'_>,
    segment: &Segment,
    zones: &[SourceSpan],
    mut found: impl FnMut(SourceSpan, &'d str),
) {
    let source = segment.source;
    let first = zones.partition_point(|zone| zone.end < source.start);
    let near = zones[first..].iter().take_while(|zone| zone.start <= source.end);
    if segment.kind == SegmentKind::Verbatim {
        let mut start = source.start;
        for zone in near {
            split(document, SourceSpan::new(start, zone.start), &mut found);
            start = start.max(zone.end);
        }
        split(document, SourceSpan::new(start, source.end), &mut found);
        return;
    }
    let is_cut =
        |zone: &SourceSpan| zone.overlaps(source) || source.start < zone.start && zone.end < source.end;
    if near.into_iter().any(is_cut) {
        return;
    }
    let text = match segment.kind {
        SegmentKind::Opaque => document.source().slice(source),
        _ => document.text(segment.text),
    };
    if !text.trim().is_empty() {
        found(source, text);
    }
}

/// The words of a part of the source.
fn split<'d>(document: &'d Document<'_>, span: SourceSpan, found: &mut impl FnMut(SourceSpan, &'d str)) {
    let text = document.source().slice(span);
    for word in text.split_whitespace() {
        let at = word.as_ptr().addr() - text.as_ptr().addr();
        found(SourceSpan::from_range(at..at + word.len()).shift(span.start), word);
    }
}

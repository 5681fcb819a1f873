//! Places of findings, to look others up in.

use crate::finding::Finding;
use crate::source::SourceSpan;

/// The places of some findings, to look others up in.
pub(super) struct Cover {
    /// For each place, in order of starts: its start, and the furthest end up to there.
    reaches: Vec<(u32, u32)>,
}

impl Cover {
    /// The places of these findings.
    pub fn new<'f>(findings: impl Iterator<Item = &'f Finding>) -> Self {
        let mut reaches: Vec<(u32, u32)> =
            findings.map(|finding| (finding.span.start, finding.span.end)).collect();
        reaches.sort_unstable();
        let mut furthest = 0;
        for (_, end) in &mut reaches {
            furthest = furthest.max(*end);
            *end = furthest;
        }
        Self { reaches }
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.reaches.is_empty()
    }

    /// Whether one of the places has a part of the span in it.
    pub fn meets(&self, span: SourceSpan) -> bool {
        let before = self.reaches.partition_point(|(start, _)| *start < span.end.max(span.start + 1));
        before > 0 && self.reaches[before - 1].1 > span.start
    }

    /// Whether one of the places holds the whole span.
    pub fn holds(&self, span: SourceSpan) -> bool {
        let before = self.reaches.partition_point(|(start, _)| *start <= span.start);
        before > 0 && self.reaches[before - 1].1 >= span.end
    }
}

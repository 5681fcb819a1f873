//! Edits put together: what a text becomes by them, and where its places come to stand.

use std::collections::BTreeMap;

use crate::finding::{Edit, Finding};
use crate::source::SourceSpan;

/// The edits of some fixes that stand apart, in order of their places.
#[derive(Debug, Clone, Default)]
pub(super) struct Edits<'f> {
    edits: Vec<&'f Edit>,
    /// How many bytes the text has grown by, edit by edit; it may have shrunk.
    growth: Vec<i64>,
}

impl<'f> Edits<'f> {
    /// The edits of the fixes of some findings, which stand apart.
    pub(super) fn of(findings: &[&'f Finding]) -> Self {
        let fixes = findings.iter().filter_map(|finding| finding.fix.as_ref());
        let mut edits: Vec<&Edit> = fixes.flat_map(|fix| &fix.edits).collect();
        edits.sort_by_key(|edit| edit.span);
        let mut sum = 0;
        let growth = edits.iter().map(|edit| {
            sum += i64::from(length(edit)) - i64::from(edit.span.len());
            sum
        });
        Self { growth: growth.collect(), edits }
    }

    /// A text with the edits made.
    pub(super) fn apply(&self, text: &str) -> String {
        let mut result = String::with_capacity(text.len());
        let mut end = 0;
        for edit in &self.edits {
            result.push_str(text.get(end..edit.span.start as usize).unwrap_or_default());
            result.push_str(&edit.replacement);
            end = edit.span.end as usize;
        }
        result.push_str(text.get(end..).unwrap_or_default());
        result
    }

    /// The places that are replaced, in order, each with where its replacement comes to stand.
    pub(super) fn zones(&self) -> Vec<(SourceSpan, SourceSpan)> {
        let zone = |(index, edit): (usize, &&Edit)| {
            let before = index.checked_sub(1).map_or(0, |before| self.growth[before]);
            let start = shifted(edit.span.start, before);
            (edit.span, SourceSpan::new(start, start + length(edit)))
        };
        self.edits.iter().enumerate().map(zone).collect()
    }

    /// Where a span that no edit overlaps comes to stand.
    pub(super) fn moved(&self, span: SourceSpan) -> SourceSpan {
        SourceSpan::new(self.moved_start(span.start), self.moved_end(span.end))
    }

    /// Where what begins at a place comes to begin.
    pub(super) fn moved_start(&self, at: u32) -> u32 {
        self.shift(at, self.edits.partition_point(|edit| edit.span.end <= at))
    }

    /// Where what ends at a place comes to end.
    pub(super) fn moved_end(&self, at: u32) -> u32 {
        self.shift(at, self.edits.partition_point(|edit| edit.span.start < at))
    }

    fn shift(&self, at: u32, edits: usize) -> u32 {
        shifted(at, edits.checked_sub(1).map_or(0, |last| self.growth[last]))
    }
}

fn length(edit: &Edit) -> u32 {
    SourceSpan::from_range(0..edit.replacement.len()).end
}

fn shifted(at: u32, by: i64) -> u32 {
    u32::try_from(i64::from(at) + by).unwrap_or(0)
}

/// Those of some findings, by their numbers, whose fixes do not touch each other; of two that do, the earlier.
pub(super) fn apart(findings: &[Finding], numbers: &[usize]) -> Vec<usize> {
    let mut chosen = Chosen::default();
    let mut apart = Vec::new();
    for &number in numbers {
        let Some(fix) = &findings[number].fix else { continue };
        if are_apart(&fix.edits) && !fix.edits.iter().any(|edit| chosen.touches(edit)) {
            fix.edits.iter().for_each(|edit| chosen.add(edit));
            apart.push(number);
        }
    }
    apart
}

/// Whether edits, in order, can all be made.
fn are_apart(edits: &[Edit]) -> bool {
    edits.windows(2).all(|pair| pair[0].span.end <= pair[1].span.start)
}

/// Edits that are to be made, by where they start. Those of different fixes stand apart from each other.
#[derive(Default)]
struct Chosen<'f>(BTreeMap<u32, Vec<&'f Edit>>);

impl<'f> Chosen<'f> {
    /// Whether an edit overlaps one of these, or merely touches it: what one takes away the other may
    /// rely on.
    fn touches(&self, edit: &Edit) -> bool {
        // Those that start before it end in their order too, so the last of them reaches furthest.
        let last = self.0.range(..=edit.span.end).next_back();
        last.is_some_and(|(_, edits)| edits.iter().any(|other| other.span.end >= edit.span.start))
    }

    fn add(&mut self, edit: &'f Edit) {
        self.0.entry(edit.span.start).or_default().push(edit);
    }
}

//! Many patterns tried as one alternation, without being one expression.
//!
//! The matches are those of `(?:first|second|…)`: from left to right, none overlapping, and where two
//! patterns match at one place the earlier of them. Each pattern is compiled and run only in passages
//! that hold one of its literals.

use std::ops::Range;

use super::Context;
use super::passages::Passage;
use crate::matching::PatternId;

/// A match of an alternation.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct AlternationMatch {
    /// The pattern that matched, as its place in the alternation.
    pub which: usize,
    /// The bytes of the passage that it matched.
    pub range: Range<usize>,
}

/// Passages in which patterns may match.
pub(crate) struct Candidates<'a>(Vec<(Passage<'a>, usize)>);

/// A passage with the patterns that may match in it, as their places in the alternation.
pub(crate) struct Candidate<'c, 'a> {
    pub passage: Passage<'a>,
    patterns: &'c [(Passage<'a>, usize)],
}

/// The passages in which any of the patterns may match; these stand in the order in which they were compiled.
pub(crate) fn candidates<'a>(context: &Context<'a>, patterns: &[PatternId]) -> Candidates<'a> {
    debug_assert!(patterns.is_sorted(), "patterns out of order are not found");
    let unguarded = context.unguarded(patterns);
    let mut found: Vec<(Passage<'a>, usize)> = Vec::new();
    for which in context.hits().among(patterns) {
        found.extend(context.hit_passages(patterns[which]).map(|passage| (passage, which)));
    }
    if !unguarded.is_empty() {
        for passage in context.all_passages() {
            found.extend(unguarded.iter().map(|&which| (passage, which)));
        }
    }
    found.sort_by_key(|(passage, which)| (passage.span, *which));
    Candidates(found)
}

impl<'a> Candidates<'a> {
    /// One for each passage, in order.
    pub fn iter(&self) -> impl Iterator<Item = Candidate<'_, 'a>> {
        let by_passage = self.0.chunk_by(|one, other| one.0.span == other.0.span);
        by_passage.map(|patterns| Candidate { passage: patterns[0].0, patterns })
    }
}

impl Candidate<'_, '_> {
    /// The matches in the passage.
    pub fn find_all(&self, context: &Context<'_>, patterns: &[PatternId]) -> Vec<AlternationMatch> {
        let text = self.passage.text;
        let next = |which: usize, from: usize| context.pattern(patterns[which]).next_at(text, from);
        let mut waiting: Vec<AlternationMatch> = self
            .patterns
            .iter()
            .filter_map(|&(_, which)| next(which, 0).map(|range| AlternationMatch { which, range }))
            .collect();
        let mut all = Vec::new();
        while let Some(first) = waiting.iter().min_by_key(|found| (found.range.start, found.which)).cloned() {
            let end = first.range.end;
            all.push(first);
            waiting.retain_mut(|found| {
                if found.range.start >= end {
                    return true;
                }
                next(found.which, end).map(|range| found.range = range).is_some()
            });
        }
        all
    }
}

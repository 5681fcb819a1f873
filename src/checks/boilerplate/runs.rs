//! From scores to findings: neighbouring lines of furniture are one finding.

use super::unit::Unit;
use crate::checks::Scope;
use crate::document::{Containers, Document};
use crate::source::TextSpan;

/// From which score on a line is furniture.
#[derive(Debug, Clone, Copy)]
pub(super) struct Bounds {
    /// By itself.
    pub sure: i32,
    /// Beside one that is.
    pub beside: i32,
}

/// The spans of furniture, in order; none holds a line of the story.
pub(super) fn find(
    document: &Document<'_>,
    units: &[Unit<'_>],
    scores: &[i32],
    bounds: Bounds,
    scope: &Scope,
) -> Vec<TextSpan> {
    let judge = |at: usize| {
        let block = document.block(units[at].id);
        // What a page itself marks as navigation or footer is in its place there.
        let declared = block.containers.intersects(Containers::NAVIGATION | Containers::FOOTER);
        if declared || !scope.holds(block) { i32::MIN } else { scores[at] }
    };
    let judged: Vec<i32> = (0..units.len()).map(judge).collect();
    let mut found = Vec::new();
    let mut at = 0;
    while at < judged.len() {
        let length = judged[at..].iter().take_while(|&&score| score >= bounds.beside).count();
        if judged[at..at + length].iter().any(|&score| score >= bounds.sure) {
            let first = document.block(units[at].id).text;
            let last = document.block(units[at + length - 1].id).text;
            found.push(TextSpan::new(first.start, last.end));
        }
        at += length.max(1);
    }
    found
}

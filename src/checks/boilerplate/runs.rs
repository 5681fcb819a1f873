//! From scores to findings: neighbouring lines of furniture are one finding.

use crate::checking::Scope;
use crate::document::{Block, Containers, Document};
use crate::furniture::JudgedBlock;
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
    units: &[JudgedBlock<'_>],
    scores: &[i32],
    bounds: Bounds,
    scope: &Scope,
) -> Vec<TextSpan> {
    let judged: Vec<Judged> = units
        .iter()
        .zip(scores)
        .map(|(unit, &score)| {
            let block = document.block(unit.id);
            Judged {
                id: unit.id.index(),
                text: block.text,
                certainty: if scope.holds(document, unit.id) {
                    bounds.judge(block, score)
                } else {
                    Certainty::None
                },
            }
        })
        .collect();
    judged
        .chunk_by(Judged::joins)
        .filter(|run| run.iter().any(|line| line.certainty == Certainty::Sure))
        .filter_map(|run| Some(run.first()?.text.cover(run.last()?.text)))
        .collect()
}

/// What is held of a line.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Certainty {
    /// It is furniture.
    Sure,
    /// It is furniture if the line beside it is.
    Beside,
    /// It is left alone.
    None,
}

struct Judged {
    id: usize,
    text: TextSpan,
    certainty: Certainty,
}

impl Judged {
    /// Whether two lines belong to one finding. Anything between them, a picture say, parts them.
    fn joins(&self, next: &Self) -> bool {
        self.certainty != Certainty::None && next.certainty != Certainty::None && self.id + 1 == next.id
    }
}

impl Bounds {
    fn judge(self, block: &Block, score: i32) -> Certainty {
        // What a page itself marks as navigation or footer is in its place there.
        let in_place = block.containers.intersects(Containers::NAVIGATION | Containers::FOOTER);
        if in_place {
            return Certainty::None;
        }
        // Where the page's own markup names it furniture, less is enough.
        let sure = if block.containers.contains(Containers::FURNITURE) { self.beside } else { self.sure };
        match score {
            score if score >= sure => Certainty::Sure,
            score if score >= self.beside => Certainty::Beside,
            _ => Certainty::None,
        }
    }
}

//! The tags of a text, and what was read of it in vain.

use super::tag::JsxTag;
use crate::document::Problem;
use crate::source::SourceSpan;

/// The tags of a text, each with the index of its token, and what was looked at in vain.
#[derive(Default)]
pub(in crate::dialects) struct Tags {
    pub(super) all: Vec<(usize, JsxTag)>,
    problem: Option<Problem>,
    /// How many bytes were read for signs that begin nothing.
    pub(super) wasted: usize,
}

impl Tags {
    /// The first thing that could not be read.
    pub(in crate::dialects) fn problem(&self) -> Option<Problem> {
        self.problem
    }

    /// Notes what cannot be read as MDX, if it is the first.
    pub(super) fn note(&mut self, at: usize, end: usize, what: &'static str) {
        self.problem.get_or_insert(Problem { span: SourceSpan::from_range(at..end), what });
    }

    /// Notes what was read up to a limit in vain.
    pub(super) fn miss(&mut self, at: usize, limit: usize, what: &'static str) {
        self.wasted += limit - at;
        self.note(at, at + 1, what);
    }
}

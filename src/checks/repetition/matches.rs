//! Equal matches of a pattern that follow each other.

use std::ops::Range;

use crate::checking::exceptions::Exceptions;
use crate::checking::passages::Passage;
use crate::checking::{Check, Context, Sink};
use crate::matching::PatternId;

/// Looks for matches that are repeated.
pub(super) struct Matches {
    pub pattern: Option<PatternId>,
    pub exceptions: Exceptions,
    pub ignore_case: bool,
    pub alpha: bool,
    pub max: usize,
}

impl Check for Matches {
    fn run(&self, context: &Context<'_>, sink: &mut Sink<'_>) {
        let Some(id) = self.pattern else { return };
        for passage in context.passages(id) {
            let excepted = self.exceptions.within(context, passage.text);
            for (word, range) in self.repeated(context, id, passage.text) {
                let span = passage.part(range.clone());
                if in_one_sentence(context, &passage, &range)
                    && !excepted.hold(&range)
                    && context.speaks_at(span)
                {
                    sink.report(span).value("word", word).emit();
                }
            }
        }
    }
}

impl Matches {
    /// Each word that is repeated too often, with the bytes from the match before it to its end.
    fn repeated<'t>(
        &self,
        context: &Context<'_>,
        id: PatternId,
        text: &'t str,
    ) -> Vec<(&'t str, Range<usize>)> {
        let mut repeated = Vec::new();
        let mut before: Option<Range<usize>> = None;
        let mut count = 0;
        for range in context.pattern(id).find_all(text) {
            let word = text[range.clone()].trim();
            let same = before.clone().filter(|before| self.are_equal(text[before.clone()].trim(), word));
            count = if same.is_some() { count + 1 } else { 0 };
            if let Some(before) = same.filter(|_| count > self.max) {
                repeated.push((word, before.start..range.end));
            }
            before = Some(range);
        }
        repeated
    }

    fn are_equal(&self, one: &str, other: &str) -> bool {
        let same = if self.ignore_case { one.to_lowercase() == other.to_lowercase() } else { one == other };
        same && !one.is_empty() && (!self.alpha || one.chars().all(char::is_alphabetic))
    }
}

/// Whether no sentence ends between two matches.
fn in_one_sentence(context: &Context<'_>, passage: &Passage<'_>, range: &Range<usize>) -> bool {
    let span = passage.part(range.clone());
    let sentences = context.reading().sentences(passage.block);
    let behind = sentences.partition_point(|sentence| sentence.start <= span.start);
    sentences[..behind].last().is_some_and(|sentence| sentence.contains(span))
}

//! A few words that stand twice running: "this morning this morning".

use super::words::words_of;
use crate::checking::exceptions::Exceptions;
use crate::checking::{Check, Context, Sink};

/// Looks for doubled phrases.
pub(super) struct Phrases {
    /// What is left alone.
    pub exceptions: Exceptions,
    /// How many words a phrase has at most.
    pub longest: usize,
}

/// Of a phrase one word must have so many letters: "to the to the" may be a list of small words.
const TELLING: usize = 4;

impl Check for Phrases {
    fn run(&self, context: &Context<'_>, sink: &mut Sink<'_>) {
        for passage in context.all_passages() {
            let words = words_of(context, &passage);
            let excepted = self.exceptions.within(context, passage.text);
            let mut next = 0;
            for index in 0..words.len() {
                let Some(length) = self.doubled_at(&words, index, passage.text) else { continue };
                let first = words[index].0;
                let (again, last) = (words[index + length].0, words[index + 2 * length - 1]);
                let end = last.0 + last.1.len();
                let span = passage.part(first..end);
                let is_told = index < next;
                next = index + 2 * length;
                let is_split = !context.document().is_verbatim(span);
                if is_told || is_split || excepted.hold(&(first..end)) || !context.speaks_at(span) {
                    continue;
                }
                let first_end = words[index + length - 1].0 + words[index + length - 1].1.len();
                let report = sink.report(span).value("word", &passage.text[again..end]);
                report.replace(passage.part(first_end..end), "", context.fix_applicability()).emit();
            }
        }
    }
}

impl Phrases {
    /// How many words from an index on stand there twice, and no more than twice.
    fn doubled_at(&self, words: &[(usize, &str)], index: usize, text: &str) -> Option<usize> {
        (2..=self.longest).find(|&length| {
            let Some(both) = words.get(index..index + 2 * length) else { return false };
            let (first, second) = both.split_at(length);
            first.iter().zip(second).all(|(one, other)| one.1 == other.1)
                && first.iter().any(|(_, word)| word.len() >= TELLING)
                // "The Duran Duran", a list of figures and "no no no no" are meant.
                && first.iter().all(|(_, word)| word.chars().all(char::is_lowercase))
                && first[0].1 != first[1].1
                && both.windows(2).all(|pair| is_gap(&text[pair[0].0 + pair[0].1.len()..pair[1].0]))
                && !goes_on(words, index, length)
        })
    }
}

/// Whether the phrase stands there once more, or its first word does: "over and over and over".
fn goes_on(words: &[(usize, &str)], index: usize, length: usize) -> bool {
    let first = words[index].1;
    let follows = words.get(index + 2 * length).is_some_and(|(_, word)| *word == first);
    let before = index.checked_sub(1).map(|at| words[at].1);
    follows || before == Some(words[index + length - 1].1)
}

/// Whether nothing but white space is between two words.
fn is_gap(between: &str) -> bool {
    !between.is_empty() && between.chars().all(|mark| matches!(mark, ' ' | '\n' | '\r' | '\t'))
}

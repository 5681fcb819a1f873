//! Matches that a rule is told to leave alone.

use std::cell::OnceCell;
use std::ops::Range;

use super::{Compiler, Context};
use crate::matching::{Metered, PatternId};

/// Patterns of what is all right: a match is left alone that holds one as whole words, or stands in one.
#[derive(Debug, Default)]
pub(crate) struct Exceptions(Option<PatternId>);

impl Exceptions {
    /// Compiles the parameter `exceptions`.
    pub fn compile(compiler: &mut Compiler<'_>, written: &[String], ignore_case: bool) -> Self {
        Self(compiler.joined("exceptions", written, ignore_case, whole_words))
    }

    /// The exceptions in a text of which several matches may be asked.
    pub fn within<'e>(&self, context: &'e Context<'e>, text: &'e str) -> Excepted<'e> {
        Excepted { pattern: self.0.map(|id| context.pattern(id)), text, places: OnceCell::new() }
    }
}

/// The exceptions of a rule in one text, which is searched at most once, however many matches there are.
pub(crate) struct Excepted<'e> {
    pattern: Option<Metered<'e>>,
    text: &'e str,
    places: OnceCell<Vec<Range<usize>>>,
}

impl Excepted<'_> {
    /// Whether a match, as bytes of the text, is to be left alone.
    pub fn hold(&self, range: &Range<usize>) -> bool {
        self.pattern.is_some_and(|pattern| {
            pattern.is_match(self.text[range.clone()].trim()) || self.cover(pattern, range)
        })
    }

    fn cover(&self, pattern: Metered<'_>, range: &Range<usize>) -> bool {
        let places = self.places.get_or_init(|| pattern.find_all(self.text));
        // They are in order and do not overlap, so only the last that begins before can reach over the end.
        let behind = places.partition_point(|place| place.start <= range.start);
        places[..behind].last().is_some_and(|place| range.end <= place.end)
    }
}

/// Word boundaries where the pattern begins or ends with a word.
pub(crate) fn whole_words(written: &str) -> String {
    let is_word = |character: Option<char>| character.is_some_and(char::is_alphanumeric);
    let opens = if is_word(written.chars().next()) { r"\b" } else { "" };
    let closes = if is_word(written.chars().next_back()) { r"\b" } else { "" };
    format!("{opens}(?:{written}){closes}")
}

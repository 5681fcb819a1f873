//! Matches that a rule is told to leave alone.

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
        Excepted { pattern: self.0.map(|id| context.pattern(id)), text }
    }
}

/// How far around a match an exception may reach, in bytes.
const REACH: usize = 200;

/// The exceptions of a rule in one text.
pub(crate) struct Excepted<'e> {
    pattern: Option<Metered<'e>>,
    text: &'e str,
}

impl Excepted<'_> {
    /// Whether a match, as bytes of the text, is to be left alone.
    pub fn hold(&self, range: &Range<usize>) -> bool {
        self.pattern.is_some_and(|pattern| {
            pattern.is_match(self.text[range.clone()].trim()) || self.cover(pattern, range)
        })
    }

    /// Whether an exception reaches from before a match to behind it. Only what is near is searched.
    fn cover(&self, pattern: Metered<'_>, range: &Range<usize>) -> bool {
        let near = &self.text[..self.text.floor_char_boundary(range.end + REACH)];
        let mut from = self.text.ceil_char_boundary(range.start.saturating_sub(REACH));
        while let Some(found) = pattern.next_at(near, from).filter(|found| found.start <= range.start) {
            if range.end <= found.end {
                return true;
            }
            from = found.end;
        }
        false
    }
}

/// Word boundaries where the pattern begins or ends with a word.
pub(crate) fn whole_words(written: &str) -> String {
    let is_word = |character: Option<char>| character.is_some_and(char::is_alphanumeric);
    let opens = if is_word(written.chars().next()) { r"\b" } else { "" };
    let closes = if is_word(written.chars().next_back()) { r"\b" } else { "" };
    format!("{opens}(?:{written}){closes}")
}

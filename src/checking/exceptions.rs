//! Matches that a rule is told to leave alone.

use std::ops::Range;

use foldhash::HashSet;

use super::{Compiler, Context};
use crate::matching::{Metered, PatternId};

/// Patterns of what is all right: a match is left alone that holds one as whole words, or stands in one.
#[derive(Debug, Default)]
pub(crate) struct Exceptions {
    /// Those that are one word: a match that holds one needs no pattern to be left alone.
    words: HashSet<String>,
    ignore_case: bool,
    pattern: Option<PatternId>,
}

impl Exceptions {
    /// Compiles the parameter `exceptions`.
    pub fn compile(compiler: &mut Compiler<'_>, written: &[String], ignore_case: bool) -> Self {
        let is_word =
            |text: &&String| !text.is_empty() && text.chars().all(|letter| letter.is_ascii_alphabetic());
        let words = written.iter().filter(is_word);
        let words =
            words.map(|word| if ignore_case { word.to_ascii_lowercase() } else { word.clone() }).collect();
        Self { words, ignore_case, pattern: compiler.joined("exceptions", written, ignore_case, whole_words) }
    }

    /// The exceptions in a text of which several matches may be asked.
    pub fn within<'e>(&'e self, context: &'e Context<'e>, text: &'e str) -> Excepted<'e> {
        Excepted { exceptions: self, pattern: self.pattern.map(|id| context.pattern(id)), text }
    }

    fn have(&self, word: &str) -> bool {
        if self.ignore_case {
            self.words.contains(&word.to_ascii_lowercase())
        } else {
            self.words.contains(word)
        }
    }
}

/// How far around a match an exception may reach, in bytes.
const REACH: usize = 200;

/// The exceptions of a rule in one text.
pub(crate) struct Excepted<'e> {
    exceptions: &'e Exceptions,
    pattern: Option<Metered<'e>>,
    text: &'e str,
}

impl Excepted<'_> {
    /// Whether a match, as bytes of the text, is to be left alone.
    pub fn hold(&self, range: &Range<usize>) -> bool {
        let found = &self.text[range.clone()];
        let has_word = || found.split(char::is_whitespace).any(|word| self.exceptions.have(word));
        self.pattern
            .is_some_and(|pattern| has_word() || pattern.is_match(found.trim()) || self.cover(pattern, range))
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

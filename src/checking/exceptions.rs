//! Matches that a rule is told to leave alone.

use std::ops::Range;

use super::{Compiler, Context};
use crate::matching::{Metered, PatternId, is_plain};

/// Patterns of what is all right: a match is left alone that holds one as whole words, or stands in one.
#[derive(Debug, Default)]
pub(crate) struct Exceptions {
    /// Those that are texts, which are found without being compiled; and so are tried first.
    texts: Option<PatternId>,
    others: Option<PatternId>,
}

impl Exceptions {
    /// Compiles the parameter `exceptions`.
    pub fn compile(compiler: &mut Compiler<'_>, written: &[String], ignore_case: bool) -> Self {
        let before = compiler.problems.len();
        compiler.patterns_compile("exceptions", written);
        if compiler.problems.len() > before {
            return Self::default();
        }
        let (texts, others): (Vec<&String>, Vec<&String>) = written.iter().partition(|text| is_plain(text));
        let mut any_of = |list: Vec<&String>| {
            let shaped: Vec<String> = list.into_iter().map(|text| whole_words(text)).collect();
            compiler.any_of("exceptions", &shaped, ignore_case)
        };
        Self { texts: any_of(texts), others: any_of(others) }
    }

    /// The exceptions in a text of which several matches may be asked.
    pub fn within<'e>(&self, context: &'e Context<'e>, text: &'e str) -> Excepted<'e> {
        Excepted { patterns: [self.texts, self.others].map(|id| id.map(|id| context.pattern(id))), text }
    }
}

/// How far around a match an exception may reach, in bytes.
const REACH: usize = 200;

/// The exceptions of a rule in one text.
pub(crate) struct Excepted<'e> {
    patterns: [Option<Metered<'e>>; 2],
    text: &'e str,
}

impl Excepted<'_> {
    /// Whether a match, as bytes of the text, is to be left alone.
    pub fn hold(&self, range: &Range<usize>) -> bool {
        self.patterns
            .iter()
            .flatten()
            .any(|pattern| pattern.is_match(self.text[range.clone()].trim()) || self.cover(*pattern, range))
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

//! Matches that a rule is told to leave alone.

use std::ops::Range;

use super::{Compiler, Context};
use crate::matching::PatternId;

/// Patterns of what is all right: a match is left alone that holds one as whole words, or stands in one.
#[derive(Debug, Default)]
pub(super) struct Exceptions(Option<PatternId>);

impl Exceptions {
    /// Compiles the parameter `exceptions`.
    pub fn compile(compiler: &mut Compiler<'_>, written: &[String], ignore_case: bool) -> Self {
        Self(compiler.joined("exceptions", written, ignore_case, whole_words))
    }

    /// Whether a match, as bytes of the passage's text, is to be left alone.
    pub fn hold(&self, context: &Context<'_>, text: &str, range: &Range<usize>) -> bool {
        let covers = |found: Range<usize>| found.start <= range.start && range.end <= found.end;
        self.0.is_some_and(|id| {
            let pattern = context.pattern(id);
            pattern.is_match(text[range.clone()].trim()) || pattern.find_all(text).into_iter().any(covers)
        })
    }
}

/// Word boundaries where the pattern begins or ends with a word.
fn whole_words(written: &str) -> String {
    let is_word = |character: Option<char>| character.is_some_and(char::is_alphanumeric);
    let opens = if is_word(written.chars().next()) { r"\b" } else { "" };
    let closes = if is_word(written.chars().next_back()) { r"\b" } else { "" };
    format!("{opens}(?:{written}){closes}")
}

//! Text put into title or sentence case, word by word.

use std::ops::Range;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::document::OPAQUE;
use crate::language::Lexicon;

/// Whose rules title case follows.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Deserialize, JsonSchema, Serialize)]
pub(super) enum TitleStyle {
    /// The Associated Press: words of four letters and more get a capital.
    #[default]
    AP,
    /// The Chicago Manual of Style: prepositions stay small, however long.
    Chicago,
}

impl TitleStyle {
    fn keeps_small(self, word: &str, lexicon: &Lexicon) -> bool {
        lexicon.small_title_words.contains(word)
            || (self == Self::Chicago && lexicon.prepositions.contains(word))
    }
}

/// A letter case for whole lines.
#[derive(Debug, Clone, Copy)]
pub(super) enum Converter<'c> {
    /// Every word large but the small ones; the first and the last always.
    Title(TitleStyle, &'c Lexicon),
    /// The first word large, and each behind one of these signs.
    Sentence(&'c [String]),
}

impl Converter<'_> {
    /// The text in this case; what stands in `kept` stays as it is.
    pub fn convert(self, text: &str, kept: &[Range<usize>]) -> String {
        let words = words(text);
        let mut converted = String::with_capacity(text.len());
        let mut end = 0;
        for (index, word) in words.iter().enumerate() {
            let between = &text[end..word.start];
            converted.push_str(between);
            let written = &text[word.clone()];
            let before = index.checked_sub(1).map_or("", |before| &text[words[before].clone()]);
            let is_kept =
                kept.iter().any(|range| range.start <= word.start && core_end(written, word) <= range.end);
            let new = match self {
                _ if is_kept => written.to_owned(),
                Self::Title(style, lexicon) => {
                    let at_end = index == 0 || index + 1 == words.len() || before.ends_with(':');
                    let lower = written.to_lowercase();
                    let is_small = style.keeps_small(&lower, lexicon);
                    if is_small && !at_end { lower } else { large(written) }
                }
                Self::Sentence(indicators) => {
                    let begins = index == 0
                        || (index == 1 && is_number(before))
                        || (between.contains(char::is_whitespace)
                            && indicators.iter().any(|sign| before.ends_with(sign.as_str())));
                    if begins { large(&written.to_lowercase()) } else { written.to_lowercase() }
                }
            };
            converted.push_str(&new);
            end = word.end;
        }
        converted.push_str(&text[end..]);
        converted
    }

    /// Whether enough words of a text are as expected.
    pub fn accepts(self, text: &str, expected: &str, threshold: f64) -> bool {
        let (mut right, mut all) = (0_u32, 0_u32);
        for (index, (word, wanted)) in text.split_whitespace().zip(expected.split_whitespace()).enumerate() {
            all += 1;
            let shouts = matches!(self, Self::Title(..)) && word == word.to_uppercase();
            if word == wanted || shouts {
                right += 1;
            } else if index == 0 && matches!(self, Self::Sentence(_)) {
                return false;
            }
        }
        all == 0 || f64::from(right) / f64::from(all) >= threshold
    }
}

/// The words of a line: what begins with a letter, a digit, or something that is not read, up to white space, a hyphen
/// or a slash.
fn words(text: &str) -> Vec<Range<usize>> {
    let mut words = Vec::new();
    let mut start = None;
    for (at, character) in text.char_indices() {
        let parts = character.is_whitespace() || matches!(character, '-' | '/');
        match start {
            Some(from) if parts => {
                words.push(from..at);
                start = None;
            }
            None if character.is_alphanumeric() || character == OPAQUE => start = Some(at),
            _ => {}
        }
    }
    words.extend(start.map(|from| from..text.len()));
    words
}

/// Where the letters of a word end, before the signs behind them.
fn core_end(written: &str, word: &Range<usize>) -> usize {
    word.start + written.trim_end_matches(|sign: char| !sign.is_alphanumeric()).len()
}

/// Whether a word numbers what follows, as `2.` does.
fn is_number(word: &str) -> bool {
    word.strip_suffix(['.', ')']).is_some_and(|number| number.bytes().all(|byte| byte.is_ascii_digit()))
}

/// The word with a capital first letter.
fn large(word: &str) -> String {
    let mut characters = word.chars();
    characters.next().map(|first| first.to_uppercase().chain(characters).collect()).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::language::Languages;

    #[test]
    fn title_case_keeps_small_words_small_but_at_the_ends() {
        let languages = Languages::default();
        let ap = Converter::Title(TitleStyle::AP, languages.of(None));
        assert_eq!(ap.convert("a walk through the old-town of it", &[]), "A Walk Through the Old-Town of It");
        let chicago = Converter::Title(TitleStyle::Chicago, languages.of(None));
        assert_eq!(chicago.convert("a walk Through the park", &[]), "A Walk through the Park");
    }

    #[test]
    fn sentence_case_begins_anew_behind_an_indicator() {
        let signs = [":".to_owned()];
        let sentence = Converter::Sentence(&signs);
        let rome = 19..23;
        let kept = std::slice::from_ref(&rome);
        assert_eq!(sentence.convert("The News: A Day In Rome", kept), "The news: A day in Rome");
        assert_eq!(sentence.convert("2. Thank You :Bow:", &[]), "2. Thank you :bow:");
        assert!(sentence.accepts("One two", "One two", 0.8));
        assert!(!sentence.accepts("one Two three four five six", "One two three four five six", 0.1));
    }
}

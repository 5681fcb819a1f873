//! What of a text is a word to be looked up.

use std::ops::Range;

use unicode_segmentation::UnicodeSegmentation;

use crate::document::OPAQUE;

/// What Vale takes off the head of a word, sign by sign.
const BEFORE: &[char] = &['$', '(', '"', '[', '\'', '“', '”', '‘', '’'];
/// What it takes off the end.
const BEHIND: &[char] = &[',', ')', '"', ']', '!', ';', '.', '?', ':', '\'', '“', '”', '‘', '’'];

/// The words of a text.
pub(super) fn words(text: &str) -> impl Iterator<Item = Range<usize>> {
    text.unicode_word_indices().map(|(start, word)| start..start + word.len())
}

/// The words of a text as Vale parts them: by spaces, without the signs around them.
///
/// What stands around something that is not read is left out, and so is what has no letter in it.
pub(super) fn words_between_spaces(text: &str) -> impl Iterator<Item = Range<usize>> {
    let start = |word: &str| word.as_ptr() as usize - text.as_ptr() as usize;
    let words = text.split_whitespace().map(bare);
    words
        .filter(|word| word.chars().any(char::is_alphabetic) && !word.contains(OPAQUE) && !is_initials(word))
        .map(move |word| start(word)..start(word) + word.len())
}

fn bare(mut word: &str) -> &str {
    while !is_initials(word) {
        let signs = word.chars();
        let rest = word.strip_prefix(BEFORE).or_else(|| word.strip_suffix(BEHIND));
        match rest.filter(|rest| !rest.is_empty() && signs.clone().count() > 1) {
            Some(rest) => word = rest,
            None => break,
        }
    }
    word
}

/// Whether a text is a shortened word or name with its stops: `U.S.`, `Mr.`
fn is_initials(word: &str) -> bool {
    let Some(stopped) = word.strip_suffix('.') else { return false };
    let is_letter =
        |part: &str| part.len() == 1 && part.starts_with(|letter: char| letter.is_ascii_alphabetic());
    let mut letters = stopped.chars();
    let is_title = letters.next().is_some_and(|letter| letter.is_ascii_uppercase())
        && (2..=3).contains(&stopped.len())
        && letters.all(|letter| letter.is_ascii_lowercase());
    is_title || stopped.contains('.') && stopped.split('.').all(is_letter)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn signs_around_a_word_are_no_part_of_it() {
        let text = "“Harbour,” said Mr. Quay (of the U.S.): 'tis a sea-port – $5, 10ft… don’t.";
        let words: Vec<&str> = words_between_spaces(text).map(|range| &text[range]).collect();
        assert_eq!(words, ["Harbour", "said", "Quay", "of", "the", "tis", "a", "sea-port", "10ft…", "don’t"]);
        assert_eq!(bare("..."), ".");
    }
}

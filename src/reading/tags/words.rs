//! A sentence cut into words and marks as the Penn Treebank does it.

use std::ops::Range;

use crate::document::OPAQUE;
use crate::language::Lexicon;

/// Marks that stand before a word.
const OPENING: &[char] =
    &['(', '[', '{', '"', '“', '‘', '\'', '«', '`', '$', '£', '€', '#', '—', '–', '…', '*', OPAQUE];
/// Marks that stand behind one.
const CLOSING: &[char] =
    &[')', ']', '}', '"', '”', '’', '\'', '»', ',', ';', ':', '!', '?', '.', '%', '—', '–', '…', '*', OPAQUE];
/// The letters and signs of the longest short form: `n't`.
const LONGEST_CONTRACTED: usize = 3;
/// The words and marks of a sentence.
pub(super) fn split(sentence: &str, english: &Lexicon) -> Vec<Range<usize>> {
    let mut found = Vec::new();
    for (start, chunk) in chunks(sentence) {
        part(start, chunk, english, &mut found);
    }
    found
}

/// The pieces between white space and dashes; dashes themselves are pieces too.
fn chunks(sentence: &str) -> Vec<(usize, &str)> {
    let mut chunks = Vec::new();
    let mut start = 0;
    for (at, mark) in sentence.match_indices(|sign: char| sign.is_whitespace() || sign == '—') {
        chunks.push((start, &sentence[start..at]));
        if mark == "—" {
            chunks.push((at, mark));
        }
        start = at + mark.len();
    }
    chunks.push((start, &sentence[start..]));
    chunks.retain(|(_, chunk)| !chunk.is_empty());
    chunks
}

/// Cuts the marks off both ends of a piece, and what is contracted off the rest.
fn part(start: usize, chunk: &str, english: &Lexicon, found: &mut Vec<Range<usize>>) {
    let mut word = start..start + chunk.len();
    let text = |range: &Range<usize>| &chunk[range.start - start..range.end - start];
    while let Some(mark) = text(&word).chars().next().filter(|mark| OPENING.contains(mark)) {
        // A contracted word may stand alone.
        if word.len() == mark.len_utf8() || contracted(text(&word), english) == Some(0) {
            break;
        }
        found.push(word.start..word.start + mark.len_utf8());
        word.start += mark.len_utf8();
    }
    let mut behind = Vec::new();
    while let Some(mark) = text(&word).chars().next_back().filter(|mark| CLOSING.contains(mark)) {
        if word.len() == mark.len_utf8() || (mark == '.' && keeps_stop(text(&word), english)) {
            break;
        }
        behind.push(word.end - mark.len_utf8()..word.end);
        word.end -= mark.len_utf8();
    }
    match contracted(text(&word), english).filter(|&at| at > 0) {
        Some(at) => found.extend([word.start..word.start + at, word.start + at..word.end]),
        None => found.push(word),
    }
    found.extend(behind.into_iter().rev());
}

/// Where the contracted part of a word begins.
fn contracted(word: &str, english: &Lexicon) -> Option<usize> {
    // Only the end is looked at: a word can be very long.
    let longest = word.char_indices().rev().nth(LONGEST_CONTRACTED - 1).map_or(0, |(at, _)| at);
    let plain = word[longest..].replace('’', "'").to_lowercase();
    let (_, end) = english.short_forms.iter().find(|(_, end)| plain.ends_with(end))?;
    let (at, _) = word.char_indices().rev().nth(end.chars().count() - 1)?;
    Some(at)
}

/// Whether a full stop belongs to the word: `Mr.`, `J.`, `p.m.`
fn keeps_stop(word: &str, english: &Lexicon) -> bool {
    let is_initials = word.split_terminator('.').all(|part| part.chars().count() == 1);
    is_initials && word.chars().any(char::is_alphabetic)
        || word
            .strip_suffix('.')
            .is_some_and(|word| english.abbreviations.contains(word) || english.months.is_short_form(word))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::split;
    use crate::language::Languages;

    fn words(sentence: &str) -> Vec<&str> {
        split(sentence, Languages::default().of(None)).into_iter().map(|range| &sentence[range]).collect()
    }

    #[test]
    fn marks_and_contractions_are_words_of_their_own() {
        assert_eq!(
            words("“It’s (so) she said,”"),
            ["“", "It", "’s", "(", "so", ")", "she", "said", ",", "”"]
        );
        assert_eq!(
            words("Mr. Hale can't come at 5 p.m."),
            ["Mr.", "Hale", "ca", "n't", "come", "at", "5", "p.m."]
        );
        assert_eq!(words("well-known—yes!"), ["well-known", "—", "yes", "!"]);
        assert_eq!(words("the dogs' 's 'll \"."), ["the", "dogs", "'", "'s", "'ll", "\"", "."]);
    }

    proptest! {
        #[test]
        fn every_sign_is_in_one_word(sentence in any::<String>()) {
            let joined: String = words(&sentence).concat();
            let wanted: String = sentence.chars().filter(|sign| !sign.is_whitespace()).collect();
            prop_assert_eq!(joined, wanted);
        }
    }
}

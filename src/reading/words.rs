//! Words by UAX 29, found without the tables of Unicode where a text's letters allow it.

use std::ops::Range;

use unicode_segmentation::UnicodeSegmentation;

/// Marks that join what stands on both sides of them into one word.
const APOSTROPHES: [char; 2] = ['’', '‘'];

/// The words of a text, in order, as [`UnicodeSegmentation::unicode_word_indices`] finds them.
///
/// A space always parts words, so each stretch between two spaces is read by itself: by the library's quick
/// way if it is ASCII, by ours if it is but for quotation marks and dashes, else by the whole rules.
pub(super) fn split(text: &str, mut found: impl FnMut(Range<usize>)) {
    let mut start = 0;
    while start < text.len() {
        let rest = &text[start..];
        let foreign = rest.bytes().position(|byte| !byte.is_ascii()).unwrap_or(rest.len());
        let ascii = match rest.as_bytes()[..foreign].iter().rposition(|&byte| byte == b' ') {
            _ if foreign == rest.len() => foreign,
            Some(space) => space + 1,
            None => 0,
        };
        for (at, word) in rest[..ascii].unicode_word_indices() {
            found(start + at..start + at + word.len());
        }
        start += ascii;
        let length = text[start..].find(' ').unwrap_or(text.len() - start);
        mixed(&text[start..start + length], |word| found(start + word.start..start + word.end));
        start += length;
    }
}

/// The words of a text that is not ASCII.
fn mixed(text: &str, mut found: impl FnMut(Range<usize>)) {
    let is_known = |letter: char| letter.is_ascii() || parts(letter) || APOSTROPHES.contains(&letter);
    if !text.chars().all(is_known) {
        for (at, word) in text.unicode_word_indices() {
            found(at..at + word.len());
        }
        return;
    }
    let mut open: Option<Range<usize>> = None;
    let mut start = 0;
    for piece in text.split(|letter: char| !letter.is_ascii()) {
        for (at, word) in piece.unicode_word_indices() {
            let word = start + at..start + at + word.len();
            match &mut open {
                Some(before) if is_one(text, before, &word) => before.end = word.end,
                _ => {
                    if let Some(before) = open.replace(word) {
                        found(before);
                    }
                }
            }
        }
        start += piece.len();
        start += text[start..].chars().next().map_or(0, char::len_utf8);
    }
    if let Some(last) = open {
        found(last);
    }
}

/// Whether two words are one with the apostrophe between them (WB6, WB7, WB11 and WB12).
fn is_one(text: &str, before: &Range<usize>, after: &Range<usize>) -> bool {
    let mut gap = text[before.end..after.start].chars();
    let is_apostrophe = gap.next().is_some_and(|mark| APOSTROPHES.contains(&mark)) && gap.next().is_none();
    let (end, start) = (text.as_bytes()[before.end - 1], text.as_bytes()[after.start]);
    let is_alike = end.is_ascii_alphabetic() && start.is_ascii_alphabetic()
        || end.is_ascii_digit() && start.is_ascii_digit();
    is_apostrophe && is_alike
}

/// Whether a mark always parts words: quotation marks, dashes and the like.
fn parts(mark: char) -> bool {
    matches!(
        mark,
        '“' | '”'
            | '„'
            | '«'
            | '»'
            | '‹'
            | '›'
            | '–'
            | '—'
            | '…'
            | '•'
            | '\u{a0}'
            | '£'
            | '€'
            | '©'
    )
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn words(text: &str) -> Vec<(usize, &str)> {
        let mut words = Vec::new();
        split(text, |word| words.push((word.start, &text[word])));
        words
    }

    #[test]
    fn an_apostrophe_joins_letters_and_a_dash_parts_them() {
        let words: Vec<&str> = words("“Don’t,” said O’Hale—at 5’ 10’000 rock ’n’ roll…yes")
            .into_iter()
            .map(|(_, word)| word)
            .collect();
        assert_eq!(words, ["Don’t", "said", "O’Hale", "at", "5", "10’000", "rock", "n", "roll", "yes"]);
    }

    proptest! {
        #[test]
        fn the_rules_of_unicode_find_the_same(
            text in "([ab_'.:,1 \n\r’‘“”—…\u{a0}£é\u{301}\u{200d}漢か-]|a’b|1’1){0,40}",
        ) {
            let expected: Vec<(usize, &str)> = text.unicode_word_indices().collect();
            prop_assert_eq!(words(&text), expected);
        }
    }
}

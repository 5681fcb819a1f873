//! Words by UAX 29, found without the tables of Unicode where a text's letters allow it.

use std::ops::Range;

use unicode_segmentation::UnicodeSegmentation;

/// The words of a text, in order, as [`UnicodeSegmentation::unicode_word_indices`] finds them.
///
/// A text of ASCII, but for quotation marks and dashes, is read by itself. Of any other text, as a space
/// always parts words, each stretch between two spaces that has other characters is left to the whole rules.
pub(super) fn split(text: &str, mut found: impl FnMut(Range<usize>)) {
    if is_known(text) {
        known(text, 0, &mut found);
        return;
    }
    let mut start = 0;
    for stretch in text.split(' ') {
        if is_known(stretch) {
            known(stretch, start, &mut found);
        } else {
            for (at, word) in stretch.unicode_word_indices() {
                found(start + at..start + at + word.len());
            }
        }
        start += stretch.len() + 1;
    }
}

/// Whether a text is ASCII but for marks that always part words, and apostrophes.
fn is_known(text: &str) -> bool {
    text.is_ascii() || text.chars().all(|letter| letter.is_ascii() || parts(letter) || is_apostrophe(letter))
}

/// The words of a text that [`is_known`].
fn known(text: &str, start: usize, found: &mut impl FnMut(Range<usize>)) {
    let bytes = text.as_bytes();
    let mut end = 0;
    while let Some(lead) = bytes[end..].iter().position(|byte| KINDS[usize::from(*byte)] != Kind::Other) {
        let first = end + lead;
        end = word_end(text, first);
        if bytes[first..end].iter().any(u8::is_ascii_alphanumeric) {
            found(start + first..start + end);
        }
    }
}

/// Where a word ends that starts at a byte.
fn word_end(text: &str, start: usize) -> usize {
    let bytes = text.as_bytes();
    let kind = |at: usize| bytes.get(at).map_or(Kind::Other, |byte| KINDS[usize::from(*byte)]);
    let mut end = start;
    loop {
        // WB5, WB8 to WB10, WB13a, WB13b.
        end += bytes[end..].iter().take_while(|byte| KINDS[usize::from(**byte)] != Kind::Other).count();
        let Some(mark) = text[end..].chars().next() else { return end };
        let next = end + mark.len_utf8();
        let joins = match (kind(end.saturating_sub(1)), kind(next)) {
            // WB6, WB7.
            (Kind::Letter, Kind::Letter) => matches!(mark, '.' | '\'' | ':') || is_apostrophe(mark),
            // WB11, WB12.
            (Kind::Digit, Kind::Digit) => matches!(mark, '.' | '\'' | ',' | ';') || is_apostrophe(mark),
            _ => false,
        };
        if !joins {
            return end;
        }
        end = next;
    }
}

/// What an ASCII character is to a word.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Kind {
    Letter,
    Digit,
    /// `_`, which is of a word but makes none.
    Low,
    Other,
}

/// The kind of each byte.
const KINDS: [Kind; 256] = {
    let mut kinds = [Kind::Other; 256];
    let mut byte = 0_u8;
    while byte.is_ascii() {
        if byte.is_ascii_alphabetic() {
            kinds[byte as usize] = Kind::Letter;
        } else if byte.is_ascii_digit() {
            kinds[byte as usize] = Kind::Digit;
        }
        byte += 1;
    }
    kinds[b'_' as usize] = Kind::Low;
    kinds
};

/// Marks that join what stands on both sides of them into one word.
fn is_apostrophe(mark: char) -> bool {
    matches!(mark, '’' | '‘')
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
            text in "([ab_'.:;,1 \n\r’‘“”—…\u{a0}£é\u{301}\u{200d}漢か-]|a’b|1’1|a.b|1,1|1.1|a:b){0,40}",
        ) {
            let expected: Vec<(usize, &str)> = text.unicode_word_indices().collect();
            prop_assert_eq!(words(&text), expected);
        }
    }
}

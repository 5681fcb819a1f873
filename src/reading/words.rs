//! Words by UAX 29, found without the tables of Unicode where a text's letters allow it.

use std::ops::Range;

use unicode_segmentation::UnicodeSegmentation;

use crate::document::OPAQUE;

/// The words of a text, in order, as [`UnicodeSegmentation::unicode_word_indices`] finds them.
///
/// A text of Latin letters and the signs of typography is read by itself. Of any other text, as a space
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

/// Whether a text is ASCII but for other Latin letters, marks that always part words, and apostrophes.
fn is_known(text: &str) -> bool {
    beyond_ascii(text).all(|letter| is_latin(letter) || parts(letter) || is_apostrophe(letter))
}

/// The characters of a text that are not ASCII, in order.
pub(super) fn beyond_ascii(text: &str) -> impl Iterator<Item = char> + '_ {
    let mut at = 0;
    std::iter::from_fn(move || {
        at += text.as_bytes()[at..].iter().position(|byte| !byte.is_ascii())?;
        let character = text[at..].chars().next()?;
        at += character.len_utf8();
        Some(character)
    })
}

/// The words of a text that [`is_known`], which starts at a place.
fn known(text: &str, start: usize, found: &mut impl FnMut(Range<usize>)) {
    let bytes = text.as_bytes();
    let mut end = 0;
    while let Some(lead) = bytes[end..].iter().position(|&byte| ByteKind::of(byte).begins()) {
        let first = end + lead;
        end = word_end(text, first);
        let is_word = bytes[first..end]
            .iter()
            .any(|&byte| matches!(ByteKind::of(byte), ByteKind::Letter | ByteKind::Digit));
        if is_word {
            found(start + first..start + end);
        }
    }
}

/// Where a word ends that starts at a byte.
fn word_end(text: &str, start: usize) -> usize {
    let bytes = text.as_bytes();
    let mut end = start;
    loop {
        // WB5, WB8 to WB10, WB13a, WB13b.
        let rest = bytes[end..].iter();
        end += rest.take_while(|&&byte| ByteKind::of(byte) != ByteKind::Other).count();
        let mark = match bytes.get(end) {
            Some(b'\'' | b'.' | b':' | b',' | b';' | 0xe2) => text[end..].chars().next(),
            _ => None,
        };
        let Some(mark) = mark else { return end };
        let next = end + mark.len_utf8();
        let kind = |at: usize| bytes.get(at).map_or(ByteKind::Other, |&byte| ByteKind::of(byte));
        let joins = match (kind(end.saturating_sub(1)), kind(next)) {
            // WB6, WB7.
            (ByteKind::Letter | ByteKind::Inner, ByteKind::Letter) => {
                matches!(mark, '.' | '\'' | ':') || is_apostrophe(mark)
            }
            // WB11, WB12.
            (ByteKind::Digit, ByteKind::Digit) => {
                matches!(mark, '.' | '\'' | ',' | ';') || is_apostrophe(mark)
            }
            _ => false,
        };
        if !joins {
            return end;
        }
        end = next;
    }
}

/// What a byte of a text that [`is_known`] is to a word.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum ByteKind {
    /// A letter of ASCII, or the first byte of another one.
    Letter,
    Digit,
    /// `_`, which is of a word but makes none.
    Low,
    /// A byte within a character: of the word if the character is.
    Inner,
    Other,
}

impl ByteKind {
    fn of(byte: u8) -> Self {
        KINDS[usize::from(byte)]
    }

    /// Whether a word may begin with such a byte.
    fn begins(self) -> bool {
        !matches!(self, Self::Inner | Self::Other)
    }
}

/// The kind of each byte.
const KINDS: [ByteKind; 256] = {
    let mut kinds = [ByteKind::Other; 256];
    let mut byte = 0_u8;
    while byte < u8::MAX {
        kinds[byte as usize] = match byte {
            // From 0xc3 on: those with which the letters of `is_latin` begin.
            b'a'..=b'z' | b'A'..=b'Z' | 0xc3..=0xc9 => ByteKind::Letter,
            b'0'..=b'9' => ByteKind::Digit,
            b'_' => ByteKind::Low,
            0x80..=0xbf => ByteKind::Inner,
            _ => ByteKind::Other,
        };
        byte += 1;
    }
    kinds
};

/// Letters of Latin script beyond ASCII.
fn is_latin(letter: char) -> bool {
    matches!(letter, '\u{c0}'..='\u{24f}') && !matches!(letter, '×' | '÷')
}

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
            | OPAQUE
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

    #[test]
    fn latin_letters_are_of_words() {
        for letter in ('\0'..='\u{24f}').filter(|&letter| is_known(&letter.to_string())) {
            for text in [format!("{letter}"), format!("a{letter}.b"), format!("1.{letter}'_{letter}")] {
                let expected: Vec<(usize, &str)> = text.unicode_word_indices().collect();
                assert_eq!(words(&text), expected, "{text}");
            }
        }
    }

    proptest! {
        #[test]
        fn the_rules_of_unicode_find_the_same(
            text in "([ab_'.:;,1 \n\r’‘“”—…\u{a0}£éŉ×\u{301}\u{200d}漢か-]|a’b|1’1|a.b|1,1|1.1|a:b){0,40}",
        ) {
            let expected: Vec<(usize, &str)> = text.unicode_word_indices().collect();
            prop_assert_eq!(words(&text), expected);
        }
    }
}

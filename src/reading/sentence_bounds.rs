//! Where sentences end by UAX 29, found without the tables of Unicode where a text's letters allow it.
//!
//! Nothing but a full stop, another sign that ends sentences or a line break can end one; so these are
//! looked for, and the rules (named as there) are tried at each.

use unicode_segmentation::UnicodeSegmentation;

use super::words::beyond_ascii;
use crate::document::OPAQUE;

/// The places at which the sentences of a text end, each with the white space behind it; the last is its end.
pub(super) fn ends(text: &str) -> Vec<usize> {
    if beyond_ascii(text).all(is_known) {
        return known_ends(text);
    }
    text.split_sentence_bound_indices().map(|(start, sentence)| start + sentence.len()).collect()
}

/// What a character does to the end of a sentence.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Class {
    /// A full stop, which abbreviations have as well.
    Stop,
    /// Another sign that ends a sentence.
    Term,
    Upper,
    Lower,
    /// A letter without case.
    Letter,
    Digit,
    /// A sign behind which a sentence goes on.
    Continue,
    /// A quotation mark or a bracket.
    Close,
    Space,
    /// A line break.
    Break,
    Other,
}

impl Class {
    fn of(character: char) -> Self {
        match character {
            '.' => Self::Stop,
            '!' | '?' => Self::Term,
            'a'..='z' => Self::Lower,
            'A'..='Z' => Self::Upper,
            '0'..='9' => Self::Digit,
            ',' | '-' | ':' | ';' | '–' | '—' => Self::Continue,
            '"' | '\'' | '(' | ')' | '[' | ']' | '{' | '}' | '‘'..='‟' | '«' | '»' | '‹' | '›' => {
                Self::Close
            }
            ' ' | '\t' | '\u{b}' | '\u{c}' | '\u{a0}' => Self::Space,
            '\n' | '\r' => Self::Break,
            // What is not read may begin a sentence as a word does.
            OPAQUE => Self::Letter,
            other if other.is_lowercase() => Self::Lower,
            other if other.is_uppercase() || is_title_case(other) => Self::Upper,
            other if other.is_alphabetic() => Self::Letter,
            _ => Self::Other,
        }
    }
}

/// Digraphs of which only the first letter is a capital.
fn is_title_case(letter: char) -> bool {
    matches!(letter, 'ǅ' | 'ǈ' | 'ǋ' | 'ǲ')
}

/// Whether [`Class::of`] is right about a character beyond ASCII: Latin letters and the signs of typography.
fn is_known(character: char) -> bool {
    match character {
        '\u{ad}' => false,
        '\u{a0}'..='\u{24f}' => true,
        _ => matches!(character, '‘'..='‟' | '‹' | '›' | '–' | '—' | '…' | '•' | '€' | OPAQUE),
    }
}

fn known_ends(text: &str) -> Vec<usize> {
    let is_end = |byte: &u8| matches!(byte, b'.' | b'!' | b'?' | b'\n' | b'\r');
    let mut ends = Vec::new();
    let mut at = 0;
    while let Some(found) = text.as_bytes()[at..].iter().position(is_end) {
        at += found;
        let (next, is_bound) = behind(text, at);
        if is_bound {
            ends.push(next);
        }
        at = next;
    }
    if ends.last() != Some(&text.len()) && !text.is_empty() {
        ends.push(text.len());
    }
    ends
}

/// The place up to which the sign at a place reaches, and whether a sentence ends there.
fn behind(text: &str, at: usize) -> (usize, bool) {
    let class = |place: usize| text[place..].chars().next().map(Class::of);
    let end = at + 1;
    let is_stop = text.as_bytes()[at] == b'.';
    match text.as_bytes()[at] {
        // SB3: a line break of two characters is one.
        b'\r' if text[end..].starts_with('\n') => return (end + 1, true),
        b'\r' | b'\n' => return (end, true),
        _ => {}
    }
    if is_stop {
        let before = text[..at].chars().next_back().map(Class::of);
        let is_initial =
            matches!(before, Some(Class::Upper | Class::Lower)) && class(end) == Some(Class::Upper);
        // SB6, SB7: a decimal stop, and the stops within "U.S.".
        if class(end) == Some(Class::Digit) || is_initial {
            return (end, false);
        }
    }
    // What hangs on the sign without a space, such as a footnote's mark, belongs to the sentence.
    let hangs = |character| character == OPAQUE || Class::of(character) == Class::Close;
    let rest = &text[end..];
    let closed = end + rest.find(|character| !hangs(character)).unwrap_or(rest.len());
    let spaced = skip(text, closed, |class| class == Class::Space);
    let goes_on = match class(spaced) {
        // SB8a; SB9, SB10: the line break itself is the end.
        Some(Class::Continue | Class::Stop | Class::Term | Class::Break) => true,
        None => false,
        // SB8.
        Some(_) => {
            let is_passed = |class| {
                !matches!(
                    class,
                    Class::Letter | Class::Upper | Class::Lower | Class::Break | Class::Stop | Class::Term
                )
            };
            is_stop && class(skip(text, spaced, is_passed)) == Some(Class::Lower)
        }
    };
    (spaced, !goes_on)
}

/// The first place from one on whose character is of another kind.
fn skip(text: &str, from: usize, is_passed: impl Fn(Class) -> bool) -> usize {
    let rest = &text[from..];
    from + rest.find(|character| !is_passed(Class::of(character))).unwrap_or(rest.len())
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(4000))]
        #[test]
        fn the_rules_of_unicode_find_the_same(
            text in "([aA1éÉ\u{1c5}ƻ.!?,;:\\-() \t\r\n\u{a0}“”‘’«»\"'\\[—…•$²]|U\\.S\\.|\\. |[.!?]\\) ){0,24}",
        ) {
            let library = text.split_sentence_bound_indices();
            let expected: Vec<usize> = library.map(|(start, sentence)| start + sentence.len()).collect();
            prop_assert_eq!(known_ends(&text), expected);
        }
    }

    #[test]
    fn characters_that_are_known_are_of_latin_script() {
        for character in '\0'..='\u{24f}' {
            for text in [format!("a. {character}"), format!("a.{character} B"), format!("{character}.B")] {
                let library = text.split_sentence_bound_indices();
                let expected: Vec<usize> = library.map(|(start, sentence)| start + sentence.len()).collect();
                assert_eq!(ends(&text), expected, "{text:?}");
            }
        }
    }
}

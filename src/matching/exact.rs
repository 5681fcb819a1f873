//! Patterns that are no more than a list of texts, matched without a regular expression.
//!
//! Most patterns of rules are such: a few words with choices in them, as whole words or as a whole block.
//! To compile one takes longer than to try its texts on all of an article.

use std::ops::Range;

use super::literals;

/// What must stand around a text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Frame {
    /// Anything.
    Anything,
    /// The ends of words, where the text has letters: `\b(?:…)\b`.
    Words,
    /// Nothing: `^(?:…)$`.
    Nothing,
    /// Nothing but punctuation and space: `^\W*(?:…)\W*$`.
    NoWords,
}

/// How patterns are written that checks put together of what stands in a rule.
pub(super) const SHAPES: [(&str, &str, Frame); 4] = [
    (r"\b(?:", r")\b", Frame::Words),
    ("^(?:", ")$", Frame::Nothing),
    (r"^\W*(?:", r")\W*$", Frame::NoWords),
    ("(?:", ")", Frame::Anything),
];

/// Whether a pattern, in the frame that a check puts around it or without one, is a text with no sign in it that means
/// anything but itself: most of a house's own are, and need no parser to be known as sound.
pub(super) fn is_plain(pattern: &str) -> bool {
    const LONGEST: usize = 1000;
    let unframed =
        SHAPES.iter().find_map(|(opens, closes, _)| pattern.strip_prefix(opens)?.strip_suffix(closes));
    let is_itself = |sign: char| sign.is_alphanumeric() || " '’“”,;:!/%@_\"–—-".contains(sign);
    pattern.len() <= LONGEST && unframed.unwrap_or(pattern).chars().all(is_itself)
}

/// A pattern that is a list of texts in a frame.
#[derive(Debug)]
pub(super) struct Exact {
    frame: Frame,
    ignores_case: bool,
    /// Where two match at one place the earlier is preferred.
    texts: Vec<String>,
    /// The bytes of the longest text.
    longest: usize,
    /// A bit for each length in bytes that a text has; the last one stands for longer ones too.
    lengths: u64,
    /// For each byte whether a text begins with it, in either case.
    begins: Box<[bool; 256]>,
}

impl Exact {
    /// Reads a pattern; none if it is more than a list of texts, or one that ignores the case of letters outside
    /// ASCII within a text.
    pub(super) fn read(pattern: &str) -> Option<Self> {
        let written = pattern.strip_prefix("(?i)");
        let (written, ignores_case) = written.map_or((pattern, false), |written| (written, true));
        // A shape may be written by hand within the one that a check puts around it.
        let inner = written.strip_prefix("(?:").and_then(|written| written.strip_suffix(")"));
        let is_shaped = |inner: &&str| {
            SHAPES.iter().any(|(opens, closes, _)| inner.starts_with(opens) && inner.ends_with(closes))
        };
        let written = inner.filter(is_shaped).unwrap_or(written);
        let (inner, frame) = SHAPES.iter().find_map(|(opens, closes, frame)| {
            Some((written.strip_prefix(opens)?.strip_suffix(closes)?, *frame))
        })?;
        let texts = literals::texts(inner)?;
        let is_whole = matches!(frame, Frame::Nothing | Frame::NoWords);
        let has_case = |text: &String| text.contains(literals::has_case_outside_ascii);
        if !is_whole && ignores_case && texts.iter().any(has_case) {
            return None;
        }
        let has_words_at_ends = |text: &String| {
            text.chars().next().is_some_and(is_word) && text.chars().next_back().is_some_and(is_word)
        };
        if frame == Frame::NoWords && !texts.iter().all(has_words_at_ends) {
            return None;
        }
        let mut begins = Box::new([false; 256]);
        for text in &texts {
            let small = lower(text).next().map_or(0, |first| first.encode_utf8(&mut [0; 4]).as_bytes()[0]);
            for first in text.bytes().next().into_iter().chain(ignores_case.then_some(small)) {
                begins[usize::from(first)] = true;
                if ignores_case {
                    begins[usize::from(first.to_ascii_lowercase())] = true;
                    begins[usize::from(first.to_ascii_uppercase())] = true;
                }
            }
        }
        let longest = texts.iter().map(String::len).max().unwrap_or(0);
        let lengths = texts.iter().fold(0, |lengths, text| lengths | length_bit(text));
        Some(Self { frame, ignores_case, texts, longest, lengths, begins })
    }

    /// The first match at or after a byte of the text.
    pub(super) fn find_at(&self, text: &str, start: usize) -> Option<Range<usize>> {
        match self.frame {
            Frame::Nothing => (start == 0 && self.is(text)).then_some(0..text.len()),
            Frame::NoWords => {
                let bare = || text.trim_matches(|letter| !is_word(letter));
                (start == 0 && self.is(bare())).then_some(0..text.len())
            }
            Frame::Words | Frame::Anything => self.search(text, start),
        }
    }

    /// Whether a whole text is one of the texts.
    fn is(&self, text: &str) -> bool {
        // Another letter case may have another length, but not in ASCII.
        let has_length = self.lengths & length_bit(text) != 0 || !text.is_ascii();
        let may_begin =
            text.bytes().next().is_none_or(|first| self.begins[usize::from(first)] || !first.is_ascii());
        if text.len() > self.longest || !has_length || !may_begin {
            return false;
        }
        let is_folded = self.ignores_case && !text.is_ascii();
        self.texts.iter().any(|known| {
            self.is_same(known, text.as_bytes())
                || is_folded && may_begin_alike(known, text) && lower(known).eq(lower(text))
        })
    }

    fn is_same(&self, known: &str, text: &[u8]) -> bool {
        if self.ignores_case { known.as_bytes().eq_ignore_ascii_case(text) } else { known.as_bytes() == text }
    }

    fn search(&self, text: &str, start: usize) -> Option<Range<usize>> {
        let begins = |byte: &u8| self.begins[usize::from(*byte)];
        let mut at = start;
        loop {
            at += text.as_bytes().get(at..)?.iter().position(begins)?;
            let stands = |known: &&String| {
                let end = at + known.len();
                text.as_bytes().get(at..end).is_some_and(|stands| self.is_same(known, stands))
                    && (self.frame == Frame::Anything || is_bound(text, at) && is_bound(text, end))
            };
            if let Some(found) = self.texts.iter().find(stands) {
                return Some(at..at + found.len());
            }
            at += 1;
        }
    }
}

/// Whether the first letters of two texts may be the same, in either case; if not, no others need be looked at.
pub(crate) fn may_begin_alike(one: &str, other: &str) -> bool {
    let first = |text: &str| text.bytes().next().filter(u8::is_ascii);
    first(one).zip(first(other)).is_none_or(|(one, other)| one.eq_ignore_ascii_case(&other))
}

/// The small letters of a text.
fn lower(text: &str) -> impl Iterator<Item = char> + '_ {
    text.chars().flat_map(char::to_lowercase)
}

/// The bit of a text's length.
fn length_bit(text: &str) -> u64 {
    1 << text.len().min(63)
}

/// Whether a word begins or ends at a byte, as `\b` has it.
fn is_bound(text: &str, at: usize) -> bool {
    let before = text[..at].chars().next_back().is_some_and(is_word);
    let after = text[at..].chars().next().is_some_and(is_word);
    before != after
}

/// Whether a character is of a word, as `\w` has it.
pub(crate) fn is_word(letter: char) -> bool {
    if letter.is_ascii() {
        letter.is_ascii_alphanumeric() || letter == '_'
    } else {
        regex_syntax::is_word_character(letter)
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::Exact;

    #[test]
    fn what_is_more_than_its_texts_is_left_to_the_engine() {
        for pattern in [
            r"\b(?:a\w)\b",
            r"\b(?:(a))\b",
            r"\b(?:a+)\b",
            r"\b(?:a??b)\b",
            r"(?i)\b(?:é)\b",
            r"\b(?:a)|(?:b)\b",
            r"^\W*(?:\(c\))\W*$",
        ] {
            assert!(Exact::read(pattern).is_none(), "{pattern}");
        }
    }

    proptest! {
        #[test]
        fn a_regular_expression_finds_the_same(
            inner in "[abBé ]{1,3}(\\|[ab’-]{1,3}){0,2}|a(?:b|ba)?(?:a|b c)?|(?:a|ab)(?:b|bb)?",
            shape in 0_usize..4,
            ignores_case: bool,
            text in "[abABéÉ ’“.-]{0,14}",
        ) {
            let (opens, closes, _) = super::SHAPES[shape];
            let case = if ignores_case { "(?i)" } else { "" };
            let pattern = format!("{case}{opens}{inner}{closes}");
            let Some(exact) = Exact::read(&pattern) else { return Ok(()) };
            let regex = regex::Regex::new(&pattern).unwrap();
            for start in (0..=text.len()).filter(|&start| text.is_char_boundary(start)) {
                let expected = regex.find_at(&text, start).map(|found| found.range());
                prop_assert_eq!(exact.find_at(&text, start), expected, "{} at {}", pattern, start);
            }
        }
    }
}

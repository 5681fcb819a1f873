//! How a text must begin in which a pattern can match at the start only.
//!
//! A literal of such a pattern may stand anywhere in a block. To look whether the block begins with it takes no
//! time, and most patterns need not be compiled then.

use super::exact::is_word;
use super::literals;

/// Letters outside ASCII that some letter of ASCII is the same as where case is ignored.
const LIKE_ASCII: [char; 2] = ['ſ', '\u{212a}'];

/// The texts of which one stands at the start.
#[derive(Debug)]
pub(super) struct Opening {
    texts: Vec<String>,
    /// Whether what is no word may stand before it.
    skips: bool,
}

impl Opening {
    /// Reads a pattern; none if it can match elsewhere, or with anything at the start.
    pub(super) fn read(pattern: &str) -> Option<Self> {
        let written = pattern.strip_prefix("(?i)").unwrap_or(pattern);
        if may_be_multiline(written) {
            return None;
        }
        let (texts, skips) = literals::openings(written)?;
        let is_known = |text: &String| text.chars().next().is_some_and(|first| !skips || is_word(first));
        texts.iter().all(is_known).then_some(Self { texts, skips })
    }

    /// Whether a text begins as every match does, or may do so.
    pub(super) fn may_open(&self, text: &str) -> bool {
        let text = if self.skips { text.trim_start_matches(|letter| !is_word(letter)) } else { text };
        self.texts.iter().any(|known| {
            let mut letters = text.chars();
            known.chars().all(|known| letters.next().is_some_and(|letter| may_be(known, letter)))
        })
    }
}

/// Whether two letters are the same where case is ignored, or may be: outside ASCII that is not looked into.
fn may_be(known: char, letter: char) -> bool {
    letter.eq_ignore_ascii_case(&known)
        || LIKE_ASCII.contains(&letter)
        || LIKE_ASCII.contains(&known)
        || !letter.is_ascii() && literals::has_case_outside_ascii(known)
}

/// Whether `^` may stand for the start of any line.
fn may_be_multiline(pattern: &str) -> bool {
    pattern.split("(?").skip(1).any(|group| {
        let flags = group.split([':', ')']).next().unwrap_or_default();
        flags.contains('m')
    })
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use regex::Regex;

    use super::*;

    #[test]
    fn what_may_match_elsewhere_has_no_opening() {
        for pattern in ["a", "^a|b", "(?:^a)?b", "(?m)^a", "^a(?m)|^b", r"^\W*\(", "^a*", "^(?:a|)b*"] {
            assert!(Opening::read(pattern).is_none(), "{pattern}");
        }
        assert!(Opening::read("^(?:a|)b").is_some());
        let opening = Opening::read("(?i)^opinión").unwrap();
        assert!(opening.may_open("OPINIÓN:") && !opening.may_open("Opinion:"));
        assert!(Opening::read(r"(?i)(?:^\W*(?:url|slug)\s*:)|^b").is_some());
    }

    const PARTS: &[&str] =
        &["a", "k", "é", r"\(", "(?:ab|b)", "[ab]", "b+", "a?", r"\w", r"\bb", "|^", r"|^\W*", "."];

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(4000))]
        #[test]
        fn what_matches_opens_as_it_must(
            parts in proptest::collection::vec(proptest::sample::select(PARTS), 1..5),
            head in proptest::sample::select(&["^", r"^\W*", r"(?:^\W*", "(?i)^"][..]),
            text in "[abkABK\u{212a}éÉ( ]{0,8}",
        ) {
            let close = if head.contains("(?:") { ")" } else { "" };
            let pattern = format!("{head}{}{close}", parts.concat());
            let Ok(regex) = Regex::new(&pattern) else { return Ok(()) };
            if let Some(opening) = Opening::read(&pattern) {
                prop_assert!(opening.may_open(&text) || !regex.is_match(&text), "{} {:?}", pattern, opening);
            }
        }
    }
}

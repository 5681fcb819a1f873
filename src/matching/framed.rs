//! Patterns that must be a whole text but for the punctuation and space around it.
//!
//! The classes of Unicode make `^\W*(?:…)\W*$` many times larger than what stands within it, and most blocks
//! have little or nothing around their words. So what may stand around is counted off, and the rest tried
//! by itself.

use std::sync::OnceLock;

use regex::Regex;

use super::exact::is_word;
use super::loose::Loose;

/// So many characters around the words are tried one by one; with more the whole expression is asked.
const MOST_AROUND: usize = 6;

/// A pattern of the form `^\W*(?:…)\W*$`.
#[derive(Debug)]
pub(super) struct Framed {
    inner: Guarded,
    whole: String,
    compiled: OnceLock<Guarded>,
}

impl Framed {
    /// Reads a pattern; none if it has another form, or is no regular expression.
    pub(super) fn read(pattern: &str) -> Option<Self> {
        let (flags, written) = match pattern.strip_prefix("(?i)") {
            Some(written) => ("(?i)", written),
            None => ("", pattern),
        };
        let inner = written.strip_prefix(r"^\W*(?:")?.strip_suffix(r")\W*$")?;
        // An anchor of its own would see another end of the text.
        let has_anchor =
            inner.replace("[^", "").contains(['^', '$']) || inner.contains(r"\A") || inner.contains(r"\z");
        if has_anchor || regex_syntax::parse(inner).is_err() {
            return None;
        }
        let inner = format!("{flags}^(?:{inner})$");
        Some(Self { inner: Guarded::new(inner), whole: pattern.to_owned(), compiled: OnceLock::new() })
    }

    /// Whether the whole text matches.
    pub(super) fn is_match(&self, text: &str) -> bool {
        let bare = text.trim_start_matches(|letter| !is_word(letter));
        let start = text.len() - bare.len();
        let end = start + bare.trim_end_matches(|letter| !is_word(letter)).len();
        let (before, after) = (&text[..start], &text[end..]);
        if before.chars().count() > MOST_AROUND || after.chars().count() > MOST_AROUND || start == text.len()
        {
            return self.compiled.get_or_init(|| Guarded::new(self.whole.clone())).is_match(text);
        }
        // Of what stands around the words a part may belong to the match.
        let starts = before.char_indices().map(|(at, _)| at).chain([start]);
        starts.rev().any(|from| {
            let ends = after.char_indices().map(|(at, _)| end + at).chain([text.len()]);
            ends.into_iter().any(|to| self.inner.is_match(&text[from..to]))
        })
    }
}

/// A regular expression that is compiled where a looser one matches.
#[derive(Debug)]
struct Guarded {
    loose: Option<Loose>,
    text: String,
    compiled: OnceLock<Option<Regex>>,
}

impl Guarded {
    fn new(text: String) -> Self {
        Self { loose: Loose::of(&text), text, compiled: OnceLock::new() }
    }

    fn is_match(&self, text: &str) -> bool {
        if self.loose.as_ref().is_some_and(|loose| !loose.may_match(text, 0)) {
            return false;
        }
        let regex = self.compiled.get_or_init(|| Regex::new(&self.text).ok());
        regex.as_ref().is_some_and(|regex| regex.is_match(text))
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn an_anchor_within_is_left_to_the_engine() {
        assert!(Framed::read(r"^\W*(?:a$|b)\W*$").is_none());
        assert!(Framed::read(r"^\W*(?:a)|(?:b)\W*$").is_none());
        assert!(Framed::read(r"^\W*(?:[^.]{0,3}a)\W*$").is_some());
    }

    const PARTS: &[&str] = &[
        "-?a",
        "[^b.]",
        r"\bb\b",
        r"\(a\)",
        r"a\W*b",
        "x*",
        "[?!.]?",
        "|",
        r"a\?",
        "-b",
        " ",
        r"\w+",
        "(?:a|b.)?",
    ];

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(2000))]
        #[test]
        fn a_regular_expression_finds_the_same(
            parts in proptest::collection::vec(proptest::sample::select(PARTS), 1..5),
            ignores_case: bool,
            text in "[abABé ?.(-]{0,12}",
        ) {
            let inner = parts.concat();
            let pattern = format!("{}^\\W*(?:{inner})\\W*$", if ignores_case { "(?i)" } else { "" });
            let framed = Framed::read(&pattern).unwrap();
            let regex = Regex::new(&pattern).unwrap();
            prop_assert_eq!(framed.is_match(&text), regex.is_match(&text), "{}", pattern);
        }
    }
}

//! New texts made from what was matched.

use regex::Regex;

/// How a match is turned into what should stand in its place.
#[derive(Debug, Clone)]
pub enum Rewrite {
    /// This text, whatever was matched.
    Replace(String),
    /// The match with each place that fits replaced; `$1` is the pattern's first group.
    Regex(Regex, String),
    /// The match without these characters at both ends.
    Trim(String),
    /// The match without these characters at its start.
    TrimLeft(String),
    /// The match without these characters at its end.
    TrimRight(String),
    /// The match up to the first place of this text.
    Truncate(String),
    /// The match's piece of this number, counted from 0, when it is cut at every place of this text.
    Split(String, usize),
    /// The words of the match in small letters, with a space between them: `camelCase` is two.
    Words,
}

impl Rewrite {
    /// The new text; none where there is nothing to make of the match.
    pub fn apply(&self, found: &str) -> Option<String> {
        let new = match self {
            Self::Replace(text) => text.clone(),
            Self::Regex(pattern, replacement) => {
                pattern.replace_all(found, replacement.as_str()).into_owned()
            }
            Self::Trim(signs) => found.trim_matches(|sign| signs.contains(sign)).to_owned(),
            Self::TrimLeft(signs) => found.trim_start_matches(|sign| signs.contains(sign)).to_owned(),
            Self::TrimRight(signs) => found.trim_end_matches(|sign| signs.contains(sign)).to_owned(),
            Self::Truncate(at) => found.split_once(at.as_str())?.0.to_owned(),
            Self::Words => words(found),
            Self::Split(at, index) => found.split(at.as_str()).nth(*index)?.to_owned(),
        };
        (new != found).then_some(new)
    }
}

/// The words of a text, however they are joined, in small letters.
fn words(text: &str) -> String {
    let mut words = String::new();
    let mut before = ' ';
    for letter in text.chars() {
        let is_word = letter.is_alphanumeric();
        let begins = is_word && (!before.is_alphanumeric() || before.is_lowercase() && letter.is_uppercase());
        if begins && !words.is_empty() {
            words.push(' ');
        }
        words.extend(letter.to_lowercase().filter(|_| is_word));
        before = letter;
    }
    words
}

#[cfg(test)]
mod tests {
    use super::Rewrite;

    #[test]
    fn matches_are_made_over() {
        let cut = |rewrite: Rewrite| rewrite.apply("the the").unwrap_or_default();
        assert_eq!(cut(Rewrite::Truncate(" ".into())), "the");
        assert_eq!(cut(Rewrite::Split(" ".into(), 1)), "the");
        assert_eq!(Rewrite::Split("-".into(), 1).apply("most\nunique"), None);
        assert_eq!(Rewrite::Words.apply("snake_case and URLPath"), Some("snake case and urlpath".into()));
        assert_eq!(Rewrite::Words.apply("harbourMaster"), Some("harbour master".into()));
        assert_eq!(Rewrite::Words.apply("harbour master"), None);
        assert_eq!(Rewrite::Trim(" ".into()).apply(" — "), Some("—".into()));
    }
}

//! Words that a house has written down as its own.

use std::collections::HashSet;

use super::index::fold;
use crate::matching::Pattern;

/// Words that a house has written down as its own, which no rule takes for slips.
///
/// They come from its terms, the vocabularies of its styles and its lists of words; letter case and the form of
/// apostrophes do not matter, but in a pattern.
#[derive(Debug, Default)]
pub struct HouseWords {
    words: HashSet<String>,
    patterns: Vec<Pattern>,
}

/// What makes a pattern of an entry in a vocabulary.
const SIGNS: &[char] = &['\\', '^', '$', '.', '|', '?', '*', '+', '(', ')', '[', ']', '{', '}'];

impl HouseWords {
    /// Adds the words of a text, such as a name of several.
    pub fn add(&mut self, text: &str) {
        let words = text.split(|letter: char| letter.is_whitespace() || letter == '-');
        let words = words.map(|word| word.trim_matches(|letter: char| !letter.is_alphanumeric()));
        self.words.extend(words.filter(|word| !word.is_empty()).map(|word| fold(word).into_owned()));
    }

    /// Adds an entry of a vocabulary: a text, or a pattern of whole words. One that is no pattern is left out.
    pub fn add_entry(&mut self, written: &str) {
        if written.contains(SIGNS) {
            self.patterns.extend(Pattern::new(&format!("^(?:{written})$"), false));
        } else {
            self.add(written);
        }
    }

    /// Whether a word is the house's own.
    pub fn contains(&self, word: &str) -> bool {
        !self.words.is_empty() && self.words.contains(&*fold(word))
            || self.patterns.iter().any(|pattern| pattern.is_match(word))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_of_texts_and_patterns_are_known() {
        let mut house = HouseWords::default();
        house.add("Recieve-Line Ferries");
        house.add_entry("(?i)q(?:uay)?net(?:s)?");
        house.add_entry("(");
        for word in ["recieve", "Line", "FERRIES", "Qnets", "quaynet"] {
            assert!(house.contains(word), "{word}");
        }
        for word in ["ferry", "quaynetwork", ""] {
            assert!(!house.contains(word), "{word}");
        }
    }
}

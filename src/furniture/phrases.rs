//! Phrases of site furniture, read from `rules/models/furniture-words.yml`, and function words.

use std::cmp::Reverse;
use std::hash::BuildHasher;
use std::sync::OnceLock;

use foldhash::HashSet;
use foldhash::fast::FixedState;

use super::unit::JudgedBlock;
use crate::language::Languages;
use crate::matching::Scanner;

/// The classes of phrases, in the order of [`Counts`].
pub(super) const CLASSES: [&str; 17] = [
    "share",
    "follow",
    "newsletter",
    "account",
    "more",
    "popular",
    "comments",
    "legal",
    "site",
    "sections",
    "advert",
    "tools",
    "call",
    "date",
    "byline",
    "address",
    "report",
];

/// What the phrases of a line add up to.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Counts {
    /// Phrases of each class.
    pub of: [i32; CLASSES.len()],
    /// Bytes of the line that belong to a phrase of furniture; dates, bylines and reports are none.
    pub covered: usize,
    /// Whether a phrase of furniture opens the line.
    pub opens: bool,
}

/// Where a phrase stands in a text: start, length and class.
type Hit = (usize, Reverse<usize>, usize);

/// Classes from here on say nothing for furniture by themselves.
const NEUTRAL_FROM: usize = 13;

/// Phrases and function words, ready to be looked for.
pub(super) struct Phrases {
    scanner: Scanner,
    /// For each phrase its length in bytes and its class.
    known: Vec<(usize, usize)>,
    /// By the numbers that stand for them.
    function_words: HashSet<u64>,
}

/// A number that stands for a text: the same for the same text, and hardly ever for another one.
pub(super) fn number_of(text: &str) -> u64 {
    FixedState::default().hash_one(text)
}

impl Phrases {
    /// The phrases that come with the binary, made at its first use.
    pub(super) fn builtin() -> Option<&'static Self> {
        static PHRASES: OnceLock<Option<Phrases>> = OnceLock::new();
        let read = || Self::read(include_str!(concat!(env!("OUT_DIR"), "/furniture-words.txt")));
        PHRASES.get_or_init(read).as_ref()
    }

    /// Reads what `build/words.rs` wrote.
    fn read(text: &'static str) -> Option<Self> {
        let mut texts = Vec::new();
        let mut known = Vec::new();
        for line in text.lines() {
            let (name, list) = line.split_once('\t')?;
            let class = CLASSES.iter().position(|&known| known == name)?;
            for text in list.split('\t') {
                known.push((text.len(), class));
                texts.push(text);
            }
        }
        let function_words = Languages::default().any().stop_words.iter().map(number_of).collect();
        Some(Self { scanner: Scanner::new(texts), known, function_words })
    }

    /// Whether a word in lower case, given by its number, is one that sentences need.
    pub(super) fn is_function_word(&self, word: u64) -> bool {
        self.function_words.contains(&word)
    }

    /// What the phrases of each unit add up to.
    pub(super) fn count(&self, units: &[JudgedBlock<'_>]) -> Vec<Counts> {
        let mut hits = Vec::new();
        units.iter().map(|unit| self.count_with(unit.text, &mut hits)).collect()
    }

    /// What the phrases of a text add up to.
    pub(super) fn count_in(&self, text: &str) -> Counts {
        self.count_with(text, &mut Vec::new())
    }

    fn count_with(&self, text: &str, hits: &mut Vec<Hit>) -> Counts {
        let mut counts = Counts::default();
        let mut end = 0;
        self.find(text, hits);
        for &(start, Reverse(length), class) in &*hits {
            // Of phrases that overlap the first counts, and the longest of those that start with it.
            if start < end {
                continue;
            }
            end = start + length;
            if !stands_alone(text, start, end) {
                continue;
            }
            counts.of[class] = (counts.of[class] + 1).min(20);
            if class < NEUTRAL_FROM {
                counts.covered += length;
                counts.opens |= start == 0;
            }
        }
        counts
    }

    /// Looks where phrases stand in a text, in order, the longest first.
    fn find(&self, text: &str, hits: &mut Vec<Hit>) {
        hits.clear();
        self.scanner.scan(text, |phrase, start| {
            let (length, class) = self.known[phrase];
            hits.push((start, Reverse(length), class));
        });
        hits.sort_unstable();
    }
}

/// Whether no word runs on over either end of a match.
fn stands_alone(text: &str, start: usize, end: usize) -> bool {
    let joins = |left: Option<char>, right: Option<char>| {
        left.is_some_and(char::is_alphanumeric) && right.is_some_and(char::is_alphanumeric)
    };
    let (before, hit, after) = (&text[..start], &text[start..end], &text[end..]);
    !joins(before.chars().next_back(), hit.chars().next())
        && !joins(hit.chars().next_back(), after.chars().next())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn phrases_count_as_whole_words_only() {
        let phrases = Phrases::builtin().expect("the phrases read");
        let share = CLASSES.iter().position(|&class| class == "share").expect("a class");
        assert_eq!(phrases.count_in("Share | Tweet").of[share], 2);
        assert_eq!(phrases.count_in("Shareholders tweeted").of[share], 0);
        let is_function_word = |word: &str| phrases.is_function_word(number_of(word));
        assert!(is_function_word("the") && is_function_word("nicht") && !is_function_word("harbour"));
    }
}

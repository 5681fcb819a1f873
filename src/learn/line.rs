//! The lines of a document that may recur, each with the keys under which near-equal ones meet.

use std::hash::{DefaultHasher, Hash, Hasher};
use std::ops::Range;

use unicode_segmentation::UnicodeSegmentation;

use crate::document::{Block, BlockId, BlockKind, Containers, Document};

/// Longer lines, in bytes, are not learnt: they are story, or whole stories in one line.
const LONGEST: usize = 1500;
/// So many words at the start or end of a line make it one of a kind.
const EDGE: usize = 5;
/// Lines need so many words before their start or end alone is a key.
const SHORTEST_FOR_EDGES: usize = 7;
/// Lines with more words than this are too long to be a form with names filled in.
const LONGEST_SKELETON: usize = 24;
/// A label has at most so many words before its colon.
pub(super) const LONGEST_LABEL: usize = 4;

/// A line of a document.
pub(super) struct ArticleLine<'d> {
    /// Its block.
    pub block: BlockId,
    /// What kind of block that is.
    pub kind: BlockKind,
    /// Its visible text.
    pub text: &'d str,
    /// Where it is looked up.
    pub keys: Keys,
}

/// A word of a line.
pub(super) struct LineWord {
    /// Where it stands in the line.
    pub range: Range<usize>,
    /// The word in lower case; all numbers are one.
    pub bare: String,
    /// Whether it begins with a capital.
    pub is_name: bool,
}

/// Stands for every number.
pub(super) const NUMBER: &str = "0";
/// Stands for names in a row.
const NAME: &str = "~";

/// Under which keys a line is looked up; lines that share one may be near-equal.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Keys {
    /// All words; numbers count as equal.
    pub whole: u64,
    /// All words; names count as equal too.
    pub skeleton: Option<u64>,
    /// The first words.
    pub opening: Option<u64>,
    /// The last words.
    pub closing: Option<u64>,
    /// The words before a colon near the start.
    pub label: Option<u64>,
}

impl Keys {
    /// All of them.
    pub(super) fn all(&self) -> impl Iterator<Item = u64> {
        [Some(self.whole), self.skeleton, self.opening, self.closing, self.label].into_iter().flatten()
    }

    /// The keys of a line's words.
    pub(super) fn of(text: &str, words: &[LineWord]) -> Self {
        let bare = |words: &[LineWord]| words.iter().map(|word| word.bare.clone()).collect::<Vec<_>>();
        let has_edges = words.len() >= SHORTEST_FOR_EDGES;
        Self {
            whole: key("whole", &bare(words)),
            skeleton: skeleton(words).map(|skeleton| key("skeleton", &skeleton)),
            opening: has_edges.then(|| key("opening", &bare(&words[..EDGE]))),
            closing: has_edges.then(|| key("closing", &bare(&words[words.len() - EDGE..]))),
            label: label(text, words).map(|(length, sign)| {
                key("label", &[bare(&words[..length]), vec![sign.to_string()]].concat())
            }),
        }
    }
}

/// The lines of a document, in order. What the markup itself names as furniture is left out: it is known.
pub(super) fn read<'d>(document: &'d Document<'d>) -> Vec<ArticleLine<'d>> {
    let blocks = document.enumerate_story().filter(|(_, block)| is_read(block));
    let lines = blocks.filter_map(|(id, block)| {
        let text = document.text(block.text).trim();
        // Tags that are no tags of the format, such as those of a template, are no text.
        if text.is_empty() || text.len() > LONGEST || text.starts_with(['<', '{']) {
            return None;
        }
        let words = words(text);
        let keys = Keys::of(text, &words);
        (!words.is_empty()).then_some(ArticleLine { block: id, kind: block.kind, text, keys })
    });
    lines.collect()
}

fn is_read(block: &Block) -> bool {
    let known = Containers::FURNITURE | Containers::NAVIGATION | Containers::FOOTER | Containers::METADATA;
    let is_line = block.kind.is_prose() && !matches!(block.kind, BlockKind::Alt | BlockKind::Title);
    is_line && !block.containers.intersects(known)
}

/// The words of a line.
pub(super) fn words(text: &str) -> Vec<LineWord> {
    let words = text.unicode_word_indices().map(|(at, word)| {
        let bare = if is_number(word) { NUMBER.to_owned() } else { word.to_lowercase().replace('’', "'") };
        let is_name = word.chars().next().is_some_and(char::is_uppercase);
        LineWord { range: at..at + word.len(), bare, is_name }
    });
    words.collect()
}

/// Whether a word is a number, a version, a date in figures or the like.
fn is_number(word: &str) -> bool {
    let digits = word.chars().filter(char::is_ascii_digit).count();
    digits > 0 && word.chars().filter(|character| character.is_alphabetic()).count() <= digits
}

/// The words with one sign for each row of names; none where there is no name, or nothing else.
fn skeleton(words: &[LineWord]) -> Option<Vec<String>> {
    if words.len() > LONGEST_SKELETON {
        return None;
    }
    let mut skeleton: Vec<String> = Vec::new();
    for (index, word) in words.iter().enumerate() {
        let is_name = index > 0 && word.is_name && word.bare != NUMBER;
        if !is_name {
            skeleton.push(word.bare.clone());
        } else if skeleton.last().is_some_and(|last| last != NAME) {
            skeleton.push(NAME.to_owned());
        }
    }
    let names = skeleton.iter().filter(|word| *word == NAME).count();
    (names > 0 && skeleton.len() > names).then_some(skeleton)
}

/// How many words stand before a colon or bar near the start, with more behind it; and that sign.
pub(super) fn label(text: &str, words: &[LineWord]) -> Option<(usize, char)> {
    let mark = text.find([':', '：', '|', '»'])?;
    let sign = text[mark..].chars().next()?;
    let length = words.iter().take_while(|word| word.range.end <= mark).count();
    let goes_on = words.get(length).is_some_and(|word| word.range.start > mark);
    let says_something = words[..length].iter().any(|word| word.bare != NUMBER);
    (goes_on && says_something && length <= LONGEST_LABEL).then_some((length, sign))
}

fn key(kind: &str, words: &[String]) -> u64 {
    let mut hasher = DefaultHasher::new();
    (kind, words).hash(&mut hasher);
    hasher.finish()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn keys(text: &str) -> Keys {
        Keys::of(text, &words(text))
    }

    #[test]
    fn numbers_and_names_do_not_make_another_line() {
        assert_eq!(keys("Comments (12)").whole, keys("comments (7)").whole);
        let (one, other) = (keys("Photo by Lena Marsh"), keys("Photo by Tomas Reuel"));
        assert!(one.whole != other.whole && one.skeleton == other.skeleton);
    }

    #[test]
    fn labels_are_short_and_have_something_behind_them() {
        let length = |text: &str| label(text, &words(text)).map(|(length, _)| length);
        assert_eq!(length("Read more: Harbour fees to rise"), Some(2));
        assert_eq!(length("Read more:"), None);
        assert_eq!(length("The ferry that leaves at noon: a report"), None);
    }

    #[test]
    fn long_lines_meet_by_their_start_and_end() {
        let one = keys("Lena Marsh is a reporter at the Harbour Gazette in Quaytown.");
        let other = keys("Tomas Reuel has long been a reporter at the Harbour Gazette in Quaytown.");
        assert!(one.closing == other.closing && one.opening != other.opening);
    }
}

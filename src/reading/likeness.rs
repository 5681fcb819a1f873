//! Whether two texts say the same.

use super::BareWords;
use crate::language::Languages;

/// Multiplier of Fibonacci hashing: 2^64 divided by the golden ratio.
const SPREAD: u64 = 0x9e37_79b9_7f4a_7c15;

/// Of words that stand in one text only, so many at most are held against those of the other.
const MOST_OWN: usize = 400;
/// How many letters may be other, more or less in two forms of a word.
const SLIPS: usize = 2;

/// How alike two texts are.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Likeness {
    /// They say different things.
    Different,
    /// They share so many words that one of them adds nothing.
    Near,
    /// One holds the whole of the other.
    Contained,
    /// The same words in the same order.
    Same,
}

/// What one text has and the other does not.
struct Difference<'w> {
    common: usize,
    only_one: Vec<&'w str>,
    only_other: Vec<&'w str>,
}

/// Compares two texts; `near` is the share of common content words from which two texts are near.
pub fn compare(one: &BareWords, other: &BareWords, near: f64, languages: &Languages) -> Likeness {
    if one.is_empty() || other.is_empty() || one.unread() != other.unread() {
        return Likeness::Different;
    }
    if one.key() == other.key() {
        return Likeness::Same;
    }
    let empty = &languages.any().empty_words;
    let contents = (one.content(empty), other.content(empty));
    let shorter = contents.0.len().min(contents.1.len());
    if shorter < 2 {
        return Likeness::Different;
    }
    let difference = difference(&contents.0, &contents.1);
    if names_another_thing(&difference) {
        return Likeness::Different;
    }
    let (short, long, (short_content, long_content)) = if one.len() <= other.len() {
        (one, other, (&contents.0, &contents.1))
    } else {
        (other, one, (&contents.1, &contents.0))
    };
    if is_subsequence(short_content, long_content) && (short.is_cut() || holds_enough(short, long)) {
        return Likeness::Contained;
    }
    if difference.share() >= near && shorter >= 3 { Likeness::Near } else { Likeness::Different }
}

/// The words that each of two texts has for itself, forms of the other's words aside.
pub fn own_words<'w>(
    one: &'w BareWords,
    other: &'w BareWords,
    languages: &Languages,
) -> (Vec<&'w str>, Vec<&'w str>) {
    let empty = &languages.any().empty_words;
    let Difference { only_one, only_other, .. } = difference(&one.content(empty), &other.content(empty));
    let own = |words: &[&'w str], others: &[&str]| {
        words.iter().copied().filter(|word| !others.iter().any(|other| is_variant(word, other))).collect()
    };
    (own(&only_one, &only_other), own(&only_other, &only_one))
}

/// Which share of their words that say something two texts have in common: 1 for the same words in the same
/// order, 0 where one of them has fewer than three.
pub fn share(one: &BareWords, other: &BareWords, languages: &Languages) -> f64 {
    let empty = &languages.any().empty_words;
    let contents = (one.content(empty), other.content(empty));
    if contents.0.len().min(contents.1.len()) < 3 {
        return 0.0;
    }
    if one.key() == other.key() { 1.0 } else { difference(&contents.0, &contents.1).share().min(0.99) }
}

impl Difference<'_> {
    fn share(&self) -> f64 {
        let total = self.common * 2 + self.only_one.len() + self.only_other.len();
        // The counts are of words in one line.
        #[allow(clippy::cast_precision_loss, reason = "word counts are small")]
        let share = (self.common * 2) as f64 / total as f64;
        share
    }
}

/// A short text in a much longer one is a mention, not a repetition.
fn holds_enough(short: &BareWords, long: &BareWords) -> bool {
    short.len() * 3 >= long.len() || (short.len() >= 6 && short.len() * 4 >= long.len())
}

fn difference<'w>(one: &[&'w str], other: &[&'w str]) -> Difference<'w> {
    let of_one = one.iter().map(|&word| (word, true));
    let mut words: Vec<(&str, bool)> = of_one.chain(other.iter().map(|&word| (word, false))).collect();
    words.sort_unstable();
    let mut difference = Difference { common: 0, only_one: Vec::new(), only_other: Vec::new() };
    for same in words.chunk_by(|before, after| before.0 == after.0) {
        let first = same.iter().filter(|(_, is_of_one)| *is_of_one).count();
        let second = same.len() - first;
        difference.common += first.min(second);
        if first > second {
            difference.only_one.push(same[0].0);
        } else if second > first {
            difference.only_other.push(same[0].0);
        }
    }
    difference
}

/// Whether each text has a word of its own that tells the two things apart: a number, a name, a side.
///
/// Captions of a series differ so: "Figure 1"/"Figure 2", "before"/"after", "front"/"back".
fn names_another_thing(difference: &Difference<'_>) -> bool {
    let own = |words: &[&str], others: &[&str]| {
        words.iter().filter(|word| !others.iter().any(|other| is_variant(word, other))).count()
    };
    let is_number =
        |word: &&str| word.bytes().any(|byte| byte.is_ascii_digit()) || "一二三四五六七八九十".contains(word);
    let has_number = |words: &[&str]| words.iter().any(is_number);
    let (one, other) = (&difference.only_one, &difference.only_other);
    // Two long texts that have so much of their own are not worth comparing word by word.
    if one.len().min(other.len()) > MOST_OWN {
        return true;
    }
    if has_number(one) && has_number(other) {
        return true;
    }
    let (first, second) = (own(one, other), own(other, one));
    // A word put for another one makes a series, unless the texts are long and the rest is the same.
    first > 0 && second > 0 && (first + second) * 4 >= difference.common
}

/// Whether two words are forms of one: a typing slip, or another ending.
fn is_variant(one: &str, other: &str) -> bool {
    // Most words begin otherwise.
    if one.chars().next() != other.chars().next() {
        return false;
    }
    let is_long = one.chars().count() >= 4 && other.chars().count() >= 4;
    let has_digit = one.bytes().chain(other.bytes()).any(|byte| byte.is_ascii_digit());
    is_long && !has_digit && is_within(one, other, SLIPS)
}

/// Whether so many slips at most make one word of another. A word may be as long as a text.
fn is_within(one: &str, other: &str, slips: usize) -> bool {
    let alike = one.bytes().zip(other.bytes()).take_while(|(one, other)| one == other).count();
    // Two letters may begin with the same bytes.
    let alike =
        (0..=alike).rev().find(|&at| one.is_char_boundary(at) && other.is_char_boundary(at)).unwrap_or(0);
    let (one, other) = (&one[alike..], &other[alike..]);
    if one.is_empty() && other.is_empty() {
        return true;
    }
    let Some(slips) = slips.checked_sub(1) else { return false };
    let without_first = |text: &str| text.chars().next().map_or(0, char::len_utf8);
    let (short_one, short_other) = (&one[without_first(one)..], &other[without_first(other)..]);
    is_within(short_one, short_other, slips)
        || is_within(short_one, other, slips)
        || is_within(one, short_other, slips)
}

/// Whether one text stands whole at the start or the end of the other.
pub fn is_edge(one: &BareWords, other: &BareWords) -> bool {
    let (short, long) = if one.len() <= other.len() { (one, other) } else { (other, one) };
    long.has_at_edge(short)
}

fn is_subsequence(short: &[&str], long: &[&str]) -> bool {
    let mut words = long.iter();
    short.iter().all(|word| words.any(|other| word == other || is_variant(word, other)))
}

/// Fingerprints of each run of so many words, for telling repeated paragraphs.
pub fn shingles(words: &BareWords, length: usize) -> Vec<u64> {
    let words: Vec<u64> = words.iter().map(fingerprint).collect();
    let join = |hash: u64, word: &u64| (hash.rotate_left(23) ^ word).wrapping_mul(SPREAD);
    let mut found: Vec<u64> = words.windows(length).map(|run| run.iter().fold(0, join)).collect();
    found.sort_unstable();
    found.dedup();
    found
}

/// FNV-1a: quick on words, and the same in every run.
fn fingerprint(word: &str) -> u64 {
    word.bytes()
        .fold(0xcbf2_9ce4_8422_2325, |hash, byte| (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn slips_are_counted_as_edits(one in "[abéè]{0,6}", other in "[abéè]{0,6}") {
            for slips in 0..=SLIPS {
                prop_assert_eq!(is_within(&one, &other, slips), strsim::levenshtein(&one, &other) <= slips);
            }
        }
    }

    fn likeness(one: &str, other: &str) -> Likeness {
        let languages = Languages::default();
        let bare = |text| BareWords::new(text, &languages);
        compare(&bare(one), &bare(other), 0.75, &languages)
    }

    #[test]
    fn a_series_is_no_repetition() {
        assert_eq!(
            likeness("Ferries on the northern line, 2019", "Ferries on the northern line, 2020"),
            Likeness::Different
        );
        assert_eq!(likeness("The quay before the storm", "The quay after the storm"), Likeness::Different);
    }

    #[test]
    fn a_tail_does_not_make_another_caption() {
        assert_eq!(likeness("Boats at the quay", "Boats at the quay by night"), Likeness::Contained);
        assert_eq!(
            likeness("Hiking through Devils Gorge", "Hiking through the Devil’s Gorge"),
            Likeness::Same.min(Likeness::Contained)
        );
    }
}

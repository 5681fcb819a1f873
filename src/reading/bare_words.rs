//! What is left of a text when all that does not make it another text is taken away.

use std::borrow::Cow;
use std::ops::Range;

use super::{credits, words};
use crate::language::{Languages, Lexicon, Words};

/// A text as a list of bare words.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct BareWords {
    /// All words in lower case, in order, parted by spaces.
    text: String,
    /// Where each word ends in the text.
    ends: Vec<u32>,
    is_cut: bool,
    /// What stands among them that readers see and that is not read: code, formulas.
    unread: String,
}

impl BareWords {
    /// The words of a text, without credits, tags, numbering and truncation marks.
    pub fn new(text: &str, languages: &Languages) -> Self {
        let any = languages.any();
        let kept = without_credit(text, any);
        let bare = without_label(without_numbering(&kept, any));
        Self { is_cut: breaks_off(bare), ..Self::plain(bare) }
    }

    /// The same of a text whose words are known, as places in it.
    pub(super) fn known(text: &str, all: impl Iterator<Item = Range<usize>>, languages: &Languages) -> Self {
        let any = languages.any();
        let Cow::Borrowed(kept) = without_credit(text, any) else { return Self::new(text, languages) };
        let bare = without_label(without_numbering(kept, any));
        // What is kept is a part of the text, so it starts within it.
        let start = bare.as_ptr().addr() - text.as_ptr().addr();
        let end = start + bare.len();
        let mut words = Self { is_cut: breaks_off(bare), ..Self::with_room_for(bare) };
        all.filter(|word| start <= word.start && word.end <= end).for_each(|word| words.add(&text[word]));
        words
    }

    /// The words of a text as they stand.
    pub fn plain(text: &str) -> Self {
        let mut words = Self::with_room_for(text);
        words::split(text, |word| words.add(&text[word]));
        words
    }

    fn with_room_for(text: &str) -> Self {
        let ends = Vec::with_capacity(text.len() / 5);
        Self { text: String::with_capacity(text.len()), ends, ..Self::default() }
    }

    /// The same words, with what stands among them and is not read.
    pub(super) fn with_unread(self, unread: String) -> Self {
        Self { unread, ..self }
    }

    fn add(&mut self, word: &str) {
        if word.contains('.') {
            // A full stop without a space behind it does not make one word of two.
            word.split('.').filter(|part| !part.is_empty()).for_each(|part| self.push(part));
        } else {
            self.push(word);
        }
    }

    fn push(&mut self, word: &str) {
        if !self.ends.is_empty() {
            self.text.push(' ');
        }
        let start = self.text.len();
        if word.is_ascii() {
            self.text.push_str(word);
            self.text[start..].make_ascii_lowercase();
        } else {
            let straight = |letter| if matches!(letter, '’' | 'ʼ') { '\'' } else { letter };
            self.text.extend(word.chars().flat_map(char::to_lowercase).map(straight));
        }
        if let [.., b'\'', b's'] = &self.text.as_bytes()[start..] {
            self.text.truncate(self.text.len() - 2);
            self.text.push('s');
        }
        self.ends.push(u32::try_from(self.text.len()).unwrap_or(u32::MAX));
    }

    /// The words in lower case, in order.
    pub fn iter(&self) -> impl Iterator<Item = &str> + Clone {
        let mut start = 0;
        self.ends.iter().map(move |&end| {
            let word = &self.text[start..end as usize];
            start = end as usize + 1;
            word
        })
    }

    /// How many words there are.
    pub fn len(&self) -> usize {
        self.ends.len()
    }

    /// Whether there is no word.
    pub fn is_empty(&self) -> bool {
        self.ends.is_empty()
    }

    /// What stands among the words and is not read; two texts that differ in it alone say different things.
    pub fn unread(&self) -> &str {
        &self.unread
    }

    /// Whether the text breaks off, as a picture's text cut by a program does.
    pub fn is_cut(&self) -> bool {
        self.is_cut
    }

    /// How much the text says, in words; an ideograph, which segments as a word, counts for half.
    pub fn weight(&self) -> usize {
        if self.text.is_ascii() {
            return self.len();
        }
        let is_ideograph = |word: &&str| word.len() == 3 && *word >= "\u{2e80}";
        self.len() - self.iter().filter(is_ideograph).count() / 2
    }

    /// The words that say something: those but some empty ones.
    pub fn content(&self, empty: &Words) -> Vec<&str> {
        self.iter().filter(|word| !empty.contains(word)).collect()
    }

    /// All words in lower case, parted by spaces: equal for texts of the same words.
    pub fn key(&self) -> &str {
        &self.text
    }

    /// Whether another text has the same numbers, in any order.
    pub fn has_numbers_of(&self, other: &Self) -> bool {
        let numbers = |words: &Self| {
            let is_number = |word: &&str| word.bytes().all(|byte| byte.is_ascii_digit());
            let mut numbers: Vec<String> = words.iter().filter(is_number).map(str::to_owned).collect();
            numbers.sort_unstable();
            numbers
        };
        numbers(self) == numbers(other)
    }

    /// Whether the text begins or ends with all words of another.
    pub fn has_at_edge(&self, other: &Self) -> bool {
        let is_edge = |rest: Option<&str>, has_gap: fn(&str) -> bool| {
            rest.is_some_and(|rest| rest.is_empty() || has_gap(rest))
        };
        other.is_empty()
            || is_edge(self.text.strip_prefix(&other.text), |rest| rest.starts_with(' '))
            || is_edge(self.text.strip_suffix(&other.text), |rest| rest.ends_with(' '))
    }
}

/// Cuts bracketed tags such as `(Stock photo)` and what follows `Photo:`.
fn without_credit<'t>(text: &'t str, any: &Lexicon) -> Cow<'t, str> {
    let mut kept = without_tags(text, any);
    let start = credits::start(&kept, any).filter(|&at| kept[..at].split_whitespace().count() >= 2);
    if let Some(at) = start {
        match &mut kept {
            Cow::Borrowed(text) => *text = &text[..at],
            Cow::Owned(text) => text.truncate(at),
        }
    }
    kept
}

fn breaks_off(text: &str) -> bool {
    let text = text.trim_end();
    text.ends_with('…') || text.ends_with("...")
}

fn without_tags<'t>(text: &'t str, any: &Lexicon) -> Cow<'t, str> {
    let mut kept = String::new();
    let (mut from, mut at) = (0, 0);
    while let Some(open) = memchr::memchr2(b'(', b'[', &text.as_bytes()[at..]).map(|open| at + open) {
        let close = if text[open..].starts_with('(') { ')' } else { ']' };
        let Some(length) = text[open..].find(close) else { break };
        at = open + length + 1;
        if is_tag(&text[open + 1..open + length], any) {
            kept.push_str(&text[from..open]);
            from = at;
        }
    }
    if from == 0 {
        return Cow::Borrowed(text);
    }
    kept.push_str(&text[from..]);
    Cow::Owned(kept)
}

fn is_tag(inside: &str, any: &Lexicon) -> bool {
    let words = BareWords::plain(inside);
    words.len() <= 12 && words.iter().any(|word| credits::is_tag_word(word, any))
}

/// Cuts a label of a few words and a dash before a text that breaks off.
fn without_label(text: &str) -> &str {
    let bytes = text.as_bytes();
    let stands_free = |at: &usize| bytes[..*at].ends_with(b" ") && bytes[*at + 1..].starts_with(b" ");
    let Some(dash) = memchr::memchr_iter(b'-', bytes).find(stands_free) else { return text };
    let (label, rest) = (&text[..dash], &text[dash + 1..]);
    let is_label = label.split_whitespace().count() <= 3 && rest.split_whitespace().count() >= 4;
    if is_label { &rest[1..] } else { text }
}

/// Cuts `Image 1 of 4` and `1.` at the start.
fn without_numbering<'t>(text: &'t str, any: &Lexicon) -> &'t str {
    let trimmed = text.trim_start();
    let mut lead = trimmed.split_whitespace();
    let is_kind = |word: &&str| any.picture_words.contains(word);
    let lead = [lead.next().filter(is_kind), lead.next(), lead.next(), lead.next()];
    if let [Some(kind), Some(first), Some(of), Some(last)] = lead {
        let is_number =
            |word: &str| word.trim_end_matches([':', '.']).bytes().all(|byte| byte.is_ascii_digit());
        if is_number(first) && (of == "/" || any.out_of.contains(of)) && is_number(last) {
            let end = trimmed
                .match_indices(last)
                .map(|(at, _)| at + last.len())
                .find(|&at| at > kind.len() + 1 + first.len());
            return end.map_or(trimmed, |end| &trimmed[end..]);
        }
    }
    trimmed
}

#[cfg(test)]
mod tests {
    use super::*;

    fn bare(text: &str) -> BareWords {
        BareWords::new(text, &Languages::default())
    }

    #[test]
    fn credits_and_tags_say_nothing() {
        let boats = bare("Boats at the quay");
        assert_eq!(bare("Boats at the quay. (Stock photo)"), boats);
        assert_eq!(bare("Boats at the quay. Photo: Ines Calder"), boats);
        assert_eq!(bare("Image 2 of 7 Boats at the quay"), boats);
    }
}

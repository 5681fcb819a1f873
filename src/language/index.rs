//! Words looked up, letter case and the form of apostrophes aside.

use std::borrow::Cow;

use foldhash::HashMap;

/// Parts the forms of one entry: `January|Jan`.
pub(super) const OR: char = '|';
/// Stands for any ending: `announc*`.
pub(super) const ANY_ENDING: char = '*';

/// Forms of words with the numbers of what they stand for.
#[derive(Default)]
pub(super) struct Index {
    whole: HashMap<Cow<'static, str>, usize>,
    stems: Vec<(String, usize)>,
    longest: usize,
}

impl Index {
    /// The index of some entries, each with its number. Of two with the same form the first counts.
    pub(super) fn of(entries: impl Iterator<Item = (Cow<'static, str>, usize)>) -> Self {
        let mut index = Self::default();
        for (entry, number) in entries {
            match entry {
                Cow::Borrowed(entry) => entry.split(OR).for_each(|form| index.add(fold(form), number)),
                Cow::Owned(entry) => {
                    entry.split(OR).for_each(|form| index.add(fold(form).into_owned().into(), number));
                }
            }
        }
        index
    }

    fn add(&mut self, folded: Cow<'static, str>, number: usize) {
        if let Some(stem) = folded.strip_suffix(ANY_ENDING) {
            self.stems.push((stem.to_owned(), number));
        } else {
            self.longest = self.longest.max(folded.len());
            self.whole.entry(folded).or_insert(number);
        }
    }

    /// The number of the entry one of whose forms a word is.
    pub(super) fn find(&self, word: &str) -> Option<usize> {
        if word.len() > self.longest && self.stems.is_empty() {
            return None;
        }
        let folded = fold(word);
        let stem = || self.stems.iter().find(|(stem, _)| folded.starts_with(&**stem));
        self.whole.get(&*folded).copied().or_else(|| stem().map(|(_, number)| *number))
    }
}

/// A text in lower case, with straight apostrophes.
pub(super) fn fold(text: &str) -> Cow<'_, str> {
    // Nearly all words are ASCII: no letter of theirs is decoded.
    if text.is_ascii() {
        let is_folded = !text.bytes().any(|letter| letter.is_ascii_uppercase());
        return if is_folded { Cow::Borrowed(text) } else { Cow::Owned(text.to_ascii_lowercase()) };
    }
    if !text.chars().any(|letter| matches!(letter, '’' | 'ʼ') || letter.is_uppercase()) {
        return Cow::Borrowed(text);
    }
    Cow::Owned(text.to_lowercase().replace(['’', 'ʼ'], "'"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn letter_case_and_apostrophes_are_the_same() {
        let index =
            Index::of([("Montag|Mo".into(), 0), ("aujourd’hui".into(), 1), ("sagt*".into(), 2)].into_iter());
        assert_eq!(index.find("MONTAG"), Some(0));
        assert_eq!(index.find("mo"), Some(0));
        assert_eq!(index.find("Aujourd'hui"), Some(1));
        assert_eq!(index.find("Sagte"), Some(2));
        assert_eq!(index.find("sag"), None);
        assert_eq!(index.find("Mont"), None);
    }
}

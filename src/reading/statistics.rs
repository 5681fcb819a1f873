//! How much text there is, and how hard its words are.

use unicode_segmentation::UnicodeSegmentation;

use super::Reading;
use crate::document::{BlockKind, Containers};

/// Words with more letters than this are long.
const LONG: usize = 6;
/// Words with this many syllables are hard.
const MANY_SYLLABLES: usize = 3;

/// What is counted in the running text: paragraphs, lists and block quotations.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Statistics {
    /// Words.
    pub words: usize,
    /// Sentences.
    pub sentences: usize,
    /// Paragraphs.
    pub paragraphs: usize,
    /// Letters and digits.
    pub characters: usize,
    /// Syllables, by the rules of English spelling.
    pub syllables: usize,
    /// Words of more than six letters.
    pub long_words: usize,
    /// Words of three syllables and more.
    pub polysyllabic_words: usize,
    /// The same, without those that only an ending makes so long: `-es`, `-ed`, `-ing`.
    pub complex_words: usize,
    /// Headings, level 1 to 6.
    pub headings: [usize; 6],
    /// Entries of lists.
    pub list_items: usize,
    /// Block quotations' paragraphs.
    pub quotations: usize,
    /// Blocks of code.
    pub code: usize,
}

impl Statistics {
    pub(super) fn of(reading: &Reading<'_>) -> Self {
        let mut counted = Self::default();
        let document = reading.document();
        for (id, block) in document.enumerate_story() {
            match block.kind {
                BlockKind::Heading(level @ 1..=6) => counted.headings[usize::from(level) - 1] += 1,
                BlockKind::Code => counted.code += 1,
                BlockKind::ListItem => counted.list_items += 1,
                BlockKind::Paragraph if block.containers.contains(Containers::QUOTE) => {
                    counted.quotations += 1;
                }
                BlockKind::Paragraph => counted.paragraphs += 1,
                _ => {}
            }
            if !matches!(block.kind, BlockKind::Paragraph | BlockKind::ListItem) {
                continue;
            }
            let sentences = reading.sentences(id);
            counted.sentences += sentences.len();
            for sentence in sentences {
                let text = document.text(*sentence);
                text.unicode_words().for_each(|word| counted.add(word));
            }
        }
        counted
    }

    fn add(&mut self, word: &str) {
        let letters = word.chars().filter(|letter| letter.is_alphanumeric()).count();
        let syllables = syllables(word);
        self.words += 1;
        self.characters += letters;
        self.syllables += syllables;
        self.long_words += usize::from(letters > LONG);
        if syllables >= MANY_SYLLABLES {
            self.polysyllabic_words += 1;
            self.complex_words += usize::from(!is_long_by_ending(word));
        }
    }
}

/// Whether a word has fewer than three syllables without its ending.
fn is_long_by_ending(word: &str) -> bool {
    let lower = word.to_lowercase();
    let stem = ["es", "ed", "ing"].iter().find_map(|ending| lower.strip_suffix(ending));
    stem.is_some_and(|stem| syllables(stem) < MANY_SYLLABLES)
}

/// The syllables of an English word: its groups of vowels, without a silent `e` at the end.
fn syllables(word: &str) -> usize {
    let lower: Vec<char> = word.to_lowercase().chars().filter(|letter| letter.is_alphabetic()).collect();
    let is_vowel = |letter: char| "aeiouyáàâäéèêëíìîïóòôöúùûüœæ".contains(letter);
    let groups = lower
        .iter()
        .enumerate()
        .filter(|&(at, &letter)| is_vowel(letter) && (at == 0 || !is_vowel(lower[at - 1])))
        .count();
    let silent = match lower.as_slice() {
        [.., before, 'l', 'e'] if !is_vowel(*before) => false,
        [.., before, 'e'] => !is_vowel(*before),
        [.., before, 'e', 'd'] => !is_vowel(*before) && !matches!(before, 't' | 'd'),
        [.., before, 'e', 's'] => !is_vowel(*before) && !matches!(before, 's' | 'x' | 'z' | 'h' | 'c' | 'g'),
        _ => false,
    };
    groups.saturating_sub(usize::from(silent)).max(1)
}

#[cfg(test)]
mod tests {
    use super::syllables;

    #[test]
    fn syllables_are_heard() {
        let counts = [
            ("the", 1),
            ("able", 2),
            ("moved", 1),
            ("wanted", 2),
            ("houses", 2),
            ("committee", 3),
            ("idea", 2),
        ];
        for (word, count) in counts {
            assert_eq!(syllables(word), count, "{word}");
        }
    }
}

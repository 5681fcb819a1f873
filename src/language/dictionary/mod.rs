//! Dictionaries: which words there are, and what may have been meant by one that is none.
//!
//! `english` has the words that come with the program; `hunspell` reads dictionaries from the disk; `ranking` puts the
//! likeliest first of what may have been meant.

mod english;
mod hunspell;
mod ranking;

use std::fs;
use std::path::Path;
use std::sync::{Arc, Mutex, PoisonError};

use foldhash::HashMap;

use crate::files::DictionaryFiles;

pub use hunspell::{Hunspell, HunspellError, HunspellFile};

/// The words of a language, or of a trade.
#[derive(Debug)]
pub enum Dictionary {
    /// Those of English that come with the program, American and British.
    English,
    /// Those of a Hunspell dictionary.
    Hunspell(Box<Hunspell>),
}

impl Dictionary {
    /// Reads a Hunspell dictionary from the disk.
    ///
    /// # Errors
    /// When one of its files cannot be read, or is none of a dictionary.
    pub fn read(files: &DictionaryFiles) -> Result<Self, HunspellError> {
        let read = |file: HunspellFile, path: &Path| {
            fs::read(path).map_err(|error| HunspellError { file, line: None, message: error.to_string() })
        };
        let affixes = read(HunspellFile::Affixes, &files.affixes)?;
        let words = read(HunspellFile::Words, &files.words)?;
        Ok(Self::Hunspell(Box::new(Hunspell::read(&affixes, &words)?)))
    }

    /// Whether a word is one of them, in its own letter case or in small letters.
    pub fn has(&self, word: &str) -> bool {
        match self {
            Self::English => english::has(word),
            Self::Hunspell(dictionary) => dictionary.has(word),
        }
    }

    /// Whether a word in small letters is a common one; of Hunspell's, nobody knows which are.
    pub fn is_common(&self, word: &str) -> bool {
        match self {
            Self::English => english::is_common(word),
            Self::Hunspell(dictionary) => dictionary.has(word),
        }
    }

    /// Adds the words that are near another one, in no order.
    fn add_near(&self, word: &str, near: &mut Vec<String>) {
        match self {
            Self::English => english::add_near(word, near),
            Self::Hunspell(dictionary) => dictionary.add_near(word, near),
        }
    }
}

/// What may have been meant by a word, the likeliest first.
pub type Nearest = Arc<[String]>;

/// So many words are kept with what may have been meant by them; then all are forgotten.
const MOST_KEPT: usize = 20_000;
/// No word of any language is longer, in bytes; what is, is looked up nowhere.
const LONGEST: usize = 128;

/// Dictionaries of which one has to know a word.
#[derive(Debug, Default)]
pub struct Dictionaries {
    all: Vec<Dictionary>,
    /// What was looked for already: a word that nobody knows stands in many articles.
    nearest: Mutex<HashMap<String, Nearest>>,
}

impl Dictionaries {
    /// These dictionaries.
    pub fn new(all: Vec<Dictionary>) -> Self {
        Self { all, nearest: Mutex::default() }
    }

    /// Whether there is none, and so nothing can be said of any word.
    pub fn is_empty(&self) -> bool {
        self.all.is_empty()
    }

    /// Whether one of them has a word. What is too long for a word passes for one.
    pub fn have(&self, word: &str) -> bool {
        word.len() > LONGEST || self.all.iter().any(|dictionary| dictionary.has(word))
    }

    /// What may have been meant by a word, a few at most, in the word's letter case. It is looked for once a word.
    pub fn nearest(&self, word: &str) -> Nearest {
        let kept = || self.nearest.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(known) = kept().get(word) {
            return Arc::clone(known);
        }
        let mut near = Vec::new();
        if word.len() <= LONGEST {
            self.all.iter().for_each(|dictionary| dictionary.add_near(word, &mut near));
        }
        let nearest: Nearest = ranking::ranked(word, near).into();
        let mut kept = kept();
        if kept.len() >= MOST_KEPT {
            kept.clear();
        }
        kept.insert(word.to_owned(), Arc::clone(&nearest));
        nearest
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn nearest(word: &str) -> Vec<String> {
        Dictionaries::new(vec![Dictionary::English]).nearest(word).to_vec()
    }

    #[test]
    fn english_words_are_known_in_both_spellings_and_names_with_their_capital() {
        for word in [
            "harbour",
            "harbor",
            "Harbour",
            "Harbour's",
            "organised",
            "organized",
            "Paris",
            "ferries",
            "don’t",
        ] {
            assert!(Dictionary::English.has(word), "{word}");
        }
        for word in ["recieve", "paris", "ferrys", "Zorvania", ""] {
            assert!(!Dictionary::English.has(word), "{word}");
        }
    }

    #[test]
    fn the_likeliest_word_comes_first_in_the_case_of_what_was_found() {
        for (wrong, right) in [
            ("recieve", "receive"),
            ("Recieve", "Receive"),
            ("alwawys", "always"),
            ("dispacther", "dispatcher"),
            ("accomodatoin", "accommodation"),
            ("goverment", "government"),
            ("ofthe", "of the"),
            ("nigel", "Nigel"),
        ] {
            assert_eq!(
                nearest(wrong).first().map(String::as_str),
                Some(right),
                "{wrong}: {:?}",
                nearest(wrong)
            );
        }
        assert_eq!(nearest("xqzzv"), [""; 0]);
        assert_eq!(nearest(&"ab".repeat(400)), [""; 0]);
    }
}

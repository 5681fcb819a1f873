//! The languages that are known where a document is read.

use std::sync::Arc;

use super::{Language, Lexicon, builtin, misspellings};

/// The languages that are known: those that come with the binary, and what a house has changed about them or added.
#[derive(Debug, Clone, Default)]
pub struct Languages(Option<Arc<House>>);

/// What a house says of languages.
#[derive(Debug)]
struct House {
    lexicons: Vec<(Language, Lexicon)>,
    any: Lexicon,
}

impl Languages {
    /// What is known of a language, if anything is.
    pub fn get(&self, language: Language) -> Option<&Lexicon> {
        let own = self.0.iter().flat_map(|house| &house.lexicons).find(|(of, _)| *of == language);
        own.map(|(_, lexicon)| lexicon).or_else(|| builtin(language))
    }

    /// What was meant by a word in small letters that is a known misspelling in a language: one word, or several parted
    /// by `|`.
    pub fn correction(&self, language: Language, word: &str) -> Option<&str> {
        let written = self.get(language).and_then(|lexicon| lexicon.misspellings.name_of(word));
        written.or_else(|| (language == Language::ENGLISH).then(|| misspellings::correction(word)).flatten())
    }

    /// All lists of all languages as one.
    pub fn any(&self) -> &Lexicon {
        self.0.as_ref().map_or_else(|| builtin::any(), |house| &house.any)
    }

    /// What a text in a language is read with: where nobody knows the language, or nothing is known of it, English.
    pub fn of(&self, language: Option<Language>) -> &Lexicon {
        let known = language.and_then(|language| self.get(language));
        known.or_else(|| self.get(Language::ENGLISH)).unwrap_or_else(|| self.any())
    }
}

fn builtin(language: Language) -> Option<&'static Lexicon> {
    let lexicons = builtin::lexicons();
    let found = lexicons.binary_search_by(|(tag, _)| (*tag).cmp(language.as_str())).ok();
    found.map(|found| &lexicons[found].1)
}

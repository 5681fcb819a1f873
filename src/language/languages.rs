//! The languages that are known where a document is read.

use std::sync::{Arc, OnceLock};

use super::{Language, Lexicon, Table, builtin, known_words, misspellings};

/// The languages that are known: those that come with the binary, and what a house has changed about them or added.
#[derive(Debug, Clone, Default)]
pub struct Languages(Option<Arc<House>>);

/// What a house says of languages.
#[derive(Debug)]
struct House {
    lexicons: Vec<(Language, Lexicon)>,
    any: OnceLock<Lexicon>,
}

impl Languages {
    /// Those that come with the binary, but for some of which a house knows all, or more.
    pub fn of_house(lexicons: Vec<(Language, Lexicon)>) -> Self {
        Self(Some(Arc::new(House { lexicons, any: OnceLock::new() })))
    }

    /// What is known of a language, if anything is.
    pub fn get(&self, language: Language) -> Option<&Lexicon> {
        let own = self.0.iter().flat_map(|house| &house.lexicons).find(|(of, _)| *of == language);
        own.map(|(_, lexicon)| lexicon).or_else(|| builtin(language))
    }

    /// The known misspellings of a language, in which many words can be looked up.
    pub fn corrections(&self, language: Language) -> Corrections<'_> {
        let written = self.get(language).map(|lexicon| &lexicon.misspellings);
        Corrections { language, written }
    }

    /// Whether a text in small letters is a word of a language; none where its words are not known. One in a thousand
    /// texts that are no word passes for one.
    pub fn is_word(&self, language: Language, text: &str) -> Option<bool> {
        (language == Language::ENGLISH).then(|| known_words::is_known(text))
    }

    /// Whether a text in small letters is one of the words of a language that are often misspelt.
    pub fn is_common_word(&self, language: Language, text: &str) -> bool {
        language == Language::ENGLISH && known_words::is_common(text)
    }

    /// The languages with what is known of them, those of the house first.
    pub fn iter(&self) -> impl Iterator<Item = (Language, &Lexicon)> {
        let own = || self.0.iter().flat_map(|house| &house.lexicons);
        let is_own = move |language: Language| own().any(|(known, _)| *known == language);
        let builtin =
            builtin::lexicons().iter().filter_map(|(tag, lexicon)| Some((Language::from_tag(tag)?, lexicon)));
        let builtin = builtin.filter(move |(language, _)| !is_own(*language));
        own().map(|(language, lexicon)| (*language, lexicon)).chain(builtin)
    }

    /// All lists of all languages as one.
    pub fn any(&self) -> &Lexicon {
        let joined = || Lexicon::joined(self.iter().map(|(_, lexicon)| lexicon));
        self.0.as_ref().map_or_else(|| builtin::any(), |house| house.any.get_or_init(joined))
    }

    /// What a text in a language is read with: where nobody knows the language, or nothing is known of it, English.
    pub fn of(&self, language: Option<Language>) -> &Lexicon {
        let known = language.and_then(|language| self.get(language));
        known.or_else(|| self.get(Language::ENGLISH)).unwrap_or_else(|| self.any())
    }

    /// What a text's titles are written by: its own language, or English where that has no small words of titles.
    pub fn of_titles(&self, language: Option<Language>) -> &Lexicon {
        let own = self.of(language);
        if own.small_title_words.is_empty() { self.of(Some(Language::ENGLISH)) } else { own }
    }
}

/// The known misspellings of a language, with what was meant.
#[derive(Debug, Clone, Copy)]
pub struct Corrections<'l> {
    language: Language,
    /// Those of the language's file.
    written: Option<&'l Table>,
}

impl<'l> Corrections<'l> {
    /// The language.
    pub fn language(&self) -> Language {
        self.language
    }

    /// What was meant by a word in small letters, if it is one of them: one word, or several parted by `|`.
    pub fn of(&self, word: &str) -> Option<&'l str> {
        let written = self.written.and_then(|table| table.name_of(word));
        let is_english = self.language == Language::ENGLISH;
        written.or_else(|| is_english.then(|| misspellings::correction(word)).flatten())
    }

    /// What was meant by a short English word, if both the language's file and the list that comes with the program name it.
    pub fn of_short(&self, word: &str) -> Option<&'l str> {
        misspellings::correction(word)?;
        self.written.and_then(|table| table.name_of(word))
    }
}

fn builtin(language: Language) -> Option<&'static Lexicon> {
    let lexicons = builtin::lexicons();
    let wanted = language.as_str();
    let found = lexicons.binary_search_by(|(tag, _)| (*tag).cmp(wanted)).ok();
    found.map(|found| &lexicons[found].1)
}

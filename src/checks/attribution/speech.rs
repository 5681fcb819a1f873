//! What tells of speakers in a document's language: the words of its lexicon, or the rule's own.

use std::collections::BTreeMap;
use std::ops::Range;

use crate::document::Document;
use crate::language::{Language, Lexicon, Words};

/// Lists that a rule gives itself, in place of those of the lexicon.
#[derive(Default)]
pub(super) struct Own {
    /// Words that announce a speaker.
    pub cues: Lists,
    /// Words for a person.
    pub persons: Lists,
    /// Words of an author who speaks to the reader.
    pub narrators: Lists,
}

/// Lists by language.
#[derive(Default)]
pub(super) struct Lists(Vec<(Language, Words)>);

impl Lists {
    /// Some lists by their language tags; a tag that is none is told of.
    pub fn new(lists: BTreeMap<String, Words>, mut problem: impl FnMut(&str, String)) -> Self {
        let mut read = Vec::new();
        for (tag, words) in lists {
            match Language::from_tag(&tag) {
                Some(language) => read.push((language, words)),
                None => problem(&tag, format!("`{tag}` is no language tag such as `en`")),
            }
        }
        Self(read)
    }

    /// The lists for a language; all of them where it is not known.
    fn of(&self, language: Option<Language>) -> Vec<&Words> {
        let lists = self.0.iter().filter(|(of, _)| language.is_none_or(|language| language == *of));
        lists.map(|(_, words)| words).collect()
    }
}

/// What tells of speakers in one document.
pub(super) struct Speech<'d> {
    /// What is known of the language; of all, where nobody knows it.
    lexicon: &'d Lexicon,
    cues: Vec<&'d Words>,
    persons: Vec<&'d Words>,
    narrators: Vec<&'d Words>,
}

impl<'d> Speech<'d> {
    /// The words for a document; none where nothing is known of speech in its language.
    pub fn of(own: &'d Own, document: &'d Document<'_>) -> Option<Self> {
        let language = document.language();
        let languages = document.languages();
        let lexicon = match language {
            Some(language) => languages.get(language).unwrap_or_else(|| languages.any()),
            None => languages.any(),
        };
        let is_known = language.is_none_or(|language| languages.get(language).is_some());
        let mut cues = own.cues.of(language);
        if is_known && (cues.is_empty() || language.is_none()) {
            cues.extend([&lexicon.verbs_of_speech, &lexicon.signs_of_speech]);
        }
        let (persons, narrators) = (own.persons.of(language), own.narrators.of(language));
        let speaks = cues.iter().any(|words| !words.is_empty());
        speaks.then_some(Self { lexicon, cues, persons, narrators })
    }

    /// Where the first word stands in a text that announces a speaker.
    pub fn cue_in(&self, text: &str) -> Option<Range<usize>> {
        self.cues.iter().filter_map(|words| words.find_in(text)).min_by_key(|range| range.start)
    }

    /// Whether a text announces a speaker.
    pub fn has_cue(&self, text: &str) -> bool {
        self.cues.iter().any(|words| words.find_in(text).is_some())
    }

    /// Whether a text has a word for a person.
    pub fn has_person(&self, text: &str) -> bool {
        if self.persons.is_empty() {
            return self.lexicon.titles.find_in(text).is_some() || self.has_pronoun(text, &["he", "him"]);
        }
        self.persons.iter().any(|words| words.find_in(text).is_some())
    }

    /// Whether the author of a text speaks to the reader.
    pub fn has_narrator(&self, text: &str) -> bool {
        if self.narrators.is_empty() {
            return self.has_pronoun(text, &["i", "you"]);
        }
        self.narrators.iter().any(|words| words.find_in(text).is_some())
    }

    /// Whether a sentence that begins with a word may not say who acts in it.
    pub fn is_nameless(&self, word: &str) -> bool {
        self.lexicon.nameless_openers.contains(word)
    }

    /// Whether a text has a verb of speech or of an opinion.
    pub fn tells_opinion(&self, text: &str) -> bool {
        self.has_cue(text) || self.lexicon.verbs_of_opinion.find_in(text).is_some()
    }

    /// Whether a word ties a sentence to the one before it: `But`, `However`.
    pub fn is_tie(&self, word: &str) -> bool {
        let lists =
            [&self.lexicon.conjunctions, &self.lexicon.sentence_openers, &self.lexicon.nameless_openers];
        lists.into_iter().any(|words| words.contains(word))
            && !self.is_definite(word)
            && !self.lexicon.indefinite_words.contains(word)
    }

    /// Whether a word stands for somebody who was named.
    pub fn is_pronoun(&self, word: &str) -> bool {
        self.lexicon.pronouns.has("he", word)
    }

    /// Whether somebody who is known stands behind a word: `the`, `her`.
    pub fn is_definite(&self, word: &str) -> bool {
        self.lexicon.determiners.contains(word) && !self.lexicon.indefinite_words.contains(word)
    }

    /// Whether somebody who is not known stands behind a word: `a`, `another`.
    pub fn is_indefinite(&self, word: &str) -> bool {
        self.lexicon.determiners.contains(word) && self.lexicon.indefinite_words.contains(word)
    }

    /// Whether a word is a title, or says what somebody does.
    pub fn is_calling(&self, word: &str) -> bool {
        self.lexicon.titles.contains(word) || self.lexicon.callings.contains(word)
    }

    /// Whether a word is no name, though it has a capital.
    pub fn is_common(&self, word: &str) -> bool {
        let lists =
            [&self.lexicon.stop_words, &self.lexicon.sentence_openers, &self.lexicon.nameless_openers];
        lists.into_iter().any(|words| words.contains(word)) || self.lexicon.is_calendar_word(word)
    }

    /// Whether a view begins with a word: `For Ines Calder, …`.
    pub fn is_viewpoint(&self, word: &str) -> bool {
        self.lexicon.viewpoint_words.contains(word)
    }

    fn has_pronoun(&self, text: &str, rows: &[&str]) -> bool {
        let is_inner = |letter: char| letter.is_alphanumeric() || matches!(letter, '\'' | '’' | '.' | '_');
        let words = text.split(|letter| !is_inner(letter)).map(|word| word.trim_matches(['\'', '’', '.']));
        words.filter(|word| !word.is_empty()).any(|word| {
            let bare = word.split(['\'', '’']).next().unwrap_or_default();
            rows.iter()
                .any(|row| self.lexicon.pronouns.has(row, word) || self.lexicon.pronouns.has(row, bare))
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::Format;
    use crate::source::Source;

    #[test]
    fn speakers_are_told_by_the_language() {
        let own = Own::default();
        let source = Source::new("a.md", "Text.");
        let in_language = |tag: &str| Document::parse(&source, Format::Markdown, Language::from_tag(tag));
        let english = in_language("en");
        let speech = Speech::of(&own, &english).unwrap();
        assert!(speech.has_cue("So she SAID.") && !speech.has_cue("So sagte sie."));
        assert!(
            speech.has_person("Then he's gone.")
                && speech.has_person("Mr. Hale")
                && !speech.has_person("The boat.")
        );
        assert!(speech.has_narrator("As I’ve told you") && !speech.has_narrator("Boats, i.e. ships"));
        let german = in_language("de");
        assert!(Speech::of(&own, &german).unwrap().has_cue("So sagte sie."));
        let unknown = in_language("");
        assert!(Speech::of(&own, &unknown).unwrap().has_cue("So sagte sie."));
        assert!(Speech::of(&own, &in_language("xx")).is_none());
    }

    #[test]
    fn a_wrong_language_is_told_of() {
        let mut told = Vec::new();
        Lists::new(BTreeMap::from([("english".to_owned(), Words::default())]), |tag, _| {
            told.push(tag.to_owned());
        });
        assert_eq!(told, ["english"]);
    }
}

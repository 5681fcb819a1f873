//! What stands around a word of a sentence.

use harper_brill::UPOS;

use crate::language::Lexicon;

/// How many words of a name are looked back over.
const LONGEST_NAME: usize = 8;

/// A word with what stands around it.
pub(super) struct Neighbours<'s> {
    pub words: &'s [String],
    pub parts: &'s [UPOS],
    pub at: usize,
    pub english: &'s Lexicon,
}

impl Neighbours<'_> {
    /// Whether a word is of a class.
    pub(super) fn is(&self, class: &str, word: &str) -> bool {
        self.english.word_classes.has(class, word)
    }

    pub(super) fn part(&self, at: Option<usize>) -> Option<UPOS> {
        at.and_then(|at| self.parts.get(at).copied())
    }

    pub(super) fn next(&self) -> Option<UPOS> {
        self.part(Some(self.at + 1))
    }

    /// Whether a noun in “s” stands before and what belongs to it behind.
    pub(super) fn is_between_nouns(&self) -> bool {
        let before = self.at.checked_sub(1);
        let owns = matches!(self.part(before), Some(UPOS::NOUN | UPOS::PROPN));
        owns && before.is_some_and(|at| self.words[at].ends_with('s'))
            && matches!(self.next(), Some(UPOS::NOUN | UPOS::ADJ | UPOS::PROPN))
    }

    pub(super) fn next_word(&self) -> &str {
        self.words.get(self.at + 1).map_or("", String::as_str)
    }

    /// Whether a word that is taken for a noun follows `to` and has an object, as in `to mark it`.
    pub(super) fn is_infinitive(&self) -> bool {
        let before = self.at.checked_sub(1).map(|at| self.words[at].as_str());
        before == Some("to") && matches!(self.next(), Some(UPOS::DET | UPOS::PRON))
    }

    /// Whether a capital adjective belongs to a name, as in `the White House`, and names no nation.
    pub(super) fn is_of_name(&self) -> bool {
        let word = &self.words[self.at];
        let is_nation = self.english.word_endings.of("nation").any(|end| word.ends_with(end));
        word.starts_with(char::is_uppercase) && !is_nation && self.next() == Some(UPOS::PROPN)
    }

    /// Whether an article stands before a name, so that its “s” makes it many: `the United Nations`.
    pub(super) fn is_of_several(&self) -> bool {
        let before = (0..self.at).rev().take(LONGEST_NAME).find(|&at| self.parts[at] != UPOS::PROPN);
        self.part(before) == Some(UPOS::DET)
    }

    /// Whether a word that is taken for a verb follows what only a noun can, as in `the urge`.
    pub(super) fn is_noun(&self) -> bool {
        let before = (0..self.at).rev().find(|&at| !matches!(self.parts[at], UPOS::ADJ | UPOS::ADV));
        let Some(before) = before else { return false };
        let word = self.words[before].to_lowercase();
        let is_determined = self.is("article", &word) || self.is("possessive", &word) && word != "her";
        is_determined
            && !matches!(self.next(), Some(UPOS::NOUN | UPOS::ADJ | UPOS::PROPN | UPOS::DET | UPOS::PRON))
    }

    /// The word before, past adverbs and negations.
    pub(super) fn governor(&self) -> Option<usize> {
        let is_between = |at: &usize| {
            let word = self.words[*at].to_lowercase();
            self.parts[*at] == UPOS::ADV || word == "not" || word == "n't"
        };
        (0..self.at).rev().find(|at| !is_between(at))
    }

    /// The auxiliary verb that the word belongs to, also behind its subject (`did they go`).
    pub(super) fn auxiliary(&self) -> Option<String> {
        let before = self.governor()?;
        let at = match self.parts[before] {
            // `have` and `do` are sometimes taken for full verbs.
            UPOS::AUX | UPOS::VERB => before,
            UPOS::PRON if before > 0 && self.parts[before - 1] == UPOS::AUX => before - 1,
            _ => return None,
        };
        Some(self.words[at].to_lowercase())
    }
}

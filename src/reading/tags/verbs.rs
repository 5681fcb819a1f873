//! The forms of English verbs.

use crate::language::Lexicon;

/// What a verb's form may be.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum VerbForm {
    /// `walk`, `come`.
    Base,
    /// `walks`.
    Third,
    /// `walking`.
    Gerund,
    /// `went`.
    Past,
    /// `gone`.
    Participle,
    /// `walked`, `made`: past tense or participle.
    PastOrParticiple,
}

/// The form of a verb in small letters.
pub(super) fn form(verb: &str, english: &Lexicon) -> VerbForm {
    let is = |class: &str| english.word_classes.has(class, verb);
    if is("past") {
        VerbForm::Past
    } else if is("participle") {
        VerbForm::Participle
    } else if is("past or participle") || (verb.len() > 3 && verb.ends_with("ed") && !verb.ends_with("eed")) {
        VerbForm::PastOrParticiple
    } else if verb.len() > 4 && verb.ends_with("ing") {
        VerbForm::Gerund
    } else if verb.len() > 2 && verb.ends_with('s') && !verb.ends_with("ss") {
        VerbForm::Third
    } else {
        VerbForm::Base
    }
}

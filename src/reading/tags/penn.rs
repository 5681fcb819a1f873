//! From a universal part of speech, a word's form and its neighbours to a tag of the Penn Treebank.

use harper_brill::UPOS;

use super::neighbours::Neighbours;
use super::verbs::{VerbForm, form};
use crate::language::Lexicon;

/// The tag of one word of a sentence.
pub(super) fn tag(words: &[String], parts: &[UPOS], at: usize, english: &Lexicon) -> &'static str {
    let lower = words[at].to_lowercase();
    let sentence = Neighbours { words, parts, at, english };
    match parts[at] {
        UPOS::PUNCT if lower == "'" && sentence.is_between_nouns() => "POS",
        UPOS::PUNCT => mark(&lower),
        UPOS::NUM => "CD",
        UPOS::CCONJ => "CC",
        UPOS::INTJ => "UH",
        UPOS::SYM if ["$", "£", "€"].contains(&lower.as_str()) => "$",
        UPOS::SYM => "SYM",
        UPOS::NOUN if sentence.is("superlative", &lower) => "JJS",
        UPOS::NOUN if is_plural(&lower, &sentence) => "NNS",
        UPOS::NOUN if sentence.is_infinitive() => "VB",
        UPOS::NOUN => "NN",
        UPOS::PROPN if is_plural(&lower, &sentence) && sentence.is_of_several() => "NNPS",
        UPOS::PROPN => "NNP",
        UPOS::ADJ if sentence.is_of_name() => "NNP",
        UPOS::ADJ => adjective(&lower, &sentence),
        UPOS::ADV => adverb(&lower, &sentence),
        UPOS::ADP | UPOS::SCONJ => relation(&lower, &sentence),
        UPOS::PART => particle(&lower),
        UPOS::DET | UPOS::PRON => pronoun(&lower, &sentence),
        UPOS::AUX | UPOS::VERB => verb(&lower, &sentence),
    }
}

fn mark(mark: &str) -> &'static str {
    match mark {
        "," => ",",
        "." | "!" | "?" => ".",
        "(" | "[" | "{" => "(",
        ")" | "]" | "}" => ")",
        "\"" | "'" | "''" => "''",
        "`" | "``" => "``",
        "$" | "£" | "€" => "$",
        "#" => "#",
        "%" => "NN",
        "*" | "\u{fffc}" => "SYM",
        _ => ":",
    }
}

fn is_plural(noun: &str, sentence: &Neighbours<'_>) -> bool {
    let is_singular = sentence.english.word_endings.of("singular").any(|end| noun.ends_with(end));
    sentence.is("plural", noun) || noun.len() > 2 && noun.ends_with('s') && !is_singular
}

fn adjective(word: &str, sentence: &Neighbours<'_>) -> &'static str {
    let is_long = |letters: usize, end: &str| word.len() > letters && word.ends_with(end);
    match word {
        _ if is_long(5, "ly") && !sentence.is("adjective in ly", word) => "RB",
        _ if sentence.is("comparative", word) => "JJR",
        _ if sentence.is("superlative", word) => "JJS",
        _ if is_long(5, "est") && !word.ends_with("nest") => "JJS",
        _ if is_long(4, "er") && !sentence.is("no comparative", word) => "JJR",
        _ => "JJ",
    }
}

fn adverb(word: &str, sentence: &Neighbours<'_>) -> &'static str {
    match word {
        _ if sentence.is("relative adverb", word) => "WRB",
        _ if sentence.is("comparative adverb", word) => "RBR",
        _ if sentence.is("superlative", word) => "RBS",
        _ => "RB",
    }
}

fn relation(word: &str, sentence: &Neighbours<'_>) -> &'static str {
    match word {
        "to" => "TO",
        "'s" => "POS",
        _ if sentence.is("relative adverb", word) => "WRB",
        _ if sentence.is("particle", word) && matches!(sentence.next(), None | Some(UPOS::PUNCT)) => "RP",
        _ => "IN",
    }
}

fn particle(word: &str) -> &'static str {
    match word {
        "to" => "TO",
        "'s" | "'" => "POS",
        _ => "RB",
    }
}

fn pronoun(word: &str, sentence: &Neighbours<'_>) -> &'static str {
    let next = sentence.next();
    let is_relative = sentence.part(Some(sentence.at)) == Some(UPOS::PRON) && sentence.at > 0;
    let before_noun = matches!(next, Some(UPOS::NOUN | UPOS::ADJ | UPOS::PROPN | UPOS::NUM | UPOS::ADV));
    match word {
        "there" => "EX",
        "whose" => "WP$",
        _ if sentence.is("relative", word) && !before_noun => "WP",
        _ if sentence.is("determining relative", word) => "WDT",
        "that" if is_relative && matches!(next, Some(UPOS::VERB | UPOS::AUX | UPOS::NOUN)) => "WDT",
        "her" | "his" if !before_noun => "PRP",
        _ if sentence.is("possessive", word) => "PRP$",
        _ if sentence.is("personal", word) => "PRP",
        _ if sentence.is("predeterminer", word) && next == Some(UPOS::DET) => "PDT",
        _ if sentence.is("indefinite", word) => "NN",
        _ => "DT",
    }
}

fn verb(word: &str, sentence: &Neighbours<'_>) -> &'static str {
    match word {
        _ if sentence.is("modal", word) => return "MD",
        "'d" if form(&sentence.next_word().to_lowercase(), sentence.english) == VerbForm::Base => return "MD",
        "'d" => return "VBD",
        _ if sentence.is("third person", word) => return "VBZ",
        _ if sentence.is("present", word) => return "VBP",
        "be" => return "VB",
        _ => {}
    }
    match form(word, sentence.english) {
        VerbForm::Gerund | VerbForm::Base if sentence.is_noun() => "NN",
        VerbForm::Gerund => "VBG",
        VerbForm::Third => "VBZ",
        VerbForm::Past => "VBD",
        VerbForm::Participle => "VBN",
        VerbForm::PastOrParticiple => past(sentence),
        VerbForm::Base => base(sentence),
    }
}

/// Past tense or participle: the latter behind `have` and `be`, before `by`, and before a noun.
fn past(sentence: &Neighbours<'_>) -> &'static str {
    let is_helped = sentence.auxiliary().is_some_and(|word| sentence.is("helper", &word));
    let before = sentence.part(sentence.governor());
    let is_attribute =
        matches!(before, Some(UPOS::DET | UPOS::ADJ | UPOS::ADP | UPOS::NUM | UPOS::PART | UPOS::SCONJ));
    let is_passive = sentence.next_word() == "by";
    if sentence.words[sentence.at].eq_ignore_ascii_case("had") {
        return if is_helped { "VBN" } else { "VBD" };
    }
    if is_helped || is_attribute || is_passive || before.is_none() { "VBN" } else { "VBD" }
}

/// The base form: infinitive or imperative, or else the present behind its subject.
fn base(sentence: &Neighbours<'_>) -> &'static str {
    let governor = sentence.governor();
    let word = governor.map(|at| sentence.words[at].to_lowercase()).unwrap_or_default();
    let helper = sentence.auxiliary().unwrap_or_default();
    let is_bare = sentence.is("modal", &helper) || sentence.is("doing", &helper);
    let has_subject = matches!(
        sentence.part(governor),
        Some(UPOS::NOUN | UPOS::PROPN | UPOS::PRON | UPOS::DET | UPOS::SCONJ)
    );
    if word == "to" || is_bare || !has_subject { "VB" } else { "VBP" }
}

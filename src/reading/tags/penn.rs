//! From a universal part of speech, a word's form and its neighbours to a tag of the Penn Treebank.

use harper_brill::UPOS;

use super::neighbours::{Neighbours, POSSESSIVE};
use super::parts::MODALS;
use super::verbs::{Form, form};

const PERSONAL: &[&str] = &[
    "i",
    "me",
    "you",
    "he",
    "him",
    "she",
    "it",
    "we",
    "us",
    "they",
    "them",
    "myself",
    "yourself",
    "himself",
    "herself",
    "itself",
    "ourselves",
    "yourselves",
    "themselves",
    "mine",
    "yours",
    "hers",
    "ours",
    "theirs",
];
const PREDETERMINERS: &[&str] = &["all", "both", "half", "such", "quite"];
const PARTICLES: &[&str] = &["up", "out", "off", "down", "away", "back", "on", "over"];
/// Plurals without an `s`.
const PLURALS: &[&str] = &[
    "people",
    "men",
    "women",
    "children",
    "feet",
    "teeth",
    "mice",
    "geese",
    "police",
    "criteria",
    "phenomena",
    "media",
];

/// The tag of one word of a sentence.
pub(super) fn tag(words: &[String], parts: &[UPOS], at: usize) -> &'static str {
    let lower = words[at].to_lowercase();
    let sentence = Neighbours { words, parts, at };
    match parts[at] {
        UPOS::PUNCT if lower == "'" && sentence.is_between_nouns() => "POS",
        UPOS::PUNCT => mark(&lower),
        UPOS::NUM => "CD",
        UPOS::CCONJ => "CC",
        UPOS::INTJ => "UH",
        UPOS::SYM if ["$", "£", "€"].contains(&lower.as_str()) => "$",
        UPOS::SYM => "SYM",
        UPOS::NOUN if ["best", "worst", "most", "least"].contains(&lower.as_str()) => "JJS",
        UPOS::NOUN if is_plural(&lower) => "NNS",
        UPOS::NOUN if sentence.is_infinitive() => "VB",
        UPOS::NOUN => "NN",
        UPOS::PROPN if is_plural(&lower) && sentence.is_of_several() => "NNPS",
        UPOS::PROPN => "NNP",
        UPOS::ADJ if sentence.is_of_name() => "NNP",
        UPOS::ADJ => adjective(&lower),
        UPOS::ADV => adverb(&lower),
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

fn is_plural(noun: &str) -> bool {
    let is_singular = ["ss", "us", "is", "'s"].iter().any(|end| noun.ends_with(end));
    PLURALS.contains(&noun) || noun.len() > 2 && noun.ends_with('s') && !is_singular
}

fn adjective(word: &str) -> &'static str {
    const IN_LY: &[&str] = &[
        "early", "daily", "weekly", "monthly", "likely", "unlikely", "friendly", "family", "deadly", "lonely",
    ];
    match word {
        _ if word.len() > 5 && word.ends_with("ly") && !IN_LY.contains(&word) => "RB",
        "more" | "less" | "better" | "worse" => "JJR",
        "most" | "least" | "best" | "worst" => "JJS",
        _ if word.len() > 5 && word.ends_with("est") && !word.ends_with("nest") => "JJS",
        _ if word.len() > 4 && word.ends_with("er") && !["other", "former", "latter"].contains(&word) => {
            "JJR"
        }
        _ => "JJ",
    }
}

fn adverb(word: &str) -> &'static str {
    match word {
        "when" | "where" | "how" | "why" | "whenever" | "wherever" => "WRB",
        "more" | "less" | "better" | "worse" | "sooner" | "earlier" | "later" | "harder" | "faster" => "RBR",
        "most" | "least" | "best" | "worst" => "RBS",
        _ => "RB",
    }
}

fn relation(word: &str, sentence: &Neighbours<'_>) -> &'static str {
    match word {
        "to" => "TO",
        "'s" => "POS",
        "when" | "where" | "how" | "why" | "whenever" | "wherever" => "WRB",
        _ if PARTICLES.contains(&word) && matches!(sentence.next(), None | Some(UPOS::PUNCT)) => "RP",
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
        "who" | "whom" | "what" | "whoever" | "whatever" if !before_noun => "WP",
        "which" | "what" | "whichever" | "whatever" => "WDT",
        "that" if is_relative && matches!(next, Some(UPOS::VERB | UPOS::AUX | UPOS::NOUN)) => "WDT",
        "her" | "his" if !before_noun => "PRP",
        _ if POSSESSIVE.contains(&word) => "PRP$",
        _ if PERSONAL.contains(&word) => "PRP",
        _ if PREDETERMINERS.contains(&word) && next == Some(UPOS::DET) => "PDT",
        "everyone" | "everybody" | "everything" | "someone" | "somebody" | "something" | "anyone"
        | "anybody" | "anything" | "nobody" | "nothing" | "none" | "one" => "NN",
        _ => "DT",
    }
}

fn verb(word: &str, sentence: &Neighbours<'_>) -> &'static str {
    match word {
        _ if MODALS.contains(&word) => return "MD",
        "'d" if form(&sentence.next_word().to_lowercase()) == Form::Base => return "MD",
        "'d" => return "VBD",
        "'s" | "is" | "has" | "does" => return "VBZ",
        "am" | "are" | "'m" | "'re" | "'ve" => return "VBP",
        "be" => return "VB",
        _ => {}
    }
    match form(word) {
        Form::Gerund | Form::Base if sentence.is_noun() => "NN",
        Form::Gerund => "VBG",
        Form::Third => "VBZ",
        Form::Past => "VBD",
        Form::Participle => "VBN",
        Form::PastOrParticiple => past(sentence),
        Form::Base => base(sentence),
    }
}

/// Past tense or participle: the latter behind `have` and `be`, before `by`, and before a noun.
fn past(sentence: &Neighbours<'_>) -> &'static str {
    const HELPERS: &[&str] = &[
        "have", "has", "had", "having", "'ve", "be", "is", "am", "are", "was", "were", "been", "being", "'s",
        "'re", "'m", "get", "gets", "got", "'d",
    ];
    let is_helped = sentence.auxiliary().is_some_and(|word| HELPERS.contains(&word.as_str()));
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
    const DOING: &[&str] = &["do", "does", "did", "let", "help", "make", "makes", "made"];
    let governor = sentence.governor();
    let word = governor.map(|at| sentence.words[at].to_lowercase()).unwrap_or_default();
    let helper = sentence.auxiliary().unwrap_or_default();
    let is_bare = MODALS.contains(&helper.as_str()) || DOING.contains(&helper.as_str());
    let has_subject = matches!(
        sentence.part(governor),
        Some(UPOS::NOUN | UPOS::PROPN | UPOS::PRON | UPOS::DET | UPOS::SCONJ)
    );
    if word == "to" || is_bare || !has_subject { "VB" } else { "VBP" }
}

//! Universal parts of speech: what a trained tagger says, mended where a word can only be one thing.

use harper_brill::{Tagger, UPOS};

/// Auxiliary verbs that have only one form.
pub(super) const MODALS: &[&str] = &[
    "can", "could", "may", "might", "must", "shall", "should", "will", "would", "ca", "wo", "'ll", "ought",
    "cannot",
];
/// Words that are nothing else but auxiliary verbs.
const AUXILIARIES: &[&str] = &["is", "are", "was", "were", "be", "been", "am", "has", "had", "does", "did"];
/// Words that are nothing else but prepositions.
const PREPOSITIONS: &[&str] = &["of", "from", "with", "into", "at", "for"];
/// The part of speech of each word of a sentence.
pub(super) fn of(words: &[String]) -> Vec<UPOS> {
    let first = words.iter().position(|word| word.chars().any(char::is_alphanumeric));
    let parts = tagged(words, first).into_iter().zip(words).enumerate();
    parts.map(|(at, (part, word))| settled(part, word, first == Some(at))).collect()
}

/// What the tagger says. The first one's capital is looked through where it makes it a name.
fn tagged(words: &[String], first: Option<usize>) -> Vec<Option<UPOS>> {
    let tagger = harper_brill::brill_tagger();
    let parts = tagger.tag_sentence(words);
    let Some(first) = first.filter(|&first| matches!(parts[first], None | Some(UPOS::PROPN))) else {
        return parts;
    };
    let mut small = words.to_vec();
    small[first] = small[first].to_lowercase();
    let others = tagger.tag_sentence(&small);
    if matches!(others[first], None | Some(UPOS::PROPN)) { parts } else { others }
}

/// The part of speech of a word: what the tagger says, what the word can only be, or else a guess.
/// `is_first` where it begins the sentence, so that a capital says nothing.
fn settled(part: Option<UPOS>, word: &str, is_first: bool) -> UPOS {
    let lower = word.to_lowercase();
    let is_capital = word.starts_with(char::is_uppercase) && !is_first;
    match part {
        Some(UPOS::SYM) => UPOS::SYM,
        _ if !word.chars().any(char::is_alphanumeric) => UPOS::PUNCT,
        _ if word.starts_with(|first: char| first.is_ascii_digit()) => UPOS::NUM,
        _ if lower == "n't" => UPOS::PART,
        _ if is_initial(word) || is_capital && lower == "may" => UPOS::PROPN,
        Some(UPOS::NOUN | UPOS::VERB) if is_capital && word.len() > 1 => UPOS::PROPN,
        _ if AUXILIARIES.contains(&lower.as_str()) => UPOS::AUX,
        _ if PREPOSITIONS.contains(&lower.as_str()) => UPOS::ADP,
        Some(UPOS::NOUN) => UPOS::NOUN,
        _ if MODALS.contains(&lower.as_str()) => UPOS::AUX,
        Some(UPOS::PROPN) if word.starts_with(char::is_lowercase) => UPOS::NOUN,
        Some(part) => part,
        None => guessed(word, &lower),
    }
}

/// Whether a word is a capital with its full stop.
fn is_initial(word: &str) -> bool {
    let mut letters = word.chars();
    letters.next().is_some_and(char::is_uppercase) && letters.as_str() == "."
}

/// What a word is that the tagger has never met.
fn guessed(word: &str, lower: &str) -> UPOS {
    if word.starts_with(char::is_uppercase) {
        UPOS::PROPN
    } else if lower.ends_with("ly") {
        UPOS::ADV
    } else if lower.ends_with("ing") || lower.ends_with("ed") {
        UPOS::VERB
    } else if ["ous", "ful", "ive", "less", "able", "ible", "ical"].iter().any(|end| lower.ends_with(end)) {
        UPOS::ADJ
    } else {
        UPOS::NOUN
    }
}

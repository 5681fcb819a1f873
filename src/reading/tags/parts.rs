//! Universal parts of speech: what a trained tagger says, mended where a word can only be one thing.

use harper_brill::{Tagger, UPOS};

use crate::language::Lexicon;

/// The part of speech of each word of a sentence.
pub(super) fn of(words: &[String], english: &Lexicon) -> Vec<UPOS> {
    let first = words.iter().position(|word| word.chars().any(char::is_alphanumeric));
    let parts = tagged(words, first).into_iter().zip(words).enumerate();
    parts.map(|(at, (part, word))| settled(part, word, first == Some(at), english)).collect()
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
fn settled(part: Option<UPOS>, word: &str, is_first: bool, english: &Lexicon) -> UPOS {
    let lower = word.to_lowercase();
    let is_capital = word.starts_with(char::is_uppercase) && !is_first;
    let is = |class: &str| english.word_classes.has(class, word);
    match part {
        Some(UPOS::SYM) => UPOS::SYM,
        _ if !word.chars().any(char::is_alphanumeric) => UPOS::PUNCT,
        _ if word.starts_with(|first: char| first.is_ascii_digit()) => UPOS::NUM,
        _ if lower == "n't" => UPOS::PART,
        _ if is_initial(word) || is_capital && lower == "may" => UPOS::PROPN,
        Some(UPOS::NOUN | UPOS::VERB) if is_capital && word.len() > 1 => UPOS::PROPN,
        _ if is("auxiliary") => UPOS::AUX,
        _ if is("preposition") => UPOS::ADP,
        Some(UPOS::NOUN) => UPOS::NOUN,
        _ if is("modal") => UPOS::AUX,
        Some(UPOS::PROPN) if word.starts_with(char::is_lowercase) => UPOS::NOUN,
        Some(part) => part,
        None => guessed(word, &lower, english),
    }
}

/// Whether a word is a capital with its full stop.
fn is_initial(word: &str) -> bool {
    let mut letters = word.chars();
    letters.next().is_some_and(char::is_uppercase) && letters.as_str() == "."
}

/// What a word is that the tagger has never met.
fn guessed(word: &str, lower: &str, english: &Lexicon) -> UPOS {
    if word.starts_with(char::is_uppercase) {
        UPOS::PROPN
    } else if lower.ends_with("ly") {
        UPOS::ADV
    } else if lower.ends_with("ing") || lower.ends_with("ed") {
        UPOS::VERB
    } else if english.word_endings.of("adjective").any(|end| lower.ends_with(end)) {
        UPOS::ADJ
    } else {
        UPOS::NOUN
    }
}

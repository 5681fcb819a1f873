//! Upper and lower case in a headline, held against the words of the body.

use std::collections::HashMap;

use schemars::JsonSchema;
use serde::Deserialize;
use unicode_segmentation::UnicodeSegmentation;

use crate::checks::{Context, Sink};
use crate::document::BlockKind;
use crate::source::TextSpan;

/// How a house writes headlines.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub(super) enum Case {
    /// "Harbour bridge to close": as in a sentence.
    Sentence,
    /// "Harbour Bridge to Close": every word but the small ones.
    Title,
}

/// Words that stay small in title case: articles, conjunctions, prepositions of up to four letters.
const SMALL_WORDS: &[&str] = &[
    "a", "an", "the", "and", "but", "for", "nor", "or", "so", "yet", "as", "at", "by", "if", "in", "into",
    "of", "off", "on", "onto", "out", "over", "per", "than", "to", "up", "via", "vs", "with", "from",
];

/// How often the body writes a word small and, within a sentence, with a capital.
#[derive(Default)]
struct Use {
    small: usize,
    capital: usize,
}

/// Reports the first word that is not in the house's case.
pub(super) fn report(case: Option<Case>, context: &Context<'_>, headline: TextSpan, sink: &mut Sink<'_>) {
    let text = context.document().text(headline);
    let mut first = true;
    let body = if case == Some(Case::Sentence) { body_words(context) } else { HashMap::new() };
    for (at, word) in text.unicode_word_indices() {
        // After a colon, a dash or an opening mark a sentence may begin.
        let before = text[..at].trim_end();
        let begins = std::mem::take(&mut first)
            || before.ends_with([':', '.', '?', '!', '–', '—', '“', '"', '‘', '\'', '|', '-', '/']);
        let wrong = match case {
            Some(Case::Sentence) => !begins && is_capitalised(word) && is_common(&body, word),
            Some(Case::Title) => is_small(word) && !SMALL_WORDS.contains(&word),
            None => false,
        };
        if wrong {
            let span = TextSpan::from_range(at..at + word.len()).shift(headline.start);
            sink.report(span).value("right", turned(word)).emit();
            return;
        }
    }
}

/// The words of the paragraphs, without those with which sentences begin.
fn body_words(context: &Context<'_>) -> HashMap<String, Use> {
    let document = context.document();
    let mut found: HashMap<String, Use> = HashMap::new();
    for &id in &context.reading().story().body {
        if document.block(id).kind != BlockKind::Paragraph {
            continue;
        }
        for &sentence in context.reading().sentences(id) {
            for word in document.text(sentence).unicode_words().skip(1) {
                let known = found.entry(word.to_lowercase()).or_default();
                if is_small(word) { known.small += 1 } else { known.capital += 1 }
            }
        }
    }
    found
}

/// Whether the body writes a word small, and never with a capital: then it is no name.
fn is_common(body: &HashMap<String, Use>, word: &str) -> bool {
    body.get(&word.to_lowercase()).is_some_and(|known| known.small > 0 && known.capital == 0)
}

/// Whether a word has a capital at its start and nowhere else.
fn is_capitalised(word: &str) -> bool {
    let mut letters = word.chars();
    letters.next().is_some_and(char::is_uppercase)
        && letters.all(|letter| !letter.is_uppercase())
        && word.chars().count() > 1
}

fn is_small(word: &str) -> bool {
    word.chars().all(|letter| letter.is_lowercase() || letter == '\'' || letter == '’')
}

/// The word with its first letter in the other case.
fn turned(word: &str) -> String {
    let mut letters = word.chars();
    let Some(first) = letters.next() else { return String::new() };
    let other: String =
        if first.is_uppercase() { first.to_lowercase().collect() } else { first.to_uppercase().collect() };
    other + letters.as_str()
}

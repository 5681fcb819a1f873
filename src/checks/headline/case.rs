//! Upper and lower case in a headline, held against the words of the body.

use std::collections::HashMap;

use schemars::JsonSchema;
use serde::Deserialize;
use unicode_segmentation::UnicodeSegmentation;

use crate::checking::{Context, Sink};
use crate::document::BlockKind;
use crate::language::Lexicon;
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

/// Longer prepositions get a capital in titles.
const LONGEST_SMALL: usize = 4;

/// How often the body writes a word small and, within a sentence, with a capital.
#[derive(Default)]
struct CaseUse {
    small: usize,
    capital: usize,
}

/// Reports the first word that is not in the house's case.
pub(super) fn report(case: Option<Case>, context: &Context<'_>, headline: TextSpan, sink: &mut Sink<'_>) {
    let document = context.document();
    let (text, lexicon) = (document.text(headline), document.languages().of_titles(document.language()));
    let mut first = true;
    let body = if case == Some(Case::Sentence) { body_words(context) } else { HashMap::new() };
    for (at, word) in text.unicode_word_indices() {
        // After a colon, a dash or an opening mark a sentence may begin.
        let before = text[..at].trim_end();
        let begins = std::mem::take(&mut first)
            || before.ends_with([':', '.', '?', '!', '–', '—', '“', '"', '‘', '\'', '|', '-', '/']);
        let wrong = match case {
            Some(Case::Sentence) => !begins && is_capitalised(word) && is_common(&body, word),
            Some(Case::Title) => is_small(word) && !stays_small(word, lexicon),
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
fn body_words(context: &Context<'_>) -> HashMap<String, CaseUse> {
    let document = context.document();
    let mut found: HashMap<String, CaseUse> = HashMap::new();
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
fn is_common(body: &HashMap<String, CaseUse>, word: &str) -> bool {
    body.get(&word.to_lowercase()).is_some_and(|known| known.small > 0 && known.capital == 0)
}

/// Whether a word has a capital at its start and nowhere else.
fn is_capitalised(word: &str) -> bool {
    let mut letters = word.chars();
    letters.next().is_some_and(char::is_uppercase)
        && letters.all(|letter| !letter.is_uppercase())
        && word.chars().count() > 1
}

/// Whether a word stays small in titles: an article, a conjunction, a short preposition.
fn stays_small(word: &str, lexicon: &Lexicon) -> bool {
    let is_short = || word.chars().count() <= LONGEST_SMALL;
    lexicon.small_title_words.contains(word) || lexicon.prepositions.contains(word) && is_short()
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

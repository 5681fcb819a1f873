//! Acronyms: where they stand, and whether the story spells them out.

use std::collections::BTreeMap;

use foldhash::HashSet;
use unicode_segmentation::UnicodeSegmentation;

use super::FirstUse;
use crate::checking::{Context, Sink};
use crate::document::BlockKind;
use crate::source::TextSpan;

/// Acronyms have three to six letters; two are initials and states, more are shouting.
const LETTERS: std::ops::RangeInclusive<usize> = 3..=6;
/// An acronym's places in the story.
struct Uses {
    places: Vec<TextSpan>,
}

/// Reports the first use of each acronym that the story never spells out.
pub(super) fn report_undefined(rule: &FirstUse, context: &Context<'_>, sink: &mut Sink<'_>) {
    let found = acronyms(context);
    let missing: Vec<_> = found
        .iter()
        .filter(|(name, uses)| uses.places.len() >= rule.uses && !rule.known.contains(name))
        .collect();
    if missing.is_empty() {
        return;
    }
    let spelt = Initials::of(context).spelt(&missing.iter().map(|(name, _)| name.as_str()).collect());
    for (name, uses) in missing {
        let is_explained = uses.places.iter().any(|&place| bracket_explains(context, place));
        if !is_explained && !spelt.contains(name.as_str()) {
            sink.report(uses.places[0]).value("count", uses.places.len().to_string()).emit();
        }
    }
}

/// Reports each acronym that is introduced in brackets and never used.
pub(super) fn report_unused(context: &Context<'_>, sink: &mut Sink<'_>) {
    let found = acronyms(context);
    let spelt = Initials::of(context).spelt(&found.keys().map(String::as_str).collect());
    for (name, uses) in &found {
        let [only] = uses.places.as_slice() else { continue };
        if is_bracketed(context, *only) && spelt.contains(name.as_str()) {
            sink.report(*only).emit();
        }
    }
}

/// The acronyms of the running text with their places, in alphabetical order.
fn acronyms(context: &Context<'_>) -> BTreeMap<String, Uses> {
    let document = context.document();
    let mut found: BTreeMap<String, Uses> = BTreeMap::new();
    for &id in &context.reading().story().body {
        let block = document.block(id);
        if !matches!(block.kind, BlockKind::Paragraph | BlockKind::ListItem | BlockKind::Footnote) {
            continue;
        }
        let text = document.text(block.text);
        if is_shouting(text) {
            continue;
        }
        for (at, word) in text.unicode_word_indices() {
            let bare = word.strip_suffix('s').unwrap_or(word);
            let bare = bare.strip_suffix(['\'', '’']).unwrap_or(bare);
            let span = TextSpan::from_range(at..at + bare.len()).shift(block.text.start);
            if is_acronym(bare) && stands_alone(text, at, at + word.len()) && context.speaks_at(span) {
                found.entry(bare.to_owned()).or_insert_with(|| Uses { places: Vec::new() }).places.push(span);
            }
        }
    }
    found
}

fn is_acronym(word: &str) -> bool {
    let is_numeral = word.bytes().all(|letter| b"IVXLCM".contains(&letter));
    LETTERS.contains(&word.len()) && word.bytes().all(|letter| letter.is_ascii_uppercase()) && !is_numeral
}

/// Whether a word is no part of an address, a name of a file or an identifier, nor shouted with its neighbours.
fn stands_alone(text: &str, start: usize, end: usize) -> bool {
    let touches = "_/\\@#.:=+&<>{}$";
    let before = text[..start].chars().next_back();
    let mut after = text[end..].chars();
    let next = after.next();
    let is_stop = next == Some('.') && after.next().is_none_or(char::is_whitespace);
    !before.is_some_and(|character| touches.contains(character) || character == '-')
        && (is_stop || next == Some(':') || !next.is_some_and(|character| touches.contains(character)))
        && !begins_shouted(text[..start].chars().rev())
        && !begins_shouted(text[end..].chars())
}

/// Whether the first word of some characters has but capitals, and more than one. A word may be as long as a
/// text, so no more of it is read than is needed.
fn begins_shouted(characters: impl Iterator<Item = char>) -> bool {
    let mut word =
        characters.skip_while(|first| first.is_whitespace()).take_while(|letter| !letter.is_whitespace());
    let mut length = 0;
    word.all(|letter| {
        length += 1;
        letter.is_ascii_uppercase()
    }) && length > 1
}

/// Whether most of a text's letters are capitals.
fn is_shouting(text: &str) -> bool {
    let capitals = text.chars().filter(|character| character.is_uppercase()).count();
    let small = text.chars().filter(|character| character.is_lowercase()).count();
    capitals >= small
}

/// Whether the words in the brackets behind an acronym, or before brackets that hold it, explain it.
fn bracket_explains(context: &Context<'_>, place: TextSpan) -> bool {
    let (before, after) = around(context, place);
    let inside = after.trim_start_matches('s').trim_start().strip_prefix('(');
    inside.is_some_and(holds_words) || (is_bracketed(context, place) && before.trim_end().ends_with('('))
}

/// Whether at least two words stand before a closing bracket; it may be far away, or missing.
fn holds_words(inside: &str) -> bool {
    let mut words = inside.split_whitespace();
    words.next().is_some_and(|first| !first.contains(')'))
        && words.next().is_some_and(|second| !second.starts_with(')'))
}

fn is_bracketed(context: &Context<'_>, place: TextSpan) -> bool {
    let (before, after) = around(context, place);
    let before = before.trim_end_matches(['“', '"', '‘', '\'']);
    let after = after.trim_start_matches(['”', '"', '’', '\'']);
    before.ends_with('(') && after.trim_start_matches('s').starts_with([')', ',', ';'])
}

/// The text of the block before and behind a place.
fn around<'a>(context: &Context<'a>, place: TextSpan) -> (&'a str, &'a str) {
    let document = context.document();
    let Some(id) = document.block_at(place.start) else { return ("", "") };
    let block = document.block(id).text;
    let before = TextSpan::new(block.start, place.start);
    let after = TextSpan::new(place.end, block.end);
    (document.text(before), document.text(after))
}

/// The initials of all words of the document, in order: with every word, and without the small ones.
struct Initials {
    all: String,
    large: String,
}

impl Initials {
    fn of(context: &Context<'_>) -> Self {
        let (mut all, mut large) = (String::new(), String::new());
        // A spelt-out name may hold small words that its acronym leaves out.
        let small_words = &context.document().languages().any().empty_words;
        for (_, block) in context.document().enumerate_story() {
            for word in context.document().text(block.text).unicode_words() {
                // An acronym does not spell out another.
                let is_acronym = word.chars().count() > 1 && !word.chars().any(char::is_lowercase);
                let Some(first) = word.chars().next().filter(|_| !is_acronym) else { continue };
                let initial = first.to_uppercase().next().unwrap_or(first);
                all.push(initial);
                if !small_words.contains(word) {
                    large.push(initial);
                }
            }
            all.push('\n');
            large.push('\n');
        }
        Self { all, large }
    }

    /// Those acronyms with whose letters somewhere words in a row begin. There may be very many of them, so the
    /// initials are read once and not again for each.
    fn spelt<'n>(&self, acronyms: &HashSet<&'n str>) -> HashSet<&'n str> {
        let mut spelt = HashSet::default();
        for initials in [&self.all, &self.large] {
            for length in LETTERS {
                let rows = (0..initials.len()).filter_map(|start| initials.get(start..start + length));
                spelt.extend(rows.filter_map(|row| acronyms.get(row)));
            }
        }
        spelt
    }
}

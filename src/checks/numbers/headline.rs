//! The numbers of a headline, held against those of the body.

use unicode_segmentation::UnicodeSegmentation;

use crate::checking::{Context, Sink};
use crate::document::BlockKind;
use crate::language::Lexicon;
use crate::reading::quantities::{Quantity, Unit, quantities};
use crate::source::TextSpan;

/// How many words after a number may say what it counts.
const REACH: usize = 3;
/// A shorter body is an excerpt, or stands elsewhere.
const SHORTEST_BODY: usize = 80;
/// Two counts with no more bytes between them are told in one breath.
const BREATH: u32 = 80;
/// Of so many counts of one thing it is tried whether two add up to the headline's.
const MOST_PARTS: usize = 20;
/// A headline with more numbers than these is none; so many are asked about.
const MOST_ASKED: usize = 32;
/// So many characters behind a number are read to tell whether it is a share.
const NEAR: usize = 64;
/// Conflicting counts are of one size: a village's and a country's dead are not.
const FURTHEST: f64 = 2.0;

/// A number with its place and what it counts.
#[derive(Clone)]
struct Count {
    number: Quantity,
    span: TextSpan,
    keys: Vec<String>,
}

/// Reports each count of the headline that the body gives otherwise and never so.
pub(super) fn report_conflicts(context: &Context<'_>, sink: &mut Sink<'_>) {
    for (count, conflict) in missing(context) {
        let Some(conflict) = conflict else { continue };
        let found = context.document().text(conflict.span);
        sink.report(count.span).value("found", found).related(conflict.span, "counted here").emit();
    }
}

/// Reports each number of the headline that the body does not give at all.
pub(super) fn report_missing(context: &Context<'_>, sink: &mut Sink<'_>) {
    for (count, conflict) in missing(context) {
        if conflict.is_none() {
            sink.report(count.span).emit();
        }
    }
}

/// The headline's numbers that the body does not give, each with a count of the same thing, if there is one.
fn missing(context: &Context<'_>) -> Vec<(Count, Option<Count>)> {
    let document = context.document();
    let story = context.reading().story();
    let Some(headline) = story.headline_span(document) else { return Vec::new() };
    let asked: Vec<Count> = counts(document.text(headline), headline.start, document.lexicon())
        .into_iter()
        .filter(|count| is_checkable(document.text(headline), count, headline.start, document.lexicon()))
        .take(MOST_ASKED)
        .collect();
    if asked.is_empty() {
        return Vec::new();
    }
    let mut words = 0;
    let mut body: Vec<Count> = Vec::new();
    for &id in &story.body {
        let block = document.block(id);
        let text = document.text(block.text);
        words += text.split_whitespace().count();
        body.extend(counts(text, block.text.start, document.lexicon()));
    }
    if words < SHORTEST_BODY || counts_parts(context) {
        return Vec::new();
    }
    let mut found = Vec::new();
    for count in asked {
        if body.iter().any(|other| count.number.agrees(&other.number)) || is_sum(&count, &body) {
            continue;
        }
        let at = body.iter().position(|other| conflicts(&count, other));
        let conflict = at.map(|at| body[at].clone());
        found.push((count, conflict));
    }
    found
}

/// Whether two counts of the same thing come to this one: 25 flights on one day, 15 on the next. The second may not
/// say again what it counts: four people were killed on the pier and two at sea.
fn is_sum(whole: &Count, body: &[Count]) -> bool {
    let is_part = |part: &&Count| {
        part.number.value < whole.number.value && part.keys.iter().any(|key| whole.keys.contains(key))
    };
    let parts: Vec<&Count> = body.iter().filter(is_part).take(MOST_PARTS).collect();
    let adds_up = |one: &Count, other: &Count| {
        (one.number.value + other.number.value - whole.number.value).abs() <= whole.number.slack
    };
    let with_next = |part: &&Count| {
        let next = body.get(body.partition_point(|count| count.span.start <= part.span.start));
        next.is_some_and(|next| next.span.start - part.span.end < BREATH && adds_up(part, next))
    };
    (1..parts.len()).any(|at| parts[..at].iter().any(|part| adds_up(part, parts[at])))
        || parts.iter().any(with_next)
}

/// Whether two counts are of the same thing and cannot both be right.
fn conflicts(one: &Count, other: &Count) -> bool {
    let ratio = one.number.value / other.number.value;
    one.number.unit == other.number.unit
        && one.keys.iter().any(|key| other.keys.contains(key))
        && (1.0 / FURTHEST..=FURTHEST).contains(&ratio)
        && other.number.value > 2.0
        && !other.number.is_year()
}

/// Whether the body is a list of what the headline counts.
fn counts_parts(context: &Context<'_>) -> bool {
    let document = context.document();
    let body = context.reading().story().body.iter().map(|&id| document.block(id).kind);
    let parts = body.filter(|kind| matches!(kind, BlockKind::Heading(_) | BlockKind::ListItem)).count();
    parts >= 3
}

/// Whether a number of a headline is one that the body should give: no year, no part of a name.
fn is_checkable(headline: &str, count: &Count, start: u32, lexicon: &Lexicon) -> bool {
    let at = (count.span.start - start) as usize;
    let before = headline[..at].trim_end();
    let is_first_word = before.is_empty();
    let name_before = before.split_whitespace().next_back().is_some_and(|word| {
        word.starts_with(char::is_uppercase) && !before.ends_with([':', ',', ';', '.', '–', '—'])
    });
    // Of "3 of 7 games" the story often gives the one or the other.
    let after = headline[at + count.number.range.len()..].trim_start().chars().take(NEAR);
    let after = after.collect::<String>();
    let starts_count =
        |rest: &str| quantities(rest, lexicon).first().is_some_and(|number| number.range.start == 0);
    let ends_in_of = before.rsplit_once(' ').is_some_and(|(_, last)| lexicon.out_of.contains(last));
    let of_count = after.split_once(' ').filter(|(first, _)| lexicon.out_of.contains(first));
    let is_share = ends_in_of || of_count.is_some_and(|(_, rest)| starts_count(rest));
    let number = &count.number;
    // "3.6" alone is a version.
    let is_version = number.unit == Unit::Plain && number.value.fract() != 0.0;
    number.value > 2.0
        && !number.is_year()
        && !is_version
        && !is_share
        && (is_first_word || !name_before || number.unit != Unit::Plain)
}

/// The numbers of a text with what they count.
fn counts(text: &str, start: u32, lexicon: &Lexicon) -> Vec<Count> {
    let numbers = quantities(text, lexicon).into_iter();
    numbers
        .map(|number| {
            let span = TextSpan::from_range(number.range.clone()).shift(start);
            let mut keys = keys(&text[number.range.end..], lexicon);
            let outcome = class_before(&text[..number.range.start], lexicon);
            keys.extend(outcome.filter(|_| !has_company(&text[number.range.end..], lexicon)));
            Count { number, span, keys }
        })
        .collect()
}

/// What the words behind a number say that it counts.
fn keys(after: &str, lexicon: &Lexicon) -> Vec<String> {
    // No more is read than is needed: a paragraph may hold many numbers and no stop.
    let near = after.unicode_word_indices().nth(REACH - 1);
    let after = &after[..near.map_or(after.len(), |(at, word)| at + word.len())];
    let end = after.find(['.', ',', ';', ':', '?', '!', '(', ')', '“', '”', '"']).unwrap_or(after.len());
    let words = after[..end].unicode_words().take(REACH);
    let words = words
        .map(str::to_lowercase)
        .take_while(|word| !word.starts_with(|letter: char| letter.is_ascii_digit()));
    let says_nothing = |word: &str| {
        lexicon.stop_words.contains(word)
            || lexicon.uncounted_words.contains(word)
            || lexicon.is_calendar_word(word)
    };
    let is_loose = |word: &str| lexicon.calendar_units.contains(word) || lexicon.loose_counts.contains(word);
    words.filter(|word| !says_nothing(word) && !is_loose(word)).map(|word| class(&word, lexicon)).collect()
}

/// Whether somebody more is told of behind what was counted: four passengers and the captain.
fn has_company(after: &str, lexicon: &Lexicon) -> bool {
    let end = after.find(['.', ',', ';', ':', '?', '!', '(', ')']).unwrap_or(after.len());
    let words: Vec<&str> = after[..end].unicode_words().take(REACH + 2).collect();
    words
        .windows(2)
        .any(|pair| lexicon.conjunctions.contains(pair[0]) && lexicon.stop_words.contains(pair[1]))
}

/// The outcome that the word before a number tells: "kills 12".
fn class_before(before: &str, lexicon: &Lexicon) -> Option<String> {
    let near = before.trim_end().char_indices().rev().nth(NEAR).map_or(0, |(at, _)| at);
    let word = before[near..].trim_end().rsplit(char::is_whitespace).next()?;
    lexicon.outcomes.name_of(word).map(str::to_owned)
}

/// The class of a word, or its stem.
fn class(word: &str, lexicon: &Lexicon) -> String {
    let class = lexicon.outcomes.name_of(word);
    class.unwrap_or_else(|| word.strip_suffix('s').unwrap_or(word)).to_owned()
}

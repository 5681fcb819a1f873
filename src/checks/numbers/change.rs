//! A change in percent, held against the two values it is a change of.

use std::cell::LazyCell;
use std::ops::Range;

use super::quantity::{Quantity, Unit, quantities};
use crate::checks::{Context, Sink};
use crate::language::Lexicon;
use crate::matching::PatternId;

/// Where a change, and the values it goes from and to, stand in one breath: what each gives in which order.
pub(super) const EXPRESSIONS: &[(&str, [usize; 3])] = &[
    (
        r"((?:rose|risen|rising|increas\w+|grew|grown|jumped|climbed|gained|soared|surged|up|fell|fallen|falling|dropped|declin\w+|decreas\w+|lost|shrank|slid|slipped|plunged|down|cut|raised|reduced|lowered)\s(?:by\s)?(?:[^.;:,()]|[.,][0-9]){0,25}?(?:%|\bpercent\b|\bper cent\b))(?:,|\s)[^.;:()0-9]{0,40}?\bfrom\s((?:[^.;:(),]|[.,][0-9]){1,40}?)\sto\s((?:[^.;:(),]|[.,][0-9]){1,30})",
        SAID_FROM_TO,
    ),
    (
        r"\bfrom\s((?:[^.;:(),]|[.,][0-9]){1,40}?)\sto\s((?:[^.;:(),]|[.,][0-9]){1,30}?),?\s(?:an?|or|up|down|by)\s((?:about |nearly |almost |roughly |some )?[0-9.,]+(?:\s?%|[\s-]percent\b|[\s-]per cent\b)\s(?:rise|increase|jump|gain|drop|decline|decrease|fall|cut|growth|surge))",
        FROM_TO_SAID,
    ),
    (
        r"\bfrom\s((?:[^.;:(),]|[.,][0-9]){1,40}?)\sto\s((?:[^.;:(),]|[.,][0-9]){1,30}?),?\s(?:an?|the)\s((?:\w+\s)?(?:rise|increase|jump|gain|drop|decline|decrease|fall|cut|growth|surge)\sof\s(?:about |nearly |almost |roughly |some )?[0-9.,]+(?:\s?%|[\s-]percent\b|[\s-]per cent\b))",
        FROM_TO_SAID,
    ),
    (
        r"((?:rose|risen|rising|increas\w+|grew|grown|jumped|climbed|gained|soared|surged|up|fell|fallen|falling|dropped|declin\w+|decreas\w+|lost|shrank|slid|slipped|plunged|down)\s(?:by\s)?(?:[^.;:,()]|[.,][0-9]){0,25}?(?:%|\bpercent\b|\bper cent\b))(?:,|\s)[^.;:()0-9]{0,30}?\bto\s((?:[^.;:(),]|[.,][0-9]){1,30}?)\sfrom\s((?:[^.;:(),]|[.,][0-9]){1,30})",
        SAID_TO_FROM,
    ),
];

/// The groups of an expression that hold the change, the value it goes from and the one it goes to.
const SAID_FROM_TO: [usize; 3] = [0, 1, 2];
const SAID_TO_FROM: [usize; 3] = [0, 2, 1];
const FROM_TO_SAID: [usize; 3] = [2, 0, 1];

/// Words that make a number vague.
const VAGUE: &[&str] = &[
    "about",
    "nearly",
    "almost",
    "roughly",
    "around",
    "some",
    "more than",
    "over",
    "close to",
    "less than",
    "at least",
    "up to",
];
/// By so many points an exact change may be off before it is wrong.
const TOLERANCE: f64 = 1.0;
/// By this share a vague one may.
const VAGUE_SHARE: f64 = 0.2;

/// Which mistake is looked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Wanted {
    /// A change that does not fit two values.
    Relative,
    /// Percentage points given as percent.
    Points,
}

/// A change with the values it is of.
struct Change {
    said: Quantity,
    from: Quantity,
    to: Quantity,
    is_vague: bool,
}

pub(super) fn report(patterns: &[PatternId], wanted: Wanted, context: &Context<'_>, sink: &mut Sink<'_>) {
    for (&id, (_, order)) in patterns.iter().zip(EXPRESSIONS) {
        for passage in context.passages(id).into_iter().filter(|passage| may_give_change(passage.text)) {
            // A passage is read for its numbers once, and not again for each change in it.
            let numbers = LazyCell::new(|| quantities(passage.text));
            let mut start = 0;
            while let Some(found) = context.pattern(id).groups_at(passage.text, start) {
                start = found.range.end.max(start + 1);
                let group = |index: usize| found.groups.get(index).cloned().flatten();
                let (Some(said), Some(from), Some(to)) = (group(order[0]), group(order[1]), group(order[2]))
                else {
                    continue;
                };
                let lexicon = context.document().lexicon();
                let Some(change) = read(passage.text, &numbers, [said, from, to], lexicon) else { continue };
                let Some(right) = judge(&change, wanted) else { continue };
                let span = passage.part(change.said.range.clone());
                if context.speaks_at(span) {
                    let said = shown(change.said.value);
                    sink.report(span).value("right", shown(right)).value("said", said).emit();
                }
            }
        }
    }
}

/// Whether a text has the words that each of the expressions asks for; few have, and these are large.
fn may_give_change(text: &str) -> bool {
    let has =
        |word: &[u8]| text.as_bytes().windows(word.len()).any(|letters| letters.eq_ignore_ascii_case(word));
    (text.contains('%') || has(b"percent") || has(b"per cent")) && has(b"from") && has(b"to")
}

/// The three figures, if each part holds just one and they are of one kind.
fn read(
    text: &str,
    numbers: &[Quantity],
    [said, from, to]: [Range<usize>; 3],
    lexicon: &Lexicon,
) -> Option<Change> {
    let said_text = text[said.clone()].to_lowercase();
    // The sign or word of percent stands at the end of the part or behind it.
    let mut percents = in_range(numbers, &said).filter(|found| found.unit == Unit::Percent);
    let change = percents.next()?;
    let first = |range: &Range<usize>| in_range(numbers, range).next();
    let (from, to) = (first(&from)?, first(&to)?);
    let is_year = from.is_year() && from.value >= 1900.0 && from.range.len() == 4;
    let is_same_kind = from.unit == to.unit || (from.unit == Unit::Plain && to.unit == Unit::Percent);
    if percents.next().is_some()
        || is_year
        || !is_same_kind
        || from.value <= 0.0
        || is_dated(text, to, lexicon)
    {
        return None;
    }
    let is_vague = VAGUE.iter().any(|word| said_text.contains(word));
    Some(Change { said: change.clone(), from: from.clone(), to: to.clone(), is_vague })
}

/// Those of a text's numbers, in order, that begin in a range.
fn in_range<'n>(numbers: &'n [Quantity], range: &Range<usize>) -> impl Iterator<Item = &'n Quantity> {
    let first = numbers.partition_point(|found| found.range.start < range.start);
    let end = range.end;
    numbers[first..].iter().take_while(move |found| found.range.start < end)
}

/// Whether a number is an hour, a day or an age.
fn is_dated(text: &str, number: &Quantity, lexicon: &Lexicon) -> bool {
    let after = text[number.range.end..].trim_start();
    let next = after.split(|letter: char| !letter.is_alphabetic()).next().unwrap_or_default();
    lexicon.months.contains(next)
        || ["a.m", "p.m", "am ", "pm ", "year", "month", "week", "day", "hour"]
            .into_iter()
            .any(|word| after.get(..word.len()).is_some_and(|start| start.eq_ignore_ascii_case(word)))
}

/// What the change comes to, if that is another figure than the one that is said.
fn judge(change: &Change, wanted: Wanted) -> Option<f64> {
    let Change { said, from, to, is_vague } = change;
    let both_percent = to.unit == Unit::Percent;
    let points = (to.value - from.value).abs();
    if wanted == Wanted::Points {
        let says_points = (points - said.value).abs() <= said.slack.max(from.slack + to.slack).max(0.05);
        return (both_percent && says_points && !fits(said, from, to, *is_vague)).then_some(points);
    }
    let scales = [1.0, to.value_scale(), 1.0 / from.value_scale()];
    // "From 2 to 3 million" gives the scale once.
    let fits_scaled = scales.iter().any(|scale| fits(said, &from.scaled(*scale), to, *is_vague));
    let says_points = both_percent && (points - said.value).abs() <= 0.5 + said.slack;
    (!fits_scaled && !says_points).then(|| (to.value - from.value).abs() / from.value * 100.0)
}

/// Whether a change fits two values, as far as rounding lets us tell.
fn fits(said: &Quantity, from: &Quantity, to: &Quantity, is_vague: bool) -> bool {
    let change = |from: f64, to: f64| (to - from).abs() / from.max(f64::MIN_POSITIVE) * 100.0;
    // Two values given together are rounded alike, small whole ones not at all.
    let is_counted =
        |value: &Quantity| value.unit != Unit::Percent && value.value < 100.0 && value.slack >= 0.5;
    let slack = if is_counted(from) && is_counted(to) { 0.0 } else { from.slack.min(to.slack) };
    let corners = [
        change(from.value - slack, to.value + slack),
        change(from.value + slack, to.value - slack),
        change(from.value, to.value),
    ];
    let least = corners.iter().copied().fold(f64::INFINITY, f64::min);
    let most = corners.iter().copied().fold(0.0, f64::max);
    let room = if is_vague { said.value * VAGUE_SHARE } else { 0.0 }
        + TOLERANCE.max(said.slack.min(said.value * 0.05));
    (least - room..=most + room).contains(&said.value)
}

impl Quantity {
    /// The power of a thousand a value is given in.
    fn value_scale(&self) -> f64 {
        [1e12, 1e9, 1e6, 1e3].into_iter().find(|scale| self.value >= *scale).unwrap_or(1.0)
    }

    fn scaled(&self, factor: f64) -> Self {
        Self { value: self.value * factor, slack: self.slack * factor, ..self.clone() }
    }
}

/// A number of percent with at most one decimal.
fn shown(value: f64) -> String {
    let rounded = format!("{value:.1}");
    rounded.strip_suffix(".0").map_or(rounded.clone(), str::to_owned)
}

//! A change in percent, held against the two values it is a change of.

use std::cell::LazyCell;
use std::ops::Range;

use crate::checking::{Compiler, Context, Sink};
use crate::language::{Language, Lexicon, Words};
use crate::matching::PatternId;
use crate::reading::quantities::{Quantity, Unit, quantities};
use crate::yaml::Path;

/// A form in which a language tells of a change, with the values it goes from and to.
pub(super) struct ChangeForm {
    language: Language,
    pub(super) pattern: PatternId,
    /// Which group holds the change, the first value and the second one.
    groups: [usize; 3],
}

/// What a value may be told in.
const VALUE: &str = "((?:[^.;:(),]|[.,][0-9]){1,40}?)";

impl ChangeForm {
    /// The forms of all languages.
    pub(super) fn all(at: &Path, compiler: &mut Compiler<'_>) -> Vec<Self> {
        let languages = compiler.languages();
        let mut forms = Vec::new();
        for (language, lexicon) in languages.iter() {
            for written in lexicon.changes.iter() {
                let whole = pattern(written, lexicon);
                let pattern = compiler.pattern(at, &whole, true, str::to_owned);
                forms.extend(pattern.map(|pattern| Self { language, pattern, groups: groups(written) }));
            }
        }
        forms
    }
}

/// A form as a language's file writes it, as a pattern.
fn pattern(written: &str, lexicon: &Lexicon) -> String {
    let any = |words: &Words| words.alternatives().map_or_else(String::new, |words| format!("(?:{words})"));
    // The last value goes on as far as it can.
    let value = |name: &str| {
        if written.ends_with(name) { VALUE.trim_end_matches("?)").to_owned() + ")" } else { VALUE.to_owned() }
    };
    let percent = lexicon.percent_words.alternatives().map(|words| format!(r"|\b(?:{words})\b"));
    let pieces = [
        ("{from}", value("{from}")),
        ("{to}", value("{to}")),
        ("{verb}", any(&lexicon.change_verbs)),
        ("{noun}", any(&lexicon.change_nouns)),
        ("{vague}", any(&lexicon.vague_words)),
        ("{percent}", format!("(?:%{})", percent.unwrap_or_default())),
    ];
    let spaced = written.replace(' ', r"\s");
    pieces.iter().fold(spaced, |pattern, (name, piece)| pattern.replace(name, piece))
}

/// Which groups of a form hold the change and the two values, by the order in which they stand there.
fn groups(written: &str) -> [usize; 3] {
    let opens = |at: usize| written[at..].starts_with('(') && !written[at..].starts_with("(?");
    let change = (0..written.len()).filter(|&at| written.is_char_boundary(at)).find(|&at| opens(at));
    let places = [change, written.find("{from}"), written.find("{to}")];
    let before = |place: &Option<usize>| places.iter().filter(|other| *other < place).count();
    [before(&places[0]), before(&places[1]), before(&places[2])]
}

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

/// Reports the changes of one form that do not fit their values.
pub(super) fn report(form: &ChangeForm, wanted: Wanted, context: &Context<'_>, sink: &mut Sink<'_>) {
    let lexicon = context.document().lexicon();
    if form.language != context.language().unwrap_or(Language::ENGLISH) {
        return;
    }
    for passage in
        context.passages(form.pattern).into_iter().filter(|passage| may_give_change(passage.text, lexicon))
    {
        // A passage is read for its numbers once, and not again for each change in it.
        let numbers = LazyCell::new(|| quantities(passage.text, lexicon));
        let mut start = 0;
        while let Some(found) = context.pattern(form.pattern).groups_at(passage.text, start) {
            start = found.range.end.max(start + 1);
            let group = |index: usize| found.groups.get(index).cloned().flatten();
            let (Some(said), Some(from), Some(to)) =
                (group(form.groups[0]), group(form.groups[1]), group(form.groups[2]))
            else {
                continue;
            };
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

/// Whether a text gives a share of a hundred, which all forms ask for; few do, and the patterns are large.
fn may_give_change(text: &str, lexicon: &Lexicon) -> bool {
    let has =
        |word: &[u8]| text.as_bytes().windows(word.len()).any(|letters| letters.eq_ignore_ascii_case(word));
    text.contains('%') || lexicon.percent_words.iter().any(|word| has(word.as_bytes()))
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
    let is_vague = lexicon.vague_words.iter().any(|word| said_text.contains(word));
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
    let is_hour = || lexicon.hour_marks.find_in(after).is_some_and(|found| found.start == 0);
    lexicon.months.contains(next) || lexicon.calendar_units.contains(next) || is_hour()
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

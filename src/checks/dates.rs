//! `dates`: a weekday that does not fit its date, and days that do not exist.

use std::ops::{Range, RangeInclusive};

use schemars::JsonSchema;
use serde::Deserialize;

use crate::checking::by_language::ByLanguage;
use crate::checking::passages::Passage;
use crate::checking::{Check, Compiler, Context, Parameters, Placeholder, Sink};
use crate::finding::Applicability;
use crate::language::{Lexicon, Words};
use crate::matching::PatternId;
use crate::reading::dates::{
    DateForm, DateNames, DatePart, DateWords, FIRST_YEAR, days_in, first_form, weekday_of,
};
use crate::source::TextSpan;
use crate::yaml::Path;

/// A weekday that does not fit its date, and days that do not exist.
///
/// Flags "Wednesday, 12 October 2021" (it was a Tuesday) and "31 June"; leaves "Tuesday, 12 October 2021" alone. A
/// weekday is checked only where the year is given with it.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Dates {
    /// What is looked for.
    find: DateFault,
    /// The names of the weekdays, from Monday on, each with its short forms behind `|`, in place of those of the
    /// document's language.
    #[serde(default)]
    weekdays: Option<Vec<String>>,
    /// The names of the months, from January on, likewise.
    #[serde(default)]
    months: Option<Vec<String>>,
    /// Patterns that make every date of a block all right, in any case of letters: a text on calendars.
    #[serde(default)]
    unless: Vec<String>,
}

/// What is wrong with a date.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
enum DateFault {
    /// The weekday is another one.
    Weekday,
    /// The day does not exist.
    Impossible,
}

struct DatesCheck {
    find: DateFault,
    weekdays: Option<Vec<String>>,
    months: Option<Vec<String>>,
    unless: Vec<PatternId>,
    known: ByLanguage<KnownDates>,
}

/// How one language writes dates.
struct KnownDates {
    names: DateNames,
    forms: Vec<DateForm>,
}

impl Parameters for Dates {
    const KIND: &'static str = "dates";
    const EXAMPLE: &'static str = r#"rules:
  weekday:
    check: dates
    message: "{match} was a {right}."
    lang: en
    find: weekday
    examples:
      flag: ["The bridge closed on [[Wednesday, 12 October 2021]]."]
      pass: ["The bridge closed on Tuesday, 12 October 2021.", "It closes on Wednesday, 12 October."]
"#;
    const PLACEHOLDERS: &'static [Placeholder] = &[
        ("weekday", "the weekday as it is written"),
        ("right", "the weekday that it was"),
        ("month", "the month"),
        ("days", "how many days the month has"),
    ];

    fn compile(self, compiler: &mut Compiler<'_>) -> Box<dyn Check> {
        let root = Path::root();
        if self.weekdays.as_ref().is_some_and(|weekdays| weekdays.len() != 7) {
            compiler.value_problem(&root.key("weekdays"), "there are seven weekdays, from Monday on");
        }
        if self.months.as_ref().is_some_and(|months| months.len() != 12) {
            compiler.value_problem(&root.key("months"), "there are twelve months, from January on");
        }
        let unless = compiler.asked_patterns("unless", &self.unless, true, |text| format!(r"\b(?:{text})\b"));
        let Self { find, weekdays, months, .. } = self;
        Box::new(DatesCheck { find, weekdays, months, unless, known: ByLanguage::default() })
    }
}

/// A date as it stands in the text.
#[derive(Debug, Default)]
struct WrittenDate {
    weekday: Option<(usize, Range<usize>)>,
    day: u32,
    month: usize,
    year: Option<i64>,
    /// Day and month are numbers of which either may be the month.
    is_ambiguous: bool,
}

/// What is wrong with a date: values for the message, and the weekday that would be right.
type Judgement = (Vec<(&'static str, String)>, Option<usize>);

/// A date at fault.
struct WrongDate {
    span: TextSpan,
    values: Vec<(&'static str, String)>,
    /// The weekday's place and the right one's name.
    fix: Option<(TextSpan, String)>,
}

/// A search for dates in one document.
struct Search<'s, 'a> {
    check: &'s DatesCheck,
    known: &'s KnownDates,
    lexicon: &'s Lexicon,
    context: &'s Context<'a>,
}

impl Search<'_, '_> {
    fn read(&self, text: &str, groups: &[Option<Range<usize>>], form: &DateForm) -> Option<WrittenDate> {
        let mut written = WrittenDate::default();
        for (part, range) in form.parts.iter().zip(groups) {
            // A year may be missing.
            let Some(range) = range.clone() else { continue };
            let found = &text[range.clone()];
            match part {
                DatePart::Weekday => {
                    written.weekday = Some((self.known.names.weekdays.position(found)?, range));
                }
                DatePart::Day => written.day = found.parse().ok()?,
                DatePart::Month => written.month = self.known.names.months.position(found)?,
                DatePart::MonthNumber => written.month = found.parse::<usize>().ok()?.checked_sub(1)?,
                DatePart::Year => written.year = found.parse().ok(),
            }
        }
        let is_numeric = form.parts.contains(&DatePart::MonthNumber);
        let day_first = form.parts.iter().position(|part| *part == DatePart::Day)
            < form.parts.iter().position(|part| *part == DatePart::MonthNumber);
        written.is_ambiguous = is_numeric && day_first;
        Some(written)
    }

    /// Whether a text may hold a date in one of the forms, so that it is worth while to look closer.
    fn may_hold_date(&self, text: &str) -> bool {
        let is_digit = |letter: char| letter.is_ascii_digit();
        let mut end = 0;
        while let Some(start) = text[end..].find(is_digit).map(|at| end + at) {
            end = text.len() - text[start..].trim_start_matches(is_digit).len();
            let (number, names) = (&text[start..end], &self.known.names);
            let holds = match self.check.find {
                // A weekday is checked only where the year is given.
                DateFault::Weekday => {
                    number.len() == 4
                        && [near_end(text, start, FAR), near(text, end, FAR)]
                            .iter()
                            .any(|part| names.has_weekday(part))
                }
                DateFault::Impossible => {
                    number.len() <= 2
                        && !ALWAYS_DAYS.contains(&number.parse().unwrap_or_default())
                        && names.has_month_beside(near_end(text, start, NEAR), near(text, end, NEAR))
                }
            };
            if holds {
                return true;
            }
        }
        false
    }

    fn judge(
        &self,
        written: &WrittenDate,
        text: &str,
        found: &Range<usize>,
        form: &DateForm,
    ) -> Option<Judgement> {
        match self.check.find {
            DateFault::Weekday => self.judge_weekday(written, &text[found.end..], form),
            DateFault::Impossible => self.judge_day(written, &text[..found.start], &text[found.end..], form),
        }
    }

    fn judge_weekday(&self, written: &WrittenDate, after: &str, form: &DateForm) -> Option<Judgement> {
        let (said, _) = written.weekday.as_ref()?;
        let year = written.year.filter(|&year| year >= FIRST_YEAR)?;
        // "22 May 2000 GMT" tells the hour.
        let next =
            after.trim_start().split(|letter: char| !letter.is_alphabetic()).next().unwrap_or_default();
        let is_hour = self.lexicon.hour_marks.contains(next);
        let goes_on =
            form.ends_with_weekday && !after.is_empty() && !after.starts_with([',', '.', ';', ':', ')']);
        let weekday = |month: usize, day: u32| {
            (month < 12 && (1..=days_in(month, Some(year))).contains(&day))
                .then(|| weekday_of(year, month, day))
        };
        let first = weekday(written.month, written.day);
        let turned = written
            .day
            .checked_sub(1)
            .and_then(|month| usize::try_from(month).ok())
            .zip(u32::try_from(written.month + 1).ok());
        let other = turned.filter(|_| written.is_ambiguous).and_then(|(month, day)| weekday(month, day));
        let right = first.or(other)?;
        if is_hour || goes_on || first == Some(*said) || other == Some(*said) {
            return None;
        }
        let name = |day: usize| first_form(&self.known.names.weekdays, day);
        Some((vec![("weekday", name(*said)), ("right", name(right))], Some(right)))
    }

    fn judge_day(
        &self,
        written: &WrittenDate,
        before: &str,
        after: &str,
        form: &DateForm,
    ) -> Option<Judgement> {
        let longest = days_in(written.month, written.year);
        if (1..=longest).contains(&written.day) || is_part_of_number(before, after) {
            return None;
        }
        let month_first = form.parts.first() == Some(&DatePart::Month);
        // Of "0 May 12" the second number is the day, "31 June Carter" was somebody's age.
        let begins_number =
            after.strip_prefix(' ').is_some_and(|next| next.starts_with(|c: char| c.is_ascii_digit()));
        let begins_another = begins_number
            || !month_first
                && after.strip_prefix(' ').is_some_and(|next| next.starts_with(char::is_uppercase));
        // "12 May 31" and "March 45" may be prices or pages: a day of up to 39 is meant as one. What is counted
        // follows in "in June 31 boats".
        let is_day = written.day <= 39 && (written.year.is_some() || self.ends_date(after));
        if begins_another || !is_day {
            return None;
        }
        let name = first_form(&self.known.names.months, written.month);
        // The days of February are told by the year.
        let name = match written.year.filter(|_| longest < 30) {
            Some(year) => format!("{name} {year}"),
            None => name,
        };
        Some((vec![("month", name), ("days", longest.to_string())], None))
    }

    /// Whether nothing follows a date that its number could count.
    fn ends_date(&self, after: &str) -> bool {
        let next = after.trim_start().split(|sign: char| !sign.is_alphabetic()).next().unwrap_or_default();
        next.is_empty() || self.lexicon.date_followers.contains(next)
    }

    fn dates_of(&self, form: &DateForm, passage: &Passage<'_>, found: &mut Vec<WrongDate>) {
        let context = self.context;
        let pattern = context.metered(&form.pattern);
        let mut start = 0;
        while let Some(date) = pattern.groups_at(passage.text, start) {
            start = date.range.end.max(start + 1);
            let Some(written) = self.read(passage.text, &date.groups, form) else { continue };
            let Some((values, right)) = self.judge(&written, passage.text, &date.range, form) else {
                continue;
            };
            let span = passage.part(date.range.clone());
            let is_all_right =
                || self.check.unless.iter().any(|&id| context.pattern(id).is_match(passage.text));
            if !context.speaks_at(span) || is_all_right() {
                continue;
            }
            let fix = written.weekday.zip(right).map(|((_, range), right)| {
                (passage.part(range.clone()), self.known.names.named(right, &passage.text[range]))
            });
            found.push(WrongDate { span, values, fix });
        }
    }
}

impl DatesCheck {
    fn know(&self, lexicon: &Lexicon) -> KnownDates {
        let names = |own: &Option<Vec<String>>, known: &Words| -> Words {
            own.as_ref().map_or_else(
                || known.iter().map(str::to_owned).collect(),
                |own| own.iter().cloned().collect(),
            )
        };
        let names = DateNames {
            weekdays: names(&self.weekdays, &lexicon.weekdays),
            months: names(&self.months, &lexicon.months),
        };
        let forms = match self.find {
            _ if names.weekdays.is_empty() || names.months.is_empty() => Vec::new(),
            DateFault::Weekday => names.with_weekday(lexicon),
            DateFault::Impossible => names.without_weekday(lexicon),
        };
        KnownDates { names, forms }
    }
}

impl Check for DatesCheck {
    fn run(&self, context: &Context<'_>, sink: &mut Sink<'_>) {
        let lexicon = context.document().lexicon();
        let known = self.known.of(context.language(), || self.know(lexicon));
        if known.forms.is_empty() {
            return;
        }
        let search = Search { check: self, known: &known, lexicon, context };
        let mut found: Vec<WrongDate> = Vec::new();
        for passage in context.all_passages().into_iter().filter(|passage| search.may_hold_date(passage.text))
        {
            let words = DateWords::of(passage.text, &known.names);
            let forms = known.forms.iter().filter(|form| words.may_hold(form));
            forms.for_each(|form| search.dates_of(form, &passage, &mut found));
        }
        found.sort_by_key(|found| found.span);
        let mut end = 0;
        for WrongDate { span, values, fix } in found {
            // Two forms may read one date.
            if span.start < end {
                continue;
            }
            end = span.end;
            let mut report = sink.report(span);
            if let Some((place, right)) = fix {
                report = report.replace(place, right, Applicability::Unsafe);
            }
            for (name, value) in values {
                report = report.value(name, value);
            }
            report.emit();
        }
    }
}

/// How many bytes beside a number are looked at for a month.
const NEAR: usize = 40;
/// How far in bytes a weekday's name stands from the year at most, with the day, another one and the month between them.
const FAR: usize = 80;
/// The days that every month has.
const ALWAYS_DAYS: RangeInclusive<u32> = 1..=28;

/// The end of what stands before a place.
fn near_end(text: &str, at: usize, bytes: usize) -> &str {
    let from = at.saturating_sub(bytes);
    let from = (from..=at).find(|&from| text.is_char_boundary(from)).unwrap_or(at);
    &text[from..at]
}

/// The start of what stands behind a place.
fn near(text: &str, at: usize, bytes: usize) -> &str {
    let to = (at + bytes).min(text.len());
    let to = (at..=to).rev().find(|&to| text.is_char_boundary(to)).unwrap_or(at);
    &text[at..to]
}

/// Whether a number goes on before or behind what was read as a date: "9.5.39 September", "February 0.12".
fn is_part_of_number(before: &str, after: &str) -> bool {
    let is_digit = |character: Option<char>| character.is_some_and(|character| character.is_ascii_digit());
    let joins = |sign: char| ".,:/-–$£€#v".contains(sign);
    let mut behind = after.chars();
    let goes_on = behind.next().is_some_and(|sign| ".,:%-–/".contains(sign)) && is_digit(behind.next());
    before.ends_with(joins) || goes_on || after.starts_with(['%', ':', '-', '–', '/'])
}

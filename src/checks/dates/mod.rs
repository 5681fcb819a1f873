//! `dates`: a weekday that does not fit its date, and days that do not exist.
//!
//! Flags "Wednesday, 12 October 2021" (it was a Tuesday) and "31 June"; leaves "Tuesday, 12 October 2021"
//! alone. A weekday is checked only where the year is given with it.

mod calendar;
mod form;

use std::ops::Range;

use schemars::JsonSchema;
use serde::Deserialize;

use super::passages::Passage;
use super::{Check, Compiler, Context, Parameters, Sink};
use crate::finding::Applicability;
use crate::matching::PatternId;
use crate::source::TextSpan;
use crate::yaml::Path;
use calendar::{FIRST_YEAR, days_in, weekday_of};
use form::{Form, Part};

/// Parameters of `check: dates`.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Dates {
    /// What is looked for.
    find: Fault,
    /// The names of the weekdays, from Monday on, each with its short forms behind `|`.
    #[serde(default = "english_weekdays")]
    weekdays: Vec<String>,
    /// The names of the months, from January on, each with its short forms behind `|`.
    #[serde(default = "english_months")]
    months: Vec<String>,
    /// Patterns that make every date of a block all right, in any case of letters: a text on calendars.
    #[serde(default)]
    unless: Vec<String>,
}

/// What is wrong with a date.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
enum Fault {
    /// The weekday is another one.
    Weekday,
    /// The day does not exist.
    Impossible,
}

fn english_weekdays() -> Vec<String> {
    let weekdays = [
        "Monday|Mon",
        "Tuesday|Tues|Tue",
        "Wednesday|Wed",
        "Thursday|Thurs|Thur|Thu",
        "Friday|Fri",
        "Saturday|Sat",
        "Sunday|Sun",
    ];
    weekdays.map(str::to_owned).to_vec()
}

fn english_months() -> Vec<String> {
    let months = [
        "January|Jan",
        "February|Feb",
        "March|Mar",
        "April|Apr",
        "May",
        "June|Jun",
        "July|Jul",
        "August|Aug",
        "September|Sept|Sep",
        "October|Oct",
        "November|Nov",
        "December|Dec",
    ];
    months.map(str::to_owned).to_vec()
}

struct Compiled {
    find: Fault,
    weekdays: Vec<String>,
    months: Vec<String>,
    unless: Vec<PatternId>,
    patterns: Vec<PatternId>,
    /// What the groups of each pattern hold.
    forms: Vec<Form>,
}

impl Parameters for Dates {
    const KIND: &'static str = "dates";
    const PLACEHOLDERS: &'static [&'static str] = &["weekday", "right", "month", "days"];

    fn compile(self, compiler: &mut Compiler<'_>) -> Box<dyn Check> {
        let root = Path::root();
        if self.weekdays.len() != 7 {
            compiler.value_problem(&root.key("weekdays"), "there are seven weekdays, from Monday on");
        }
        if self.months.len() != 12 {
            compiler.value_problem(&root.key("months"), "there are twelve months, from January on");
        }
        let forms = match self.find {
            Fault::Weekday => form::with_weekday(&self.weekdays, &self.months),
            // In English a stop behind a number ends a sentence.
            Fault::Impossible => form::without_weekday(&self.months, self.months != english_months()),
        };
        let unless = compiler.patterns("unless", &self.unless, true, |text| format!(r"\b(?:{text})\b"));
        let add = |form: &Form| compiler.pattern(&root.key("months"), &form.pattern, false, str::to_owned);
        let patterns = forms.iter().filter_map(add).collect();
        let Self { find, weekdays, months, .. } = self;
        Box::new(Compiled { find, weekdays, months, unless, patterns, forms })
    }
}

/// A date as it stands in the text.
#[derive(Debug, Default)]
struct Written {
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
struct Found {
    span: TextSpan,
    values: Vec<(&'static str, String)>,
    /// The weekday's place and the right one's name.
    fix: Option<(TextSpan, String)>,
}

impl Compiled {
    fn read(&self, text: &str, groups: &[Option<Range<usize>>], form: &Form) -> Option<Written> {
        let mut written = Written::default();
        for (part, range) in form.parts.iter().zip(groups) {
            // A year may be missing.
            let Some(range) = range.clone() else { continue };
            let found = &text[range.clone()];
            match part {
                Part::Weekday => written.weekday = Some((position(&self.weekdays, found)?, range)),
                Part::Day => written.day = found.parse().ok()?,
                Part::Month => written.month = position(&self.months, found)?,
                Part::MonthNumber => written.month = found.parse::<usize>().ok()?.checked_sub(1)?,
                Part::Year => written.year = found.parse().ok(),
            }
        }
        let is_numeric = form.parts.contains(&Part::MonthNumber);
        let day_first = form.parts.iter().position(|part| *part == Part::Day)
            < form.parts.iter().position(|part| *part == Part::MonthNumber);
        written.is_ambiguous = is_numeric && day_first;
        Some(written)
    }

    /// Whether a text may hold a date in one of the forms, so that it is worth while to look closer.
    fn may_hold_date(&self, text: &str) -> bool {
        let is_digit = |letter: char| letter.is_ascii_digit();
        let mut end = 0;
        while let Some(start) = text[end..].find(is_digit).map(|at| end + at) {
            end = text.len() - text[start..].trim_start_matches(is_digit).len();
            let holds = match self.find {
                // A weekday is checked only where the year is given.
                Fault::Weekday => end - start == 4,
                Fault::Impossible => end - start <= 2 && self.stands_by_month(&text[..start], &text[end..]),
            };
            if holds {
                return true;
            }
        }
        false
    }

    fn stands_by_month(&self, before: &str, after: &str) -> bool {
        let mut months = self.months.iter().flat_map(|names| names.split('|'));
        let before = before.trim_end();
        let before = before.strip_suffix('.').unwrap_or(before);
        let after = ordinals_left_out(after);
        months.any(|month| before.ends_with(month) || after.starts_with(month))
    }

    fn judge(&self, written: &Written, text: &str, found: &Range<usize>, form: &Form) -> Option<Judgement> {
        match self.find {
            Fault::Weekday => self.judge_weekday(written, &text[found.end..], form),
            Fault::Impossible => self.judge_day(written, &text[..found.start], &text[found.end..], form),
        }
    }

    fn judge_weekday(&self, written: &Written, after: &str, form: &Form) -> Option<Judgement> {
        let (said, _) = written.weekday.as_ref()?;
        let year = written.year.filter(|&year| year >= FIRST_YEAR)?;
        // "22 May 2000 GMT" tells the hour.
        let is_hour = ["UTC", "GMT", "hrs", "hours"].iter().any(|zone| after.trim_start().starts_with(zone));
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
        let name = |day: usize| self.weekdays[day].split('|').next().unwrap_or_default().to_owned();
        Some((vec![("weekday", name(*said)), ("right", name(right))], Some(right)))
    }

    fn judge_day(&self, written: &Written, before: &str, after: &str, form: &Form) -> Option<Judgement> {
        let longest = days_in(written.month, written.year);
        if (1..=longest).contains(&written.day) || is_part_of_number(before, after) {
            return None;
        }
        let month_first = form.parts.first() == Some(&Part::Month);
        // Of "0 May 12" the second number is the day, "31 June Carter" was somebody's age.
        let begins_number =
            after.strip_prefix(' ').is_some_and(|next| next.starts_with(|c: char| c.is_ascii_digit()));
        let begins_another = begins_number
            || !month_first
                && after.strip_prefix(' ').is_some_and(|next| next.starts_with(char::is_uppercase));
        // "12 May 31" and "March 45" may be prices or pages: a day of up to 39 is meant as one. What is counted
        // follows in "in June 31 boats".
        let is_day = written.day <= 39 && (written.year.is_some() || ends_date(after));
        if begins_another || !is_day {
            return None;
        }
        let name = self.months[written.month].split('|').next().unwrap_or_default();
        Some((vec![("month", name.to_owned()), ("days", longest.to_string())], None))
    }

    /// The weekday's name in the form in which another one is written.
    fn named(&self, weekday: usize, like: &str) -> String {
        let mut names = self.weekdays[weekday].split('|');
        let is_short = self.weekdays.iter().all(|names| names.split('|').next() != Some(like));
        let short = names.clone().skip(1).find(|name| name.len() == like.len());
        let name = if is_short { short.or_else(|| names.clone().next_back()) } else { names.next() };
        name.unwrap_or_default().to_owned()
    }
}

impl Check for Compiled {
    fn run(&self, context: &Context<'_>, sink: &mut Sink<'_>) {
        let mut end = 0;
        let mut found: Vec<Found> = Vec::new();
        for (&id, form) in self.patterns.iter().zip(&self.forms) {
            for passage in context.passages(id).into_iter().filter(|passage| self.may_hold_date(passage.text))
            {
                self.search(context, id, form, &passage, &mut found);
            }
        }
        found.sort_by_key(|found| found.span);
        for Found { span, values, fix } in found {
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

    fn patterns(&self) -> Option<&[PatternId]> {
        Some(&self.patterns)
    }
}

impl Compiled {
    fn search(
        &self,
        context: &Context<'_>,
        id: PatternId,
        form: &Form,
        passage: &Passage<'_>,
        found: &mut Vec<Found>,
    ) {
        let mut start = 0;
        while let Some(date) = context.pattern(id).groups_at(passage.text, start) {
            start = date.range.end.max(start + 1);
            let Some(written) = self.read(passage.text, &date.groups, form) else { continue };
            let Some((values, right)) = self.judge(&written, passage.text, &date.range, form) else {
                continue;
            };
            let span = passage.part(date.range.clone());
            let is_all_right = || self.unless.iter().any(|&id| context.pattern(id).is_match(passage.text));
            if !context.speaks_at(span) || is_all_right() {
                continue;
            }
            let fix = written.weekday.zip(right).map(|((_, range), right)| {
                (passage.part(range.clone()), self.named(right, &passage.text[range]))
            });
            found.push(Found { span, values, fix });
        }
    }
}

/// The place of a name in a list of names with their short forms.
fn position(names: &[String], name: &str) -> Option<usize> {
    names.iter().position(|names| names.split('|').any(|known| known == name))
}

/// What follows a day's number behind its ending, a full stop and "of".
fn ordinals_left_out(after: &str) -> &str {
    let after =
        ["st", "nd", "rd", "th"].iter().find_map(|ending| after.strip_prefix(ending)).unwrap_or(after);
    let after = after.strip_prefix('.').unwrap_or(after).trim_start();
    after.strip_prefix("of").map_or(after, str::trim_start)
}

/// Whether a number goes on before or behind what was read as a date: "9.5.39 September", "February 0.12".
fn is_part_of_number(before: &str, after: &str) -> bool {
    let is_digit = |character: Option<char>| character.is_some_and(|character| character.is_ascii_digit());
    let joins = |sign: char| ".,:/-–$£€#v".contains(sign);
    let mut behind = after.chars();
    let goes_on = behind.next().is_some_and(|sign| ".,:%-–/".contains(sign)) && is_digit(behind.next());
    before.ends_with(joins) || goes_on || after.starts_with(['%', ':', '-', '–', '/'])
}

/// Words that go on behind a date; another word may be what the number counts.
const BEHIND_DATE: &[&str] = &[
    "at", "in", "on", "to", "and", "or", "for", "from", "by", "is", "was", "as", "when", "after", "before",
    "with", "until", "till", "the", "that", "but", "this", "next", "last", "deadline",
];

/// Whether nothing follows a date that its number could count.
fn ends_date(after: &str) -> bool {
    let next = after.trim_start().split(|sign: char| !sign.is_alphabetic()).next().unwrap_or_default();
    next.is_empty() || BEHIND_DATE.contains(&next)
}

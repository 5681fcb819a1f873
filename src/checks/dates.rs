//! `dates`: a weekday that does not fit its date, and days that do not exist.
//!
//! Flags "Wednesday, 12 October 2021" (it was a Tuesday) and "31 June"; leaves "Tuesday, 12 October 2021"
//! alone. A weekday is checked only where the year is given with it.

use std::ops::Range;

use schemars::JsonSchema;
use serde::Deserialize;

use super::passages::Passage;
use super::{Check, Compiler, Context, Parameters, Sink};
use crate::finding::Applicability;
use crate::matching::PatternId;
use crate::yaml::Path;

/// Parameters of `check: dates`.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Dates {
    /// What is looked for.
    find: Fault,
    /// The names of the weekdays, from Monday on.
    #[serde(default = "english_weekdays")]
    weekdays: Vec<String>,
    /// The names of the months, from January on, each with its short forms behind `|`.
    #[serde(default = "english_months")]
    months: Vec<String>,
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
    ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"].map(str::to_owned).to_vec()
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
    patterns: Vec<PatternId>,
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
        let (day, month) = (self.weekdays.join("|"), self.months.join("|"));
        let number = r"([0-9]{1,2})(?:st|nd|rd|th)?";
        let year = r",?\s+(?:of\s+)?((?:1[5-9]|20)[0-9]{2})\b";
        let expressions = match self.find {
            Fault::Weekday => vec![
                format!(r"\b({day})\.?,?\s+(?:the\s+)?{number}\.?\s+(?:of\s+)?({month})\b\.?{year}"),
                format!(r"\b({day})\.?,?\s+({month})\b\.?\s+{number}{year}"),
            ],
            Fault::Impossible => vec![
                format!(r"\b(){number}\.?\s+(?:of\s+)?({month})\b(?:\.?{year})?"),
                format!(r"\b()({month})\b\.?\s+{number}\b(?:{year})?"),
            ],
        };
        let add = |text: &String| compiler.pattern(&root.key("months"), text, false, str::to_owned);
        let patterns = expressions.iter().filter_map(add).collect();
        Box::new(Compiled { find: self.find, weekdays: self.weekdays, months: self.months, patterns })
    }
}

/// A date as it stands in the text.
struct Written {
    weekday: Option<(usize, Range<usize>)>,
    day: u32,
    month: usize,
    year: Option<i64>,
}

impl Compiled {
    fn read(&self, text: &str, groups: &[Option<Range<usize>>], month_first: bool) -> Option<Written> {
        let piece = |index: usize| groups.get(index).cloned().flatten();
        let (day, month) = if month_first { (piece(2)?, piece(1)?) } else { (piece(1)?, piece(2)?) };
        let month_name = &text[month];
        let is_month = |names: &String| names.split('|').any(|name| name == month_name);
        let weekday = piece(0).and_then(|range| {
            Some((self.weekdays.iter().position(|name| *name == text[range.clone()])?, range))
        });
        Some(Written {
            weekday,
            day: text[day].parse().ok()?,
            month: self.months.iter().position(is_month)?,
            year: piece(3).and_then(|range| text[range].parse().ok()),
        })
    }

    /// Whether a month stands beside a number, so that it is worth while to look closer.
    fn may_hold_date(&self, text: &str, month_first: bool) -> bool {
        let months = || self.months.iter().flat_map(|names| names.split('|'));
        let is_digit = |letter: char| letter.is_ascii_digit();
        let mut end = 0;
        while let Some(start) = text[end..].find(is_digit).map(|at| end + at) {
            let after = text[start..].trim_start_matches(is_digit);
            end = text.len() - after.len();
            // Of a year the first two digits are no day.
            let stands = if end - start > 2 {
                false
            } else if month_first {
                let before = text[..start].trim_end();
                let before = before.strip_suffix('.').unwrap_or(before);
                months().any(|month| before.ends_with(month))
            } else {
                let after = ordinals_left_out(after);
                months().any(|month| after.starts_with(month))
            };
            if stands {
                return true;
            }
        }
        false
    }

    fn judge(
        &self,
        written: &Written,
        text: &str,
        found: &Range<usize>,
    ) -> Option<Vec<(&'static str, String)>> {
        let longest = days_in(written.month, written.year);
        match (self.find, written.year) {
            (Fault::Weekday, Some(year)) if (1..=longest).contains(&written.day) => {
                let right = weekday_of(year, written.month, written.day);
                let (said, _) = written.weekday.as_ref()?;
                // "22 May 2000 GMT" tells the hour.
                let after = text[found.end..].trim_start();
                let is_hour = ["UTC", "GMT", "hrs", "hours"].iter().any(|zone| after.starts_with(zone));
                (*said != right && !is_hour).then(|| {
                    vec![("weekday", self.weekdays[*said].clone()), ("right", self.weekdays[right].clone())]
                })
            }
            (Fault::Impossible, _) if written.day > longest || written.day == 0 => {
                // "12 May 31" and "March 45" may be prices or pages: a day of up to 39 is meant as one.
                let is_day = written.day <= 39 && !text[found.end..].starts_with(['%', ':', '-', '–', '/']);
                let name = self.months[written.month].split('|').next().unwrap_or_default();
                is_day.then(|| vec![("month", name.to_owned()), ("days", longest.to_string())])
            }
            _ => None,
        }
    }
}

impl Check for Compiled {
    fn run(&self, context: &Context<'_>, sink: &mut Sink<'_>) {
        for (index, &id) in self.patterns.iter().enumerate() {
            let may_hold = |passage: &Passage<'_>| self.may_hold_date(passage.text, index == 1);
            for passage in context.passages(id).into_iter().filter(may_hold) {
                let mut start = 0;
                while let Some(found) = context.pattern(id).groups_at(passage.text, start) {
                    start = found.range.end.max(start + 1);
                    let Some(written) = self.read(passage.text, &found.groups, index == 1) else { continue };
                    let Some(values) = self.judge(&written, passage.text, &found.range) else { continue };
                    let span = passage.part(found.range.clone());
                    if !context.speaks_at(span) {
                        continue;
                    }
                    let mut report = sink.report(span);
                    if let (Some((_, range)), Some((_, right))) = (&written.weekday, values.get(1)) {
                        report = report.replace(passage.part(range.clone()), right, Applicability::Unsafe);
                    }
                    for (name, value) in values {
                        report = report.value(name, value);
                    }
                    report.emit();
                }
            }
        }
    }

    fn patterns(&self) -> Option<&[PatternId]> {
        Some(&self.patterns)
    }
}

/// What follows a day's number behind its ending, a full stop and "of".
fn ordinals_left_out(after: &str) -> &str {
    let after =
        ["st", "nd", "rd", "th"].iter().find_map(|ending| after.strip_prefix(ending)).unwrap_or(after);
    let after = after.strip_prefix('.').unwrap_or(after).trim_start();
    after.strip_prefix("of").map_or(after, str::trim_start)
}

/// Days of a month counted from 0; February has 29 where the year is not known.
fn days_in(month: usize, year: Option<i64>) -> u32 {
    let is_leap = |year: i64| year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
    match month {
        1 if year.is_none_or(is_leap) => 29,
        1 => 28,
        3 | 5 | 8 | 10 => 30,
        _ => 31,
    }
}

/// The weekday of a date, Monday as 0 (Zeller's congruence for the Gregorian calendar).
fn weekday_of(year: i64, month: usize, day: u32) -> usize {
    let month = i64::try_from(month).unwrap_or(0) + 1;
    let (year, month) = if month < 3 { (year - 1, month + 12) } else { (year, month) };
    let sum = i64::from(day) + 13 * (month + 1) / 5 + year + year / 4 - year / 100 + year / 400;
    // Zeller counts from Saturday.
    usize::try_from((sum + 5).rem_euclid(7)).unwrap_or(0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn weekdays_of_known_dates() {
        assert_eq!(weekday_of(2021, 9, 12), 1);
        assert_eq!(weekday_of(2000, 1, 29), 1);
        assert_eq!(weekday_of(1969, 6, 20), 6);
    }
}

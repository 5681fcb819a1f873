//! The forms in which dates are written.

/// What a group of a form's pattern holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Part {
    Weekday,
    Day,
    /// A month's name.
    Month,
    /// A month's number; where the day stands before it, either may be the month.
    MonthNumber,
    Year,
}

/// A form in which dates are written.
pub(super) struct Form {
    /// Its pattern.
    pub pattern: String,
    /// What its groups hold.
    pub parts: &'static [Part],
    /// Whether the weekday stands last, where it may as well begin what follows.
    pub ends_with_weekday: bool,
}

use Part::{Day, Month, MonthNumber, Weekday, Year};

/// A day's number.
const DAY: &str = r"([0-9]{1,2})(?:st|nd|rd|th)?";
/// A year of the last five centuries.
const YEAR: &str = r"((?:1[5-9]|20)[0-9]{2})\b";
/// What stands between a weekday and its date.
const GAP: &str = r"\.?,?\s+\(?(?:the\s+)?";

/// The forms of a date with its weekday.
pub(super) fn with_weekday(weekdays: &[String], months: &[String]) -> Vec<Form> {
    let weekday = format!(r"\b({})\b", weekdays.join("|"));
    let month = format!(r"({})\b", months.join("|"));
    let day_month = format!(r"{DAY}\.?\s+(?:of\s+)?{month}\.?");
    let month_day = format!(r"\b{month}\.?\s+{DAY}");
    let year = format!(r",?\s+(?:of\s+)?{YEAR}");
    let behind = format!(r"(?:,\s+(?:an?\s+)?|\s*\(){weekday}");
    let form = |pattern: String, parts, ends_with_weekday| Form { pattern, parts, ends_with_weekday };
    vec![
        form(format!("{weekday}{GAP}{day_month}{year}"), &[Weekday, Day, Month, Year], false),
        form(format!("{weekday}{GAP}{month_day}{year}"), &[Weekday, Month, Day, Year], false),
        form(format!(r"\b{day_month}{year}{behind}"), &[Day, Month, Year, Weekday], true),
        form(format!("{month_day}{year}{behind}"), &[Month, Day, Year, Weekday], true),
        form(
            format!(r"{weekday}{GAP}([0-9]{{1,2}})[./]([0-9]{{1,2}})[./]{YEAR}"),
            &[Weekday, Day, MonthNumber, Year],
            false,
        ),
        form(
            format!(r"{weekday}{GAP}{YEAR}-([0-9]{{2}})-([0-9]{{2}})\b"),
            &[Weekday, Year, MonthNumber, Day],
            false,
        ),
        form(
            format!(r"\b{YEAR}-([0-9]{{2}})-([0-9]{{2}})(?:\s*\(|,?\s+){weekday}"),
            &[Year, MonthNumber, Day, Weekday],
            true,
        ),
        // The first of two days: `Monday 23 to Friday 27 November 2026`.
        form(
            format!(
                r"{weekday}{GAP}{DAY}\s*(?:to|till|until|through|and|[-–—])\s*(?:{})\b{GAP}[0-9]{{1,2}}(?:st|nd|rd|th)?\s+(?:of\s+)?{month}\.?{year}",
                weekdays.join("|")
            ),
            &[Weekday, Day, Month, Year],
            false,
        ),
    ]
}

/// The forms of a date without its weekday, and perhaps without a year. A day's number may have a stop behind it.
pub(super) fn without_weekday(months: &[String], stops: bool) -> Vec<Form> {
    let stop = if stops { r"\.?" } else { "" };
    let month = format!(r"({})\b", months.join("|"));
    let year = format!(r",?\s+(?:of\s+)?{YEAR}");
    let form = |pattern: String, parts| Form { pattern, parts, ends_with_weekday: false };
    vec![
        form(format!(r"\b{DAY}{stop}\s+(?:of\s+)?{month}(?:\.?{year})?"), &[Day, Month, Year]),
        form(format!(r"\b{month}\.?\s+{DAY}\b(?:{year})?"), &[Month, Day, Year]),
    ]
}

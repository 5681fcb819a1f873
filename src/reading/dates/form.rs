//! The forms in which dates are written.

use crate::language::{Lexicon, Words};
use crate::matching::Pattern;

/// What a group of a form's pattern holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum DatePart {
    Weekday,
    Day,
    /// A month's name.
    Month,
    /// A month's number; where the day stands before it, either may be the month.
    MonthNumber,
    Year,
}

/// A form in which dates are written.
pub struct DateForm {
    /// Its pattern.
    pub pattern: Pattern,
    /// What its groups hold.
    pub parts: Vec<DatePart>,
    /// Whether the weekday stands last, where it may as well begin what follows.
    pub ends_with_weekday: bool,
}

/// A year of the last five centuries.
const YEAR: &str = r"((?:1[5-9]|20)[0-9]{2})\b";

/// Forms in digits, which are the same in all languages. A short word may stand behind the weekday: `the`, `dem`.
const IN_DIGITS: [&str; 3] = [
    r"{weekday}\.?,? \(?(?:\p{Ll}{1,4} )?{number}[./]{month-number}[./]{year}",
    r"{weekday}\.?,? \(?(?:\p{Ll}{1,4} )?{year}-{month-number}-{number}\b",
    r"\b{year}-{month-number}-{number}(?:\s*\(|,? (?:\p{Ll}{1,4} )?){weekday}",
];

/// The names by which dates are known.
#[derive(Debug)]
pub struct DateNames {
    /// The weekdays, from Monday on.
    pub weekdays: Words,
    /// The months, from January on.
    pub months: Words,
}

impl DateNames {
    /// The pattern of a form as a language's file writes it.
    fn form(&self, written: &str, lexicon: &Lexicon) -> DateForm {
        let alternatives = |names: &Words| names.alternatives().unwrap_or_default();
        let (weekdays, months) = (alternatives(&self.weekdays), alternatives(&self.months));
        let ending = lexicon.ordinal_endings.alternatives().map(|endings| format!("(?:{endings})?"));
        let ending = ending.unwrap_or_default();
        let number = "([0-9]{1,2})";
        let pieces = [
            ("{weekday}", format!(r"\b({weekdays})\b"), Some(DatePart::Weekday)),
            ("{day}", format!("{number}{ending}"), Some(DatePart::Day)),
            ("{month}", format!(r"({months})\b"), Some(DatePart::Month)),
            ("{year}", YEAR.to_owned(), Some(DatePart::Year)),
            ("{number}", number.to_owned(), Some(DatePart::Day)),
            ("{month-number}", number.to_owned(), Some(DatePart::MonthNumber)),
            ("{other-weekday}", format!(r"\b(?:{weekdays})\b"), None),
            ("{other-day}", format!("[0-9]{{1,2}}{ending}"), None),
        ];
        let mut parts: Vec<(usize, DatePart)> = Vec::new();
        let mut pattern = written.replace(' ', r"\s+");
        for (name, piece, part) in pieces {
            parts.extend(written.find(name).zip(part));
            pattern = pattern.replace(name, &piece);
        }
        parts.sort_by_key(|(at, _)| *at);
        // Where names are written small, one that begins a sentence has a capital.
        let is_small = self.months.iter().all(|name| name.starts_with(char::is_lowercase));
        DateForm {
            pattern: Pattern::trusted(&pattern, is_small),
            parts: parts.into_iter().map(|(_, part)| part).collect(),
            ends_with_weekday: written.ends_with("{weekday}"),
        }
    }

    /// The forms of a date with its weekday and its year.
    pub fn with_weekday(&self, lexicon: &Lexicon) -> Vec<DateForm> {
        let written = lexicon.dates.iter().filter(|form| form.contains("{weekday}"));
        written.chain(IN_DIGITS).map(|form| self.form(form, lexicon)).collect()
    }

    /// The forms of a date without its weekday.
    pub fn without_weekday(&self, lexicon: &Lexicon) -> Vec<DateForm> {
        let written = lexicon.dates.iter().filter(|form| !form.contains("{weekday}"));
        written.map(|form| self.form(form, lexicon)).collect()
    }

    /// Whether a weekday's name may stand in a text.
    pub fn has_weekday(&self, text: &str) -> bool {
        // The first letter may be a capital or not.
        let mut names = self.weekdays.iter().flat_map(forms);
        names.any(|name| name.char_indices().nth(1).is_some_and(|(at, _)| text.contains(&name[at..])))
    }

    /// Whether a month's name may stand beside a number, given what stands before and behind that.
    pub fn has_month_beside(&self, before: &str, after: &str) -> bool {
        let is_month = |word: &str| self.months.contains(word);
        let letters = |letter: char| letter.is_alphabetic() || letter == '-';
        let mut before = before.split(|letter| !letters(letter)).rev().filter(|word| !word.is_empty());
        let after = after.split(|letter| !letters(letter)).filter(|word| !word.is_empty());
        // An ending and a word such as "of" may stand between them.
        before.next().is_some_and(is_month) || after.take(3).any(is_month)
    }

    /// The weekday's name in the form in which another one is written.
    pub fn named(&self, weekday: usize, like: &str) -> String {
        let entry = |weekday: usize| self.weekdays.iter().nth(weekday).unwrap_or_default();
        let names: Vec<&str> = forms(entry(weekday)).collect();
        let is_even = self.weekdays.iter().all(|entry| forms(entry).count() == names.len());
        let of = self.weekdays.position(like).map(entry).unwrap_or_default();
        let form = forms(of).position(|name| is_same(name, like)).unwrap_or_default();
        let alike = names.iter().skip(1).find(|name| name.len() == like.len()).or(names.last());
        let name = if form == 0 || is_even { names.get(form) } else { alike }.copied().unwrap_or_default();
        if like.starts_with(char::is_uppercase) { capitalised(name) } else { name.to_owned() }
    }
}

/// The first form of a name, and its others.
fn forms(entry: &str) -> impl Iterator<Item = &str> {
    entry.split('|')
}

/// The first form of the name at a place.
pub fn first_form(names: &Words, at: usize) -> String {
    let entry = names.iter().nth(at).unwrap_or_default();
    forms(entry).next().unwrap_or_default().to_owned()
}

fn is_same(one: &str, other: &str) -> bool {
    one == other || one.to_lowercase() == other.to_lowercase()
}

fn capitalised(word: &str) -> String {
    let mut letters = word.chars();
    letters.next().map(|first| first.to_uppercase().chain(letters).collect()).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_is_written_as_the_one_it_is_for() {
        let names = |weekdays: &[&str]| DateNames {
            weekdays: weekdays.iter().map(|&names| names.to_owned()).collect(),
            months: Words::default(),
        };
        let english = names(&["Monday|Mon", "Tuesday|Tues|Tue", "Wednesday|Wed"]);
        assert_eq!(english.named(1, "Mon"), "Tue");
        assert_eq!(english.named(0, "Tues"), "Mon");
        assert_eq!(english.named(0, "Tuesday"), "Monday");
        let polish = names(&["poniedziałek|poniedziałku", "środa|środę"]);
        assert_eq!(polish.named(0, "środę"), "poniedziałku");
        assert_eq!(polish.named(1, "Poniedziałek"), "Środa");
    }
}

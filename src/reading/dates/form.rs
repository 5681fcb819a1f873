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

/// Forms in digits, which are the same in all languages.
const IN_DIGITS: [&str; 3] = [
    r"{weekday}\.?,? \(?(?:{short-word} )?{number}[./]{month-number}[./]{year}",
    r"{weekday}\.?,? \(?(?:{short-word} )?{year}-{month-number}-{number}\b",
    r"\b{year}-{month-number}-{number}(?:\s*\(|,? (?:{short-word} )?){weekday}",
];

/// A short word that may stand behind the weekday: `the`, `dem`. What is not ASCII counts as a small letter, since all
/// those that are would make large patterns.
const SHORT_WORD: &str = r"[a-z\x{80}-\x{10ffff}]{1,4}";

/// The names by which dates are known.
#[derive(Debug)]
pub struct DateNames {
    /// The weekdays, from Monday on.
    pub weekdays: Words,
    /// The months, from January on.
    pub months: Words,
}

/// How far in bytes the parts of a date stand from each other at most, with another date between them.
const APART: usize = 60;

/// What dates are made of, as it stands in a text.
pub struct DateWords {
    /// Each with where it starts and ends, and what it may be.
    words: Vec<(usize, usize, DatePart)>,
    /// Whether words are parted by spaces; else nothing is known.
    are_words: bool,
}

impl DateWords {
    /// The weekdays, the months and the short numbers of a text.
    pub fn of(text: &str, names: &DateNames) -> Self {
        let are_words = names.are_words();
        let mut parts = Vec::new();
        for (start, word) in words(text).filter(|_| are_words) {
            parts.extend(names.parts(word).map(|part| (start, start + word.len(), part)));
        }
        Self { words: parts, are_words }
    }

    /// Whether what a form is made of stands there in its order, so that it is worth while to compile it. The year may
    /// be missing.
    pub fn may_hold(&self, form: &DateForm) -> bool {
        let part = |part: &DatePart| match part {
            DatePart::MonthNumber => DatePart::Day,
            part => *part,
        };
        let wanted: Vec<DatePart> =
            form.parts.iter().map(part).filter(|part| *part != DatePart::Year).collect();
        // For each number of parts where the last of them ends, if so many stand in their order.
        let mut ends: Vec<Option<usize>> = vec![None; wanted.len() + 1];
        for (start, end, part) in &self.words {
            for met in (0..wanted.len()).rev().filter(|&met| wanted[met] == *part) {
                if met == 0 || ends[met].is_some_and(|before| start - before <= APART) {
                    ends[met + 1] = Some(*end);
                }
            }
        }
        !self.are_words || ends[wanted.len()].is_some()
    }
}

/// The words and the numbers of a text, each with its place.
fn words(text: &str) -> impl Iterator<Item = (usize, &str)> {
    let kind = |letter: char| match letter {
        '-' => 1,
        letter if letter.is_ascii_digit() => 2,
        letter => u8::from(letter.is_alphabetic()),
    };
    let mut from = 0;
    std::iter::from_fn(move || {
        let start = from + text[from..].find(|letter| kind(letter) > 0)?;
        let first = text[start..].chars().next().map_or(0, kind);
        let length = text[start..].find(|letter| kind(letter) != first).unwrap_or(text.len() - start);
        from = start + length;
        Some((start, &text[start..from]))
    })
}

impl DateNames {
    /// Whether the names are words of a script in which spaces part these.
    fn are_words(&self) -> bool {
        let has_case = |letter: char| letter.is_lowercase() || letter.is_uppercase();
        self.weekdays.iter().chain(self.months.iter()).all(|name| name.starts_with(has_case))
    }

    /// What parts of a date a word, or a number, may be; a number that is a month counts as a day.
    fn parts(&self, word: &str) -> impl Iterator<Item = DatePart> {
        let is_number = word.starts_with(|letter: char| letter.is_ascii_digit());
        let is_among = |names: &Words| {
            !is_number
                && (names.contains(word)
                    || word.contains('-') && word.split('-').any(|part| names.contains(part)))
        };
        let parts = [
            (is_number && word.len() <= 2, DatePart::Day),
            (is_among(&self.weekdays), DatePart::Weekday),
            (is_among(&self.months), DatePart::Month),
        ];
        parts.into_iter().filter_map(|(may_be, part)| may_be.then_some(part))
    }

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
            ("{short-word}", SHORT_WORD.to_owned(), None),
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

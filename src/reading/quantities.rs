//! Numbers in a text, in figures and in words.

use std::ops::Range;

use unicode_segmentation::UnicodeSegmentation;

use crate::language::{Lexicon, Table};

/// A number as it stands in a text.
#[derive(Debug, Clone, PartialEq)]
pub struct Quantity {
    /// Where it stands, sign of currency and word of scale included.
    pub range: Range<usize>,
    /// What it comes to.
    pub value: f64,
    /// Half a unit of its last digit: by so much rounding may have moved it.
    pub slack: f64,
    /// What it counts.
    pub unit: Unit,
}

/// What a number counts.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Unit {
    /// Things, or nothing that is told.
    Plain,
    /// Hundredths.
    Percent,
    /// Money.
    Money,
}

/// Signs of money that go before a number.
const CURRENCIES: &[char] = &['$', '€', '£', '¥', '₹'];

/// The numbers of a text, in order.
pub fn quantities(text: &str, lexicon: &Lexicon) -> Vec<Quantity> {
    let words: Vec<(usize, &str)> = text.unicode_word_indices().collect();
    let mut found = Vec::new();
    let mut index = 0;
    while index < words.len() {
        let (at, word) = words[index];
        let read = figures(word, lexicon).or_else(|| in_words(&words[index..], text, lexicon));
        let Some((value, slack, taken)) = read.filter(|_| !is_part(text, at, word)) else {
            index += 1;
            continue;
        };
        index += taken;
        let end = words[index - 1].0 + words[index - 1].1.len();
        let mut number = Quantity { range: at..end, value, slack, unit: Unit::Plain };
        if scale(&mut number, text, words.get(index).copied(), lexicon) {
            index += 1;
        }
        number.unit = unit(&mut number, text, lexicon);
        found.push(number);
    }
    found
}

/// Multiplies a number by the word of scale behind it, if the next word is one.
fn scale(number: &mut Quantity, text: &str, next: Option<(usize, &str)>, lexicon: &Lexicon) -> bool {
    let end = number.range.end;
    let is_near = |at: usize| matches!(&text[end..at], "" | " " | "-" | "\u{a0}");
    let Some((at, word)) = next.filter(|&(at, _)| is_near(at)) else { return false };
    // A letter of scale touches its number: "5m", but not "5 m".
    let Some(factor) = value(&lexicon.scales, word).filter(|_| is_scale_word(word) || at == end) else {
        return false;
    };
    number.value *= factor;
    number.slack *= factor;
    number.range.end = at + word.len();
    true
}

/// What a number counts, by the signs and words around it; a sign of currency becomes part of it.
fn unit(number: &mut Quantity, text: &str, lexicon: &Lexicon) -> Unit {
    let before = text[..number.range.start].chars().next_back();
    let after = text[number.range.end..].trim_start_matches([' ', '-', '\u{a0}']);
    if let Some(sign) = before.filter(|sign| CURRENCIES.contains(sign)) {
        number.range.start -= sign.len_utf8();
        Unit::Money
    } else if after.starts_with('%') || lexicon.percent_words.iter().any(|word| after.starts_with(word)) {
        Unit::Percent
    } else {
        Unit::Plain
    }
}

/// The number for which a word of a table stands.
fn value(table: &Table, word: &str) -> Option<f64> {
    table.name_of(word)?.parse().ok()
}

/// Whether a scale is a word that may be a number by itself, and no abbreviation.
fn is_scale_word(scale: &str) -> bool {
    scale.len() > 2
}

/// Reads figures such as `1,200` or `4.5`: the value, and half a unit of its last digit.
fn figures(word: &str, lexicon: &Lexicon) -> Option<(f64, f64, usize)> {
    let (digits, letters) = match word.find(|character: char| character.is_alphabetic()) {
        Some(at) => word.split_at(at),
        None => (word, ""),
    };
    let is_number = digits.starts_with(|character: char| character.is_ascii_digit())
        && digits.chars().all(|character| character.is_ascii_digit() || ",.".contains(character));
    if !is_number {
        return None;
    }
    let factor = if letters.is_empty() { 1.0 } else { value(&lexicon.scales, letters)? };
    let plain = digits.replace(',', "");
    let number: f64 = plain.parse().ok()?;
    let decimals = plain.split_once('.').map_or(0, |(_, decimals)| decimals.len());
    let places = i32::try_from(decimals).unwrap_or(0);
    let slack = if decimals > 0 { 0.5 * 10f64.powi(-places) } else { 0.5 * trailing(number) };
    Some((number * factor, slack * factor, 1))
}

/// The unit to which a whole number looks rounded: 1 for 1,234, 100 for 1,200. Below a hundred all is counted.
fn trailing(value: f64) -> f64 {
    if value < 100.0 {
        return 1.0;
    }
    let mut unit = 1.0;
    while value > 0.0 && value % (unit * 10.0) == 0.0 && unit < value {
        unit *= 10.0;
    }
    unit
}

/// Reads words such as `twenty-five` or `two`: the value, its slack, and how many words it takes.
fn in_words(words: &[(usize, &str)], text: &str, lexicon: &Lexicon) -> Option<(f64, f64, usize)> {
    let scale = |word: &str| value(&lexicon.scales, word).filter(|_| is_scale_word(word));
    let number = |word: &str| value(&lexicon.numbers, word).or_else(|| scale(word));
    let &(at, word) = words.first()?;
    let first = number(word)?;
    let is_tens = (20.0..100.0).contains(&first);
    if let (true, Some(&(next, unit))) = (is_tens, words.get(1)) {
        let is_joined = matches!(&text[at + word.len()..next], "-" | " ");
        if let Some(unit) = number(unit).filter(|unit| is_joined && *unit < 10.0) {
            return Some((first + unit, 0.5, 2));
        }
    }
    // "Millions" has no number, and "one" seldom counts.
    Some((first, 0.5 * trailing(first), 1))
}

/// Whether figures are a part of something that is no number: `3.1.4`, `A4`, `24/7`, `2nd`, `9/11`, `10:30`.
fn is_part(text: &str, at: usize, word: &str) -> bool {
    let before = text[..at].chars().next_back();
    let mut after = text[at + word.len()..].chars();
    let next = after.next();
    let digit_follows = after.next().is_some_and(|character| character.is_ascii_digit());
    let joins = |character: Option<char>| character.is_some_and(|character| "/:#_=@&+*^".contains(character));
    let is_figure = word.starts_with(|character: char| character.is_ascii_digit());
    let digit_before = text[..at]
        .trim_end_matches(['-', '–', '.', '/'])
        .ends_with(|character: char| character.is_ascii_digit());
    let is_chained = matches!(before, Some('-' | '–' | '.')) && digit_before;
    is_figure
        && (joins(before)
            || (joins(next) && digit_follows)
            || is_chained
            || before.is_some_and(char::is_alphabetic)
            || (matches!(before, Some('-' | '–'))
                && text[..at].trim_end_matches(['-', '–']).ends_with(char::is_alphabetic))
            || (matches!(next, Some('-' | '–')) && digit_follows)
            || next.is_some_and(char::is_alphabetic))
}

impl Quantity {
    /// Whether this is a year, as far as its form tells.
    pub fn is_year(&self) -> bool {
        // "1,500" and "two thousand" are counts.
        self.range.len() == 4
            && self.unit == Unit::Plain
            && self.value.fract() == 0.0
            && (1500.0..=2100.0).contains(&self.value)
    }

    /// Whether the two may be one number, rounded more or less.
    pub fn agrees(&self, other: &Self) -> bool {
        let distance = (self.value - other.value).abs();
        distance <= self.slack.max(other.slack)
            || distance <= 0.05 * self.value.abs().max(other.value.abs()) && self.value.abs() > 20.0
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::language::Languages;

    fn values(text: &str) -> Vec<f64> {
        quantities(text, Languages::default().of(None)).into_iter().map(|found| found.value).collect()
    }

    #[test]
    fn figures_and_words() {
        assert_eq!(values("Nine dead, 1,200 hurt, $4.5 million lost"), [9.0, 1200.0, 4.5e6]);
        assert_eq!(values("twenty-five of 30 boats, £5m, 3bn"), [25.0, 30.0, 5e6, 3e9]);
        assert_eq!(values("Rust 1.2.3, A4, 24/7, 10:30, the 2nd, B-52, 2019-20"), Vec::<f64>::new());
    }

    #[test]
    fn units() {
        let units: Vec<Unit> = quantities("5%, 6 per cent, $7, 8 boats", Languages::default().of(None))
            .iter()
            .map(|found| found.unit)
            .collect();
        assert_eq!(units, [Unit::Percent, Unit::Percent, Unit::Money, Unit::Plain]);
    }
}

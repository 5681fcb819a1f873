//! Numbers in a text, in figures and in words.

use std::ops::Range;

use unicode_segmentation::UnicodeSegmentation;

/// A number as it stands in a text.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Quantity {
    /// Where it stands, sign of currency and word of scale included.
    pub(super) range: Range<usize>,
    /// What it comes to.
    pub(super) value: f64,
    /// Half a unit of its last digit: by so much rounding may have moved it.
    pub(super) slack: f64,
    /// What it counts.
    pub(super) unit: Unit,
}

/// What a number counts.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Unit {
    /// Things, or nothing that is told.
    Plain,
    /// Hundredths.
    Percent,
    /// Money.
    Money,
}

/// Numbers in words.
const WORDS: &[(&str, f64)] = &[
    ("one", 1.0),
    ("two", 2.0),
    ("three", 3.0),
    ("four", 4.0),
    ("five", 5.0),
    ("six", 6.0),
    ("seven", 7.0),
    ("eight", 8.0),
    ("nine", 9.0),
    ("ten", 10.0),
    ("eleven", 11.0),
    ("twelve", 12.0),
    ("thirteen", 13.0),
    ("fourteen", 14.0),
    ("fifteen", 15.0),
    ("sixteen", 16.0),
    ("seventeen", 17.0),
    ("eighteen", 18.0),
    ("nineteen", 19.0),
    ("twenty", 20.0),
    ("thirty", 30.0),
    ("forty", 40.0),
    ("fifty", 50.0),
    ("sixty", 60.0),
    ("seventy", 70.0),
    ("eighty", 80.0),
    ("ninety", 90.0),
    ("dozen", 12.0),
    ("hundred", 100.0),
    ("thousand", 1e3),
    ("million", 1e6),
    ("billion", 1e9),
    ("trillion", 1e12),
];
/// Words and letters that multiply the number before them.
const SCALES: &[(&str, f64)] = &[
    ("hundred", 100.0),
    ("dozen", 12.0),
    ("thousand", 1e3),
    ("k", 1e3),
    ("million", 1e6),
    ("mn", 1e6),
    ("m", 1e6),
    ("billion", 1e9),
    ("bn", 1e9),
    ("b", 1e9),
    ("trillion", 1e12),
    ("tn", 1e12),
];
/// Signs of money that go before a number.
const CURRENCIES: &[char] = &['$', '€', '£', '¥', '₹'];

/// The numbers of a text, in order.
pub(super) fn quantities(text: &str) -> Vec<Quantity> {
    let words: Vec<(usize, &str)> = text.unicode_word_indices().collect();
    let mut found = Vec::new();
    let mut index = 0;
    while index < words.len() {
        let (at, word) = words[index];
        let read = figures(word).or_else(|| in_words(&words[index..], text));
        let Some((value, slack, taken)) = read.filter(|_| !is_part(text, at, word)) else {
            index += 1;
            continue;
        };
        index += taken;
        let end = words[index - 1].0 + words[index - 1].1.len();
        found.push(finish(text, at, end, value, slack, words.get(index).copied(), &mut index));
    }
    found
}

/// Adds the scale and the unit around a number.
fn finish(
    text: &str,
    start: usize,
    end: usize,
    value: f64,
    slack: f64,
    next: Option<(usize, &str)>,
    index: &mut usize,
) -> Quantity {
    let mut found = Quantity { range: start..end, value, slack, unit: Unit::Plain };
    let gap = |from: usize, to: usize| matches!(&text[from..to], "" | " " | "-" | "\u{a0}");
    let next = next.filter(|&(at, _)| gap(end, at));
    let scale = next.and_then(|(at, word)| {
        let factor = SCALES.iter().find(|(name, _)| name.eq_ignore_ascii_case(word))?.1;
        // A letter of scale touches its number: "5m", but not "5 m".
        (word.len() > 2 || at == end).then_some((factor, at + word.len()))
    });
    if let Some((factor, scale_end)) = scale {
        found.value *= factor;
        found.slack *= factor;
        found.range.end = scale_end;
        *index += 1;
    }
    let before = text[..start].chars().next_back();
    let after = text[found.range.end..].trim_start_matches([' ', '-', '\u{a0}']);
    if before.is_some_and(|sign| CURRENCIES.contains(&sign)) {
        found.range.start -= before.map_or(0, char::len_utf8);
        found.unit = Unit::Money;
    } else if after.starts_with('%') || after.starts_with("percent") || after.starts_with("per cent") {
        found.unit = Unit::Percent;
    }
    found
}

/// Reads figures such as `1,200` or `4.5`: the value, and half a unit of its last digit.
fn figures(word: &str) -> Option<(f64, f64, usize)> {
    let (digits, letters) = match word.find(|character: char| character.is_alphabetic()) {
        Some(at) => word.split_at(at),
        None => (word, ""),
    };
    let is_scale = letters.is_empty() || SCALES.iter().any(|(name, _)| name.eq_ignore_ascii_case(letters));
    let is_number = digits.starts_with(|character: char| character.is_ascii_digit())
        && digits.chars().all(|character| character.is_ascii_digit() || ",.".contains(character));
    if !is_number || !is_scale {
        return None;
    }
    let plain = digits.replace(',', "");
    let value: f64 = plain.parse().ok()?;
    let decimals = plain.split_once('.').map_or(0, |(_, decimals)| decimals.len());
    let factor =
        SCALES.iter().find(|(name, _)| name.eq_ignore_ascii_case(letters)).map_or(1.0, |(_, factor)| *factor);
    let places = i32::try_from(decimals).unwrap_or(0);
    let slack = if decimals > 0 { 0.5 * 10f64.powi(-places) } else { 0.5 * trailing(value) };
    Some((value * factor, slack * factor, 1))
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
fn in_words(words: &[(usize, &str)], text: &str) -> Option<(f64, f64, usize)> {
    let value = |word: &str| {
        let is_word = |(name, _): &&(&str, f64)| name.eq_ignore_ascii_case(word);
        WORDS.iter().find(is_word).map(|(_, value)| *value)
    };
    let &(at, word) = words.first()?;
    let first = value(word)?;
    let is_tens = (20.0..100.0).contains(&first);
    if let (true, Some(&(next, unit))) = (is_tens, words.get(1)) {
        let is_joined = matches!(&text[at + word.len()..next], "-" | " ");
        if let Some(unit) = value(unit).filter(|unit| is_joined && *unit < 10.0) {
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
    pub(super) fn is_year(&self) -> bool {
        // "1,500" and "two thousand" are counts.
        self.range.len() == 4
            && self.unit == Unit::Plain
            && self.value.fract() == 0.0
            && (1500.0..=2100.0).contains(&self.value)
    }

    /// Whether the two may be one number, rounded more or less.
    pub(super) fn agrees(&self, other: &Self) -> bool {
        let distance = (self.value - other.value).abs();
        distance <= self.slack.max(other.slack)
            || distance <= 0.05 * self.value.abs().max(other.value.abs()) && self.value.abs() > 20.0
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn values(text: &str) -> Vec<f64> {
        quantities(text).into_iter().map(|found| found.value).collect()
    }

    #[test]
    fn figures_and_words() {
        assert_eq!(values("Nine dead, 1,200 hurt, $4.5 million lost"), [9.0, 1200.0, 4.5e6]);
        assert_eq!(values("twenty-five of 30 boats, £5m, 3bn"), [25.0, 30.0, 5e6, 3e9]);
        assert_eq!(values("Rust 1.2.3, A4, 24/7, 10:30, the 2nd, B-52, 2019-20"), Vec::<f64>::new());
    }

    #[test]
    fn units() {
        let units: Vec<Unit> =
            quantities("5%, 6 per cent, $7, 8 boats").iter().map(|found| found.unit).collect();
        assert_eq!(units, [Unit::Percent, Unit::Percent, Unit::Money, Unit::Plain]);
    }
}

//! Literals of patterns, those of the built-in rules known beforehand.
//!
//! A run over one article compiles few patterns, but needs the literals of all. So those of the built-in
//! rules are looked for when the binary is built (see `build/literals.rs`), by the code that reads all others, and so are
//! the tables by which a scanner finds them.

use std::borrow::Cow;

use super::exact::SHAPES;
use super::literals;
use super::scanner::{Bits, LengthTable, Tables, stored_entries};
use super::slots::hash;

include!(concat!(env!("OUT_DIR"), "/literals.rs"));

/// The literals of which at least one occurs in every match of a pattern; none if it must be tried everywhere.
#[derive(Debug)]
pub struct Literals(Kept);

#[derive(Debug)]
enum Kept {
    /// The numbers of literals of the binary.
    Known(&'static [u16]),
    Read(Vec<String>),
}

/// A literal of a pattern.
#[derive(Debug, Clone, Copy)]
pub(super) enum Literal<'l> {
    /// One of the binary, by its number.
    Known(usize),
    /// Another one.
    Read(&'l str),
}

impl Literals {
    /// The literals of a pattern.
    pub(super) fn of(pattern: &str) -> Self {
        Self(known(pattern).map_or_else(|| Kept::Read(literals::required(pattern)), Kept::Known))
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        match &self.0 {
            Kept::Known(numbers) => numbers.is_empty(),
            Kept::Read(texts) => texts.is_empty(),
        }
    }

    /// The literals, in lower case.
    pub fn iter(&self) -> impl Iterator<Item = &str> {
        self.numbered().map(|literal| match literal {
            Literal::Known(number) => text(number),
            Literal::Read(text) => text,
        })
    }

    /// The literals, those of the binary by their numbers.
    pub(super) fn numbered(&self) -> impl Iterator<Item = Literal<'_>> {
        let (known, read) = match &self.0 {
            Kept::Known(numbers) => (*numbers, &[][..]),
            Kept::Read(texts) => (&[][..], texts.as_slice()),
        };
        let known = known.iter().map(|&number| Literal::Known(usize::from(number)));
        known.chain(read.iter().map(|text| Literal::Read(text)))
    }
}

/// How many literals of the binary, from the first on, are in its tables.
pub(super) fn tabled() -> usize {
    TABLED
}

/// The tables by which they are found.
pub(super) fn tables() -> &'static Tables {
    &TABLES
}

/// A literal of the binary.
pub(super) fn text(number: usize) -> &'static str {
    part(LITERALS, &LITERAL_ENDS, number)
}

/// The literals of a pattern of a built-in rule, or of one in the frame that a check puts around it: a frame
/// requires nothing.
fn known(pattern: &str) -> Option<&'static [u16]> {
    let mut unframed =
        SHAPES.iter().filter_map(|(opens, closes, _)| pattern.strip_prefix(opens)?.strip_suffix(closes));
    unframed.next().and_then(entry).or_else(|| entry(pattern))
}

fn entry(written: &str) -> Option<&'static [u16]> {
    let mut slot = hash(written) % SLOTS.len();
    // One slot in two is free.
    while let Some(number) = usize::from(SLOTS[slot]).checked_sub(1) {
        if part(PATTERNS, &PATTERN_ENDS, number) == written {
            let start = number.checked_sub(1).map_or(0, |before| REQUIRED_ENDS[before] as usize);
            return Some(&REQUIRED[start..REQUIRED_ENDS[number] as usize]);
        }
        slot = (slot + 1) % SLOTS.len();
    }
    None
}

fn part(letters: &'static str, ends: &[u32], number: usize) -> &'static str {
    let start = number.checked_sub(1).map_or(0, |before| ends[before] as usize);
    &letters[start..ends[number] as usize]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_known_of_a_pattern_is_what_is_read_of_it() {
        for number in 0..PATTERN_ENDS.len() {
            for (opens, closes, _) in SHAPES {
                let framed = [opens, part(PATTERNS, &PATTERN_ENDS, number), closes].concat();
                let known = Literals::of(&framed);
                assert!(matches!(known.0, Kept::Known(..)), "{framed}");
                let (mut known, mut read): (Vec<&str>, _) =
                    (known.iter().collect(), literals::required(&framed));
                known.sort_unstable();
                known.dedup();
                read.sort_unstable();
                read.dedup();
                assert_eq!(known, read, "{framed}");
            }
        }
    }
}

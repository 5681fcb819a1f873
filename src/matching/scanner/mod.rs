//! All literals of a rule set, looked for in one pass over a text.
//!
//! Of each literal its rarest piece of four bytes (all of it, if it is shorter) is put in a table. The text
//! is read once, byte by byte; a filter tells for nearly every place that no such piece stands there, and
//! where one may, the whole literal is compared. Upper and lower case ASCII letters are the same.
//!
//! An Aho-Corasick automaton finds the same in about as much time, but takes longer to build than a run
//! over one article may last: see `benches/linting.rs`. The tables of the built-in rules are part of the binary.

mod bits;
mod tables;

pub use bits::Bits;
use bits::has;
use tables::{COARSE_BITS, Coarse, END_PLACES, Ends, PIECE, SMALL, place, value};
pub use tables::{LengthTable, PlacedLiteral, Tables, stored_entries};

/// Literals that are looked for together.
#[derive(Debug, Default)]
pub(crate) struct Scanner {
    /// Those that are part of the binary, where they are looked for.
    stored: Option<&'static Tables>,
    /// Those of this run; they are numbered on from the stored ones.
    made: Tables,
    /// How many are stored.
    first: usize,
    /// What both tables say of pieces of full length.
    coarse: Coarse,
    /// What both say of shorter ones.
    ends: Ends,
}

impl Scanner {
    /// A scanner for literals; they are known by their places in the list. Empty ones are never found.
    pub(crate) fn new<'l>(literals: impl IntoIterator<Item = &'l str>) -> Self {
        let made = Tables::new(literals, |_| 0);
        let (coarse, ends) = (made.coarse.clone(), made.ends.clone());
        Self { stored: None, made, first: 0, coarse, ends }
    }

    /// A scanner for literals that are part of the binary, so many, and for others, which are numbered on from those.
    pub(super) fn with_stored<'l>(
        stored: Option<&'static Tables>,
        first: usize,
        others: impl IntoIterator<Item = &'l str>,
    ) -> Self {
        let mut scanner = Self { stored, first, ..Self::new(others) };
        if let Some(stored) = stored {
            let made = (std::mem::take(&mut scanner.coarse), std::mem::take(&mut scanner.ends));
            (scanner.coarse, scanner.ends) = (stored.coarse.clone(), stored.ends.clone());
            if !scanner.made.by_length.is_empty() {
                scanner.coarse.add(&made.0);
                scanner.ends.add(&made.1);
            }
        }
        scanner
    }

    /// Tells of each place at which a literal stands: the literal, and the byte at which it starts.
    ///
    /// Places come in the order in which pieces end, which is not quite that of the places.
    pub(crate) fn scan(&self, text: &str, mut found: impl FnMut(usize, usize)) {
        let text = text.as_bytes();
        let (mut end, mut last) = (0, 0);
        while let Some(next) = self.next_end(text, end, last) {
            (end, last) = next;
            let stored = self.stored.map(|stored| (stored, 0));
            for (tables, first) in stored.into_iter().chain([(&self.made, self.first)]) {
                for table in tables.by_length.iter().filter(|table| table.may_hold(last)) {
                    look((tables, table), last, (text, end), &mut |literal, start| {
                        found(first + literal, start);
                    });
                }
            }
        }
    }

    /// The next place at which a piece may end, with the four bytes before it, given those before the place
    /// from which on the text is read.
    ///
    /// By itself, so that the compiler keeps all it needs in registers.
    #[inline(never)]
    fn next_end(&self, text: &[u8], from: usize, mut last: u32) -> Option<(usize, u32)> {
        let (coarse, ends) = (&*self.coarse, &*self.ends);
        for (end, byte) in (from + 1..).zip(&text[from..]) {
            last = last << 8 | u32::from(byte | SMALL);
            // Both are asked before either is followed, which hardly ever happens.
            if has(coarse, place(last, COARSE_BITS)) | has(ends, last as usize % END_PLACES) {
                return Some((end, last));
            }
        }
        None
    }
}

/// Compares the literals of a table whose piece may end at a byte of the text.
#[inline(never)]
fn look(
    (tables, table): (&Tables, &LengthTable),
    last: u32,
    (text, end): (&[u8], usize),
    found: &mut impl FnMut(usize, usize),
) {
    let piece = last & table.mask;
    let before = value(&text[end.saturating_sub(2 * PIECE)..end.saturating_sub(PIECE)]);
    let after = first_four(&text[end..]);
    let fits = |entry: &&PlacedLiteral| {
        entry.piece == piece && entry.before.may_be(before) && entry.after.may_be(after)
    };
    for entry in table.bucket(piece).iter().filter(fits) {
        if let Some(start) = stands(&tables.letters, entry, text, end) {
            found(entry.literal as usize, start);
        }
    }
}

/// Where the entry's literal starts, if it stands around its piece, which ends at a byte of the text.
fn stands(letters: &[u8], entry: &PlacedLiteral, text: &[u8], piece_end: usize) -> Option<usize> {
    let start = piece_end.checked_sub(entry.piece_end as usize)?;
    let stands = text.get(start..start + entry.length as usize)?;
    let literal = &letters[entry.start as usize..][..stands.len()];
    literal.eq_ignore_ascii_case(stands).then_some(start)
}

/// The first four bytes as a number; those that are missing count as spaces.
fn first_four(bytes: &[u8]) -> u32 {
    let at = |place: usize| u32::from(bytes.get(place).copied().unwrap_or_default() | SMALL);
    at(0) << 24 | at(1) << 16 | at(2) << 8 | at(3)
}

#[cfg(test)]
mod tests {
    use aho_corasick::AhoCorasickBuilder;
    use proptest::prelude::*;

    use super::*;

    fn all(literals: &[String], text: &str) -> Vec<(usize, usize)> {
        let mut found = Vec::new();
        let scanner = Scanner::new(literals.iter().map(String::as_str));
        scanner.scan(text, |literal, start| found.push((literal, start)));
        found.sort_unstable();
        found
    }

    #[test]
    fn literals_of_all_lengths_are_found_where_they_start() {
        let literals = ["%", "tk", "the", "quay", "harbour master", "“quay”"].map(str::to_owned);
        let found = all(&literals, "TK% of the Harbour Master’s “Quay”");
        assert_eq!(found, [(0, 2), (1, 0), (2, 7), (3, 33), (4, 11), (5, 30)]);
    }

    proptest! {
        #[test]
        fn an_automaton_finds_the_same(
            literals in proptest::collection::vec("[abK“ ]{0,12}", 0..12),
            text in "[abkABK“ ]{0,60}",
        ) {
            let literals: Vec<String> = literals.iter().map(|text| text.to_ascii_lowercase()).collect();
            let automaton = AhoCorasickBuilder::new().ascii_case_insensitive(true).build(&literals).unwrap();
            let overlapping = automaton.find_overlapping_iter(&text);
            let mut expected: Vec<(usize, usize)> = overlapping
                .filter(|found| !found.is_empty())
                .map(|found| (found.pattern().as_usize(), found.start()))
                .collect();
            expected.sort_unstable();
            prop_assert_eq!(all(&literals, &text), expected);
        }
    }
}

//! Literals of patterns, those of the built-in rules known beforehand.
//!
//! A run over one article compiles few patterns, but needs the literals of all. So those of the built-in
//! rules are looked for when the binary is built (see `build/literals.rs`), by the code that reads all others.

use super::exact::SHAPES;
use super::literals;

include!(concat!(env!("OUT_DIR"), "/literals.rs"));

/// The literals of which at least one occurs in every match of a pattern; none if it must be tried everywhere.
#[derive(Debug)]
pub struct Literals(Kept);

#[derive(Debug)]
enum Kept {
    /// From a number in the table on, up to another.
    Known(u32, u32),
    Read(Vec<String>),
}

impl Literals {
    /// The literals of a pattern.
    pub(super) fn of(pattern: &str) -> Self {
        Self(known(pattern).unwrap_or_else(|| Kept::Read(literals::required(pattern))))
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        match &self.0 {
            Kept::Known(first, end) => first == end,
            Kept::Read(texts) => texts.is_empty(),
        }
    }

    /// The literals, in lower case.
    pub fn iter(&self) -> impl Iterator<Item = &str> {
        let (known, read) = match &self.0 {
            Kept::Known(first, end) => (*first..*end, &[][..]),
            Kept::Read(texts) => (0..0, texts.as_slice()),
        };
        known.map(|number| -> &str { text(number) }).chain(read.iter().map(String::as_str))
    }
}

/// The literals of a pattern of a built-in rule, or of one in the frame that a check puts around it: a frame
/// requires nothing.
fn known(pattern: &str) -> Option<Kept> {
    let mut unframed =
        SHAPES.iter().filter_map(|(opens, closes, _)| pattern.strip_prefix(opens)?.strip_suffix(closes));
    unframed.next().and_then(entry).or_else(|| entry(pattern))
}

fn entry(written: &str) -> Option<Kept> {
    let found = PATTERNS.binary_search_by(|[pattern, _]| text(*pattern).cmp(written)).ok()?;
    let [pattern, end] = PATTERNS[found];
    Some(Kept::Known(pattern + 1, end))
}

/// A text of the table: a pattern, or one of its literals, which follow it.
fn text(number: u32) -> &'static str {
    let end = |number: usize| ENDS[number] as usize;
    &LETTERS[end(number as usize - 1)..end(number as usize)]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_known_of_a_pattern_is_what_is_read_of_it() {
        for [pattern, _] in PATTERNS {
            for (opens, closes, _) in SHAPES {
                let framed = [opens, text(pattern), closes].concat();
                let known = Literals::of(&framed);
                assert!(matches!(known.0, Kept::Known(..)), "{framed}");
                assert_eq!(known.iter().collect::<Vec<_>>(), literals::required(&framed), "{framed}");
            }
        }
    }
}

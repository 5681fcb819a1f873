//! All literals of a rule set, looked for in one pass over a text.
//!
//! Of each literal its rarest piece of four bytes (all of it, if it is shorter) is put in a table. The text
//! is read once, byte by byte; a filter tells for nearly every place that no such piece stands there, and
//! where one may, the whole literal is compared. Upper and lower case ASCII letters are the same.
//!
//! An Aho-Corasick automaton finds the same in about as much time, but takes longer to build than a run
//! over one article may last: see `benches/linting.rs`.

/// Bytes of a piece; a shorter literal is a piece by itself.
const PIECE: usize = 4;
/// Bits of the hash of a piece by which the filter knows it.
const FILTER_BITS: u32 = 17;
/// Bits of the hash by which the filter before that one knows it, which the processor can keep at hand.
const COARSE_BITS: u32 = 16;
/// The bit by which small ASCII letters differ from capitals. Pieces have it set in all bytes: some signs are
/// then taken for others, until the whole literal is compared.
const SMALL: u8 = 0x20;
/// Bits of the hash by which the table knows it.
const BUCKET_BITS: u32 = 12;
/// How many ends of two bytes there are.
const END_PLACES: usize = 1 << 16;
/// Multiplier of Fibonacci hashing: 2^32 divided by the golden ratio.
const SPREAD: u32 = 0x9e37_79b9;

/// Literals that are looked for together.
#[derive(Debug, Default)]
pub(crate) struct Scanner {
    /// The literals, in lower case, one after another.
    letters: Vec<u8>,
    /// For each length that pieces have the pieces of that length.
    tables: Vec<LengthTable>,
    /// A bit for the hash of each piece of full length.
    coarse: Bits<{ 1 << (COARSE_BITS - 6) }>,
    /// A bit for each two bytes with which a short piece may end.
    ends: Bits<{ END_PLACES >> 6 }>,
}

/// The pieces of one length.
#[derive(Debug)]
struct LengthTable {
    /// The bytes of the last four read that belong to a piece.
    mask: u32,
    /// A bit for each hash; clear where no piece has it.
    filter: Bits<{ 1 << (FILTER_BITS - 6) }>,
    /// Where the entries of each bucket start, and after the last one their number.
    starts: Vec<u32>,
    entries: Vec<PlacedLiteral>,
}

/// A literal with its piece.
#[derive(Debug, Clone, Copy, Default)]
struct PlacedLiteral {
    piece: u32,
    literal: u32,
    /// Where the literal stands in the letters.
    start: u32,
    length: u32,
    /// Where the piece ends in the literal.
    piece_end: u32,
    /// What stands in the literal before and after the piece: many literals may have the same piece.
    before: Beside,
    after: Beside,
}

/// The bytes next to a piece, up to four, as a number; those that the mask leaves out may be any.
#[derive(Debug, Clone, Copy, Default)]
struct Beside {
    bytes: u32,
    mask: u32,
}

impl Beside {
    /// The last four bytes, or the first.
    fn new(bytes: &[u8], are_last: bool) -> Self {
        let count = bytes.len().min(PIECE);
        let kept = if are_last { &bytes[bytes.len() - count..] } else { &bytes[..count] };
        let shift = if are_last || count == 0 { 0 } else { 8 * (PIECE - count) };
        let mask = if count == 0 { 0 } else { mask(count) };
        Self { bytes: value(kept) << shift, mask: mask << shift }
    }

    /// Whether these may be the bytes of a text.
    fn may_be(self, bytes: u32) -> bool {
        (self.bytes ^ bytes) & self.mask == 0
    }
}

impl Scanner {
    /// A scanner for literals; they are known by their places in the list. Empty ones are never found.
    pub(crate) fn new<'l>(literals: impl IntoIterator<Item = &'l str>) -> Self {
        let mut letters = Vec::new();
        let mut by_length: [Vec<PlacedLiteral>; PIECE] = Default::default();
        for (literal, text) in literals.into_iter().enumerate() {
            let start = letters.len();
            letters.extend_from_slice(text.as_bytes());
            letters[start..].make_ascii_lowercase();
            let bytes = &letters[start..];
            let length = bytes.len().min(PIECE);
            let Some(at) = rarest(bytes, length) else { continue };
            by_length[length - 1].push(PlacedLiteral {
                piece: value(&bytes[at..at + length]),
                literal: number(literal),
                start: number(start),
                length: number(bytes.len()),
                piece_end: number(at + length),
                before: Beside::new(&bytes[..at], true),
                after: Beside::new(&bytes[at + length..], false),
            });
        }
        let mut ends = Bits::default();
        for (entries, length) in by_length.iter().zip(1..PIECE) {
            // What stands before a single byte may be anything.
            let before = if length == 1 { 0..256 } else { 0..1 };
            for end in entries.iter().flat_map(|entry| before.clone().map(|before| before << 8 | entry.piece))
            {
                ends.set(end as usize % END_PLACES);
            }
        }
        let mut coarse = Bits::default();
        by_length[PIECE - 1].iter().for_each(|entry| coarse.set(place(entry.piece, COARSE_BITS)));
        let pieces = by_length.iter().zip(1..).filter(|(entries, _)| !entries.is_empty());
        let tables = pieces.map(|(entries, length)| LengthTable::new(entries, length)).collect();
        Self { letters, tables, coarse, ends }
    }

    /// Tells of each place at which a literal stands: the literal, and the byte at which it starts.
    ///
    /// Places come in the order in which pieces end, which is not quite that of the places.
    pub(crate) fn scan(&self, text: &str, mut found: impl FnMut(usize, usize)) {
        let text = text.as_bytes();
        let (mut end, mut last) = (0, 0);
        while let Some(next) = self.next_end(text, end, last) {
            (end, last) = next;
            for table in self.tables.iter().filter(|table| table.may_hold(last)) {
                self.look(table, last, (text, end), &mut found);
            }
        }
    }

    /// The next place at which a piece may end, with the four bytes before it, given those before the place
    /// from which on the text is read.
    ///
    /// By itself, so that the compiler keeps all it needs in registers.
    #[inline(never)]
    fn next_end(&self, text: &[u8], from: usize, mut last: u32) -> Option<(usize, u32)> {
        for (end, byte) in (from + 1..).zip(&text[from..]) {
            last = last << 8 | u32::from(byte | SMALL);
            // Both are asked before either is followed, which hardly ever happens.
            if self.coarse.has(place(last, COARSE_BITS)) | self.ends.has(last as usize % END_PLACES) {
                return Some((end, last));
            }
        }
        None
    }

    /// Compares the literals of a table whose piece may end at a byte of the text.
    #[inline(never)]
    fn look(
        &self,
        table: &LengthTable,
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
            if let Some(start) = self.stands(entry, text, end) {
                found(entry.literal as usize, start);
            }
        }
    }

    /// Where the entry's literal starts, if it stands around its piece, which ends at a byte of the text.
    fn stands(&self, entry: &PlacedLiteral, text: &[u8], piece_end: usize) -> Option<usize> {
        let start = piece_end.checked_sub(entry.piece_end as usize)?;
        let stands = text.get(start..start + entry.length as usize)?;
        let literal = &self.letters[entry.start as usize..][..stands.len()];
        literal.eq_ignore_ascii_case(stands).then_some(start)
    }
}

impl LengthTable {
    fn new(entries: &[PlacedLiteral], length: usize) -> Self {
        let mut table = Self {
            mask: mask(length),
            filter: Bits::default(),
            starts: vec![0; (1 << BUCKET_BITS) + 1],
            entries: vec![PlacedLiteral::default(); entries.len()],
        };
        for entry in entries {
            table.filter.set(place(entry.piece, FILTER_BITS));
            table.starts[place(entry.piece, BUCKET_BITS) + 1] += 1;
        }
        for index in 1..table.starts.len() {
            table.starts[index] += table.starts[index - 1];
        }
        let mut free = table.starts.clone();
        for entry in entries {
            let next = &mut free[place(entry.piece, BUCKET_BITS)];
            table.entries[*next as usize] = *entry;
            *next += 1;
        }
        table
    }

    /// Whether a piece may be that with which the last bytes end.
    fn may_hold(&self, last: u32) -> bool {
        self.filter.has(place(last & self.mask, FILTER_BITS))
    }

    fn bucket(&self, piece: u32) -> &[PlacedLiteral] {
        let at = place(piece, BUCKET_BITS);
        &self.entries[self.starts[at] as usize..self.starts[at + 1] as usize]
    }
}

/// A set of numbers, 64 to a word.
#[derive(Debug)]
struct Bits<const WORDS: usize>(Box<[u64; WORDS]>);

impl<const WORDS: usize> Default for Bits<WORDS> {
    fn default() -> Self {
        // A vector of zeros is had from the system as such.
        let zeros: Box<[u64]> = vec![0; WORDS].into();
        Self(zeros.try_into().unwrap_or_else(|_| Box::new([0; WORDS])))
    }
}

impl<const WORDS: usize> Bits<WORDS> {
    fn set(&mut self, number: usize) {
        self.0[number / 64 % WORDS] |= 1 << (number % 64);
    }

    fn has(&self, number: usize) -> bool {
        self.0[number / 64 % WORDS] >> (number % 64) & 1 != 0
    }
}

/// Where a piece stands among so many bits, or buckets.
fn place(piece: u32, bits: u32) -> usize {
    (piece.wrapping_mul(SPREAD) >> (32 - bits)) as usize
}

/// The first four bytes as a number; those that are missing count as spaces.
fn first_four(bytes: &[u8]) -> u32 {
    let at = |place: usize| u32::from(bytes.get(place).copied().unwrap_or_default() | SMALL);
    at(0) << 24 | at(1) << 16 | at(2) << 8 | at(3)
}

/// Bytes as a number, the last one lowest, as [`Scanner::scan`] reads them.
fn value(bytes: &[u8]) -> u32 {
    bytes.iter().fold(0, |value, &byte| value << 8 | u32::from(byte | SMALL))
}

fn number(index: usize) -> u32 {
    u32::try_from(index).unwrap_or(u32::MAX)
}

/// Where the piece of a length starts that is rarest in prose; none of an empty text.
fn rarest(bytes: &[u8], length: usize) -> Option<usize> {
    let common = |byte: u8| COMMON[usize::from(byte)];
    let mut sum: u32 =
        bytes.get(..length).filter(|piece| !piece.is_empty())?.iter().map(|&byte| common(byte)).sum();
    let (mut least, mut rarest) = (sum, 0);
    for (start, (&comes, &goes)) in (1..).zip(bytes[length..].iter().zip(bytes)) {
        sum = sum + common(comes) - common(goes);
        if sum < least {
            (least, rarest) = (sum, start);
        }
    }
    Some(rarest)
}

/// The bits of as many bytes, of one to [`PIECE`].
fn mask(length: usize) -> u32 {
    u32::MAX >> (8 * (PIECE - length.clamp(1, PIECE)))
}

/// How common each byte is in prose of European languages, roughly, as a logarithm.
const COMMON: [u32; 256] = {
    let mut common = [1; 256];
    let classes: [(&[u8], u32); 8] = [
        (b"'-\"\n0123456789jqxz", 2),
        // What is not ASCII is mostly a curly mark, whose first two bytes are always the same.
        (&[0xe2, 0x80], 3),
        (b"vk.,", 4),
        (b"wfgypb", 5),
        (b"dlcum", 6),
        (b"shr", 7),
        (b"etaoin", 8),
        (b" ", 9),
    ];
    let mut class = 0;
    while class < classes.len() {
        let mut at = 0;
        while at < classes[class].0.len() {
            common[classes[class].0[at] as usize] = classes[class].1;
            at += 1;
        }
        class += 1;
    }
    common
};

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

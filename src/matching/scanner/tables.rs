//! The tables by which literals are found: made when the binary is built for those of the built-in rules, and in a run
//! for those of others.

use std::borrow::Cow;

use super::bits::{Bits, has};

/// Bytes of a piece; a shorter literal is a piece by itself.
pub const PIECE: usize = 4;
/// Bits of the hash of a piece by which the filter knows it.
pub const FILTER_BITS: u32 = 17;
/// Bits of the hash by which the filter before that one knows it, which the processor can keep at hand.
pub const COARSE_BITS: u32 = 16;
/// The bit by which small ASCII letters differ from capitals. Pieces have it set in all bytes: some signs are
/// then taken for others, until the whole literal is compared.
pub const SMALL: u8 = 0x20;
/// Bits of the hash by which the table knows it.
const BUCKET_BITS: u32 = 12;
/// How many ends of two bytes there are.
pub const END_PLACES: usize = 1 << 16;
/// Multiplier of Fibonacci hashing: 2^32 divided by the golden ratio.
const SPREAD: u32 = 0x9e37_79b9;

/// A bit for the hash of each piece of full length.
pub type Coarse = Bits<{ 1 << (COARSE_BITS - 6) }>;
/// A bit for each two bytes with which a short piece may end.
pub type Ends = Bits<{ END_PLACES >> 6 }>;
/// A bit for each hash of a piece of one length.
pub type Filter = Bits<{ 1 << (FILTER_BITS - 6) }>;

/// Literals with the tables by which they are found.
#[derive(Debug, Clone, Default)]
pub struct Tables {
    /// The literals, in lower case, one after another.
    pub letters: Cow<'static, [u8]>,
    /// For each length that pieces have the pieces of that length.
    pub by_length: Cow<'static, [LengthTable]>,
    /// See [`Coarse`].
    pub coarse: Coarse,
    /// See [`Ends`].
    pub ends: Ends,
}

/// The pieces of one length.
#[derive(Debug, Clone)]
pub struct LengthTable {
    /// The bytes of the last four read that belong to a piece.
    pub mask: u32,
    /// Clear where no piece has the hash.
    pub filter: Filter,
    /// Where the entries of each bucket start, and after the last one their number.
    pub starts: Cow<'static, [u32]>,
    /// The entries, bucket by bucket.
    pub entries: Cow<'static, [PlacedLiteral]>,
}

/// A literal with its piece.
#[derive(Debug, Clone, Copy, Default)]
pub struct PlacedLiteral {
    /// The piece.
    pub piece: u32,
    /// The literal, by its place in the list.
    pub literal: u32,
    /// Where the literal stands in the letters.
    pub start: u32,
    /// Its bytes.
    pub length: u32,
    /// Where the piece ends in the literal.
    pub piece_end: u32,
    /// What stands in the literal before and after the piece: many literals may have the same piece.
    pub before: Beside,
    /// See `before`.
    pub after: Beside,
}

impl PlacedLiteral {
    const fn of(numbers: [u32; 9]) -> Self {
        let [piece, literal, start, length, piece_end, before, before_mask, after, after_mask] = numbers;
        let before = Beside { bytes: before, mask: before_mask };
        let after = Beside { bytes: after, mask: after_mask };
        Self { piece, literal, start, length, piece_end, before, after }
    }
}

/// Entries from their numbers, which stand in the order of the fields.
pub const fn stored_entries<const COUNT: usize>(numbers: &[[u32; 9]; COUNT]) -> [PlacedLiteral; COUNT] {
    let mut entries = [PlacedLiteral::of([0; 9]); COUNT];
    let mut at = 0;
    while at < COUNT {
        entries[at] = PlacedLiteral::of(numbers[at]);
        at += 1;
    }
    entries
}

/// The bytes next to a piece, up to four, as a number; those that the mask leaves out may be any.
#[derive(Debug, Clone, Copy, Default)]
pub struct Beside {
    /// The bytes.
    pub bytes: u32,
    /// The bits of those that count.
    pub mask: u32,
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
    pub fn may_be(self, bytes: u32) -> bool {
        (self.bytes ^ bytes) & self.mask == 0
    }
}

impl Tables {
    /// The tables of literals, which are known by their places in the list; empty ones are never found. Of the pieces
    /// of a literal the one is taken of which `share` says the least, then the one of the rarest letters.
    pub fn new<'l>(literals: impl IntoIterator<Item = &'l str>, share: impl Fn(&[u8]) -> u32) -> Self {
        let mut letters = Vec::new();
        let mut by_length: [Vec<PlacedLiteral>; PIECE] = Default::default();
        for (literal, text) in literals.into_iter().enumerate() {
            let start = letters.len();
            letters.extend_from_slice(text.as_bytes());
            letters[start..].make_ascii_lowercase();
            let bytes = &letters[start..];
            let length = bytes.len().min(PIECE);
            let Some(at) = rarest(bytes, length, &share) else { continue };
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
        let (mut ends, mut coarse) = (Ends::default(), Coarse::default());
        for (entries, length) in by_length.iter().zip(1..PIECE) {
            // What stands before a single byte may be anything.
            let before = if length == 1 { 0..256 } else { 0..1 };
            for end in entries.iter().flat_map(|entry| before.clone().map(|before| before << 8 | entry.piece))
            {
                ends.set(end as usize % END_PLACES);
            }
        }
        by_length[PIECE - 1].iter().for_each(|entry| coarse.set(place(entry.piece, COARSE_BITS)));
        let pieces = by_length.iter().zip(1..).filter(|(entries, _)| !entries.is_empty());
        let by_length: Vec<_> = pieces.map(|(entries, length)| LengthTable::new(entries, length)).collect();
        Self { letters: letters.into(), by_length: by_length.into(), coarse, ends }
    }
}

impl LengthTable {
    fn new(entries: &[PlacedLiteral], length: usize) -> Self {
        let mut filter = Filter::default();
        let mut starts = vec![0; (1 << BUCKET_BITS) + 1];
        for entry in entries {
            filter.set(place(entry.piece, FILTER_BITS));
            starts[place(entry.piece, BUCKET_BITS) + 1] += 1;
        }
        for index in 1..starts.len() {
            starts[index] += starts[index - 1];
        }
        let mut free = starts.clone();
        let mut sorted = vec![PlacedLiteral::default(); entries.len()];
        for entry in entries {
            let next = &mut free[place(entry.piece, BUCKET_BITS)];
            sorted[*next as usize] = *entry;
            *next += 1;
        }
        Self { mask: mask(length), filter, starts: starts.into(), entries: sorted.into() }
    }

    /// Whether a piece may be that with which the last bytes end.
    pub fn may_hold(&self, last: u32) -> bool {
        has(&self.filter, place(last & self.mask, FILTER_BITS))
    }

    /// The entries that may have a piece.
    pub fn bucket(&self, piece: u32) -> &[PlacedLiteral] {
        let at = place(piece, BUCKET_BITS);
        &self.entries[self.starts[at] as usize..self.starts[at + 1] as usize]
    }
}

/// Where a piece stands among so many bits, or buckets.
pub fn place(piece: u32, bits: u32) -> usize {
    (piece.wrapping_mul(SPREAD) >> (32 - bits)) as usize
}

/// Bytes as a number, the last one lowest, as a text is read.
pub fn value(bytes: &[u8]) -> u32 {
    bytes.iter().fold(0, |value, &byte| value << 8 | u32::from(byte | SMALL))
}

fn number(index: usize) -> u32 {
    u32::try_from(index).unwrap_or(u32::MAX)
}

/// Where the piece of a length starts that is rarest in prose; none of an empty text.
fn rarest(bytes: &[u8], length: usize, share: impl Fn(&[u8]) -> u32) -> Option<usize> {
    let common = |piece: &[u8]| piece.iter().map(|&byte| COMMON[usize::from(byte)]).sum::<u32>();
    let pieces = bytes.windows(length.max(1)).enumerate();
    pieces.min_by_key(|(_, piece)| (share(piece), common(piece))).map(|(start, _)| start)
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

//! Where a word stands among the misspellings: read by the build, which writes them, and by the program.

/// How many groups the misspellings are parted into, so that each holds one or none as a rule.
pub const BUCKETS: usize = 1 << 17;
/// The bits of a Bloom filter over all misspellings: nearly every word is told to be none by it, and it is small
/// enough for the processor to keep at hand.
pub const FILTER_BITS: usize = 1 << 20;

/// The number that a word is known by (FNV-1a of its bytes, 64 bits).
pub fn hash(word: &str) -> u64 {
    let mix = |hash: u64, byte: &u8| (hash ^ u64::from(*byte)).wrapping_mul(0x0100_0000_01b3);
    let hash = word.as_bytes().iter().fold(0xcbf2_9ce4_8422_2325, mix);
    hash ^ (hash >> 29)
}

/// The group of a word.
pub fn bucket(hash: u64) -> usize {
    low(hash) % BUCKETS
}

/// The bits of a word in the filter.
pub fn bits(hash: u64) -> [usize; 2] {
    [low(hash >> 20) % FILTER_BITS, low(hash >> 40) % FILTER_BITS]
}

fn low(hash: u64) -> usize {
    (hash & 0xffff_ffff) as usize
}

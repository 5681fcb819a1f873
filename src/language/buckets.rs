//! Where a word stands among the misspellings: read by the build, which writes them, and by the program.

/// How many groups the misspellings are parted into, so that each holds one or none as a rule.
pub const BUCKETS: usize = 1 << 17;

/// The group of a word (FNV-1a of its bytes).
pub fn bucket(word: &str) -> usize {
    let mix = |hash: u32, byte: &u8| (hash ^ u32::from(*byte)).wrapping_mul(0x0100_0193);
    let hash = word.as_bytes().iter().fold(0x811c_9dc5, mix);
    (hash ^ (hash >> 15)) as usize % BUCKETS
}

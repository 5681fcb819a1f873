//! A filter of words: written by the build, and asked by the program.
//!
//! It says of each word in it that it is there, and of one in a thousand others (a Bloom filter, whose bits for one word
//! lie together).

/// How many bytes hold the bits of one word.
const BLOCK: usize = 64;
/// How many of them are set for a word.
const BITS: usize = 8;
/// How many bits there are for each word.
#[allow(dead_code, reason = "the build asks")]
const ROOM: usize = 16;

/// The filter of some words.
#[allow(dead_code, reason = "the build asks")]
pub fn of(words: &std::collections::BTreeSet<&str>) -> Vec<u8> {
    let mut filter = vec![0; (words.len() * ROOM / 8).div_ceil(BLOCK) * BLOCK];
    for word in words {
        let (block, places) = places(word, filter.len());
        for place in places {
            filter[block + place / 8] |= 1 << (place % 8);
        }
    }
    filter
}

/// Whether a word may be in a filter; one that is there always is.
#[allow(dead_code, reason = "the program asks")]
pub fn holds(filter: &[u8], word: &str) -> bool {
    let (block, mut places) = places(word, filter.len());
    let Some(block) = filter.get(block..block + BLOCK) else { return false };
    places.all(|place| block[place / 8] >> (place % 8) & 1 == 1)
}

/// Where the bits of a word lie: the first byte of its block, and its bits in that.
fn places(word: &str, length: usize) -> (usize, impl Iterator<Item = usize>) {
    // FNV-1a, with its bits mixed once more.
    let mix = |hash: u64, byte: &u8| (hash ^ u64::from(*byte)).wrapping_mul(0x0100_0000_01b3);
    let hash = word.as_bytes().iter().fold(0xcbf2_9ce4_8422_2325, mix);
    let mixed = (hash ^ (hash >> 32)).wrapping_mul(0x9e37_79b9_7f4a_7c15);
    let low = |bits: u64| (bits & 0xffff_ffff) as usize;
    let block = low(mixed >> 32) % (length / BLOCK).max(1) * BLOCK;
    let (first, step) = (low(mixed), low(hash >> 40) | 1);
    (block, (0..BITS).map(move |at| (first + at * step) % (8 * BLOCK)))
}

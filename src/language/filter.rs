//! A filter of words: written by the build, and asked by the program.
//!
//! It says of each word in it that it is there, and of one in a thousand others (a Bloom filter, whose bits for one word
//! lie together).

/// How many bytes hold the bits of one word.
const BLOCK: usize = 64;
/// How many of them are set for a word.
const BITS: usize = 8;
/// 2^64 divided by the golden ratio, which spreads a number over all bits.
const SPREAD: u64 = 0x9e37_79b9_7f4a_7c15;
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
    // Eight bytes at a time: most words are as short.
    let mut hash = word.len() as u64;
    for chunk in word.as_bytes().chunks(8) {
        let mut bytes = [0; 8];
        bytes[..chunk.len()].copy_from_slice(chunk);
        hash = (hash.rotate_left(23) ^ u64::from_le_bytes(bytes)).wrapping_mul(SPREAD);
        hash ^= hash >> 29;
    }
    let mixed = (hash ^ (hash >> 32)).wrapping_mul(SPREAD);
    let low = |bits: u64| (bits & 0xffff_ffff) as usize;
    // As `%` would, which takes longer.
    let block = ((mixed >> 32) * (length / BLOCK) as u64) >> 32;
    let (first, step) = (low(mixed), low(hash >> 40) | 1);
    (low(block) * BLOCK, (0..BITS).map(move |at| (first + at * step) % (8 * BLOCK)))
}

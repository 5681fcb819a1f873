//! Where a text stands in a table that the build has filled.

/// The number of a text by which its slot is found, of its length and its ends: patterns that share both are few.
pub fn hash(text: &str) -> usize {
    const ENDS: usize = 24;
    let bytes = text.as_bytes();
    let (first, last) = (&bytes[..bytes.len().min(ENDS)], &bytes[bytes.len().saturating_sub(ENDS)..]);
    // FNV-1a, Fowler, Noll and Vo.
    let step = |hash: u32, &byte: &u8| (hash ^ u32::from(byte)).wrapping_mul(0x0100_0193);
    let length = u32::try_from(bytes.len()).unwrap_or(u32::MAX);
    let hash = first.iter().chain(last).fold(0x811c_9dc5 ^ length, step);
    (hash ^ hash >> 15) as usize
}

//! English words that are known to be slips, with what was meant.

use super::buckets::bucket;
use super::filter;

/// A line each of a wrong word, a tab and the right ones, by groups.
const LINES: &str = include_str!(concat!(env!("OUT_DIR"), "/misspellings.txt"));
/// Where each group ends in the lines, four bytes each.
const ENDS: &[u8] = include_bytes!(concat!(env!("OUT_DIR"), "/misspellings.ends"));
/// The filter of the wrong words: nearly every word is told to be none by one look at it.
const FILTER: &[u8] = include_bytes!(concat!(env!("OUT_DIR"), "/misspellings.bits"));

/// What was meant by a misspelt English word in small letters: one word, or several parted by `|`.
pub(super) fn correction(word: &str) -> Option<&'static str> {
    if !filter::holds(FILTER, word) {
        return None;
    }
    let bucket = bucket(word);
    let start = bucket.checked_sub(1).map_or(0, end);
    let lines = LINES.get(start..end(bucket))?;
    lines.lines().find_map(|line| line.strip_prefix(word)?.strip_prefix('\t'))
}

fn end(bucket: usize) -> usize {
    let bytes = ENDS.get(4 * bucket..4 * bucket + 4).and_then(|bytes| bytes.try_into().ok());
    bytes.map_or(0, |bytes| u32::from_le_bytes(bytes) as usize)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn slips_are_known_and_words_are_none() {
        assert_eq!(correction("recieve"), Some("receive"));
        assert_eq!(correction("wether"), Some("weather|whether"));
        for word in ["receive", "weather", "colour", "color", "organise", "organize", ""] {
            assert_eq!(correction(word), None, "{word}");
        }
    }
}

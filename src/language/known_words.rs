//! The words of English.

use super::filter;

/// All of them that are no known misspelling.
const KNOWN: &[u8] = include_bytes!(concat!(env!("OUT_DIR"), "/known-words.bits"));
/// Those that are often misspelt, a line each, sorted.
const COMMON: &str = include_str!(concat!(env!("OUT_DIR"), "/common-words.txt"));

/// Whether a text in small letters is a word of English. One in a thousand that is none passes for one.
pub(super) fn is_known(word: &str) -> bool {
    filter::holds(KNOWN, word)
}

/// Whether a text in small letters is a word of English that is often misspelt, as common words are.
pub(super) fn is_common(word: &str) -> bool {
    is_known(word) && lines_hold(COMMON, word)
}

/// Whether one of some sorted lines is a text.
fn lines_hold(lines: &str, text: &str) -> bool {
    let (mut start, mut end) = (0, lines.len());
    while start < end {
        let middle = lines.floor_char_boundary(start.midpoint(end));
        let first = lines[start..middle].rfind('\n').map_or(start, |at| start + at + 1);
        let last = lines[middle..end].find('\n').map_or(end, |at| middle + at);
        match lines[first..last].cmp(text) {
            std::cmp::Ordering::Equal => return true,
            std::cmp::Ordering::Less => start = (last + 1).min(end),
            std::cmp::Ordering::Greater => end = first,
        }
    }
    false
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_known_and_slips_are_not() {
        for word in ["harbour", "harbor", "ferries", "receive", "always"] {
            assert!(is_known(word), "{word}");
        }
        for word in ["recieve", "dispacther", "agaainst", "ferrys", ""] {
            assert!(!is_known(word), "{word}");
        }
    }

    #[test]
    fn common_words_are_found_wherever_they_stand() {
        let all = "ant\nbee\ncat\ndog";
        for word in all.lines() {
            assert!(lines_hold(all, word), "{word}");
        }
        for word in ["", "a", "bees", "be", "zebra", "ant\nbee"] {
            assert!(!lines_hold(all, word), "{word}");
        }
        assert!(COMMON.lines().is_sorted() && COMMON.lines().all(is_common));
    }
}

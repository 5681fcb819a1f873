//! Patterns that match nothing at all.

/// Whether a pattern can match the empty text, alone or at some place of a text.
///
/// Of a pattern with look-around only what it matches in an empty text is known.
pub fn can_be_empty(pattern: &str) -> bool {
    match regex_syntax::parse(pattern) {
        Ok(read) => read.properties().minimum_len() == Some(0),
        Err(_) => fancy_regex::Regex::new(pattern).is_ok_and(|pattern| pattern.is_match("").unwrap_or(false)),
    }
}

#[cfg(test)]
mod tests {
    use super::can_be_empty;

    #[test]
    fn what_may_be_left_out_matches_nothing() {
        for pattern in ["", "(?:very )?", "quay|", r"\b", "(?=x*)"] {
            assert!(can_be_empty(pattern), "{pattern}");
        }
        for pattern in ["a", "(?:very )?good", r"^\w+", "(?<!not )ready"] {
            assert!(!can_be_empty(pattern), "{pattern}");
        }
    }
}

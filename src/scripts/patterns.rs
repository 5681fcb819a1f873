//! The patterns of a script, which are Go's.

use std::collections::HashMap;
use std::sync::{Arc, Mutex, PoisonError};

use regex::{Regex, RegexBuilder};

/// A pattern larger than this when it is compiled is refused, in bytes.
const LARGEST: usize = 4 << 20;
/// No more patterns than this are kept.
const MOST: usize = 256;

/// The patterns that were met, compiled.
#[derive(Debug, Default)]
pub(super) struct Patterns(Mutex<HashMap<String, Option<Arc<Regex>>>>);

impl Patterns {
    /// A pattern; none if it is wrong.
    pub(super) fn get(&self, written: &str) -> Option<Arc<Regex>> {
        let mut known = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(pattern) = known.get(written) {
            return pattern.clone();
        }
        let pattern = RegexBuilder::new(&translated(written)).size_limit(LARGEST).build().ok().map(Arc::new);
        if known.len() < MOST {
            known.insert(written.to_owned(), pattern.clone());
        }
        pattern
    }
}

/// A pattern of Go's in our dialect: classes are of ASCII, a hyphen behind one is a hyphen, and set operations are
/// plain signs.
fn translated(written: &str) -> String {
    let mut translated = String::with_capacity(written.len() + 8);
    let mut signs = written.chars().peekable();
    let mut in_class = false;
    let mut is_first = false;
    while let Some(sign) = signs.next() {
        let next = signs.peek().copied();
        let was_first = std::mem::replace(&mut is_first, false);
        match sign {
            '\\' => {
                let escaped = signs.next().unwrap_or('\\');
                let class = ascii_class(escaped, in_class);
                match class {
                    Some(class) => translated.push_str(class),
                    None => translated.extend(['\\', escaped]),
                }
                if in_class && class.is_some() && signs.peek() == Some(&'-') {
                    signs.next();
                    translated.push_str("\\-");
                }
            }
            '[' if !in_class => {
                (in_class, is_first) = (true, true);
                translated.push('[');
                if signs.next_if_eq(&'^').is_some() {
                    translated.push('^');
                }
            }
            '[' if next == Some(':') => {
                // A named class, such as `[:alpha:]`.
                translated.push('[');
                for sign in signs.by_ref() {
                    translated.push(sign);
                    if sign == ']' {
                        break;
                    }
                }
            }
            '[' => translated.push_str("\\["),
            ']' if in_class && was_first => translated.push_str("\\]"),
            ']' => {
                in_class = false;
                translated.push(']');
            }
            '&' | '~' | '-' if in_class && next == Some(sign) => translated.extend(['\\', sign]),
            _ => translated.push(sign),
        }
    }
    translated
}

/// What a class of letters stands for in Go.
fn ascii_class(escaped: char, in_class: bool) -> Option<&'static str> {
    Some(match escaped {
        'w' => "[0-9A-Za-z_]",
        'W' => "[^0-9A-Za-z_]",
        'd' => "[0-9]",
        'D' => "[^0-9]",
        's' => r"[\t\n\f\r ]",
        'S' => r"[^\t\n\f\r ]",
        'b' if !in_class => r"(?-u:\b)",
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::{Patterns, translated};

    #[test]
    fn patterns_of_go_are_read() {
        assert_eq!(translated(r"^:[\w-_]+:$"), r"^:[[0-9A-Za-z_]\-_]+:$");
        assert_eq!(translated("[[]a]"), r"[\[]a]");
        let patterns = Patterns::default();
        for pattern in [r"^:[\w-_]+:.*$", r"[]x]", r"[[:alpha:]]+", r"\bé", r"[^&&]"] {
            assert!(patterns.get(pattern).is_some(), "{pattern}");
        }
        assert!(patterns.get("(").is_none());
        assert!(!patterns.get(r"\w").unwrap().is_match("é"));
    }
}

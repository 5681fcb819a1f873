//! What is left of a pattern when all is let go that is costly to compile.
//!
//! Look-around, the classes of Unicode and repetitions with a bound make patterns large, and most texts that hold a
//! literal of a pattern hold no match. So a looser pattern is asked first, which matches wherever the pattern does, and
//! elsewhere too: where it finds nothing, the pattern need not be compiled.

use regex::Regex;

/// A repetition with a lower bound than this is kept as it is.
const FEW: u32 = 8;
/// All letters, digits and marks beyond ASCII, and more.
const BEYOND_ASCII: &str = r"\x{80}-\x{10ffff}";

/// A pattern that matches wherever another one does.
#[derive(Debug)]
pub(super) struct Loose(Regex);

impl Loose {
    /// The looser form of a pattern; none if it has none that is cheaper.
    pub(super) fn of(pattern: &str) -> Option<Self> {
        let loosened = Reader { rest: pattern, written: String::new(), is_loosened: false }.read()?;
        Regex::new(&loosened).ok().map(Self)
    }

    /// Whether the pattern may match at or after a byte of a text.
    pub(super) fn may_match(&self, text: &str, start: usize) -> bool {
        start <= text.len() && self.0.is_match_at(text, start)
    }
}

/// Reads a pattern and writes its looser form.
struct Reader<'p> {
    rest: &'p str,
    written: String,
    is_loosened: bool,
}

impl Reader<'_> {
    /// The looser form; none where nothing was let go, or something is not known.
    fn read(mut self) -> Option<String> {
        while let Some(next) = self.rest.chars().next() {
            match next {
                '\\' => self.escape()?,
                '[' => self.class()?,
                '{' => self.repetition()?,
                '(' => self.group()?,
                _ => self.keep(next.len_utf8()),
            }
        }
        self.is_loosened.then_some(self.written)
    }

    fn keep(&mut self, bytes: usize) {
        let (kept, rest) = self.rest.split_at(bytes);
        self.written.push_str(kept);
        self.rest = rest;
    }

    fn put(&mut self, instead: &str, bytes: usize) {
        self.written.push_str(instead);
        self.rest = &self.rest[bytes..];
        self.is_loosened = true;
    }

    fn escape(&mut self) -> Option<()> {
        let escape = escape(self.rest)?;
        match superset(escape) {
            Some(class) => self.put(&class, escape.len()),
            // A group that was let go may be meant, and `\G` and `\K` are not of this kind of pattern.
            None if escape[1..]
                .starts_with(|letter: char| letter.is_ascii_digit() || "kgGKRXZ".contains(letter)) =>
            {
                return None;
            }
            None => self.keep(escape.len()),
        }
        Some(())
    }

    /// A class in brackets; one that excludes, or is made of classes, is kept.
    fn class(&mut self) -> Option<()> {
        let length = class_length(self.rest)?;
        let class = &self.rest[..length];
        let inside = &class[1..length - 1];
        let is_plain =
            !inside.starts_with('^') && !["[", "&&", "--", "~~"].iter().any(|sign| inside.contains(sign));
        if !is_plain {
            self.keep(length);
            return Some(());
        }
        let (mut rest, mut larger, mut kept) = (inside, Vec::new(), String::new());
        while let Some(next) = rest.chars().next() {
            let part = if next == '\\' { escape(rest)? } else { &rest[..next.len_utf8()] };
            match superset(part) {
                Some(class) => larger.push(class),
                None => kept.push_str(part),
            }
            rest = &rest[part.len()..];
        }
        if larger.is_empty() {
            self.keep(length);
            return Some(());
        }
        if !kept.is_empty() {
            larger.push(format!("[{kept}]"));
        }
        self.put(&format!("(?:{})", larger.join("|")), length);
        Some(())
    }

    /// `{2,80}`, which is compiled eighty times over.
    fn repetition(&mut self) -> Option<()> {
        let length = self.rest.find('}')? + 1;
        let (least, most) =
            self.rest[1..length - 1].split_once(',').unwrap_or((&self.rest[1..length - 1], "0"));
        let number = |digits: &str| if digits.is_empty() { Some(0) } else { digits.parse::<u32>().ok() };
        let (least, most) = (number(least)?, number(most)?);
        if least.max(most) < FEW {
            self.keep(length);
        } else {
            let least = least.min(2);
            self.put(&format!("{{{least},}}"), length);
        }
        Some(())
    }

    /// The start of a group; look-around is let go whole.
    fn group(&mut self) -> Option<()> {
        let looks = ["(?=", "(?!", "(?<=", "(?<!"].iter().any(|opening| self.rest.starts_with(opening));
        if looks {
            let length = group_length(self.rest)?;
            // `(?=a)*` would leave its asterisk behind.
            if self.rest[length..].starts_with(['*', '+', '?', '{']) {
                return None;
            }
            self.put("(?:)", length);
        } else if self.rest.starts_with("(?>") {
            self.put("(?:", 3);
        } else if self.rest.starts_with("(?(") {
            return None;
        } else {
            self.keep(1);
        }
        Some(())
    }
}

/// A class that holds all that an escape names, if that is a large class of Unicode. It has both cases of all letters,
/// which must not be looked for again.
fn superset(escape: &str) -> Option<String> {
    let ascii = match escape.as_bytes().get(1)? {
        b'w' => "0-9A-Za-z_",
        b'W' => r"\x00-/:-@\[-\^`\{-\x7f",
        b'd' => "0-9",
        b'p' => match escape.get(2..)? {
            "{L}" | "{Letter}" | "{Alphabetic}" | "L" | "{Lu}" | "{Ll}" | "{Uppercase}" | "{Lowercase}" => {
                "A-Za-z"
            }
            "{N}" | "{Nd}" | "N" => "0-9",
            _ => return None,
        },
        _ => return None,
    };
    Some(format!("(?-i:[{ascii}{BEYOND_ASCII}])"))
}

/// The escape with which a text begins: `\w`, `\.`, `\p{Lu}`, `\x{2014}`, `\b{start}`.
fn escape(text: &str) -> Option<&str> {
    let mut letters = text.char_indices().skip(1);
    let (at, letter) = letters.next()?;
    let end = at + letter.len_utf8();
    let rest = &text[end..];
    let takes_braces = matches!(letter, 'p' | 'P' | 'x' | 'u' | 'U' | 'b' | 'N' | 'k' | 'g');
    if takes_braces && rest.starts_with('{') {
        return text.get(..end + rest.find('}')? + 1);
    }
    // `\pL`, `\x7f`.
    let digits = match letter {
        'p' | 'P' => 1,
        'x' => 2,
        'u' => 4,
        'U' => 8,
        _ => 0,
    };
    text.get(..end + digits)
}

/// The bytes of the class in brackets with which a text begins.
fn class_length(text: &str) -> Option<usize> {
    let bytes = text.as_bytes();
    let mut at = 1;
    if bytes.get(at) == Some(&b'^') {
        at += 1;
    }
    // A bracket that comes first stands for itself.
    if bytes.get(at) == Some(&b']') {
        at += 1;
    }
    loop {
        match bytes.get(at)? {
            b'\\' => at += 2,
            b'[' => at += class_length(text.get(at..)?)?,
            b']' => return Some(at + 1),
            _ => at += 1,
        }
    }
}

/// The bytes of the group with which a text begins.
fn group_length(text: &str) -> Option<usize> {
    let bytes = text.as_bytes();
    let (mut at, mut depth) = (0, 0_usize);
    loop {
        match bytes.get(at)? {
            b'\\' => at += 1,
            b'[' => at += class_length(text.get(at..)?)? - 1,
            b'(' => depth += 1,
            b')' if depth == 1 => return Some(at + 1),
            b')' => depth -= 1,
            _ => {}
        }
        at += 1;
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn loosened(pattern: &str) -> Option<String> {
        Reader { rest: pattern, written: String::new(), is_loosened: false }.read()
    }

    #[test]
    fn what_is_costly_is_let_go() {
        for (pattern, loose) in [
            (r"a[^.]{3,160}b", r"a[^.]{2,}b"),
            (r"a{20}\{9,10}", r"a{2,}\{9,10}"),
            (r"(?<=[)\]])a(?! b(?:c))", "(?:)a(?:)"),
            (
                r"\d{1,2}[\w.]",
                r"(?-i:[0-9\x{80}-\x{10ffff}]){1,2}(?:(?-i:[0-9A-Za-z_\x{80}-\x{10ffff}])|[.])",
            ),
        ] {
            assert_eq!(loosened(pattern).as_deref(), Some(loose), "{pattern}");
        }
    }

    #[test]
    fn what_has_no_looser_form_is_left() {
        for pattern in ["a{1,3}b", r"[^\w]", r"(a)\1(?=b)", "(?=a)*b", r"\x{80}", "[]a]", r"[[\w]&&a]"] {
            assert_eq!(loosened(pattern), None, "{pattern}");
        }
    }

    const PARTS: &[&str] = &[
        "a",
        "[^b]",
        r"\w",
        r"\W",
        r"[\w-]",
        r"[^\w]",
        r"\p{Lu}",
        r"[\p{L}(]",
        r"\d",
        r"\b",
        "{1,9}",
        "{8}?",
        "(?=b)",
        "(?!a)",
        "(?<=a)",
        "(?<![)b])",
        "(?:a|é)",
        "|",
        "+",
        "^",
        "$",
        r"\.",
    ];

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(4000))]
        #[test]
        fn the_looser_form_matches_wherever_the_pattern_does(
            parts in proptest::collection::vec(proptest::sample::select(PARTS), 1..6),
            text in "[aAbBéÉ1 .()漢-]{0,12}",
        ) {
            let pattern = parts.concat();
            let Ok(regex) = fancy_regex::Regex::new(&pattern) else { return Ok(()) };
            let Some(loose) = Loose::of(&pattern) else { return Ok(()) };
            if let Ok(Some(found)) = regex.find(&text) {
                prop_assert!(loose.may_match(&text, 0), "{}", pattern);
                prop_assert!(loose.may_match(&text, found.start()), "{}", pattern);
            }
        }
    }
}

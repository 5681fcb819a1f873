//! How a value of the front matter is quoted, and how another text has to be spelt in its place.

use std::fmt::Write as _;
use std::ops::Range;

use granit_parser::{Event, Parser, ScalarStyle};

/// A longer value without marks is not read again for each edit in it.
const LONGEST_PLAIN: usize = 4096;

/// How a value of the front matter is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Quoting {
    /// YAML without marks.
    Plain {
        /// Whether it stands between brackets.
        in_flow: bool,
    },
    /// YAML between single marks, one of which is written `''`.
    Single,
    /// Between double marks, with backslashes: YAML, JSON and TOML.
    Double,
    /// TOML between single marks, in which nothing is escaped.
    Literal,
    /// A YAML block behind `|` or `>`.
    Block,
    /// It could not be read as its notation wants it.
    Broken,
}

impl Quoting {
    /// How many bytes the marks at either end of a value take.
    pub(crate) fn marks(self, written: &str) -> usize {
        let is_triple =
            || written.len() >= 6 && (written.starts_with("\"\"\"") || written.starts_with("'''"));
        match self {
            Self::Double | Self::Literal if is_triple() => 3,
            Self::Single | Self::Double | Self::Literal if written.len() >= 2 => 1,
            _ => 0,
        }
    }

    /// How a replacement has to be spelt at a place of a value, which is given as it is written. None where the
    /// value would not say what it should.
    pub(crate) fn spell(self, written: &str, place: Range<usize>, replacement: &str) -> Option<String> {
        let marks = self.marks(written);
        let is_inside = marks <= place.start && place.end <= written.len().saturating_sub(marks);
        if !is_inside || replacement.contains(['\n', '\r']) {
            return None;
        }
        let spelt = match self {
            Self::Single => replacement.replace('\'', "''"),
            Self::Double => escaped(replacement),
            Self::Literal if replacement.contains('\'') => return None,
            Self::Broken => return None,
            Self::Plain { .. } | Self::Literal | Self::Block => replacement.to_owned(),
        };
        let (before, behind) = (&written[..place.start], &written[place.end..]);
        let says = |text: &str| text.chars().any(|letter| !letter.is_whitespace());
        let says_something = says(&before[marks..]) || says(&spelt) || says(&behind[..behind.len() - marks]);
        let holds = match self {
            Self::Plain { .. } if written.len() > LONGEST_PLAIN => false,
            Self::Plain { in_flow } => is_plain(&format!("{before}{spelt}{behind}"), in_flow),
            Self::Block => keeps_lines(before, &spelt, behind),
            _ => true,
        };
        (says_something && holds).then_some(spelt)
    }
}

/// A text with what backslashes are for.
fn escaped(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for letter in text.chars() {
        match letter {
            '"' | '\\' => escaped.extend(['\\', letter]),
            control if control.is_control() => {
                // A text takes whatever is written to it.
                let _ = write!(escaped, "\\u{:04x}", u32::from(control));
            }
            letter => escaped.push(letter),
        }
    }
    escaped
}

/// Whether a value without marks still says what it shows.
fn is_plain(written: &str, in_flow: bool) -> bool {
    let text = if in_flow { format!("[{written}]") } else { format!("k: {written}") };
    let mut scalars = Parser::new_from_str(&text).filter_map(|event| match event {
        Ok((Event::Scalar(value, style, ..), _)) => Some(Ok((value, style))),
        Ok((Event::Comment(..) | Event::Alias(..), _)) | Err(_) => Some(Err(())),
        Ok(_) => None,
    });
    if !in_flow {
        scalars.next();
    }
    let first = scalars.next();
    let is_same = |value: &str| value.split_whitespace().eq(written.split_whitespace());
    let is_kept = first.is_some_and(|first| {
        first.is_ok_and(|(value, style)| style == ScalarStyle::Plain && is_same(&value) && !is_typed(&value))
    });
    is_kept && scalars.next().is_none()
}

/// Whether YAML takes a value without marks for something else than text.
pub(crate) fn is_typed(value: &str) -> bool {
    is_empty(value) || flag(value).is_some() || is_number(value)
}

/// Whether YAML takes a value without marks for none.
pub(crate) fn is_empty(value: &str) -> bool {
    matches!(value, "" | "~" | "null" | "Null" | "NULL")
}

/// The truth value that YAML takes a value without marks for.
pub(crate) fn flag(value: &str) -> Option<bool> {
    match value {
        "true" | "True" | "TRUE" => Some(true),
        "false" | "False" | "FALSE" => Some(false),
        _ => None,
    }
}

/// Whether YAML takes a value without marks for a number.
pub(crate) fn is_number(value: &str) -> bool {
    let digits = value.strip_prefix(['-', '+']).unwrap_or(value);
    let is_based = |prefix: &str, base: u32| {
        digits
            .strip_prefix(prefix)
            .is_some_and(|rest| !rest.is_empty() && rest.chars().all(|digit| digit.is_digit(base)))
    };
    let is_decimal = digits.starts_with(|first: char| first.is_ascii_digit() || first == '.')
        && value.parse::<f64>().is_ok();
    is_decimal || is_based("0x", 16) || is_based("0o", 8)
}

/// Whether the lines of a block stay lines of it: none begins with a blank, none is emptied.
fn keeps_lines(before: &str, spelt: &str, behind: &str) -> bool {
    let lead = before.rsplit(['\n', '\r']).next().unwrap_or_default();
    let rest = behind.split(['\n', '\r']).next().unwrap_or_default();
    let line = format!("{spelt}{rest}");
    !lead.trim().is_empty() || line.starts_with(|first: char| !first.is_whitespace())
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    /// What is written after `that` was replaced.
    fn replaced(quoting: Quoting, written: &str, that: &str, replacement: &str) -> Option<String> {
        let start = written.find(that).unwrap();
        let place = start..start + that.len();
        let spelt = quoting.spell(written, place.clone(), replacement)?;
        Some(format!("{}{spelt}{}", &written[..place.start], &written[place.end..]))
    }

    #[test]
    fn each_quoting_spells_in_its_way() {
        let single = replaced(Quoting::Single, "'the the crew'", "the the", "the ‘ crew's");
        assert_eq!(single.as_deref(), Some("'the ‘ crew''s crew'"));
        let double = replaced(Quoting::Double, r#""say “x”""#, "“x”", "\"x\\\"");
        assert_eq!(double.as_deref(), Some(r#""say \"x\\\"""#));
        assert_eq!(replaced(Quoting::Literal, "'“x”'", "“x”", "'x'"), None);
        assert_eq!(replaced(Quoting::Double, "\"x\"", "x", ""), None);
        assert_eq!(replaced(Quoting::Broken, "a b", "b", "c"), None);
    }

    #[test]
    fn plain_values_stay_plain_or_are_left_alone() {
        let plain = Quoting::Plain { in_flow: false };
        assert_eq!(replaced(plain, "the the crew", "the the", "the").as_deref(), Some("the crew"));
        for (written, that, replacement) in [
            ("“Sail” she said", "“Sail”", "\"Sail\""),
            ("Sail - she", " -", ":"),
            ("Sail no 1", "no", "#"),
            ("x true", "x ", ""),
            ("a 12", "a ", ""),
            ("a b", "a", "*"),
            ("a b", "a", "-"),
        ] {
            assert_eq!(replaced(plain, written, that, replacement), None, "{written}");
        }
        let flow = Quoting::Plain { in_flow: true };
        assert_eq!(replaced(flow, "a b", " ", ", "), None);
    }

    #[test]
    fn lines_of_a_block_stay_lines() {
        let block = Quoting::Block;
        assert_eq!(replaced(block, "one one\n  two\n", "one one", "one").as_deref(), Some("one\n  two\n"));
        assert_eq!(replaced(block, "one\n  two two\n", "two two", ""), None);
        assert_eq!(replaced(block, "one\n  a two\n", "a", ""), None);
    }

    proptest! {
        #[test]
        fn what_is_spelt_is_read_again(
            before in "[a-z' :#“\"-]{0,6}", cut in "[a-z]{0,3}", behind in "[a-z' :#“-]{0,6}", replacement in "[a-z' :#“\"\\\\,\\[-]{0,6}",
        ) {
            for (quoting, written) in [
                (Quoting::Single, format!("'{}'", format!("{before}{cut}{behind}").replace('\'', "''"))),
                (Quoting::Double, format!("\"{}\"", escaped(&format!("{before}{cut}{behind}")))),
            ] {
                let lead = match quoting {
                    Quoting::Single => before.replace('\'', "''"),
                    _ => escaped(&before),
                };
                let place = 1 + lead.len()..1 + lead.len() + cut.len();
                let Some(spelt) = quoting.spell(&written, place.clone(), &replacement) else { continue };
                let text = format!("k: {}{spelt}{}", &written[..place.start], &written[place.end..]);
                let value: serde_yaml::Value = serde_yaml::from_str(&text).unwrap();
                let said = format!("{before}{replacement}{behind}");
                prop_assert_eq!(value["k"].as_str(), Some(said.as_str()));
            }
        }
    }
}

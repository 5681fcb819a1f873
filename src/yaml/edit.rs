//! A value set in the text of a YAML file, where everything else stays as it stands: comments, order, quotes.

use std::ops::Range;

use serde_yaml::{Mapping, Value};

use super::index::Index;
use super::path::Path;
use super::read::read;

/// A text in which the last of some keys, each within the one before, has a value, which is written as YAML on one line.
/// `None` where that cannot be done without changing anything else.
pub fn with_value(text: &str, keys: &[&str], value: &str) -> Option<String> {
    let before = read(text).ok()?;
    let wanted = with(&before, keys, &read(value).ok()?)?;
    let place = KeyPlace::of(text, &before, keys);
    let tries = place.tries(text, keys, value);
    tries.into_iter().find(|written| read(written).is_ok_and(|after| after == wanted))
}

/// The value with another value in it.
fn with(whole: &Value, keys: &[&str], value: &Value) -> Option<Value> {
    let Some((first, rest)) = keys.split_first() else { return Some(value.clone()) };
    let mut mapping = match whole {
        Value::Mapping(mapping) => mapping.clone(),
        Value::Null => Mapping::new(),
        _ => return None,
    };
    let inner = with(mapping.get(*first).unwrap_or(&Value::Null), rest, value)?;
    mapping.insert(Value::String((*first).to_owned()), inner);
    Some(Value::Mapping(mapping))
}

/// How far some keys are there already.
struct KeyPlace {
    index: Index,
    /// The innermost of the keys that is there.
    path: Path,
    /// How many of them are there.
    depth: usize,
    /// Its value.
    value: Value,
}

impl KeyPlace {
    fn of(text: &str, whole: &Value, keys: &[&str]) -> Self {
        let (mut path, mut depth, mut value) = (Path::root(), 0, whole);
        for key in keys {
            let Some(inner) = value.get(*key) else { break };
            (path, depth, value) = (path.key(*key), depth + 1, inner);
        }
        Self { index: Index::new(text), path, depth, value: value.clone() }
    }

    /// The texts that may be meant, the best first.
    fn tries(&self, text: &str, keys: &[&str], value: &str) -> Vec<String> {
        let missing = &keys[self.depth..];
        let key = self.index.key(&self.path);
        if missing.is_empty() {
            let written = self.index.value(&self.path);
            let is_written = written != key && !self.value.is_null();
            return if is_written {
                vec![replaced(text, written, value)]
            } else {
                vec![after_colon(text, &key, value)]
            };
        }
        let flow = flow(missing, value);
        match &self.value {
            Value::Mapping(entries) if !entries.is_empty() => {
                let whole = self.index.value(&self.path);
                if text[whole.clone()].starts_with('{') {
                    return in_braces(text, whole, &flow).into_iter().collect();
                }
                let keys = entries.keys().filter_map(Value::as_str);
                let starts = keys.map(|key| self.index.key(&self.path.key(key)).start);
                let indent = starts.min().map_or(0, |start| start - line_start(text, start));
                let lines = block(text, missing, value, indent);
                let end = self.index.end_within(&self.path);
                vec![inserted(text, end, &lines)]
            }
            Value::Mapping(_) => vec![replaced(text, self.index.value(&self.path), &format!("{{{flow}}}"))],
            // Nothing stands behind the key, or in the whole file but comments.
            _ if self.depth > 0 => {
                let indent = key.start - line_start(text, key.start) + 2;
                vec![inserted(text, key.end, &block(text, missing, value, indent))]
            }
            _ => vec![inserted(text, text.len(), &block(text, missing, value, 0))],
        }
    }
}

/// The keys with the value, in braces but for the outermost.
fn flow(keys: &[&str], value: &str) -> String {
    let (last, others) = match keys.split_last() {
        Some((last, others)) => (*last, others),
        None => return value.to_owned(),
    };
    let inner = format!("{}: {value}", written(last));
    others.iter().rev().fold(inner, |inner, key| format!("{}: {{{inner}}}", written(key)))
}

/// The keys with the value, each on a line of its own.
fn block(text: &str, keys: &[&str], value: &str, indent: usize) -> String {
    let end = if text.contains("\r\n") { "\r\n" } else { "\n" };
    let mut lines = String::new();
    for (depth, key) in keys.iter().enumerate() {
        let value = if depth + 1 == keys.len() { format!(" {value}") } else { String::new() };
        lines.extend([" ".repeat(indent + 2 * depth).as_str(), &written(key), ":", &value, end]);
    }
    lines
}

/// A key, in quotation marks where it could be taken for something else.
fn written(key: &str) -> String {
    let is_plain = |letter: char| letter.is_ascii_alphanumeric() || "-_./".contains(letter);
    let reads_as_itself = || read(key).is_ok_and(|value| value == Value::String(key.to_owned()));
    if key.starts_with(|first: char| first.is_ascii_alphabetic())
        && key.chars().all(is_plain)
        && reads_as_itself()
    {
        key.to_owned()
    } else {
        format!("'{}'", key.replace('\'', "''"))
    }
}

fn replaced(text: &str, range: Range<usize>, by: &str) -> String {
    format!("{}{by}{}", &text[..range.start], &text[range.end..])
}

/// The value behind the colon of a key that has none.
fn after_colon(text: &str, key: &Range<usize>, value: &str) -> String {
    let colon = text[key.end..].find(':').map_or(key.end, |at| key.end + at + 1);
    format!("{} {value}{}", &text[..colon], &text[colon..])
}

fn in_braces(text: &str, braces: Range<usize>, entry: &str) -> Option<String> {
    let inside = text[..braces.end].trim_end().strip_suffix('}')?;
    let end = inside.trim_end().len();
    let comma = if inside[..end].ends_with(',') { " " } else { ", " };
    Some(format!("{}{comma}{entry}{}", &text[..end], &text[end..]))
}

/// Lines behind the line that a place stands in.
fn inserted(text: &str, at: usize, lines: &str) -> String {
    let is_start = text[..at].ends_with('\n') || at == 0;
    let at = if is_start { at } else { text[at..].find('\n').map_or(text.len(), |end| at + end + 1) };
    let (before, behind) = text.split_at(at);
    let gap = if before.is_empty() || before.ends_with('\n') { "" } else { "\n" };
    format!("{before}{gap}{lines}{behind}")
}

fn line_start(text: &str, at: usize) -> usize {
    text[..at].rfind('\n').map_or(0, |end| end + 1)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    const KEYS: [&str; 2] = ["rules", "house.quay"];

    #[test]
    fn what_else_stands_there_stays() {
        for (before, after) in [
            ("", "rules:\n  house.quay: off\n"),
            ("# mine\n", "# mine\nrules:\n  house.quay: off\n"),
            ("lang: en # b\n", "lang: en # b\nrules:\n  house.quay: off\n"),
            ("lang: en", "lang: en\nrules:\n  house.quay: off\n"),
            ("rules:\nlang: en\n", "rules:\n  house.quay: off\nlang: en\n"),
            ("rules: {}\n", "rules: {house.quay: off}\n"),
            ("rules: {a.b: on}\n", "rules: {a.b: on, house.quay: off}\n"),
            ("rules: {a.b: on, } # c\n", "rules: {a.b: on, house.quay: off } # c\n"),
            (
                "rules:\n    a.b: on # why\n    # more\n\nlang: en\n",
                "rules:\n    a.b: on # why\n    house.quay: off\n    # more\n\nlang: en\n",
            ),
            ("rules:\r\n  a.b: {max: 3}", "rules:\r\n  a.b: {max: 3}\n  house.quay: off\r\n"),
            (
                "rules:\n  a.b:\n    c: |\n      text\n",
                "rules:\n  a.b:\n    c: |\n      text\n  house.quay: off\n",
            ),
            ("rules:\n  house.quay: error # loud\n", "rules:\n  house.quay: off # loud\n"),
            ("rules:\n  'house.quay':\n", "rules:\n  'house.quay': off\n"),
        ] {
            assert_eq!(with_value(before, &KEYS, "off").as_deref(), Some(after), "{before}");
        }
    }

    #[test]
    fn what_cannot_be_kept_is_left_alone() {
        for text in ["- a\n", "rules: [a]\n", "rules: all\n", "not: [yaml", "rules:\n  a.b: on\n...\n"] {
            let with = with_value(text, &KEYS, "off");
            let kept = with.as_ref().is_none_or(|with| with.starts_with(text.trim_end_matches("...\n")));
            assert!(kept, "{text}: {with:?}");
        }
    }

    proptest! {
        #[test]
        fn nothing_is_lost(text in "(rules:\n)?(  [a-c]: x\n|  d:\n    - '#'\n|# note\n|\n|lang: p\n|  e: [f]\n){0,6}") {
            if let Some(written) = with_value(&text, &KEYS, "off") {
                let mut rest = written.chars();
                prop_assert!(text.chars().all(|wanted| rest.any(|letter| letter == wanted)));
            }
        }
    }
}

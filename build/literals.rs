//! The literals of the patterns of all rules, found with the same code as those of any other pattern.

use std::collections::BTreeSet;
use std::fmt::Write;

use serde_yaml::Value;

/// The part of the crate that reads patterns.
#[allow(dead_code, unused_imports, reason = "a build needs less of it than a run")]
#[path = "../src/matching"]
mod matching {
    pub mod literals;

    pub fn required(pattern: &str) -> Vec<String> {
        literals::required(pattern)
    }
}

/// The keys of a rule under which no patterns stand.
const WITHOUT_PATTERNS: &[&str] = &[
    "check", "severity", "level", "message", "summary", "why", "help", "scope", "lang", "fix", "link",
    "examples",
];

/// Collects all texts of a rule that may be patterns.
pub fn collect(rule: &Value, texts: &mut BTreeSet<String>) {
    for (key, value) in rule.as_mapping().into_iter().flatten() {
        if key.as_str().is_some_and(|key| !WITHOUT_PATTERNS.contains(&key)) {
            texts_of(value, texts);
        }
    }
}

/// Collects all texts of a value.
pub fn texts_of(value: &Value, texts: &mut BTreeSet<String>) {
    match value {
        Value::String(text) => {
            texts.insert(text.clone());
        }
        Value::Sequence(values) => values.iter().for_each(|value| texts_of(value, texts)),
        Value::Mapping(entries) => entries.iter().for_each(|(key, value)| {
            texts_of(key, texts);
            texts_of(value, texts);
        }),
        _ => {}
    }
}

/// The literals of the texts as Rust: all texts and literals in one, where each ends, and for each text, sorted,
/// its number and the one behind its literals, which follow it.
pub fn table(texts: &BTreeSet<String>) -> Result<String, std::fmt::Error> {
    let (mut letters, mut ends, mut patterns) = (String::new(), vec![0], String::new());
    for text in texts {
        let first = ends.len();
        for part in std::iter::once(text.clone()).chain(matching::required(text)) {
            letters.push_str(&part);
            ends.push(letters.len());
        }
        write!(patterns, "[{first},{}],", ends.len())?;
    }
    let (number, patterns_number) = (ends.len(), texts.len());
    let mut table = format!("const LETTERS: &str = {letters:?};\n");
    table.push_str("#[allow(clippy::unreadable_literal, reason = \"nobody reads them\")]\n");
    writeln!(table, "static ENDS: [u32; {number}] = {ends:?};")?;
    writeln!(table, "static PATTERNS: [[u32; 2]; {patterns_number}] = [{patterns}];")?;
    Ok(table)
}

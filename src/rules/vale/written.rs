//! A rule as Vale's reader takes it, which forgives more than ours.

use serde_yaml::{Mapping, Value};

use crate::yaml::{self, Path, Problem};

/// Parameters that are lists; a single value is a list of one.
const LISTS: &[&str] =
    &["tokens", "raw", "exceptions", "indicators", "metrics", "filters", "dictionaries", "scope"];
/// Parameters that are yes or no.
const FLAGS: &[&str] = &["ignorecase", "nonword", "append", "vocab", "alpha", "custom", "capitalize"];
/// Parameters that are mappings; a list of mappings is all of them in one.
const MAPPINGS: &[&str] = &["swap", "either"];

/// Reads the text of a rule file.
///
/// # Errors
/// A [`Problem`] with its place where it is no YAML, or no mapping.
pub(super) fn read(text: &str) -> Result<Mapping, Problem> {
    let value = yaml::read(text).or_else(|problem| {
        let forgiven = yaml::forgiving(text).and_then(|text| yaml::read(&text).ok());
        forgiven.ok_or(problem)
    })?;
    match value {
        Value::Mapping(mapping) => Ok(mapping.into_iter().filter_map(settled).collect()),
        _ => Err(Problem::at_value(Path::root(), "a rule is a mapping with `extends` and `message`")),
    }
}

/// A parameter in the form that is meant; none where nothing is said.
fn settled((key, value): (Value, Value)) -> Option<(Value, Value)> {
    let name = key.as_str().map(str::to_lowercase).unwrap_or_default();
    let name = name.as_str();
    let value = match value {
        Value::Null => return None,
        Value::Sequence(entries) if MAPPINGS.contains(&name) => Value::Mapping(in_one(entries)),
        Value::Mapping(pairs) if MAPPINGS.contains(&name) => Value::Mapping(with_values(pairs)),
        Value::Sequence(entries) if LISTS.contains(&name) => {
            Value::Sequence(entries.into_iter().filter(|entry| !entry.is_null()).collect())
        }
        value @ (Value::String(_) | Value::Number(_) | Value::Bool(_)) if LISTS.contains(&name) => {
            Value::Sequence(vec![value])
        }
        value if FLAGS.contains(&name) => as_flag(value),
        Value::String(text) => as_number(name, text),
        other => other,
    };
    Some((key, value))
}

/// A mapping in which nothing is the empty text.
fn with_values(pairs: Mapping) -> Mapping {
    let text = |value: Value| if value.is_null() { Value::from("") } else { value };
    pairs.into_iter().map(|(key, value)| (key, text(value))).collect()
}

/// All pairs of a list of mappings; the later of two for one key counts.
fn in_one(entries: Vec<Value>) -> Mapping {
    let mappings = entries.into_iter().filter_map(|entry| match entry {
        Value::Mapping(mapping) => Some(mapping),
        _ => None,
    });
    with_values(mappings.flatten().collect())
}

fn as_flag(value: Value) -> Value {
    let flag = match &value {
        Value::String(text) => match text.to_lowercase().as_str() {
            "true" | "yes" | "on" | "y" | "1" => true,
            "false" | "no" | "off" | "n" | "0" | "" => false,
            _ => return value,
        },
        Value::Number(number) => number.as_f64() != Some(0.0),
        _ => return value,
    };
    Value::Bool(flag)
}

/// A number that stands in quotation marks.
fn as_number(name: &str, text: String) -> Value {
    let number =
        ["max", "min", "limit", "grade", "threshold"].contains(&name).then(|| text.trim().parse::<i64>());
    match number {
        Some(Ok(number)) => Value::Number(number.into()),
        _ => Value::String(text),
    }
}

#[cfg(test)]
mod tests {
    use super::read;

    #[test]
    fn what_is_meant_is_read() {
        let written = "extends: substitution\nnonword: 'yes'\nmax: '3'\nraw: one\nexceptions:\nswap:\n  - a: b\n  - c: d\n";
        let meant = "{extends: substitution, nonword: true, max: 3, raw: [one], swap: {a: b, c: d}}";
        assert_eq!(read(written).unwrap(), serde_yaml::from_str(meant).unwrap());
    }

    #[test]
    fn the_last_of_two_equal_keys_counts_but_not_of_the_rules_own() {
        let swaps = read("swap:\n  a: b\n  'c':\n    d\n  a: e\n  c: f\n").unwrap();
        assert_eq!(swaps, serde_yaml::from_str("{swap: {a: e, c: f}}").unwrap());
        assert!(read("level: error\nlevel: warning\n").is_err());
    }

    #[test]
    fn escapes_are_those_of_go() {
        let tokens = read(r#"tokens: ["don\'t", 'a\''']"#).unwrap();
        assert_eq!(tokens, serde_yaml::from_str(r#"tokens: ["don't", "a\\'"]"#).unwrap());
    }
}

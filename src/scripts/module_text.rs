//! The module `text`: searching, cutting and joining texts.

use std::rc::Rc;

use regex::Regex;

use super::meter::Meter;
use super::value::Value;
use super::{ScriptError, ScriptResult};

/// Its functions.
pub(super) const NAMES: &[&str] = &[
    "re_match",
    "re_find",
    "re_replace",
    "re_split",
    "re_compile",
    "compare",
    "contains",
    "contains_any",
    "count",
    "equal_fold",
    "fields",
    "has_prefix",
    "has_suffix",
    "index",
    "index_any",
    "join",
    "last_index",
    "last_index_any",
    "pad_left",
    "pad_right",
    "repeat",
    "replace",
    "substr",
    "split",
    "split_after",
    "split_after_n",
    "split_n",
    "title",
    "to_lower",
    "to_title",
    "to_upper",
    "trim",
    "trim_left",
    "trim_prefix",
    "trim_right",
    "trim_space",
    "trim_suffix",
    "atoi",
    "format_bool",
    "format_float",
    "format_int",
    "itoa",
    "parse_bool",
    "parse_float",
    "parse_int",
    "quote",
    "unquote",
];

/// What a function gets.
struct Arguments<'a> {
    name: &'a str,
    values: &'a [Value],
}

impl Arguments<'_> {
    /// A text; other values as they are written.
    fn text(&self, index: usize) -> Result<Rc<str>, ScriptError> {
        match self.values.get(index) {
            Some(Value::Text(text)) => Ok(Rc::clone(text)),
            Some(Value::Undefined | Value::Error(_)) | None => {
                ScriptError::failed(format!("`text.{}` wants a text as value {}", self.name, index + 1))
            }
            Some(other) => Ok(other.written()),
        }
    }

    fn int(&self, index: usize, otherwise: i64) -> Result<i64, ScriptError> {
        self.values.get(index).map_or(Ok(otherwise), Value::as_int)
    }

    /// How many; any number where it is negative.
    fn most(&self, index: usize) -> Result<usize, ScriptError> {
        Ok(usize::try_from(self.int(index, -1)?).unwrap_or(usize::MAX))
    }
}

/// Calls one of its functions.
pub(super) fn call(meter: &Meter<'_>, name: &str, values: &[Value]) -> ScriptResult {
    let given = Arguments { name, values };
    if name.starts_with("re_") {
        return with_pattern(meter, &given);
    }
    if let Some(made) = numbers(&given)? {
        return Ok(made);
    }
    if name == "join" {
        return join(meter, &given);
    }
    let text = given.text(0)?;
    meter.charge(text.len())?;
    if let Some(found) = asked(&given, &text)? {
        return Ok(found);
    }
    let pieces = |pieces: Vec<&str>| Value::array(pieces.into_iter().map(Value::text).collect());
    let made = match name {
        "fields" => return Ok(pieces(text.split_whitespace().collect())),
        "split" | "split_n" => {
            let most = if name == "split" { usize::MAX } else { given.most(2)? };
            return split(meter, &text, &given.text(1)?, most, false);
        }
        "split_after" | "split_after_n" => {
            let most = if name == "split_after" { usize::MAX } else { given.most(2)? };
            return split(meter, &text, &given.text(1)?, most, true);
        }
        "replace" => {
            let (old, new) = (given.text(1)?, given.text(2)?);
            meter.charge(text.len().saturating_add(text.matches(&*old).count().saturating_mul(new.len())))?;
            text.replacen(&*old, &new, given.most(3)?)
        }
        "repeat" => {
            let times = given.most(1)?;
            meter.charge(text.len().saturating_mul(times))?;
            text.repeat(times)
        }
        "substr" => {
            let bound = |index, otherwise: usize| {
                let place = given.int(index, i64::try_from(otherwise).unwrap_or(i64::MAX))?;
                Ok::<_, ScriptError>(usize::try_from(place).unwrap_or(0).min(text.len()))
            };
            let (from, to) = (bound(1, 0)?, bound(2, text.len())?);
            text.get(text.floor_char_boundary(from)..text.floor_char_boundary(to))
                .unwrap_or_default()
                .to_owned()
        }
        "pad_left" | "pad_right" => padded(meter, &given, &text)?,
        _ => changed(&given, &text)?,
    };
    meter.charge(made.len())?;
    Ok(Value::text(made))
}

/// What is asked of a text, such as whether it holds another.
fn asked(given: &Arguments<'_>, text: &str) -> Result<Option<Value>, ScriptError> {
    let place = |found: Option<usize>| found.map_or(Value::Int(-1), Value::count);
    let other = || given.text(1);
    Ok(Some(match given.name {
        "compare" => Value::Int(text.cmp(&*other()?) as i64),
        "contains" => Value::Bool(text.contains(&*other()?)),
        "contains_any" => {
            Value::Bool(text.contains(|sign| given.text(1).is_ok_and(|any| any.contains(sign))))
        }
        "count" => match &*other()? {
            "" => Value::count(text.chars().count() + 1),
            other => Value::count(text.matches(other).count()),
        },
        "equal_fold" => Value::Bool(text.to_lowercase() == other()?.to_lowercase()),
        "has_prefix" => Value::Bool(text.starts_with(&*other()?)),
        "has_suffix" => Value::Bool(text.ends_with(&*other()?)),
        "index" => place(text.find(&*other()?)),
        "last_index" => place(text.rfind(&*other()?)),
        "index_any" => {
            let any = other()?;
            place(text.find(|sign| any.contains(sign)))
        }
        "last_index_any" => {
            let any = other()?;
            place(text.rfind(|sign| any.contains(sign)))
        }
        _ => return Ok(None),
    }))
}

/// A text made of another.
fn changed(given: &Arguments<'_>, text: &str) -> Result<String, ScriptError> {
    let other = || given.text(1);
    Ok(match given.name {
        "to_lower" => text.to_lowercase(),
        "to_upper" | "to_title" => text.to_uppercase(),
        "title" => title(text),
        "trim_space" => text.trim().to_owned(),
        "trim" => {
            let any = other()?;
            text.trim_matches(|sign| any.contains(sign)).to_owned()
        }
        "trim_left" => {
            let any = other()?;
            text.trim_start_matches(|sign| any.contains(sign)).to_owned()
        }
        "trim_right" => {
            let any = other()?;
            text.trim_end_matches(|sign| any.contains(sign)).to_owned()
        }
        "trim_prefix" => text.strip_prefix(&*other()?).unwrap_or(text).to_owned(),
        "trim_suffix" => text.strip_suffix(&*other()?).unwrap_or(text).to_owned(),
        "quote" => format!("{text:?}"),
        "unquote" => text.trim_matches(['"', '`']).to_owned(),
        name => return ScriptError::failed(format!("there is no function `text.{name}`")),
    })
}

/// Each word with a capital first letter.
fn title(text: &str) -> String {
    let mut before = ' ';
    let mut titled = String::with_capacity(text.len());
    for letter in text.chars() {
        if before.is_alphanumeric() || matches!(before, '_' | '\'') {
            titled.push(letter);
        } else {
            titled.extend(letter.to_uppercase());
        }
        before = letter;
    }
    titled
}

fn padded(meter: &Meter<'_>, given: &Arguments<'_>, text: &str) -> Result<String, ScriptError> {
    let width = given.most(1)?;
    let padding = if given.values.len() > 2 { given.text(2)? } else { " ".into() };
    let missing = width.saturating_sub(text.len());
    meter.charge(missing)?;
    let padding: String =
        padding.chars().cycle().take(if padding.is_empty() { 0 } else { missing }).collect();
    Ok(if given.name == "pad_left" { padding + text } else { text.to_owned() + &padding })
}

/// The pieces between the places of a text, with it or without.
fn split(meter: &Meter<'_>, text: &str, at: &str, most: usize, keeps: bool) -> ScriptResult {
    let mut pieces = Vec::new();
    let mut rest = text;
    while pieces.len() + 1 < most {
        let found = if at.is_empty() {
            rest.chars()
                .next()
                .map(|first| (first.len_utf8(), first.len_utf8()))
                .filter(|(end, _)| *end < rest.len())
        } else {
            rest.find(at).map(|start| (start, start + at.len()))
        };
        let Some((start, end)) = found else { break };
        pieces.push(Value::text(&rest[..if keeps { end } else { start }]));
        rest = &rest[end..];
    }
    meter.charge(pieces.len())?;
    pieces.push(Value::text(rest));
    Ok(Value::array(pieces))
}

fn join(meter: &Meter<'_>, given: &Arguments<'_>) -> ScriptResult {
    let Some(Value::Array(pieces)) = given.values.first() else {
        return ScriptError::failed("`text.join` wants a list");
    };
    let pieces: Vec<Rc<str>> = pieces.borrow().iter().map(Value::written).collect();
    let joined = pieces.join(&given.text(1)?);
    meter.charge(joined.len())?;
    Ok(Value::text(joined))
}

/// Numbers read from texts and written as such; none for another function.
fn numbers(given: &Arguments<'_>) -> Result<Option<Value>, ScriptError> {
    let wrong = |text: &str| Value::error(format!("`{text}` is not of this form"));
    Ok(Some(match given.name {
        "atoi" | "parse_int" => {
            let text = given.text(0)?;
            let radix = u32::try_from(given.int(1, 10)?).ok().filter(|radix| (2..=36).contains(radix));
            i64::from_str_radix(&text, radix.unwrap_or(10)).map_or_else(|_| wrong(&text), Value::Int)
        }
        "parse_float" => {
            let text = given.text(0)?;
            text.parse().map_or_else(|_| wrong(&text), Value::Float)
        }
        "parse_bool" => match &*given.text(0)? {
            "1" | "t" | "T" | "true" | "TRUE" | "True" => Value::Bool(true),
            "0" | "f" | "F" | "false" | "FALSE" | "False" => Value::Bool(false),
            text => wrong(text),
        },
        "itoa" | "format_int" => Value::text(given.int(0, 0)?.to_string()),
        "format_bool" => Value::text(given.values.first().is_some_and(Value::is_true).to_string()),
        "format_float" => Value::text(given.values.first().map_or(Ok(0.0), Value::as_float)?.to_string()),
        _ => return Ok(None),
    }))
}

/// The functions with a pattern.
fn with_pattern(meter: &Meter<'_>, given: &Arguments<'_>) -> ScriptResult {
    let written = given.text(0)?;
    let Some(pattern) = meter.patterns.get(&written) else {
        return Ok(Value::error(format!("`{written}` is no pattern")));
    };
    if given.name == "re_compile" {
        let names =
            [("match", "re_match"), ("find", "re_find"), ("replace", "re_replace"), ("split", "re_split")];
        let bound = |(name, full): (&str, &str)| {
            (name.to_owned(), Value::Native(format!("text.{full}").into(), Some(Rc::clone(&written))))
        };
        return Ok(Value::map(names.map(bound)));
    }
    let text = given.text(1)?;
    meter.charge(text.len())?;
    Ok(match given.name {
        "re_match" => Value::Bool(pattern.is_match(&text)),
        "re_find" if given.values.len() < 3 => groups(&pattern, &text, 1)
            .into_iter()
            .next()
            .map_or(Value::Undefined, |one| Value::array(vec![one])),
        "re_find" => {
            let found = groups(&pattern, &text, given.most(2)?);
            meter.charge(found.len())?;
            if found.is_empty() { Value::Undefined } else { Value::array(found) }
        }
        "re_replace" => {
            let replacement = given.text(2)?;
            let times = pattern.find_iter(&text).count();
            meter.charge(text.len().saturating_add(times.saturating_mul(replacement.len())))?;
            let replaced = pattern.replace_all(&text, &*replacement);
            meter.charge(replaced.len())?;
            Value::text(&*replaced)
        }
        "re_split" => {
            let pieces: Vec<Value> = pattern.splitn(&text, given.most(2)?).map(Value::text).collect();
            meter.charge(pieces.len())?;
            Value::array(pieces)
        }
        name => return ScriptError::failed(format!("there is no function `text.{name}`")),
    })
}

/// Each match with its groups: what they hold, and their bytes.
fn groups(pattern: &Regex, text: &str, most: usize) -> Vec<Value> {
    let group = |found: Option<regex::Match<'_>>| {
        let (held, start, end) =
            found.map_or(("", 0, 0), |found| (found.as_str(), found.start(), found.end()));
        let pairs = [("text", Value::text(held)), ("begin", Value::count(start)), ("end", Value::count(end))];
        Value::map(pairs.map(|(name, value)| (name.to_owned(), value)))
    };
    let matches = pattern.captures_iter(text).take(most);
    matches.map(|found| Value::array(found.iter().map(group).collect())).collect()
}

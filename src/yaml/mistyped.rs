//! What a reader of values says when one has the wrong type, in words for people who write YAML.

use serde::de::DeserializeOwned;
use serde_yaml::Value;

use super::nearest::nearest;
use super::path::Path;
use super::problem::Problem;

/// Reads a mapping at a path of its file as a type.
///
/// # Errors
/// All values that do not fit, not the first only.
pub fn typed<T: DeserializeOwned>(value: &Value, path: &Path) -> Result<T, Vec<Problem>> {
    // Most values fit, and to follow their paths takes longer than to read them.
    if let Ok(read) = T::deserialize(value) {
        return Ok(read);
    }
    let mut rest = value.clone();
    let mut problems = Vec::new();
    loop {
        let error = match serde_path_to_error::deserialize::<_, T>(&rest) {
            Ok(read) if problems.is_empty() => return Ok(read),
            Ok(_) => return Err(problems),
            Err(error) => error,
        };
        let below = Path::from(error.path());
        let message = error.inner().to_string();
        let is_missing = message.starts_with("missing field");
        // A key that was taken out to look at the others is not missing.
        if !is_missing || problems.is_empty() {
            problems.push(mistyped(&path.join(&below), &message));
        }
        let taken = below.first_key().and_then(|key| rest.as_mapping_mut()?.remove(key));
        if is_missing || taken.is_none() {
            return Err(problems);
        }
    }
}

/// The mistake behind an error of `serde`, at the path where it happened.
pub fn mistyped(path: &Path, error: &str) -> Problem {
    // An error made by a text's own reader may say where in the text; the place is told by the path.
    let error = error.split(" at line ").next().unwrap_or(error);
    unknown_name(path, error)
        .or_else(|| missing_key(path, error))
        .or_else(|| wrong_type(path, error))
        .unwrap_or_else(|| Problem::at_value(path.clone(), error.to_owned()))
}

/// `unknown field` and `unknown variant`, with the nearest name that is known.
fn unknown_name(path: &Path, error: &str) -> Option<Problem> {
    let is_key = error.starts_with("unknown field `");
    let rest = error.strip_prefix("unknown field `").or_else(|| error.strip_prefix("unknown variant `"))?;
    let (name, rest) = rest.split_once('`')?;
    let known: Vec<&str> = rest.split('`').skip(1).step_by(2).collect();
    let remedy = match nearest(name, known.iter().copied()) {
        Some(near) => format!("did you mean `{near}`?"),
        None => format!("known here: {}", known.join(", ")),
    };
    let problem = if is_key {
        Problem::at_key(path.clone(), format!("there is no key `{name}` here"))
    } else {
        Problem::at_value(path.clone(), format!("there is no `{name}` to choose here"))
    };
    Some(problem.remedy(remedy))
}

fn missing_key(path: &Path, error: &str) -> Option<Problem> {
    let key = error.strip_prefix("missing field `")?.strip_suffix('`')?;
    let problem = Problem::at_key(path.clone(), format!("`{key}` is missing here"));
    Some(problem.remedy(format!("add a line `{key}: …` below, indented")))
}

fn wrong_type(path: &Path, error: &str) -> Option<Problem> {
    let rest = error.strip_prefix("invalid type: ").or_else(|| error.strip_prefix("invalid value: "))?;
    let (found, wanted) = rest.split_once(", expected ")?;
    let (wanted, remedy) = in_plain_words(wanted);
    let problem = Problem::at_value(
        path.clone(),
        format!("this must be {wanted}, and is {}", found_in_plain_words(found)),
    );
    Some(match remedy {
        Some(remedy) => problem.remedy(remedy),
        None => problem,
    })
}

/// What should stand there, and how to write it.
fn in_plain_words(wanted: &str) -> (&str, Option<&'static str>) {
    match wanted {
        "a sequence" => ("a list", Some("write `[one, two]`, or each on a line of its own behind `- `")),
        "a boolean" => ("`true` or `false`", Some("write `true` or `false`, without quotes")),
        "a string" => ("text", Some("put it in quotes")),
        "a map" => ("a mapping", Some("write `key: value` lines below, indented")),
        "usize" | "u8" | "u16" | "u32" | "u64" => {
            ("a whole number", Some("write a number such as `3`, without quotes"))
        }
        "f32" | "f64" => ("a number", Some("write a number such as `0.5`, without quotes")),
        other => (other.strip_prefix("struct ").map_or(other, |_| "a mapping"), None),
    }
}

fn found_in_plain_words(found: &str) -> String {
    match found {
        "sequence" => "a list".to_owned(),
        "map" => "a mapping".to_owned(),
        "unit value" => "empty".to_owned(),
        other => match other.split_once(' ') {
            Some(("string", text)) => format!("the text {text}"),
            Some(("boolean" | "integer", value)) => value.to_owned(),
            Some(("floating", value)) => value.trim_start_matches("point ").to_owned(),
            _ => other.to_owned(),
        },
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn types_are_told_in_plain_words() {
        let problem =
            mistyped(&Path::root().key("tokens"), "invalid type: string \"quay\", expected a sequence");
        assert_eq!(problem.message, "this must be a list, and is the text \"quay\"");
        assert!(problem.remedy.unwrap().contains("[one, two]"));
    }

    #[test]
    fn near_names_are_proposed() {
        let error = "unknown variant `warn`, expected one of `suggestion`, `warning`, `error`";
        assert_eq!(mistyped(&Path::root(), error).remedy.unwrap(), "did you mean `warning`?");
    }
}

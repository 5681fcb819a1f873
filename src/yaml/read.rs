//! From the text of a YAML file to its values; texts made to wear a parser out are refused.

use granit_parser::{Event, Parser};
use serde_yaml::Value;

use super::problem::{Place, Problem};
use super::repeated;

/// Files over this size are no rule or configuration files.
const LARGEST: usize = 32 << 20;
/// A file in which aliases are used more often than this is refused: aliases multiply what must be read.
const MOST_ALIASES: usize = 100;
/// Brackets open at once beyond this are refused unread: parsers look at all of them at each word.
const DEEPEST: usize = 256;

/// Reads a YAML text.
///
/// # Errors
/// A [`Problem`] with its place, for text that is not YAML, is too large, is nested too deeply, or
/// multiplies itself by aliases.
pub fn read(text: &str) -> Result<Value, Problem> {
    if text.len() > LARGEST {
        let message = format!("this file is larger than {} MiB", LARGEST >> 20);
        return Err(Problem { message, place: Place::Bytes(0..0), remedy: Some("split it".into()) });
    }
    refuse_deep_brackets(text)?;
    // Aliases cannot occur without the character that makes them.
    if text.contains('*') && text.contains('&') {
        refuse_alias_bombs(text)?;
    }
    serde_yaml::from_str(text).map_err(|error| syntax_problem(text, &error))
}

fn syntax_problem(text: &str, error: &serde_yaml::Error) -> Problem {
    let repeated =
        error.to_string().contains("duplicate entry").then(|| repeated::repeated_key(text)).flatten();
    if let Some(problem) = repeated {
        return problem;
    }
    let start = error.location().map_or(0, |location| location.index());
    let start = start.min(text.len());
    let line_end =
        text.as_bytes()[start..].iter().position(|&byte| byte == b'\n').unwrap_or(text.len() - start);
    let message = error.to_string();
    let message = message.split(" at line ").next().unwrap_or(&message).to_owned();
    Problem {
        message: format!("this is not YAML: {message}"),
        place: Place::Bytes(start..start + line_end),
        remedy: Some("check indentation, quotes and colons here and in the line above".into()),
    }
}

/// Counts brackets wherever they stand, in texts too: real files never come near the limit.
fn refuse_deep_brackets(text: &str) -> Result<(), Problem> {
    let mut depth = 0_usize;
    for (at, byte) in text.bytes().enumerate() {
        match byte {
            b'[' | b'{' => depth += 1,
            b']' | b'}' => depth = depth.saturating_sub(1),
            _ => {}
        }
        if depth > DEEPEST {
            let message = format!("more than {DEEPEST} brackets open at once");
            let remedy = Some("close them, or write lists and mappings on lines of their own".into());
            return Err(Problem { message, place: Place::Bytes(at..at + 1), remedy });
        }
    }
    Ok(())
}

fn refuse_alias_bombs(text: &str) -> Result<(), Problem> {
    let mut aliases = 0;
    for event in Parser::new_from_str(text) {
        let Ok((Event::Alias(_), span)) = event else { continue };
        aliases += 1;
        if aliases > MOST_ALIASES {
            let range = span.byte_range().unwrap_or(0..0);
            let message = format!("more than {MOST_ALIASES} aliases in one file");
            let remedy = Some("write the values out instead of using `*name`".into());
            return Err(Problem { message, place: Place::Bytes(range), remedy });
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn alias_bombs_are_refused() {
        let mut text = "a: &a [x]\nb:\n".to_owned();
        text.push_str(&"  - *a\n".repeat(200));
        assert!(read(&text).is_err());
    }

    #[test]
    fn deep_brackets_are_refused_where_they_get_too_deep() {
        let text = format!("a: {}", "[".repeat(100_000));
        assert_eq!(read(&text).unwrap_err().place, Place::Bytes(259..260));
        assert!(read(&format!("a: {}{}", "[x, ".repeat(20), "]".repeat(20))).is_ok());
    }
}

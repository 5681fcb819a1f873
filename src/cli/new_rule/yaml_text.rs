//! Texts as they are written in YAML.

use std::fmt::Write as _;

/// Words that YAML takes for something else than text.
const KEYWORDS: [&str; 9] = ["true", "false", "null", "yes", "no", "on", "off", "y", "n"];

/// A text: plain where nothing in it could be taken for something else, else in quotation marks.
pub fn quoted(text: &str) -> String {
    let is_plain = |letter: char| letter.is_ascii_lowercase() || letter.is_ascii_digit() || letter == '-';
    if text.starts_with(|first: char| first.is_ascii_lowercase())
        && text.chars().all(is_plain)
        && !KEYWORDS.contains(&text)
    {
        return text.to_owned();
    }
    if !text.chars().any(char::is_control) {
        return format!("'{}'", text.replace('\'', "''"));
    }
    let mut quoted = String::from("\"");
    for letter in text.chars() {
        match letter {
            '"' | '\\' => quoted.extend(['\\', letter]),
            '\n' => quoted.push_str("\\n"),
            // Writing to a string cannot fail.
            _ if letter.is_control() => drop(write!(quoted, "\\u{:04x}", u32::from(letter))),
            _ => quoted.push(letter),
        }
    }
    quoted.push('"');
    quoted
}

/// An entry of a list, indented.
pub fn item(text: &str) -> String {
    format!("  - {}", quoted(text))
}

/// A list on one line.
pub fn list(texts: &[String]) -> String {
    let quoted: Vec<String> = texts.iter().map(|text| quoted(text)).collect();
    format!("[{}]", quoted.join(", "))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use serde_yaml::Value;

    use super::*;

    proptest! {
        #[test]
        fn a_text_is_read_as_it_was(text in any::<String>()) {
            let read: Value = serde_yaml::from_str(&format!("key: {}\n", quoted(&text))).unwrap();
            prop_assert_eq!(&read["key"], &Value::String(text));
        }
    }
}

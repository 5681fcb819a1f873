//! What a rule catches, and the check that catches it.

use super::words;
use super::yaml_text::{item, list, quoted};
use crate::checking::Parameters;
use crate::checks::{Existence, Metadata, Occurrence, Repetition, Substitution};

/// What a rule catches.
#[derive(Debug, PartialEq, Eq)]
pub enum What {
    /// Words or phrases.
    Phrases(Vec<String>),
    /// Wrong forms, each with the right one.
    Swaps(Vec<(String, String)>),
    /// Something that stands more often than so many times.
    TooMany(String, usize),
    /// Something said twice in a sentence.
    Repeated(String),
    /// Front matter fields that must be there.
    Required(Vec<String>),
    /// Front matter fields that must not be there.
    Forbidden(Vec<String>),
}

impl Default for What {
    fn default() -> Self {
        Self::Phrases(Vec::new())
    }
}

impl What {
    /// The first thing it catches.
    pub fn first(&self) -> &str {
        match self {
            Self::Phrases(texts) | Self::Required(texts) | Self::Forbidden(texts) => {
                texts.first().map(String::as_str).unwrap_or_default()
            }
            Self::Swaps(swaps) => swaps.first().map(|(wrong, _)| wrong.as_str()).unwrap_or_default(),
            Self::TooMany(text, _) | Self::Repeated(text) => text,
        }
    }

    /// A rule's name made of what it catches.
    pub fn name(&self) -> String {
        let name = words::name(self.first());
        if !name.is_empty() {
            return name;
        }
        match self {
            Self::TooMany(..) => "too-many".to_owned(),
            _ => "new-rule".to_owned(),
        }
    }

    /// What a finding says where nobody said otherwise.
    pub fn message(&self) -> String {
        match self {
            Self::Phrases(_) => "Avoid “{match}”.".to_owned(),
            Self::Swaps(_) => "Write “{replacement}”, not “{match}”.".to_owned(),
            Self::TooMany(text, most) => format!("“{}” stands here more than {most} times.", braced(text)),
            Self::Repeated(_) => "“{word}” stands twice in one sentence.".to_owned(),
            Self::Required(_) | Self::Forbidden(_) => "The field `{field}` {problem}.".to_owned(),
        }
    }

    /// The check with its parameters, a line each.
    pub fn parameters(&self) -> Vec<String> {
        match self {
            Self::Phrases(phrases) => {
                let is_bounded = phrases.iter().all(|phrase| words::is_bounded(phrase));
                let mut lines = vec![check::<Existence>(), "tokens:".to_owned()];
                lines.extend(phrases.iter().map(|phrase| item(&words::pattern(phrase, !is_bounded))));
                lines.extend(nonword(is_bounded));
                lines
            }
            Self::Swaps(swaps) => {
                let is_bounded = swaps.iter().all(|(wrong, _)| words::is_bounded(wrong));
                let mut lines = vec![check::<Substitution>(), "swap:".to_owned()];
                lines.extend(swaps.iter().map(|(wrong, right)| {
                    format!("  {}: {}", quoted(&words::pattern(wrong, !is_bounded)), quoted(right))
                }));
                lines.extend(nonword(is_bounded));
                lines.push("fix: replace".to_owned());
                lines
            }
            Self::TooMany(text, most) => {
                let token = quoted(&words::pattern(text, true));
                vec![check::<Occurrence>(), format!("token: {token}"), format!("max: {most}")]
            }
            Self::Repeated(text) => {
                vec![check::<Repetition>(), "tokens:".to_owned(), item(&words::pattern(text, true))]
            }
            Self::Required(fields) => metadata("required", fields),
            Self::Forbidden(fields) => metadata("forbidden", fields),
        }
    }

    /// Whether it looks at the front matter, and not at the text.
    pub fn is_metadata(&self) -> bool {
        matches!(self, Self::Required(_) | Self::Forbidden(_))
    }
}

/// The line that says what kind of check it is.
fn check<P: Parameters>() -> String {
    format!("check: {}", P::KIND)
}

fn metadata(key: &str, fields: &[String]) -> Vec<String> {
    vec![check::<Metadata>(), format!("{key}: {}", list(fields))]
}

fn nonword(is_bounded: bool) -> Option<String> {
    (!is_bounded).then(|| "nonword: true".to_owned())
}

/// A text within a message, where braces would name something to fill in.
fn braced(text: &str) -> String {
    text.replace(['{', '}'], "")
}

//! A rule as it was asked for, and its YAML.

use super::sentences::Setting;
use super::words;
use super::yaml_text::{item, list, quoted};

/// A rule as it was asked for.
#[derive(Debug, Default)]
pub struct Draft {
    /// Its name within the pack.
    pub name: String,
    /// What it catches.
    pub what: What,
    /// What its findings say; something fitting if left out.
    pub message: Option<String>,
    /// Why it matters to readers.
    pub why: Option<String>,
    /// How much its findings matter; `warning` if left out.
    pub severity: Option<&'static str>,
    /// Where it looks.
    pub scope: Vec<String>,
    /// Texts in which it must speak; made up if there are none.
    pub flag: Vec<String>,
    /// Texts in which it must not; made up if there are none.
    pub pass: Vec<String>,
}

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
    fn parameters(&self) -> Vec<String> {
        match self {
            Self::Phrases(phrases) => {
                let is_bounded = phrases.iter().all(|phrase| words::is_bounded(phrase));
                let mut lines = vec!["check: existence".to_owned(), "tokens:".to_owned()];
                lines.extend(phrases.iter().map(|phrase| item(&words::pattern(phrase, !is_bounded))));
                lines.extend(nonword(is_bounded));
                lines
            }
            Self::Swaps(swaps) => {
                let is_bounded = swaps.iter().all(|(wrong, _)| words::is_bounded(wrong));
                let mut lines = vec!["check: substitution".to_owned(), "swap:".to_owned()];
                lines.extend(swaps.iter().map(|(wrong, right)| {
                    format!("  {}: {}", quoted(&words::pattern(wrong, !is_bounded)), quoted(right))
                }));
                lines.extend(nonword(is_bounded));
                lines.push("fix: replace".to_owned());
                lines
            }
            Self::TooMany(text, most) => {
                let token = quoted(&words::pattern(text, true));
                vec!["check: occurrence".to_owned(), format!("token: {token}"), format!("max: {most}")]
            }
            Self::Repeated(text) => {
                vec!["check: repetition".to_owned(), "tokens:".to_owned(), item(&words::pattern(text, true))]
            }
            Self::Required(fields) => metadata("required", fields),
            Self::Forbidden(fields) => metadata("forbidden", fields),
        }
    }

    fn is_metadata(&self) -> bool {
        matches!(self, Self::Required(_) | Self::Forbidden(_))
    }
}

impl Draft {
    /// The rule as lines of YAML, its name first, not indented.
    ///
    /// # Errors
    /// A message to the user, where no example can be made up for the scope.
    pub fn lines(&self) -> Result<Vec<String>, String> {
        let mut lines = vec![format!("{}:", quoted(&self.name))];
        let mut inner = self.what.parameters();
        if let Some(severity) = self.severity {
            inner.insert(1, format!("severity: {severity}"));
        }
        inner.extend(self.notes());
        inner.extend(self.examples()?);
        lines.extend(inner.into_iter().map(|line| format!("  {line}")));
        Ok(lines)
    }

    fn notes(&self) -> Vec<String> {
        let message = self.message.clone().unwrap_or_else(|| self.what.message());
        let mut lines = vec![format!("message: {}", quoted(&message))];
        lines.extend(self.why.as_deref().map(|why| format!("why: {}", quoted(why))));
        match self.scope.as_slice() {
            [] if self.what.is_metadata() => lines.push("scope: any".to_owned()),
            [] => {}
            [one] => lines.push(format!("scope: {}", quoted(one))),
            many => lines.push(format!("scope: {}", list(many))),
        }
        lines
    }

    fn examples(&self) -> Result<Vec<String>, String> {
        let setting = || Setting::of(self.scope.first().map(String::as_str));
        let flag = if self.flag.is_empty() { vec![setting()?.flag(&self.what)] } else { self.flag.clone() };
        let pass = if self.pass.is_empty() { vec![setting()?.pass(&self.what)] } else { self.pass.clone() };
        let mut lines = vec!["examples:".to_owned()];
        for (key, texts) in [("flag", flag), ("pass", pass)] {
            lines.push(format!("  {key}:"));
            lines.extend(texts.iter().map(|text| format!("  {}", item(text))));
        }
        Ok(lines)
    }
}

fn metadata(key: &str, fields: &[String]) -> Vec<String> {
    vec!["check: metadata".to_owned(), format!("{key}: {}", list(fields))]
}

fn nonword(is_bounded: bool) -> Option<String> {
    (!is_bounded).then(|| "nonword: true".to_owned())
}

/// A text within a message, where braces would name something to fill in.
fn braced(text: &str) -> String {
    text.replace(['{', '}'], "")
}

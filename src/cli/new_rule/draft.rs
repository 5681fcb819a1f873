//! A rule as it was asked for, and its YAML.

use super::sentences::SentencePlace;
use super::what::What;
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
        let setting = || SentencePlace::of(self.scope.first().map(String::as_str));
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

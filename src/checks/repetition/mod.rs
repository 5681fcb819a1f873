//! `repetition`: a word that stands twice running.

mod matches;
mod phrases;
mod words;

use schemars::JsonSchema;
use serde::Deserialize;

use crate::checking::exceptions::Exceptions;
use crate::checking::{Check, Compiler, FromVale, Parameters, PatternsIn, Placeholder};
use crate::yaml::Path;
use matches::Matches;
use phrases::Phrases;
use words::DoubledWords;

/// A word that stands twice running.
///
/// Flags "over the the line", also across a line break; leaves "He said that that was enough" alone where `that`
/// is an exception, and names such as "Duran Duran" always. With `tokens`, what matches one of these patterns
/// twice running is flagged instead, as it is.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Repetition {
    /// Patterns; if given, equal matches that follow each other are flagged, and nothing else.
    #[serde(default)]
    tokens: Vec<String>,
    /// Words; if given, only these are flagged, and only as they are written here.
    #[serde(default)]
    only: Vec<String>,
    /// Words that may stand twice running, and patterns of what the two may be part of.
    #[serde(default)]
    exceptions: Vec<String>,
    /// Whether upper and lower case are the same between matches of `tokens` (default true).
    #[serde(default = "yes")]
    ignorecase: bool,
    /// Whether only matches of `tokens` count that are letters throughout.
    #[serde(default)]
    alpha: bool,
    /// Whether nothing is flagged where the language of the text is not known.
    #[serde(default)]
    known_language: bool,
    /// How many words a phrase has at most; if given, phrases of two words and more are flagged that stand twice
    /// running, and nothing else.
    #[serde(default)]
    phrases: Option<usize>,
    /// How often a match of `tokens` may be repeated (default 0).
    #[serde(default)]
    max: usize,
}

fn yes() -> bool {
    true
}

impl Parameters for Repetition {
    const KIND: &'static str = "repetition";
    const EXAMPLE: &'static str = r#"rules:
  doubled:
    check: repetition
    message: "“{word}” stands twice."
    lang: en
    exceptions: [that]
    fix: remove
    examples:
      flag: ["The boat went over [[the the]] line."]
      pass: ["He said that that was enough."]
"#;
    const PLACEHOLDERS: &'static [Placeholder] = &[("word", "the word, as it stands the second time")];
    const VALE: Option<FromVale> =
        Some(FromVale { values: &["word"], ..FromVale::same(&[("tokens", PatternsIn::Texts)]) });

    fn compile(self, compiler: &mut Compiler<'_>) -> Box<dyn Check> {
        if let Some(longest) = self.phrases {
            let exceptions = Exceptions::compile(compiler, &self.exceptions, true);
            return Box::new(Phrases { exceptions, longest });
        }
        if self.tokens.is_empty() {
            let exceptions = Exceptions::compile(compiler, &self.exceptions, true);
            let only = self.only.into_iter().collect();
            return Box::new(DoubledWords { only, exceptions, known_language: self.known_language });
        }
        compiler.patterns_compile("tokens", &self.tokens);
        let at = Path::root().key("tokens");
        let joined = format!("(?:{})", self.tokens.join("|"));
        Box::new(Matches {
            pattern: compiler.pattern(&at, &joined, self.ignorecase, str::to_owned),
            exceptions: Exceptions::compile(compiler, &self.exceptions, self.ignorecase),
            ignore_case: self.ignorecase,
            alpha: self.alpha,
            max: self.max,
        })
    }
}

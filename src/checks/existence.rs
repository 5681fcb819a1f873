//! `existence`: text that must not be there.
//!
//! Flags `tokens: [utilise]` in "They utilise it"; leaves "They use it" alone.

use schemars::JsonSchema;
use serde::Deserialize;

use super::{Check, Compiler, Context, Parameters, Sink};
use crate::matching::PatternId;
use crate::yaml::Path;

/// Parameters of `check: existence`.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[allow(clippy::struct_excessive_bools, reason = "each is a key of the rule file")]
pub struct Existence {
    /// Patterns, each found as whole words.
    #[serde(default)]
    tokens: Vec<String>,
    /// Pieces of one pattern, put together as they stand, without word boundaries.
    #[serde(default)]
    raw: Vec<String>,
    /// Whether upper and lower case are the same (default true).
    #[serde(default = "yes")]
    ignorecase: bool,
    /// Whether tokens may begin and end within words.
    #[serde(default)]
    nonword: bool,
    /// Patterns of matches to leave alone.
    #[serde(default)]
    exceptions: Vec<String>,
    /// Whether only text counts that stands in the source letter for letter, without markup in it.
    #[serde(default)]
    verbatim: bool,
    /// Patterns that make every match all right in the block, or the sentence, in which they are found.
    #[serde(default)]
    unless: Vec<String>,
    /// Whether the match must be the whole block, punctuation and space aside.
    #[serde(default)]
    whole: bool,
}

fn yes() -> bool {
    true
}

struct Compiled {
    patterns: Vec<PatternId>,
    exceptions: Vec<PatternId>,
    verbatim: bool,
    unless: Vec<PatternId>,
    whole: bool,
}

impl Parameters for Existence {
    const KIND: &'static str = "existence";

    fn compile(self, compiler: &mut Compiler<'_>) -> Box<dyn Check> {
        let shape = |token: &str| match (self.whole, self.nonword) {
            (true, _) => format!(r"^\W*(?:{token})\W*$"),
            (false, true) => token.to_owned(),
            (false, false) => format!(r"\b(?:{token})\b"),
        };
        let mut patterns = compiler.patterns("tokens", &self.tokens, self.ignorecase, shape);
        if !self.raw.is_empty() {
            let at = Path::root().key("raw");
            patterns.extend(compiler.pattern(&at, &self.raw.concat(), self.ignorecase, str::to_owned));
        }
        if self.tokens.is_empty() && self.raw.is_empty() {
            compiler.value_problem(&Path::root(), "an `existence` rule needs `tokens` or `raw`");
        }
        let exceptions = compiler.whole_patterns("exceptions", &self.exceptions, self.ignorecase);
        let unless = compiler.patterns("unless", &self.unless, self.ignorecase, str::to_owned);
        Box::new(Compiled { patterns, exceptions, unless, whole: self.whole, verbatim: self.verbatim })
    }
}

impl Check for Compiled {
    fn run(&self, context: &Context<'_>, sink: &mut Sink<'_>) {
        for &id in &self.patterns {
            for passage in context.passages(id) {
                for range in context.pattern(id).find_all(passage.text) {
                    let span = passage.part(range.clone());
                    let found = &passage.text[range];
                    let excepted =
                        holds(context, &self.exceptions, found) || holds(context, &self.unless, passage.text);
                    let is_split = self.verbatim && !context.document().is_verbatim(span);
                    if !excepted && !is_split && context.speaks_at(span) {
                        let span = if self.whole { passage.span } else { span };
                        sink.report(span).emit();
                    }
                }
            }
        }
    }

    fn patterns(&self) -> Option<&[PatternId]> {
        Some(&self.patterns)
    }
}

/// Whether one of the patterns is found in a text.
fn holds(context: &Context<'_>, patterns: &[PatternId], text: &str) -> bool {
    patterns.iter().any(|&id| context.pattern(id).is_match(text))
}

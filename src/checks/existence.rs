//! `existence`: text that must not be there.
//!
//! Flags `tokens: [utilise]` in "They utilise it"; leaves "They use it" alone.

use std::cell::LazyCell;

use schemars::JsonSchema;
use serde::Deserialize;

use super::exceptions::Exceptions;
use super::{Check, Compiler, Context, Parameters, Sink, alternation};
use crate::matching::PatternId;
use crate::yaml::Path;

/// Parameters of `check: existence`.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[allow(clippy::struct_excessive_bools, reason = "each is a key of the rule file")]
pub struct Existence {
    /// Patterns, each found as whole words; the earlier one wins where two match.
    #[serde(default)]
    tokens: Vec<String>,
    /// Pieces of one pattern, put together as they stand, which any of the tokens must follow.
    #[serde(default)]
    raw: Vec<String>,
    /// Whether `raw` follows the tokens instead (default false).
    #[serde(default)]
    append: bool,
    /// Whether upper and lower case are the same (default true).
    #[serde(default = "yes")]
    ignorecase: bool,
    /// Whether tokens may begin and end within words.
    #[serde(default)]
    nonword: bool,
    /// Patterns of what is all right: a match that holds one, or stands in one, is left alone.
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
    exceptions: Exceptions,
    verbatim: bool,
    unless: Vec<PatternId>,
    whole: bool,
}

impl Parameters for Existence {
    const KIND: &'static str = "existence";

    fn compile(self, compiler: &mut Compiler<'_>) -> Box<dyn Check> {
        if self.tokens.is_empty() && self.raw.is_empty() {
            compiler.key_problem(&Path::root(), "an `existence` rule needs `tokens` or `raw`");
        }
        let patterns = if self.raw.is_empty() {
            compiler.patterns("tokens", &self.tokens, self.ignorecase, |token| self.shape(token))
        } else {
            self.compile_raw(compiler).into_iter().collect()
        };
        let exceptions = Exceptions::compile(compiler, &self.exceptions, self.ignorecase);
        let unless = compiler.patterns("unless", &self.unless, self.ignorecase, str::to_owned);
        Box::new(Compiled { patterns, exceptions, unless, whole: self.whole, verbatim: self.verbatim })
    }
}

impl Existence {
    fn shape(&self, token: &str) -> String {
        match (self.whole, self.nonword) {
            (true, _) => format!(r"^\W*(?:{token})\W*$"),
            (false, true) => format!("(?:{token})"),
            (false, false) => format!(r"\b(?:{token})\b"),
        }
    }

    /// The one pattern of `raw` with the tokens, if there are any, behind or before it.
    fn compile_raw(&self, compiler: &mut Compiler<'_>) -> Option<PatternId> {
        compiler.patterns_compile("tokens", &self.tokens);
        let raw = self.raw.concat();
        let at = Path::root().key("raw");
        if self.tokens.is_empty() {
            return compiler.pattern(&at, &raw, self.ignorecase, str::to_owned);
        }
        let tokens = self.shape(&self.tokens.join("|"));
        let whole = |raw: &str| if self.append { format!("{tokens}{raw}") } else { format!("{raw}{tokens}") };
        compiler.pattern(&at, &raw, self.ignorecase, whole)
    }
}

impl Check for Compiled {
    fn run(&self, context: &Context<'_>, sink: &mut Sink<'_>) {
        for candidate in alternation::candidates(context, &self.patterns).iter() {
            let passage = candidate.passage;
            let exceptions = self.exceptions.within(context, passage.text);
            let is_all_right =
                LazyCell::new(|| self.unless.iter().any(|&id| context.pattern(id).is_match(passage.text)));
            for found in candidate.find_all(context, &self.patterns) {
                let span = passage.part(found.range.clone());
                let excepted = exceptions.hold(&found.range) || *is_all_right;
                let is_split = self.verbatim && !context.document().is_verbatim(span);
                if !excepted && !is_split && context.speaks_at(span) {
                    let shown = context.document().shown(span);
                    let span = if self.whole { passage.span } else { span };
                    sink.report(span).value("match", shown).emit();
                }
            }
        }
    }

    fn patterns(&self) -> Option<&[PatternId]> {
        Some(&self.patterns)
    }
}

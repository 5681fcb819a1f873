//! `conditional`: text that is all right only if something else stands in the document.

use std::collections::HashSet;

use schemars::JsonSchema;
use serde::Deserialize;

use crate::checking::exceptions::Exceptions;
use crate::checking::{Check, Compiler, Context, FromVale, Parameters, PatternsIn, Sink};
use crate::matching::PatternId;
use crate::yaml::Path;

/// Text that is all right only if something else stands in the document.
///
/// Flags an acronym, `first: '\b([A-Z]{3,5})\b'`, that no earlier or present passage explains, `second:
/// '(?:\b[A-Z][a-z]+ )+\(([A-Z]{3,5})\)'`. Without a group in `second` the two must stand in one passage.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Conditional {
    /// The pattern of what needs something else.
    first: String,
    /// The pattern of what it needs; its groups name what is then all right from there on.
    second: String,
    /// Patterns of what is all right in any case.
    #[serde(default)]
    exceptions: Vec<String>,
    /// Whether upper and lower case are the same (default false).
    #[serde(default)]
    ignorecase: bool,
}

struct ConditionalCheck {
    first: Option<PatternId>,
    second: Option<PatternId>,
    has_groups: bool,
    exceptions: Exceptions,
}

impl Parameters for Conditional {
    const KIND: &'static str = "conditional";
    const EXAMPLE: &'static str = r#"rules:
  explained:
    check: conditional
    message: "“{match}” is not explained."
    first: '\b([A-Z]{3,5})\b'
    second: '(?:\b[A-Z][a-z]+ )+\(([A-Z]{3,5})\)'
    exceptions: [NATO]
    examples:
      flag: ["The [[HMA]] closed the quay."]
      pass: ["The Harbour Master Authority (HMA) closed the quay. The HMA gave no reason."]
"#;
    const VALE: Option<FromVale> = Some(FromVale {
        others: &["ignorecase"],
        ..FromVale::same(&[("first", PatternsIn::Texts), ("second", PatternsIn::Texts)])
    });

    fn compile(self, compiler: &mut Compiler<'_>) -> Box<dyn Check> {
        let at = |key: &str| Path::root().key(key);
        let first = compiler.pattern(&at("first"), &self.first, self.ignorecase, str::to_owned);
        let second = compiler.pattern(&at("second"), &self.second, self.ignorecase, str::to_owned);
        let exceptions = Exceptions::compile(compiler, &self.exceptions, self.ignorecase);
        Box::new(ConditionalCheck { first, second, has_groups: has_groups(&self.second), exceptions })
    }
}

/// Whether a pattern has a group that captures: a bracket that is neither escaped, nor of a class, nor
/// followed by a question mark (but for a named group's).
fn has_groups(pattern: &str) -> bool {
    let mut in_class = false;
    let mut rest = pattern.chars().peekable();
    while let Some(character) = rest.next() {
        match character {
            '\\' => {
                rest.next();
            }
            '[' => in_class = true,
            ']' => in_class = false,
            '(' if !in_class => {
                let after: String = rest.clone().take(3).collect();
                let is_named =
                    after.starts_with("?P<") || (after.starts_with("?<") && !after.ends_with(['=', '!']));
                if !after.starts_with('?') || is_named {
                    return true;
                }
            }
            _ => {}
        }
    }
    false
}

impl Check for ConditionalCheck {
    fn run(&self, context: &Context<'_>, sink: &mut Sink<'_>) {
        let (Some(first), Some(second)) = (self.first, self.second) else { return };
        let mut explained: HashSet<&str> = HashSet::new();
        for passage in context.all_passages() {
            let text = passage.text;
            if self.has_groups {
                explained.extend(groups(context, second, text));
            } else if context.pattern(second).is_match(text) {
                continue;
            }
            let excepted = self.exceptions.within(context, text);
            for range in context.pattern(first).find_all(text) {
                let span = passage.part(range.clone());
                let found = &text[range.clone()];
                let is_right = explained.contains(found) || excepted.hold(&range);
                if !is_right && context.speaks_at(span) {
                    sink.report(span).emit();
                }
            }
        }
    }

    fn patterns(&self) -> Option<&[PatternId]> {
        self.first.as_ref().map(std::slice::from_ref)
    }
}

/// What the groups of a pattern's matches hold.
fn groups<'t>(context: &Context<'_>, id: PatternId, text: &'t str) -> Vec<&'t str> {
    let mut held = Vec::new();
    let mut start = 0;
    while let Some(range) = context.pattern(id).next_at(text, start) {
        let found = context.pattern(id).groups_at(text, range.start);
        held.extend(found.into_iter().flat_map(|found| found.groups).flatten().map(|group| &text[group]));
        start = range.end;
    }
    held
}

#[cfg(test)]
mod tests {
    use super::has_groups;

    #[test]
    fn groups_that_capture_are_told_from_others() {
        assert!(has_groups(r"(?:a )+\(([A-Z])\)") && has_groups("(?<name>a)") && has_groups("(?P<n>a)"));
        assert!(!has_groups(r"\(a\)[(]b(?:c)(?<=d)(?!e)"));
    }
}

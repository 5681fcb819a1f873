//! `substitution`: words that have a better one.
//!
//! Flags `swap: { could of: could have }` in "She could of won"; leaves "She could have won" alone.

use std::collections::BTreeMap;

use schemars::JsonSchema;
use serde::Deserialize;

use super::{Check, Compiler, Context, Parameters, Sink};
use crate::finding::Applicability;
use crate::matching::PatternId;
use crate::yaml::Path;

/// Parameters of `check: substitution`.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Substitution {
    /// From what is found (a pattern) to what should stand there; `$1` is the pattern's first group,
    /// and `|` parts several proposals, of which none is applied.
    swap: BTreeMap<String, String>,
    /// Whether upper and lower case are the same (default true).
    #[serde(default = "yes")]
    ignorecase: bool,
    /// Whether a match may begin and end within words.
    #[serde(default)]
    nonword: bool,
    /// Patterns of matches to leave alone.
    #[serde(default)]
    exceptions: Vec<String>,
    /// Whether only text counts that stands in the source letter for letter, without markup in it.
    #[serde(default)]
    verbatim: bool,
}

fn yes() -> bool {
    true
}

struct Compiled {
    patterns: Vec<PatternId>,
    replacements: Vec<String>,
    exceptions: Vec<PatternId>,
    verbatim: bool,
}

impl Parameters for Substitution {
    const KIND: &'static str = "substitution";
    const PLACEHOLDERS: &'static [&'static str] = &["replacement"];

    fn compile(self, compiler: &mut Compiler<'_>) -> Box<dyn Check> {
        let at = Path::root().key("swap");
        if self.swap.is_empty() {
            compiler.value_problem(&at, "a `substitution` rule needs at least one swap");
        }
        let bounded = |text: &str| if self.nonword { text.to_owned() } else { format!(r"\b(?:{text})\b") };
        let (mut patterns, mut replacements) = (Vec::new(), Vec::new());
        for (found, replacement) in &self.swap {
            if let Some(id) = compiler.pattern(&at.key(found), found, self.ignorecase, bounded) {
                patterns.push(id);
                replacements.push(replacement.clone());
            }
        }
        let exceptions = compiler.whole_patterns("exceptions", &self.exceptions, self.ignorecase);
        Box::new(Compiled { patterns, replacements, exceptions, verbatim: self.verbatim })
    }
}

impl Check for Compiled {
    fn run(&self, context: &Context<'_>, sink: &mut Sink<'_>) {
        for (&id, replacement) in self.patterns.iter().zip(&self.replacements) {
            for passage in context.passages(id) {
                for range in context.pattern(id).find_all(passage.text) {
                    let found = &passage.text[range.clone()];
                    let span = passage.part(range.clone());
                    let excepted = self.exceptions.iter().any(|&id| context.pattern(id).is_match(found));
                    let is_split = self.verbatim && !context.document().is_verbatim(span);
                    if excepted || is_split || !context.speaks_at(span) {
                        continue;
                    }
                    let filled = fill(context, id, passage.text, range.start, replacement);
                    let proposals: Vec<String> =
                        filled.split('|').map(|proposal| in_case_of(found, proposal.trim())).collect();
                    let report = sink.report(span).value("replacement", proposals.join(" or "));
                    match proposals.as_slice() {
                        [only] => report.replace(span, only.clone(), context.fix_applicability()).emit(),
                        _ => report.emit(),
                    }
                }
            }
        }
    }

    fn patterns(&self) -> Option<&[PatternId]> {
        Some(&self.patterns)
    }
}

/// The replacement with the groups of the match at `start` in place of `$1`, `$2` and so on.
fn fill(context: &Context<'_>, id: PatternId, text: &str, start: usize, replacement: &str) -> String {
    if !replacement.contains('$') {
        return replacement.to_owned();
    }
    let Some(found) = context.pattern(id).groups_at(text, start) else { return replacement.to_owned() };
    let mut filled = replacement.to_owned();
    for (index, group) in found.groups.into_iter().enumerate() {
        let group = group.map_or("", |range| &text[range]);
        filled = filled.replace(&format!("${}", index + 1), group);
    }
    filled
}

/// A proposal in the letter case of what it replaces: all capitals, a capital first, or as it is written.
fn in_case_of(found: &str, proposal: &str) -> String {
    let mut letters = found.chars().filter(|letter| letter.is_alphabetic());
    let Some(first) = letters.next().filter(|first| first.is_uppercase()) else { return proposal.to_owned() };
    let mut rest = letters.peekable();
    if rest.peek().is_some() && rest.all(char::is_uppercase) {
        return proposal.to_uppercase();
    }
    let mut characters = proposal.chars();
    match characters.next() {
        Some(head) if first.is_uppercase() => head.to_uppercase().chain(characters).collect(),
        _ => proposal.to_owned(),
    }
}

impl Context<'_> {
    /// Whether the rule lets `--fix` apply the check's own proposals unseen.
    pub(super) fn fix_applicability(&self) -> Applicability {
        self.rule.fix.map_or(Applicability::Unsafe, |(_, applicability)| applicability)
    }
}

#[cfg(test)]
mod tests {
    use super::in_case_of;

    #[test]
    fn the_letter_case_is_kept() {
        assert_eq!(in_case_of("could of", "could have"), "could have");
        assert_eq!(in_case_of("Could of", "could have"), "Could have");
        assert_eq!(in_case_of("COULD OF", "could have"), "COULD HAVE");
        assert_eq!(in_case_of("A", "an"), "An");
    }
}

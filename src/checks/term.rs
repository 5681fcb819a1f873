//! `term`: how the house writes a word or a name, without patterns.

use std::cell::LazyCell;
use std::ops::Range;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::checking::{Check, Compiler, Context, Parameters, Placeholder, Sink};
use crate::document::BlockKind;
use crate::matching::PatternId;
use crate::source::TextSpan;
use crate::yaml::Path;

/// How the house writes a word or a name, without patterns: all texts are plain words. A file of house terms is made
/// into such rules.
///
/// Flags "Isle Line" where `preferred: Island Line` and `banned: [Isle Line]`; leaves "Island Line" alone. `case:
/// exact` also flags "island line", and `first: Island Line Ferries` a first mention without it.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Term {
    /// How the house writes it.
    #[serde(default)]
    preferred: Option<String>,
    /// How it is not written, in upper or lower case.
    #[serde(default)]
    banned: Vec<String>,
    /// Whether the preferred form is only right in its own capitals.
    #[serde(default)]
    case: Case,
    /// What must stand at the first mention in the text, or before it.
    #[serde(default)]
    first: Option<String>,
}

/// Whether capitals matter.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Deserialize, JsonSchema, Serialize)]
#[serde(rename_all = "kebab-case")]
enum Case {
    /// Any capitals are right.
    #[default]
    Any,
    /// Only the capitals of the preferred form are right.
    Exact,
}

struct TermCheck {
    preferred: Option<(PatternId, String)>,
    banned: Vec<PatternId>,
    is_exact: bool,
    first: Option<(PatternId, String)>,
    /// The patterns without which there is nothing to say.
    triggers: Vec<PatternId>,
}

impl Parameters for Term {
    const KIND: &'static str = "term";
    const EXAMPLE: &'static str = r#"rules:
  island-line:
    check: term
    message: "{advice}"
    preferred: Island Line
    banned: [Isle Line]
    fix: replace
    examples:
      flag: ["The [[Isle Line]] runs all night."]
      pass: ["The Island Line runs all night."]
"#;
    const PLACEHOLDERS: &'static [Placeholder] = &[("advice", "what the house writes, in a sentence")];

    fn compile(self, compiler: &mut Compiler<'_>) -> Box<dyn Check> {
        let is_exact = self.case == Case::Exact;
        let preferred_does = is_exact || self.first.is_some();
        if self.banned.is_empty() && !preferred_does {
            compiler.value_problem(&Path::root(), "a term needs `banned`, `case: exact` or `first`");
        }
        if preferred_does && self.preferred.is_none() {
            compiler.value_problem(&Path::root(), "`case: exact` and `first` need the `preferred` form");
        }
        let banned = compiler.patterns("banned", &self.banned, true, plain);
        let mut one = |key: &str, text: Option<String>| {
            let text = text?;
            let id = compiler.pattern(&Path::root().key(key), &text, true, plain)?;
            Some((id, text))
        };
        let preferred = one("preferred", self.preferred);
        let first = one("first", self.first);
        let mut triggers = banned.clone();
        triggers.extend(preferred.iter().filter(|_| preferred_does).map(|(id, _)| *id));
        Box::new(TermCheck { preferred, banned, is_exact, first, triggers })
    }
}

/// The pattern of plain words: any space between them, either apostrophe, nothing glued to their ends.
fn plain(text: &str) -> String {
    let words: Vec<String> =
        text.split_whitespace().map(|word| regex_syntax::escape(word).replace(['\'', '’'], "['’]")).collect();
    let is_word = |character: Option<char>| character.is_some_and(char::is_alphanumeric);
    let before = if is_word(text.trim().chars().next()) { r"\b" } else { "" };
    let after = if is_word(text.trim().chars().next_back()) { r"\b" } else { "" };
    format!("{before}{}{after}", words.join(r"\s+"))
}

impl Check for TermCheck {
    fn run(&self, context: &Context<'_>, sink: &mut Sink<'_>) {
        self.report_banned(context, sink);
        if self.is_exact {
            self.report_case(context, sink);
        }
        self.report_first(context, sink);
    }

    fn patterns(&self) -> Option<&[PatternId]> {
        Some(&self.triggers)
    }
}

impl TermCheck {
    fn report_banned(&self, context: &Context<'_>, sink: &mut Sink<'_>) {
        for &id in &self.banned {
            for passage in context.passages(id) {
                let right = LazyCell::new(|| self.preferred_in(context, passage.text));
                for range in context.pattern(id).find_all(passage.text) {
                    let span = passage.part(range.clone());
                    let found = &passage.text[range.clone()];
                    if !context.speaks_at(span) || self.is_preferred(&right, passage.text, &range) {
                        continue;
                    }
                    let Some((_, preferred)) = &self.preferred else {
                        sink.report(span)
                            .value("advice", format!("The house does not write “{found}”."))
                            .emit();
                        continue;
                    };
                    let preferred = capitalised_like(found, preferred, self.is_exact);
                    sink.report(span)
                        .value("advice", format!("Write “{preferred}”, not “{found}”."))
                        .propose(span, &preferred, context.fix_applicability())
                        .emit();
                }
            }
        }
    }

    /// Whether a match is, or is part of, the preferred form.
    fn is_preferred(&self, right: &[Range<usize>], text: &str, range: &Range<usize>) -> bool {
        let Some((_, preferred)) = &self.preferred else { return false };
        // A banned form may differ from the preferred one in its capitals alone.
        let holds = |whole: &Range<usize>| {
            let is_right = whole != range || text[whole.clone()] == **preferred;
            range.end <= whole.end && is_right
        };
        // They do not overlap, so only the last that begins before can reach over the end.
        right[..right.partition_point(|whole| whole.start <= range.start)].last().is_some_and(holds)
    }

    /// The preferred forms in a text, in order.
    fn preferred_in(&self, context: &Context<'_>, text: &str) -> Vec<Range<usize>> {
        self.preferred.as_ref().map_or_else(Vec::new, |(id, _)| context.pattern(*id).find_all(text))
    }

    fn report_case(&self, context: &Context<'_>, sink: &mut Sink<'_>) {
        let Some((id, preferred)) = &self.preferred else { return };
        for passage in context.passages(*id) {
            let is_all_shouted = LazyCell::new(|| is_shouted(passage.text));
            for range in context.pattern(*id).find_all(passage.text) {
                let span = passage.part(range.clone());
                let found = &passage.text[range.clone()];
                let begins = begins_sentence(&passage.text[..range.start]);
                let is_right = same_letters(found, preferred)
                    || is_shouted(found) && *is_all_shouted
                    || begins && same_letters(found, &capitalised(preferred));
                let is_banned = self.banned.iter().any(|&banned| context.pattern(banned).is_match(found));
                if is_right || is_banned || !context.speaks_at(span) {
                    continue;
                }
                sink.report(span)
                    .value("advice", format!("Write “{preferred}”, not “{found}”."))
                    .propose(span, preferred, context.fix_applicability())
                    .emit();
            }
        }
    }

    /// The first mention in the running text, if the form that must come first does not stand before it.
    fn report_first(&self, context: &Context<'_>, sink: &mut Sink<'_>) {
        let (Some((short, _)), Some((long, first))) = (&self.preferred, &self.first) else { return };
        let Some(mention) = earliest(context, *short) else { return };
        if earliest(context, *long).is_some_and(|full| full.start <= mention.start) {
            return;
        }
        sink.report(mention).value("advice", format!("At first mention, write “{first}”.")).emit();
    }
}

/// Where a pattern first matches in the running text, headings and captions aside.
fn earliest(context: &Context<'_>, id: PatternId) -> Option<TextSpan> {
    let running = |kind: BlockKind| matches!(kind, BlockKind::Paragraph | BlockKind::ListItem);
    let mut spans = Vec::new();
    for passage in context.passages(id) {
        if running(context.document().block(passage.block).kind) {
            let found = context.pattern(id).find_all(passage.text);
            spans.extend(found.into_iter().map(|range| passage.part(range)));
        }
    }
    spans.into_iter().filter(|&span| context.speaks_at(span)).min_by_key(|span| span.start)
}

/// Whether two texts are the same but for the space between words and the shape of apostrophes.
fn same_letters(one: &str, other: &str) -> bool {
    let letters = |text: &str| text.split_whitespace().collect::<Vec<_>>().join(" ").replace('’', "'");
    letters(one) == letters(other)
}

fn is_shouted(text: &str) -> bool {
    text.chars().any(char::is_uppercase) && !text.chars().any(char::is_lowercase)
}

/// Whether a sentence begins behind this text.
fn begins_sentence(before: &str) -> bool {
    let before = before.trim_end_matches([' ', '“', '"', '‘', '(', '«', '\n']);
    before.is_empty() || before.ends_with(['.', '!', '?', ':', '…'])
}

fn capitalised(text: &str) -> String {
    let mut characters = text.chars();
    characters.next().map(|first| first.to_uppercase().chain(characters).collect()).unwrap_or_default()
}

/// The preferred form for what was found: with a capital where the sentence asked for one.
fn capitalised_like(found: &str, preferred: &str, is_exact: bool) -> String {
    let has_capital = found.chars().next().is_some_and(char::is_uppercase);
    if !is_exact && is_shouted(found) && found.chars().count() > 1 && !is_shouted(preferred) {
        return preferred.to_uppercase();
    }
    if has_capital && !is_exact { capitalised(preferred) } else { preferred.to_owned() }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn plain_words_are_no_patterns() {
        assert_eq!(plain("Smith's  C++"), r"\bSmith['’]s\s+C\+\+");
        assert_eq!(plain("a.m."), r"\ba\.m\.");
    }

    #[test]
    fn the_proposal_takes_the_capitals_of_the_sentence() {
        assert_eq!(capitalised_like("Lorry", "truck", false), "Truck");
        assert_eq!(capitalised_like("LORRY", "truck", false), "TRUCK");
        assert_eq!(capitalised_like("Iphone", "iPhone", true), "iPhone");
    }

    #[test]
    fn a_sentence_begins_behind_a_full_stop_or_nothing() {
        assert!(begins_sentence("") && begins_sentence("It is late. “"));
        assert!(!begins_sentence("the "));
    }
}

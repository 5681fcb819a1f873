//! `given`: text that is wrong only because of what else the story says.

use schemars::JsonSchema;
use serde::Deserialize;

use crate::checking::passages::Passage;
use crate::checking::{Check, Compiler, Context, Parameters, Sink};
use crate::document::BlockId;
use crate::matching::PatternId;
use crate::source::TextSpan;

/// Text that is wrong only because of what else the story says.
///
/// Flags `tokens: ['who stole']` in "The man who stole the boat", with `with: [charged]` and `without:
/// [convicted]`, where the story says that the man was charged; leaves it alone where the story says that he was
/// convicted.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Given {
    /// Patterns of what is wrong, each found as whole words.
    tokens: Vec<String>,
    /// Whether they are looked for in the story's headline only, wherever that stands (default false).
    #[serde(default)]
    headline: bool,
    /// Whether upper and lower case are the same in `tokens` (default true).
    #[serde(default = "yes")]
    ignorecase: bool,
    /// Patterns that make a match all right in the block, or the sentence, in which they are found.
    #[serde(default)]
    unless: Vec<String>,
    /// Patterns of which one must stand in the story below the headline, in any case of letters.
    #[serde(default)]
    with: Vec<String>,
    /// Patterns of which none may stand anywhere in the story, in any case of letters.
    #[serde(default)]
    without: Vec<String>,
}

fn yes() -> bool {
    true
}

struct GivenCheck {
    tokens: Vec<PatternId>,
    headline: bool,
    unless: Vec<PatternId>,
    with: Vec<PatternId>,
    without: Vec<PatternId>,
}

impl Parameters for Given {
    const KIND: &'static str = "given";
    const EXAMPLE: &'static str = r#"rules:
  not-convicted:
    check: given
    message: "“{match}”: the story only says that he is charged."
    tokens: [who stole]
    with: [charged]
    without: [convicted, pleaded guilty]
    examples:
      flag: ["The man [[who stole]] the boat is in custody.\n\nHe was charged on Monday."]
      pass: ["The man who stole the boat is in custody.\n\nHe was charged in May and convicted on Monday."]
"#;

    fn compile(self, compiler: &mut Compiler<'_>) -> Box<dyn Check> {
        let whole = |text: &str| format!(r"\b(?:{text})\b");
        Box::new(GivenCheck {
            tokens: compiler.patterns("tokens", &self.tokens, self.ignorecase, whole),
            headline: self.headline,
            unless: compiler.patterns("unless", &self.unless, true, str::to_owned),
            with: compiler.patterns("with", &self.with, true, whole),
            without: compiler.patterns("without", &self.without, true, whole),
        })
    }
}

impl Check for GivenCheck {
    fn run(&self, context: &Context<'_>, sink: &mut Sink<'_>) {
        let headline = context.reading().story().headline;
        let mut found: Vec<(TextSpan, &str)> = Vec::new();
        for &id in &self.tokens {
            for passage in self.passages(context, id, headline) {
                if self.unless.iter().any(|&id| context.pattern(id).is_match(passage.text)) {
                    continue;
                }
                let places = context.pattern(id).find_all(passage.text).into_iter();
                found.extend(places.map(|place| (passage.part(place.clone()), &passage.text[place])));
            }
        }
        // Most documents say nothing of the kind, and are then not read as a whole.
        found.retain(|(span, _)| context.speaks_at(*span));
        if found.is_empty() {
            return;
        }
        let given = self.given(context);
        if self.is_ruled_out(context, headline) || (given.is_none() && !self.with.is_empty()) {
            return;
        }
        found.sort_by_key(|(span, _)| *span);
        let mut end = 0;
        for (span, words) in found {
            // Two patterns may find the same words.
            if span.start < end {
                continue;
            }
            end = span.end;
            let report = sink.report(span).value("match", words);
            match given {
                Some(place) => report.related(place, "the story says").emit(),
                None => report.emit(),
            }
        }
    }

    fn patterns(&self) -> Option<&[PatternId]> {
        Some(&self.tokens)
    }
}

impl GivenCheck {
    fn passages<'a>(
        &self,
        context: &Context<'a>,
        id: PatternId,
        headline: Option<BlockId>,
    ) -> Vec<Passage<'a>> {
        if !self.headline {
            return context.passages(id);
        }
        let document = context.document();
        let whole = |block: BlockId| {
            let span = document.block(block).text;
            Passage { block, span, text: document.text(span) }
        };
        headline.map(whole).into_iter().collect()
    }

    /// Whether the story says something with which the words are all right.
    fn is_ruled_out(&self, context: &Context<'_>, headline: Option<BlockId>) -> bool {
        let mut blocks = headline.iter().chain(&context.reading().story().body);
        blocks.any(|&block| first(&self.without, context, block).is_some())
    }

    /// The first place of the story that makes the words wrong.
    fn given(&self, context: &Context<'_>) -> Option<TextSpan> {
        context.reading().story().body.iter().find_map(|&block| first(&self.with, context, block))
    }
}

/// A place of a block that one of the patterns matches.
fn first(patterns: &[PatternId], context: &Context<'_>, block: BlockId) -> Option<TextSpan> {
    let span = context.document().block(block).text;
    let text = context.document().text(span);
    let found = patterns.iter().find_map(|&id| context.pattern(id).find_at(text, 0))?;
    Some(TextSpan::from_range(found).shift(span.start))
}

#[cfg(test)]
mod tests {
    use std::path::Path;

    use crate::engine::RuleSetBuilder;

    /// Whether the rule flags its words in a story.
    fn flags(keys: &str, story: &str) -> bool {
        let pack = format!(
            "rules:\n  word:\n    check: given\n    message: No.\n    tokens: [the thief]\n{keys}    examples:\n      flag:\n        - {story:?}\n"
        );
        let (rules, errors) = RuleSetBuilder::new().pack(Path::new("house.yml"), &pack).build();
        assert!(errors.is_empty(), "{pack}");
        rules.test().1.is_empty()
    }

    #[test]
    fn words_are_wrong_only_in_their_story() {
        let keys = "    with: [charged]\n    without: [convicted]\n";
        assert!(flags(keys, "The thief ran.\n\nHe was Charged on Monday."));
        assert!(!flags(keys, "The thief ran.\n\nHe was seen on Monday."));
        assert!(!flags(keys, "The thief ran.\n\nHe was charged, and convicted on Monday."));
        assert!(flags("", "The thief ran."));
    }

    #[test]
    fn what_the_headline_says_is_held_against_the_body() {
        let keys = "    headline: true\n    with: [charged]\n";
        assert!(flags(keys, "# The thief ran\n\nHe was charged."));
        assert!(flags(keys, "---\ntitle: The thief ran\n---\n\nHe was charged."));
        assert!(!flags(keys, "# The thief was charged\n\nHe ran."));
        assert!(!flags(keys, "# Home again\n\nThe thief was charged."));
    }

    #[test]
    fn doubt_in_the_same_passage_is_enough() {
        assert!(!flags("    unless: [allegedly]\n", "The thief allegedly ran."));
        assert!(flags("    unless: [allegedly]\n", "The thief ran.\n\nHe allegedly fell."));
    }
}

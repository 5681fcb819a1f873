//! `recurring`: text that stood in an earlier article of the run.
//!
//! The check only names texts, each by a hash; the engine compares them once it has the files in order.

use std::collections::HashSet;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::checking::{Check, Compiler, Context, Parameters, Placeholder, Sink, Subject};
use crate::document::{Block, BlockKind, Document};
use crate::reading::{BareWords, credits};
use crate::source::TextSpan;
use crate::yaml::Path;

/// Of a whole article, blocks with fewer words do not count: many stories have them.
const SHORTEST_PART: usize = 5;

/// Text that stood in an earlier article of the run.
///
/// Flags a caption, a standfirst, a paragraph or a whole article that another file has as well; leaves what recurs
/// within one article to the kind `duplicate`, and short texts alone. Letter case, punctuation and spacing make no
/// other text, and neither does a caption's credit.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Recurring {
    /// What is looked for in other articles.
    #[serde(default)]
    unit: RecurringUnit,
    /// Texts with fewer words are left alone.
    #[serde(default = "eight")]
    words: usize,
    /// In how many articles a text must stand; from the one that makes the number full it is reported.
    #[serde(default = "two")]
    articles: u32,
    /// Of a whole article: the share of its text, in percent, that must stand in one earlier article.
    #[serde(default = "most")]
    percent: u32,
}

fn most() -> u32 {
    80
}

fn eight() -> usize {
    8
}

fn two() -> u32 {
    2
}

/// What is looked for in other articles.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Deserialize, JsonSchema, Serialize)]
#[serde(rename_all = "kebab-case")]
enum RecurringUnit {
    /// Each block in the rule's scope.
    #[default]
    Block,
    /// The standfirst: a description, a summary or the like among the metadata.
    Standfirst,
    /// All blocks in the rule's scope together: the article is reported, not its blocks.
    Article,
}

impl Parameters for Recurring {
    const KIND: &'static str = "recurring";
    const EXAMPLE: &'static str = r#"rules:
  paragraph:
    check: recurring
    message: "This paragraph stands in {first} too."
    scope: paragraph
    examples:
      flag:
        - before: ["Ferries leave the old quay at nine, at noon and at four."]
          text: "[[Ferries leave the old quay at nine, at noon and at four.]]"
      pass:
        - before: ["The old quay is open."]
          text: "The old quay is open."
"#;
    const PLACEHOLDERS: &'static [Placeholder] =
        &[("first", "the path of the article in which the text stood first")];
    const SUBJECT: Subject = Subject::Articles;

    fn compile(self, compiler: &mut Compiler<'_>) -> Box<dyn Check> {
        if self.articles < 2 {
            compiler.value_problem(&Path::root().key("articles"), "a text recurs from the second article on");
        }
        let is_whole = self.unit == RecurringUnit::Article;
        if is_whole && self.articles > 2 {
            let message = "whole articles are compared two by two; take `articles` out";
            compiler.value_problem(&Path::root().key("articles"), message);
        }
        if !is_whole && self.percent != most() || self.percent > 100 {
            let message = "`percent` is for `unit: article`, and at most 100";
            compiler.value_problem(&Path::root().key("percent"), message);
        }
        Box::new(self)
    }
}

impl Check for Recurring {
    fn run(&self, context: &Context<'_>, sink: &mut Sink<'_>) {
        let blocks = || context.blocks().map(|(_, block)| block);
        match self.unit {
            RecurringUnit::Block => sink.recurring(self.articles, &texts(context, blocks(), self.words)),
            RecurringUnit::Standfirst => {
                let document = context.document();
                let fields = context.reading().story().standfirsts.iter().map(|&id| document.block(id));
                sink.recurring(self.articles, &texts(context, fields, self.words));
            }
            RecurringUnit::Article => {
                let all: usize = blocks().map(|block| folded(context.document(), block).halves).sum();
                if let Some(head) = head(context).filter(|_| all >= 2 * self.words) {
                    sink.recurring_together(head, self.percent, &texts(context, blocks(), SHORTEST_PART));
                }
            }
        }
    }
}

/// The headline's place, else that of the first block.
fn head(context: &Context<'_>) -> Option<TextSpan> {
    let first = || context.blocks().next().map(|(_, block)| block.text);
    context.reading().story().headline_span(context.document()).or_else(first)
}

/// The texts of at least so many words, with their keys; of those that say the same, the first.
fn texts<'b>(
    context: &Context<'_>,
    blocks: impl Iterator<Item = &'b Block>,
    words: usize,
) -> Vec<(TextSpan, u64)> {
    let mut seen = HashSet::new();
    let mut texts = Vec::new();
    for block in blocks {
        let folded = folded(context.document(), block);
        let key = folded.key(&context.rule.id);
        if folded.says_enough(words) && seen.insert(key) {
            texts.push((block.text, key));
        }
    }
    texts
}

fn folded(document: &Document<'_>, block: &Block) -> Folded {
    let text = &document.shown(block.text);
    let mut folded = Folded::default();
    match block.kind {
        BlockKind::Caption if credits::is_credit(text, document.languages().any()) => {}
        BlockKind::Caption => folded.add(BareWords::new(text, document.languages()).key()),
        _ => folded.add(text),
    }
    folded
}

/// A text without all that does not make it another one.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
struct Folded {
    text: String,
    /// The number of its words, twice: an ideograph is half a word.
    halves: usize,
}

impl Folded {
    /// Goes on with a text.
    fn add(&mut self, text: &str) {
        self.text.reserve(text.len() + 1);
        let mut in_word = false;
        for character in text.chars() {
            let is_ideograph = character >= '\u{2e80}' && character.is_alphabetic();
            if matches!(character, '\'' | '’' | 'ʼ') {
                continue;
            }
            if !character.is_alphanumeric() {
                in_word = false;
                continue;
            }
            if is_ideograph {
                self.halves += 1;
            } else if !in_word {
                self.halves += 2;
                self.text.push(' ');
            }
            in_word = !is_ideograph;
            self.text.extend(character.to_lowercase());
        }
    }

    fn says_enough(&self, words: usize) -> bool {
        self.halves >= 2 * words.max(1)
    }

    /// Equal for equal texts of one rule.
    fn key(&self, rule: &str) -> u64 {
        let mut hasher = blake3::Hasher::new();
        hasher.update(rule.as_bytes()).update(b"\0").update(self.text.as_bytes());
        let mut key = [0; 8];
        hasher.finalize_xof().fill(&mut key);
        u64::from_le_bytes(key)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn fold(text: &str) -> (String, usize) {
        let mut folded = Folded::default();
        folded.add(text);
        (folded.text, folded.halves / 2)
    }

    #[test]
    fn case_marks_and_spaces_make_no_other_text() {
        assert_eq!(fold("“The  mayor’s tool-shed”\nopens."), fold("the mayor's TOOL shed opens"));
        assert_eq!(fold("The quay").1, 2);
        assert_ne!(fold("The quay").0, fold("Thequay").0);
        assert_eq!(fold("港口关闭一年").1, 3);
    }
}

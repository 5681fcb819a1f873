//! `cut-summary`: a standfirst that was cut off.

use schemars::JsonSchema;
use serde::Deserialize;

use crate::checking::{Check, Compiler, Context, Parameters, Sink};
use crate::document::Document;
use crate::source::TextSpan;

/// A shorter standfirst may be a heading, in bytes.
const SHORTEST: usize = 120;
/// So much of its end is looked for in the story, in bytes: less may be said twice by chance.
const TAIL: usize = 60;
/// So much of it is pointed at, in bytes.
const END: usize = 24;

/// Flags a summary or description that ends within a sentence whose rest stands in the story.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Summary {}

struct SummaryCheck;

impl Parameters for Summary {
    const KIND: &'static str = "cut-summary";
    const EXAMPLE: &'static str = r#"rules:
  cut-summary:
    check: cut-summary
    message: "This summary ends within a sentence."
    why: Search results show it as it is.
    scope: [standfirst]
    examples:
      flag:
        - "---\ndescription: The ferry is back. It sails to the isle at ten from the old quay, after a winter of repairs that took four months, [[and the port has told its]]\n---\n\nIt sails to the isle at ten from the old quay, after a winter of repairs that took four months, and the port has told its crews.\n"
      pass:
        - "---\ndescription: The ferry is back at the quay after a winter of repairs, and the port has told…\n---\n\nThe ferry is back at the quay after a winter of repairs, and the port has told its crews.\n"
"#;

    fn compile(self, _compiler: &mut Compiler<'_>) -> Box<dyn Check> {
        Box::new(SummaryCheck)
    }
}

impl Check for SummaryCheck {
    fn run(&self, context: &Context<'_>, sink: &mut Sink<'_>) {
        let document = context.document();
        for (_, block) in context.blocks() {
            let text = document.text(block.text);
            let ends_open = text.ends_with(|last: char| last.is_alphanumeric() || last == ',');
            if text.len() < SHORTEST || !ends_open {
                continue;
            }
            let (Some(tail), Some(end)) = (last_words(text, TAIL), last_words(text, END)) else { continue };
            if let Some(same) = goes_on(document, block.text, &text[tail..]) {
                let end = TextSpan::from_range(end..text.len()).shift(block.text.start);
                sink.report(end).related(same, "the sentence goes on here").emit();
            }
        }
    }
}

/// Where the words begin that make at least so many bytes at the end of a text.
fn last_words(text: &str, least: usize) -> Option<usize> {
    let reach = (0..=text.len().checked_sub(least)?).rev().find(|&at| text.is_char_boundary(at))?;
    let space = text[..reach].char_indices().rev().find(|(_, sign)| sign.is_whitespace())?;
    Some(space.0 + space.1.len_utf8())
}

/// Where the story says the same words and goes on behind them.
fn goes_on(document: &Document<'_>, own: TextSpan, words: &str) -> Option<TextSpan> {
    let prose = document.prose();
    let found = memchr::memmem::find_iter(prose.as_bytes(), words)
        .map(|at| TextSpan::from_range(at..at + words.len()));
    let mut others = found.filter(|place| !place.overlaps(own));
    let first = others.next()?;
    let rest = &prose[first.end as usize..];
    let next = rest.strip_prefix(' ').unwrap_or(rest).chars().next();
    let is_in_block = document.block_at(first.start) == document.block_at(first.end.saturating_add(1));
    let goes_on = next.is_some_and(char::is_alphanumeric);
    (is_in_block && goes_on && is_cut(document, words, rest)).then_some(first)
}

/// Whether no clause ends between some words and the rest of their sentence: within a word, behind a small one, or
/// before a word that no clause begins with.
fn is_cut(document: &Document<'_>, words: &str, rest: &str) -> bool {
    let small = &document.lexicon().stop_words;
    let word = |text: &str| text.trim_matches(|sign: char| !sign.is_alphanumeric()).to_lowercase();
    let last = words.split_whitespace().next_back().map(word).unwrap_or_default();
    let next = rest.split_whitespace().next().map(word).unwrap_or_default();
    !rest.starts_with(' ') || words.ends_with(',') || small.contains(&last) || !small.contains(&next)
}

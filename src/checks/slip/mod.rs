//! `slip`: words that nobody knows, one slip of the hand from a commoner one.

mod english;
mod own;

pub(super) use english::has_affix;

use std::borrow::Cow;

use schemars::JsonSchema;
use serde::Deserialize;

use super::misspelling::{Company, in_case_of, is_set_off, stands_alone};
use crate::checking::{Check, Compiler, Context, Parameters, Placeholder, Sink};
use crate::document::{Block, BlockId, Inline, InlineKind};
use crate::finding::Applicability;
use crate::language::Language;
use crate::source::TextSpan;

/// Words that nobody knows, one slip of the hand from a commoner one: of the same text, or of the language where its
/// words are known.
///
/// Flags "dispacther" where "dispatcher" stands throughout, and "alwawys" in an English text; leaves inflections, words
/// made of others, names, and what the text has more than once alone. The known misspellings are left to `misspelling`.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct SlipOfHand {
    /// Words that are right here, in small letters, besides the house's own.
    #[serde(default)]
    accept: Vec<String>,
    /// How often a word must stand in the text to be the right one (default 3).
    #[serde(default = "three")]
    least: usize,
}

fn three() -> usize {
    3
}

struct SlipOfHandCheck {
    accepted: foldhash::HashSet<String>,
    least: usize,
}

/// A word that may be a slip.
struct SuspectWord<'a> {
    /// Its block, and the number of the word in that.
    at: (BlockId, usize),
    span: TextSpan,
    /// The word in small letters.
    word: Cow<'a, str>,
}

/// What was meant by a word.
struct MeantWord<'a> {
    suspect: SuspectWord<'a>,
    right: String,
    /// Where the right word stands in the text, if that is why it is right.
    place: Option<TextSpan>,
}

impl Parameters for SlipOfHand {
    const KIND: &'static str = "slip";
    const HEEDS_HOUSE_WORDS: bool = true;
    const EXAMPLE: &'static str = r#"rules:
  hand:
    check: slip
    message: "“{match}”: did you mean “{right}”?"
    lang: en
    fix: replace
    examples:
      flag: ["The ferry is [[alwawys]] late on Monday, said the mayor."]
      pass: ["The ferry is always late on Monday, said the mayor."]
"#;
    const PLACEHOLDERS: &'static [Placeholder] = &[("right", "the commoner word")];

    fn compile(self, _compiler: &mut Compiler<'_>) -> Box<dyn Check> {
        let accepted = self.accept.iter().map(|word| word.to_lowercase()).collect();
        Box::new(SlipOfHandCheck { accepted, least: self.least })
    }
}

impl Check for SlipOfHandCheck {
    fn run(&self, context: &Context<'_>, sink: &mut Sink<'_>) {
        let english = context.language().is_none_or(|language| language == Language::ENGLISH);
        let meant =
            if english { english::slips(context, self.least) } else { own::slips(context, self.least) };
        for found in meant.iter().filter(|found| self.is_slip(context, found)) {
            report(context, found, sink);
        }
    }
}

impl SlipOfHandCheck {
    /// Whether a word that nobody knows is one of the text's own language, and its author's.
    fn is_slip(&self, context: &Context<'_>, found: &MeantWord<'_>) -> bool {
        let document = context.document();
        let SuspectWord { at: (id, index), span, word } = &found.suspect;
        let told = document.language_at(span.start);
        let language = told.unwrap_or(Language::ENGLISH);
        let block: &Block = document.block(*id);
        told == context.language()
            && !self.accepted.contains(&**word)
            && stands_alone(context, block, *span)
            && context.speaks_at(*span)
            && !is_set_off(context, *span)
            && !is_linked(context, *span)
            && Company::of(context, context.reading().words(*id), *index, language).fits(told)
            && document.languages().corrections(language).of(word).is_none()
            && !context.is_house_word(word)
    }
}

/// Whether a word is a link by itself, as the names of programs and products are.
pub(super) fn is_linked(context: &Context<'_>, word: TextSpan) -> bool {
    let is_link = |inline: &Inline| matches!(inline.kind, InlineKind::Link { .. }) && inline.text == word;
    context.document().inlines_in(word).any(is_link)
}

/// Reports a word with what was meant.
fn report(context: &Context<'_>, found: &MeantWord<'_>, sink: &mut Sink<'_>) {
    let span = found.suspect.span;
    let right = in_case_of(context.document().text(span), &found.right);
    let mut report = sink.report(span).value("right", &*right);
    if let Some(place) = found.place {
        report = report.related(place, "spelt so here");
    }
    report.propose(span, &right, Applicability::Unsafe).emit();
}

//! `duplicate`: text that says again what stands nearby.
//!
//! Only texts in the same role are compared, each with the few that stand near it or that share a hash,
//! so the cost grows with the text, not with its square.

mod captions;
mod pairs;
mod paragraphs;
mod within;

use schemars::JsonSchema;
use serde::Deserialize;

use crate::checking::{Check, Compiler, Context, Parameters, Placeholder, Sink};
use crate::language::Languages;
use crate::reading::BareWords;
use crate::reading::likeness::{self, Likeness};
use crate::source::TextSpan;

/// Text that says again what stands nearby in the same document.
///
/// Flags two pictures with one caption, a caption that is the picture's alternative text, a headline printed
/// twice, a line doubled in itself. Leaves the captions of a series alone: a number, a year or a name that differs
/// makes another caption.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Duplicate {
    /// What is compared with what.
    compare: Roles,
    /// Texts with fewer words are left alone.
    #[serde(default = "three")]
    words: usize,
    /// How many blocks may stand between the two.
    #[serde(default = "three")]
    distance: usize,
    /// Of paragraphs: with so many words the same text counts at any distance.
    #[serde(default = "three")]
    far: usize,
    /// The share of common words from which two texts are nearly the same; 1 for the same words only.
    #[serde(default = "near")]
    near: f64,
}

fn three() -> usize {
    3
}

fn near() -> f64 {
    0.75
}

/// What is compared with what.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
enum Roles {
    /// Captions with captions.
    Captions,
    /// A picture's caption with its alternative text.
    CaptionAlt,
    /// Captions with the headline.
    CaptionHeadline,
    /// The headline with the lines that follow it.
    Headline,
    /// Lines with lines near them.
    Lines,
    /// Paragraphs with all other paragraphs.
    Paragraphs,
    /// A line with itself.
    WithinLine,
}

/// Two places that say the same.
struct Repetition {
    first: TextSpan,
    again: TextSpan,
    /// How many paragraphs stand again right behind it, as they stand behind the first.
    more: usize,
}

impl Repetition {
    fn new(first: TextSpan, again: TextSpan) -> Self {
        Self { first, again, more: 0 }
    }
}

impl Parameters for Duplicate {
    const KIND: &'static str = "duplicate";
    const EXAMPLE: &'static str = r#"rules:
  captions:
    check: duplicate
    message: "This caption stands under another picture too."
    compare: captions
    examples:
      flag:
        - "![a](a.jpg \"Cars queue on the bridge\")\n\nText.\n\n![b](b.jpg \"[[Cars queue on the bridge]]\")"
      pass:
        - "![a](a.jpg \"The old quay in 2019\")\n\nText.\n\n![b](b.jpg \"The old quay in 2020\")"
"#;
    const PLACEHOLDERS: &'static [Placeholder] =
        &[("more", "how often the text stands once more, in words, if it does")];

    fn compile(self, _compiler: &mut Compiler<'_>) -> Box<dyn Check> {
        Box::new(self)
    }
}

impl Check for Duplicate {
    fn run(&self, context: &Context<'_>, sink: &mut Sink<'_>) {
        for repetition in self.find(context) {
            let more = match repetition.more {
                0 => String::new(),
                1 => ", and so does the one after it".to_owned(),
                more => format!(", and so do the {more} after it"),
            };
            let report = sink.report(repetition.again).related(repetition.first, "stands here first");
            report.value("more", more).emit();
        }
    }
}

impl Duplicate {
    fn find(&self, context: &Context<'_>) -> Vec<Repetition> {
        match self.compare {
            Roles::Captions => captions::captions(self, context),
            Roles::CaptionAlt => captions::caption_and_alt(self, context),
            Roles::CaptionHeadline => captions::caption_and_headline(self, context),
            Roles::Headline => pairs::headline(self, context),
            Roles::Lines => pairs::lines(self, context),
            Roles::Paragraphs => paragraphs::paragraphs(self, context),
            Roles::WithinLine => within::lines(self, context),
        }
    }

    /// Whether two texts say the same, as far as this rule cares.
    fn repeats(&self, languages: &Languages, one: &BareWords, other: &BareWords) -> bool {
        let enough = one.weight().min(other.weight()) >= self.words;
        enough && likeness::compare(one, other, self.near, languages) >= self.least()
    }

    fn least(&self) -> Likeness {
        if self.near >= 1.0 { Likeness::Same } else { Likeness::Near }
    }
}

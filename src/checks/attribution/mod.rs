//! `attribution`: a direct quotation with no speaker in reach.
//!
//! `paragraph` finds the quotations that stand by themselves, `reach` looks for their speaker:
//! in the paragraph, in the sentences beside the quotation, and in the paragraphs around it, where
//! somebody may be paraphrased (`paraphrase`). What speakers are announced by (`speech`) is known of each language.

mod paragraph;
mod paraphrase;
mod reach;
mod speech;

use std::collections::BTreeMap;

use schemars::JsonSchema;
use serde::Deserialize;

use crate::checking::{Check, Compiler, Context, Parameters, Sink};
use crate::document::{Block, BlockKind, Containers, Document, InlineKind};
use crate::language::Words;
use crate::reading::quotations::Quotation;
use crate::source::TextSpan;
use crate::yaml::Path;
use paragraph::Paragraph;
use speech::{Lists, Own, Speech};

/// A direct quotation with no speaker in reach.
///
/// Flags a paragraph that is nothing but `“It will cost us dear.”` between paragraphs that quote nobody; leaves
/// `“It will cost us dear,” the mayor said.` alone, and scare quotes, titles and fragments too.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Attribution {
    /// Shorter quotations are left alone (default 5 words).
    #[serde(default = "five")]
    words: usize,
    /// By language, words and phrases that announce a speaker, in place of those that are known of it.
    #[serde(default)]
    cues: BTreeMap<String, Words>,
    /// By language, words for a person beside a quotation, in place of its pronouns and titles.
    #[serde(default)]
    persons: BTreeMap<String, Words>,
    /// By language, words of an author who speaks to the reader and quotes what anybody might say.
    #[serde(default)]
    narrators: BTreeMap<String, Words>,
}

fn five() -> usize {
    5
}

struct AttributionCheck {
    words: usize,
    own: Own,
}

impl Parameters for Attribution {
    const KIND: &'static str = "attribution";
    const EXAMPLE: &'static str = r#"rules:
  missing:
    check: attribution
    message: "Who says this?"
    scope: paragraph
    examples:
      flag:
        - |
          The council closed the harbour in March, after two winters of storms.

          [[“It will cost this town more than it can ever earn again.”]]

          The ferry company has not sailed since. Its boats lie in the north.
      pass:
        - |
          The council closed the harbour in March, after two winters of storms.

          “It will cost this town more than it can ever earn again,” the mayor said.
"#;

    fn compile(self, compiler: &mut Compiler<'_>) -> Box<dyn Check> {
        let mut read = |name: &str, lists: BTreeMap<String, Words>| {
            Lists::new(lists, |language, problem| {
                compiler.value_problem(&Path::root().key(name).key(language), problem);
            })
        };
        let own = Own {
            cues: read("cues", self.cues),
            persons: read("persons", self.persons),
            narrators: read("narrators", self.narrators),
        };
        Box::new(AttributionCheck { words: self.words, own })
    }
}

impl Check for AttributionCheck {
    fn run(&self, context: &Context<'_>, sink: &mut Sink<'_>) {
        let Some(speech) = Speech::of(&self.own, context.document()) else { return };
        let paragraphs = paragraphs(context);
        let reach = reach::Reach { speech: &speech, paragraphs: &paragraphs };
        let mut lacking =
            (0..paragraphs.len()).filter_map(|number| self.lacks_speaker(number, &reach, context)).peekable();
        if lacking.peek().is_none() || reach.is_dialogue() || reach.is_told_to_readers() {
            return;
        }
        for (number, quotation) in lacking {
            let mut report = sink.report(quotation.span);
            if let Some(cue) = reach.cue_before(number) {
                report = report.related(cue, "Possibly this speaker; if so, name them again.");
            }
            report.emit();
        }
    }
}

impl AttributionCheck {
    /// The first quotation of a paragraph for which nobody is named.
    fn lacks_speaker<'a>(
        &self,
        number: usize,
        reach: &reach::Reach<'_, 'a>,
        context: &Context<'a>,
    ) -> Option<(usize, &'a Quotation)> {
        let paragraph = &reach.paragraphs[number];
        if !paragraph.may_lack_speaker || !context.holds(paragraph.block) {
            return None;
        }
        let quotation = paragraph.alone(self.words).next()?;
        (!reach.has_speaker(number, quotation)).then_some((number, quotation))
    }
}

/// The pieces of text that readers meet one after the other, each with its quotations.
fn paragraphs<'a>(context: &Context<'a>) -> Vec<Paragraph<'a>> {
    let document = context.document();
    let mut quotations = context.reading().quotations().quotations.as_slice();
    let mut paragraphs = Vec::new();
    for (id, block) in document.enumerate_story().filter(|(_, block)| is_read_in_turn(block)) {
        quotations =
            &quotations[quotations.partition_point(|quotation| quotation.span.start < block.text.start)..];
        let (own, _) = quotations
            .split_at(quotations.partition_point(|quotation| quotation.span.start < block.text.end));
        paragraphs.push(Paragraph {
            block: id,
            start: block.text.start,
            text: document.text(block.text),
            quotations: outermost(own),
            is_heading: matches!(block.kind, BlockKind::Heading(_) | BlockKind::Label),
            may_lack_speaker: block.kind == BlockKind::Paragraph
                && !block.containers.contains(Containers::QUOTE)
                && !is_set_off(document, block),
        });
    }
    paragraphs
}

/// Whether the whole of a paragraph is in bold or italics: a heading, an answer in an interview, a voice of another kind.
fn is_set_off(document: &Document<'_>, block: &Block) -> bool {
    let mut inlines = document.inlines_in(block.text);
    inlines.any(|inline| {
        matches!(inline.kind, InlineKind::Strong | InlineKind::Emphasis) && inline.text.contains(block.text)
    })
}

fn outermost(quotations: &[Quotation]) -> Vec<&Quotation> {
    quotations.iter().filter(|quotation| quotation.level == 0).collect()
}

/// Pictures and furniture stand beside the text and neither name its speakers nor part it.
fn is_read_in_turn(block: &Block) -> bool {
    let beside = Containers::ASIDE | Containers::NAVIGATION | Containers::FURNITURE | Containers::FOOTER;
    let is_text = matches!(
        block.kind,
        BlockKind::Paragraph | BlockKind::Heading(_) | BlockKind::Label | BlockKind::ListItem
    );
    is_text && !block.containers.intersects(beside)
}

/// A stretch of a paragraph as a span of the prose.
fn span(start: u32, range: std::ops::Range<usize>) -> TextSpan {
    TextSpan::from_range(range).shift(start)
}

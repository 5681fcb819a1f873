//! `headings`: how the headings of a document hang together.

use schemars::JsonSchema;
use serde::Deserialize;

use crate::checking::{Check, Compiler, Context, Parameters, Placeholder, Sink};
use crate::document::{Block, BlockKind, Document, Format};
use crate::source::SourceSpan;

/// How the headings of a document hang together.
///
/// Flags a heading with nothing under it (`find: empty-section`) and a heading two levels below the one before
/// (`find: skip`); leaves a heading that is followed by its first subheading alone.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Headings {
    /// What is looked for.
    find: HeadingFault,
}

/// What is wrong with a heading.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
enum HeadingFault {
    /// Nothing stands under it.
    EmptySection,
    /// It is two levels or more below the one before it.
    Skip,
    /// It is of the top level, and another one was before it.
    SecondTop,
    /// It says what the metadata's title says, which the page prints by itself.
    RepeatsTitle,
}

impl Parameters for Headings {
    const KIND: &'static str = "headings";
    const EXAMPLE: &'static str = r##"rules:
  empty-section:
    check: headings
    message: "Nothing stands under this heading."
    find: empty-section
    examples:
      flag: ["# The bridge\n\nIt closes.\n\n## [[Who pays]]\n"]
      pass: ["# The bridge\n\n## Who pays\n\nThe county."]
"##;
    const PLACEHOLDERS: &'static [Placeholder] =
        &[("level", "the heading’s level"), ("before", "the level of the heading before it")];

    fn compile(self, _compiler: &mut Compiler<'_>) -> Box<dyn Check> {
        Box::new(self)
    }
}

/// A heading of the page, with its level from 1 to 6.
type Heading<'d> = (&'d Block, u8);

impl Check for Headings {
    fn run(&self, context: &Context<'_>, sink: &mut Sink<'_>) {
        let document = context.document();
        // Plain text has one headline and no levels.
        if document.format() == Format::Text {
            return;
        }
        let level = |block: &Block| match block.kind {
            BlockKind::Heading(level) => Some(level),
            _ => None,
        };
        let headings: Vec<Heading<'_>> = context
            .blocks()
            .filter_map(|(_, block)| Some((block, level(block)?)))
            .filter(|(block, _)| !document.text(block.text).trim().is_empty())
            .collect();
        match self.find {
            HeadingFault::EmptySection => report_empty(document, &headings, sink),
            HeadingFault::Skip => report_skips(&headings, sink),
            HeadingFault::SecondTop => {
                let tops: Vec<&Heading<'_>> = headings.iter().filter(|(_, level)| *level == 1).collect();
                for (block, _) in tops.iter().skip(1) {
                    sink.report(block.text).related(tops[0].0.text, "the first one").emit();
                }
            }
            HeadingFault::RepeatsTitle => report_title(document, &headings, sink),
        }
    }
}

/// Reports each heading between which and the next one of its level or above, or the end, there is nothing.
fn report_empty(document: &Document<'_>, headings: &[Heading<'_>], sink: &mut Sink<'_>) {
    let end = SourceSpan::from_range(0..document.source().text().len()).end;
    for (index, &(block, level)) in headings.iter().enumerate() {
        let next = headings.get(index + 1);
        let has_subheading = next.is_some_and(|&(_, below)| below > level);
        let until = next.map_or(end, |(next, _)| next.span.start);
        if has_subheading || until < block.span.end {
            continue;
        }
        // Whatever stands there, a picture or an embedded page, fills the section.
        let between = document.source().slice(SourceSpan::new(block.span.end, until));
        let is_rule = |line: &str| line.trim().chars().all(|character| "-_*=#".contains(character));
        if between.lines().all(is_rule) {
            sink.report(block.text).emit();
        }
    }
}

fn report_skips(headings: &[Heading<'_>], sink: &mut Sink<'_>) {
    for pair in headings.windows(2) {
        let ((before, above), (block, level)) = (pair[0], pair[1]);
        if level > above + 1 {
            let report = sink.report(block.text).value("level", level.to_string());
            report.value("before", above.to_string()).related(before.text, "the heading before").emit();
        }
    }
}

fn report_title(document: &Document<'_>, headings: &[Heading<'_>], sink: &mut Sink<'_>) {
    let (Some(title), Format::Markdown | Format::Mdx) =
        (document.metadata().text("title"), document.format())
    else {
        return;
    };
    let words = |text: &str| -> Vec<String> { text.split_whitespace().map(str::to_lowercase).collect() };
    let first = headings.first().filter(|(block, _)| words(&document.shown(block.text)) == words(title));
    if let Some((block, _)) = first {
        sink.report(block.text).emit();
    }
}

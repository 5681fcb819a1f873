//! `headline`: what is wrong with the form of the headline.

mod case;
mod form;
mod quoted;

use schemars::JsonSchema;
use serde::Deserialize;

use crate::checking::{Check, Compiler, Context, Parameters, Placeholder, Sink};
use crate::document::Document;
use crate::finding::Applicability;
use crate::source::TextSpan;
use crate::yaml::Path;
use case::Case;

/// What is wrong with the form of the headline.
///
/// Flags "The bridge will close." (`find: full-stop`) and "BRIDGE WILL CLOSE" (`find: capitals`); leaves "Bridge
/// to close, says U.S." and "NATO to meet" alone.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Headline {
    /// What is looked for.
    find: HeadlineFault,
    /// With `length`: the greatest number of characters.
    #[serde(default)]
    max: Option<usize>,
    /// With `case`: how the house writes headlines.
    #[serde(default)]
    case: Option<Case>,
}

/// What is wrong with a headline.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
enum HeadlineFault {
    /// It ends in a full stop.
    FullStop,
    /// It is written in capitals throughout.
    Capitals,
    /// It is longer than `max` characters.
    Length,
    /// The standfirst says the same.
    RepeatsStandfirst,
    /// Its words are not in the house's case; names are learnt from the body.
    Case,
    /// It quotes words that the story does not have.
    QuotedNotInBody,
}

impl Parameters for Headline {
    const KIND: &'static str = "headline";
    const EXAMPLE: &'static str = r##"rules:
  length:
    check: headline
    message: "{length} characters; {max} fit."
    scope: [any]
    find: length
    max: 30
    examples:
      flag: ["# [[The bridge over the harbour closes for a year]]\n\nIt does."]
      pass: ["# The bridge closes for a year\n\nIt does."]
"##;
    const PLACEHOLDERS: &'static [Placeholder] = &[
        ("length", "the headline’s length in characters"),
        ("max", "the greatest length"),
        ("right", "the word as it should be written"),
        ("problem", "what is wrong"),
    ];

    fn compile(self, compiler: &mut Compiler<'_>) -> Box<dyn Check> {
        let root = Path::root();
        if (self.find == HeadlineFault::Length) != self.max.is_some() {
            compiler.value_problem(&root, "`find: length` needs `max`, which no other fault takes");
        }
        if (self.find == HeadlineFault::Case) != self.case.is_some() {
            compiler.value_problem(&root, "`find: case` needs `case`, which no other fault takes");
        }
        Box::new(self)
    }
}

impl Check for Headline {
    fn run(&self, context: &Context<'_>, sink: &mut Sink<'_>) {
        let document = context.document();
        let Some(span) = context.reading().story().headline_span(document) else { return };
        let text = document.text(span);
        match self.find {
            HeadlineFault::FullStop if form::ends_in_full_stop(text, context.document()) => {
                report_full_stop(span, document, sink);
            }
            HeadlineFault::Capitals if form::is_all_capitals(text) => sink.report(span).emit(),
            HeadlineFault::Length => report_length(span, &document.shown(span), self.max, sink),
            HeadlineFault::RepeatsStandfirst => form::report_standfirst(context, span, sink),
            HeadlineFault::Case => case::report(self.case, context, span, sink),
            HeadlineFault::QuotedNotInBody => quoted::report(context, span, sink),
            HeadlineFault::FullStop | HeadlineFault::Capitals => {}
        }
    }
}

fn report_length(span: TextSpan, text: &str, max: Option<usize>, sink: &mut Sink<'_>) {
    let length = text.trim().chars().count();
    let Some(max) = max.filter(|&max| length > max) else { return };
    sink.report(span).value("length", length.to_string()).value("max", max.to_string()).emit();
}

/// Points at the stop, and offers to take it out.
fn report_full_stop(span: TextSpan, document: &Document<'_>, sink: &mut Sink<'_>) {
    let text = document.text(span).trim_end();
    let Some(last) = text.chars().next_back() else { return };
    let stop = TextSpan::from_range(text.len() - last.len_utf8()..text.len()).shift(span.start);
    sink.report(stop).replace(stop, "", Applicability::Safe).emit();
}

//! `quotes`: quotation marks and brackets without a partner, turned the wrong way, or ill matched.

mod form;

use schemars::JsonSchema;
use serde::Deserialize;

use crate::checking::{Check, Compiler, Context, Parameters, Placeholder, Sink};
use crate::document::BlockId;
use crate::finding::Applicability;
use crate::reading::quotations::{Defect, DefectKind, Glyph, Quotation};
use crate::yaml::Path;
use form::Style;

/// Quotation marks and brackets without a partner, turned the wrong way, or ill matched.
///
/// Flags `find: unbalanced` in `“We agreed, he said.`; leaves `“We agreed,” he said.` alone, and `the boys’ 6'2"
/// rock ’n’ roll` too.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Quotes {
    /// Which fault to look for.
    find: QuoteFault,
    /// With `punctuation`: the house's way.
    #[serde(default)]
    style: Option<Style>,
}

/// A fault of quotation marks or brackets.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
enum QuoteFault {
    /// An opening mark that is never closed, or a closing one that was never opened.
    Unbalanced,
    /// A mark turned the wrong way.
    Direction,
    /// A quotation whose two marks are of different kinds.
    MixedPair,
    /// A quotation that runs over paragraphs without being opened again in each.
    Continuation,
    /// A bracket without a partner, or with one of another kind.
    Brackets,
    /// Straight and curly quotation marks in one document; reported once.
    MixedStyle,
    /// A quotation within a quotation that has the same marks.
    Nesting,
    /// A comma or full stop on the side of the closing mark where the house, by `style`, has none.
    Punctuation,
    /// The marks of another language than the document's.
    Language,
}

impl Parameters for Quotes {
    const KIND: &'static str = "quotes";
    const EXAMPLE: &'static str = r#"rules:
  unbalanced:
    check: quotes
    message: "{problem}"
    find: unbalanced
    examples:
      flag: ["[[“]]We agreed, he said."]
      pass: ["“We agreed,” he said.", "The boys’ 6'2\" rock ’n’ roll."]
"#;
    const PLACEHOLDERS: &'static [Placeholder] = &[("problem", "what is wrong with the mark")];

    fn compile(self, compiler: &mut Compiler<'_>) -> Box<dyn Check> {
        if (self.find == QuoteFault::Punctuation) != self.style.is_some() {
            let message = "`find: punctuation` needs `style`, which no other fault takes";
            compiler.value_problem(&Path::root(), message);
        }
        Box::new(QuotesCheck { fault: self.find, style: self.style })
    }
}

struct QuotesCheck {
    fault: QuoteFault,
    style: Option<Style>,
}

impl Check for QuotesCheck {
    fn run(&self, context: &Context<'_>, sink: &mut Sink<'_>) {
        let found = context.reading().quotations();
        match (self.fault, self.style) {
            (QuoteFault::MixedStyle, _) => return mixed_style(&found.quotations, context, sink),
            (QuoteFault::Nesting, _) => return form::report_nesting(context, sink),
            (QuoteFault::Language, _) => return form::report_language(context, sink),
            (QuoteFault::Punctuation, Some(style)) => return form::report_punctuation(style, context, sink),
            _ => {}
        }
        for defect in found.defects.iter().filter(|defect| QuoteFault::of(defect) == self.fault) {
            if is_in_scope(context, defect.mark.start) {
                report(defect, sink);
            }
        }
    }
}

impl QuoteFault {
    /// The fault that a defect is reported as.
    fn of(defect: &Defect) -> Self {
        match defect.kind {
            _ if defect.glyph.is_bracket() => Self::Brackets,
            DefectKind::Unclosed | DefectKind::Unopened => Self::Unbalanced,
            DefectKind::Turned => Self::Direction,
            DefectKind::Mixed => Self::MixedPair,
            DefectKind::NotResumed => Self::Continuation,
        }
    }
}

fn is_in_scope(context: &Context<'_>, place: u32) -> bool {
    let block: Option<BlockId> = context.document().block_at(place);
    block.is_some_and(|block| context.holds(block))
}

fn report(defect: &Defect, sink: &mut Sink<'_>) {
    let what = if defect.glyph.is_bracket() { "bracket" } else { "quotation mark" };
    let write = defect.replacement.map(|mark| format!("; write {mark}")).unwrap_or_default();
    let (problem, partner) = match defect.kind {
        DefectKind::Unclosed => (format!("This opening {what} is never closed"), ""),
        DefectKind::Unopened => (format!("This closing {what} was never opened"), ""),
        DefectKind::Turned => (format!("This {what} is turned the wrong way{write}"), "its partner"),
        DefectKind::Mixed => (format!("This {what} does not match its partner{write}"), "its partner"),
        DefectKind::NotResumed => (
            "This quotation runs over several paragraphs and is not opened again in each".to_owned(),
            "opened here",
        ),
    };
    let mut report = sink.report(defect.mark).value("problem", problem);
    if let Some(place) = defect.partner {
        report = report.related(place, partner);
    }
    if let Some(replacement) = defect.replacement {
        report = report.replace(defect.mark, replacement, Applicability::Unsafe);
    }
    report.emit();
}

/// Reports the first quotation in the style that the document uses less.
fn mixed_style(quotations: &[Quotation], context: &Context<'_>, sink: &mut Sink<'_>) {
    // In the metadata the marks of the file's own syntax decide which others are at hand.
    let in_scope = |quotation: &&Quotation| {
        let block = context.document().block_at(quotation.open.start);
        block.is_some_and(|id| context.holds(id) && !context.document().block(id).is_metadata())
    };
    let straight = |quotation: &&Quotation| quotation.glyph == Glyph::Straight;
    let curly =
        |quotation: &&Quotation| matches!(quotation.glyph, Glyph::High66 | Glyph::High99 | Glyph::Low99);
    let all = || quotations.iter().filter(in_scope);
    let (straights, curlies) = (all().filter(straight).count(), all().filter(curly).count());
    let (few, many) = (straights.min(curlies), straights.max(curlies));
    let (odd, usual) = if straights <= curlies {
        (all().find(straight), all().find(curly))
    } else {
        (all().find(curly), all().find(straight))
    };
    if let (Some(odd), Some(usual)) = (odd, usual) {
        let style = if straights <= curlies { "straight" } else { "curly" };
        let problem = format!("{few} of {} quotations here have {style} marks", few + many);
        sink.report(odd.open).value("problem", problem).related(usual.open, "the usual style here").emit();
    }
}

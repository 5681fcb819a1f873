//! `consistency`: two ways to say one thing, both used in one document.

use std::collections::BTreeMap;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::checking::exceptions::Exceptions;
use crate::checking::passages::Passage;
use crate::checking::{Check, Compiler, Context, FromVale, Parameters, PatternsIn, Placeholder, Sink};
use crate::document::BlockId;
use crate::matching::PatternId;
use crate::source::TextSpan;
use crate::yaml::Path;

/// Two ways to say one thing, both used in one document.
///
/// Flags `either: { adviser: advisor }` in "The adviser left. Another advisor came."; leaves a document alone that
/// uses one of the two throughout.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Consistency {
    /// Pairs of patterns, found as whole words, of which a document should use one.
    either: BTreeMap<String, String>,
    /// Whether upper and lower case are the same (default true).
    #[serde(default = "yes")]
    ignorecase: bool,
    /// Whether a match may begin and end within words.
    #[serde(default)]
    nonword: bool,
    /// Patterns of what is all right: a match that holds one, or stands in one, is left alone.
    #[serde(default)]
    exceptions: Vec<String>,
    /// Whether all pairs are one choice: the first way of one goes with the first way of the others, as
    /// in British and American spelling (default false).
    #[serde(default)]
    together: bool,
    /// What is reported: each use of the rarer way (`rarer`, the default), or the last use in each
    /// block from where both have been used (`later`).
    #[serde(default)]
    report: Reported,
}

/// Which uses are reported.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Deserialize, JsonSchema, Serialize)]
#[serde(rename_all = "lowercase")]
enum Reported {
    /// The rarer way's; where both are as common, the one that came second.
    #[default]
    Rarer,
    /// The last in each block from where both have been used.
    Later,
}

fn yes() -> bool {
    true
}

struct ConsistencyCheck {
    /// Pairs of patterns, those of one choice together.
    choices: Vec<Vec<[PatternId; 2]>>,
    all: Vec<PatternId>,
    exceptions: Exceptions,
    report: Reported,
}

/// A use of one of two ways.
#[derive(Debug, Clone, Copy)]
struct WayUse {
    block: BlockId,
    span: TextSpan,
    side: usize,
}

impl Parameters for Consistency {
    const KIND: &'static str = "consistency";
    const EXAMPLE: &'static str = r#"rules:
  adviser:
    check: consistency
    message: "“{match}” here, “{other}” elsewhere: choose one."
    either: {advisers?: advisors?}
    examples:
      flag: ["The adviser left. No adviser came, but an [[advisor]] did."]
      pass: ["The adviser left. Another adviser came."]
"#;
    const PLACEHOLDERS: &'static [Placeholder] =
        &[("other", "the way that is used elsewhere in the document")];
    const VALE: Option<FromVale> = Some(FromVale {
        needs: &["either"],
        settle: |_, own| {
            own.insert("report".into(), "later".into());
        },
        ..FromVale::same(&[("either", PatternsIn::Pairs)])
    });

    fn compile(self, compiler: &mut Compiler<'_>) -> Box<dyn Check> {
        let at = Path::root().key("either");
        if self.either.is_empty() {
            compiler.value_problem(&at, "a `consistency` rule needs at least one pair");
        }
        let shape =
            |text: &str| if self.nonword { format!("(?:{text})") } else { format!(r"\b(?:{text})\b") };
        let mut pairs = Vec::new();
        for (one, other) in &self.either {
            let here = at.key(one);
            let sides = [one, other].map(|text| compiler.pattern(&here, text, self.ignorecase, shape));
            if let [Some(one), Some(other)] = sides {
                pairs.push([one, other]);
            }
        }
        let all = pairs.iter().flatten().copied().collect();
        let exceptions = Exceptions::compile(compiler, &self.exceptions, self.ignorecase);
        let choices =
            if self.together { vec![pairs] } else { pairs.into_iter().map(|pair| vec![pair]).collect() };
        Box::new(ConsistencyCheck { choices, all, exceptions, report: self.report })
    }
}

impl Check for ConsistencyCheck {
    fn run(&self, context: &Context<'_>, sink: &mut Sink<'_>) {
        for pairs in &self.choices {
            let sides = pairs.iter().flat_map(|pair| pair.iter().copied().enumerate());
            let mut uses: Vec<WayUse> = sides.flat_map(|(side, id)| self.uses(context, id, side)).collect();
            uses.sort_by_key(|found| (found.span, found.side));
            // Where one way holds the other within it, the longer one is meant.
            uses.dedup_by(|second, first| first.span.contains(second.span));
            let counts = [0, 1].map(|side| uses.iter().filter(|found| found.side == side).count());
            if counts.contains(&0) {
                continue;
            }
            match self.report {
                Reported::Rarer => report_rarer(context, sink, &uses, counts),
                Reported::Later => report_later(sink, &uses),
            }
        }
    }

    fn patterns(&self) -> Option<&[PatternId]> {
        Some(&self.all)
    }
}

impl ConsistencyCheck {
    fn uses(&self, context: &Context<'_>, id: PatternId, side: usize) -> Vec<WayUse> {
        let in_passage = |passage: Passage<'_>| {
            let ranges = context.pattern(id).find_all(passage.text).into_iter();
            let excepted = self.exceptions.within(context, passage.text);
            let sound = ranges.filter(|range| !excepted.hold(range));
            let spans = sound.map(|range| passage.part(range)).filter(|span| context.speaks_at(*span));
            spans.map(|span| WayUse { block: passage.block, span, side }).collect::<Vec<_>>()
        };
        context.passages(id).into_iter().flat_map(in_passage).collect()
    }
}

fn report_rarer(context: &Context<'_>, sink: &mut Sink<'_>, uses: &[WayUse], counts: [usize; 2]) {
    let rarer = match counts[0].cmp(&counts[1]) {
        std::cmp::Ordering::Less => 0,
        std::cmp::Ordering::Greater => 1,
        std::cmp::Ordering::Equal => 1 - uses[0].side,
    };
    let Some(other) = uses.iter().find(|found| found.side != rarer) else { return };
    let written = context.document().text(other.span);
    for found in uses.iter().filter(|found| found.side == rarer) {
        let report = sink.report(found.span).value("other", written);
        report.related(other.span, format!("here it is “{written}”")).emit();
    }
}

fn report_later(sink: &mut Sink<'_>, uses: &[WayUse]) {
    let mut seen = [false; 2];
    for (index, found) in uses.iter().enumerate() {
        seen[found.side] = true;
        let ends_block = uses.get(index + 1).is_none_or(|next| next.block != found.block);
        if ends_block && seen == [true; 2] {
            sink.report(found.span).emit();
        }
    }
}

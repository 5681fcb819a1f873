//! `occurrence`: something that must stand at least, or at most, so many times in a passage.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use serde_yaml::Value;

use crate::checking::{Check, Compiler, Context, FromVale, Parameters, PatternsIn, Placeholder, Sink};
use crate::matching::PatternId;
use crate::yaml::Path;

/// Something that must stand at least, or at most, so many times in a passage.
///
/// Flags `token: '!'`, `max: 1` in "Come now! Come all!"; leaves "Come now!" alone.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Occurrence {
    /// The pattern that is counted in each block, or each sentence with `scope: sentence`.
    token: String,
    /// The least number; fewer are reported on the whole passage.
    #[serde(default)]
    min: Option<usize>,
    /// The greatest number; the first one too many is reported.
    #[serde(default)]
    max: Option<usize>,
    /// What is reported where there are too many: the first one too many (`excess`, the default) or the
    /// very first (`first`).
    #[serde(default)]
    report: Reported,
    /// Whether upper and lower case are the same (default true).
    #[serde(default = "yes")]
    ignorecase: bool,
}

/// Which of too many is reported.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Deserialize, JsonSchema, Serialize)]
#[serde(rename_all = "lowercase")]
enum Reported {
    /// The first one too many.
    #[default]
    Excess,
    /// The very first.
    First,
    /// All of the text that was counted in.
    Passage,
}

fn yes() -> bool {
    true
}

struct OccurrenceCheck {
    pattern: Option<PatternId>,
    min: Option<usize>,
    max: Option<usize>,
    report: Reported,
}

impl Parameters for Occurrence {
    const KIND: &'static str = "occurrence";
    const EXAMPLE: &'static str = r#"rules:
  exclamations:
    check: occurrence
    message: "{count} exclamation marks in one paragraph."
    scope: paragraph
    token: '!'
    max: 1
    examples:
      flag: ["Come now! Come all[[!]]"]
      pass: ["Come now!"]
"#;
    const PLACEHOLDERS: &'static [Placeholder] = &[("count", "how often the pattern matches in the passage")];
    const VALE: Option<FromVale> = Some(FromVale {
        values: &["count"],
        settle: |_, own| {
            own.insert("report".into(), "first".into());
            // To Vale, zero means that there is no bound.
            for bound in ["min", "max"] {
                if own.get(bound).and_then(Value::as_u64) == Some(0) {
                    own.remove(bound);
                }
            }
        },
        ..FromVale::same(&[("token", PatternsIn::Texts)])
    });

    fn compile(self, compiler: &mut Compiler<'_>) -> Box<dyn Check> {
        if self.min.is_none() && self.max.is_none() {
            compiler.value_problem(&Path::root(), "an `occurrence` rule needs `min` or `max`");
        }
        let at = Path::root().key("token");
        let pattern = compiler.pattern(&at, &self.token, self.ignorecase, str::to_owned);
        Box::new(OccurrenceCheck { pattern, min: self.min, max: self.max, report: self.report })
    }
}

impl Check for OccurrenceCheck {
    fn run(&self, context: &Context<'_>, sink: &mut Sink<'_>) {
        let Some(id) = self.pattern else { return };
        for passage in context.all_passages() {
            let spans = context.pattern(id).find_all(passage.text).into_iter();
            let spans: Vec<_> =
                spans.map(|range| passage.part(range)).filter(|&span| context.speaks_at(span)).collect();
            let too_many = self.max.and_then(|max| spans.get(max)).map(|excess| match self.report {
                Reported::Excess => *excess,
                Reported::First => spans[0],
                Reported::Passage => passage.span,
            });
            let fewer = self.min.is_some_and(|min| spans.len() < min);
            let too_few = fewer.then(|| match (self.report, spans.first()) {
                (Reported::First, Some(first)) => *first,
                _ => passage.span,
            });
            if let Some(span) = too_many.or(too_few) {
                sink.report(span).value("count", spans.len().to_string()).emit();
            }
        }
    }
}

//! `numbers`: figures that cannot all be right.

mod change;
mod headline;
mod list;

use schemars::JsonSchema;
use serde::Deserialize;

use crate::checking::{Check, Compiler, Context, Parameters, Placeholder, Sink};
use crate::matching::PatternId;
use crate::yaml::Path;

/// Figures that cannot all be right.
///
/// Flags "12 quays to see" above eleven numbered parts (`find: listicle-count`), and "rose 25 percent from 100 to
/// 120" (`find: percent-change`); leaves "rose 20 percent from 100 to 120" alone.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Numbers {
    /// What is looked for.
    find: NumberFault,
}

/// What is wrong with a number.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
enum NumberFault {
    /// The headline promises so many parts, and the body numbers more or fewer.
    ListicleCount,
    /// A change in percent does not fit the two values given with it.
    PercentChange,
    /// A difference of two percentages is given in percent.
    PercentPoints,
    /// The headline counts so many, and the body counts others of the same thing.
    ValueConflict,
    /// The headline has a number that the body never gives.
    NotInBody,
}

struct NumbersCheck {
    find: NumberFault,
    changes: Vec<change::ChangeForm>,
    patterns: Vec<PatternId>,
}

impl Parameters for Numbers {
    const KIND: &'static str = "numbers";
    const EXAMPLE: &'static str = r#"rules:
  change:
    check: numbers
    message: "From the one value to the other is {right} percent, not {said}."
    lang: en
    scope: sentence
    find: percent-change
    examples:
      flag: ["Traffic rose [[25]] percent from 4,000 to 4,800 cars."]
      pass: ["Traffic rose 20 percent from 4,000 to 4,800 cars."]
"#;
    const PLACEHOLDERS: &'static [Placeholder] = &[
        ("promised", "the number that is promised"),
        ("found", "the number that was counted"),
        ("right", "the change as it works out"),
        ("said", "the change as the story says it"),
    ];

    fn compile(self, compiler: &mut Compiler<'_>) -> Box<dyn Check> {
        let at = Path::root().key("find");
        let changes = match self.find {
            NumberFault::PercentChange | NumberFault::PercentPoints => change::ChangeForm::all(&at, compiler),
            _ => Vec::new(),
        };
        let patterns = changes.iter().map(|form| form.pattern).collect();
        Box::new(NumbersCheck { find: self.find, changes, patterns })
    }
}

impl Check for NumbersCheck {
    fn run(&self, context: &Context<'_>, sink: &mut Sink<'_>) {
        match self.find {
            NumberFault::ListicleCount => list::report(context, sink),
            NumberFault::PercentChange => self.report_changes(change::Wanted::Relative, context, sink),
            NumberFault::PercentPoints => self.report_changes(change::Wanted::Points, context, sink),
            NumberFault::ValueConflict => headline::report_conflicts(context, sink),
            NumberFault::NotInBody => headline::report_missing(context, sink),
        }
    }

    fn patterns(&self) -> Option<&[PatternId]> {
        (!self.patterns.is_empty()).then_some(&self.patterns)
    }
}

impl NumbersCheck {
    fn report_changes(&self, wanted: change::Wanted, context: &Context<'_>, sink: &mut Sink<'_>) {
        self.changes.iter().for_each(|form| change::report(form, wanted, context, sink));
    }
}

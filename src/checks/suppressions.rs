//! `suppressions`: comments that silence findings, looked at themselves.
//!
//! Which suppressions silence nothing is known only when all other rules have spoken, so the engine
//! reports for these rules; the check itself looks for nothing and holds the rule's place in its pack.

use schemars::JsonSchema;
use serde::Deserialize;

use crate::checking::{Check, Compiler, Context, Parameters, Placeholder, Sink, Subject};

/// Comments that silence findings, looked at themselves. The rule's `role` says which of them it reports.
///
/// Flags `copydesk-disable-next-line` without a reason (`role: reasonless-suppression`) or above a line in which
/// nothing is found (`role: unused-suppression`). Which comments silence nothing is known only when all other
/// rules have spoken, so examples of a single rule cannot show it.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Suppressions {}

struct HoldsPlace;

impl Parameters for Suppressions {
    const KIND: &'static str = "suppressions";
    const EXAMPLE: &'static str = r#"rules:
  reason:
    check: suppressions
    message: "Say why."
    role: reasonless-suppression
"#;
    const PLACEHOLDERS: &'static [Placeholder] = &[
        ("near", "the nearest name there is, as the end of a sentence"),
        ("replacement", "what was probably meant"),
    ];
    const SUBJECT: Subject = Subject::Comment;

    fn compile(self, _compiler: &mut Compiler<'_>) -> Box<dyn Check> {
        Box::new(HoldsPlace)
    }
}

impl Check for HoldsPlace {
    fn run(&self, _context: &Context<'_>, _sink: &mut Sink<'_>) {}

    fn patterns(&self) -> Option<&[crate::matching::PatternId]> {
        Some(&[])
    }
}

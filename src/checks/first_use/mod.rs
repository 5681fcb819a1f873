//! `first-use`: what is named short before, or without, being named in full.

mod acronym;
mod surname;

use schemars::JsonSchema;
use serde::Deserialize;

use crate::checking::{Check, Compiler, Context, Parameters, Placeholder, Sink};

/// What is named short before, or without, being named in full.
///
/// Flags "HMA" that is never spelt out (`find: acronym`) and "Calder said" before "Ines Calder" (`find: surname`);
/// leaves "the Harbour Master Authority (HMA)" alone.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct FirstUse {
    /// What is looked for.
    find: FirstUseFault,
    /// With `acronym`: those that every reader knows.
    #[serde(default)]
    known: Vec<String>,
    /// With `acronym`: how often it must stand in the story (default 2).
    #[serde(default = "two")]
    uses: usize,
}

fn two() -> usize {
    2
}

/// What is named short.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
enum FirstUseFault {
    /// An acronym that is never spelt out.
    Acronym,
    /// An acronym that is introduced in brackets and never used.
    UnusedAcronym,
    /// Somebody who speaks under a surname before the full name is given.
    Surname,
}

impl Parameters for FirstUse {
    const KIND: &'static str = "first-use";
    const EXAMPLE: &'static str = r#"rules:
  acronym:
    check: first-use
    message: "“{match}” stands here {count} times and is never spelt out."
    lang: en
    find: acronym
    known: [NATO]
    examples:
      flag: ["The [[HMA]] closed the bridge. The HMA gave no reason."]
      pass: ["The Harbour Master Authority (HMA) closed the bridge. The HMA gave no reason."]
"#;
    const PLACEHOLDERS: &'static [Placeholder] =
        &[("count", "how often the short form stands in the story"), ("full", "the name in full")];

    fn compile(self, _compiler: &mut Compiler<'_>) -> Box<dyn Check> {
        Box::new(self)
    }
}

impl Check for FirstUse {
    fn run(&self, context: &Context<'_>, sink: &mut Sink<'_>) {
        match self.find {
            FirstUseFault::Acronym => acronym::report_undefined(self, context, sink),
            FirstUseFault::UnusedAcronym => acronym::report_unused(context, sink),
            FirstUseFault::Surname => surname::report(context, sink),
        }
    }
}

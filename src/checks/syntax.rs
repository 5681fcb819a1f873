//! `syntax`: a sign of the format that begins something which never ends.

use schemars::JsonSchema;
use serde::Deserialize;

use crate::checking::{Check, Compiler, Context, Parameters, Placeholder, Sink};

/// A sign of the format that begins something which never ends.
///
/// Flags the brace in the MDX `The set { a, b`; leaves `The set \{ a, b` alone. Only the first of a document is
/// told, since what follows it may be read wrongly.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Syntax {}

struct SyntaxCheck;

impl Parameters for Syntax {
    const KIND: &'static str = "syntax";
    const EXAMPLE: &'static str = r#"rules:
  mdx:
    check: syntax
    message: "MDX cannot read this: {problem}."
    scope: [any]
    examples:
      flag:
        - {text: "The set [[{]] a, b holds.\n", format: mdx}
      pass:
        - {text: "The set \\{ a, b holds.\n", format: mdx}
"#;
    const PLACEHOLDERS: &'static [Placeholder] = &[("problem", "what is never closed")];

    fn compile(self, _compiler: &mut Compiler<'_>) -> Box<dyn Check> {
        Box::new(SyntaxCheck)
    }
}

impl Check for SyntaxCheck {
    fn run(&self, context: &Context<'_>, sink: &mut Sink<'_>) {
        if let Some(problem) = context.document().problem() {
            sink.report_source(problem.span).value("problem", problem.what).emit();
        }
    }
}

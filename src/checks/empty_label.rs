//! `empty-label`: a line of labels with nothing behind them.

use schemars::JsonSchema;
use serde::Deserialize;

use crate::checking::{Check, Compiler, Context, Parameters, Sink};
use crate::document::{BlockId, BlockKind};
use crate::matching::PatternId;

/// A line of labels with nothing behind them.
///
/// Flags the line "Published: Updated:"; leaves "Published: 4 May" alone, and a single label whose value follows
/// on the next line.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct EmptyLabel {
    /// The labels, without their colon.
    labels: Vec<String>,
}

struct EmptyLabelCheck {
    labels: Vec<PatternId>,
}

impl Parameters for EmptyLabel {
    const KIND: &'static str = "empty-label";
    const EXAMPLE: &'static str = r#"rules:
  published:
    check: empty-label
    message: "Label without a value."
    labels: [published, updated]
    fix: remove-block
    examples:
      flag: ["[[Published: Updated:]]\n\nThe ferry is back.\n"]
      pass: ["Published: 4 May 2024\n\nThe ferry is back.\n"]
"#;

    fn compile(self, compiler: &mut Compiler<'_>) -> Box<dyn Check> {
        Box::new(EmptyLabelCheck { labels: compiler.whole_patterns("labels", &self.labels, true) })
    }
}

impl Check for EmptyLabelCheck {
    fn run(&self, context: &Context<'_>, sink: &mut Sink<'_>) {
        for (id, block) in context.blocks() {
            let text = context.document().text(block.text);
            let labels = self.count(context, text);
            if labels > 1 || (labels == 1 && self.has_no_value(context, id)) {
                sink.report(block.text).emit();
            }
        }
    }
}

impl EmptyLabelCheck {
    /// How many labels a line holds, if it holds nothing else; otherwise 0.
    fn count(&self, context: &Context<'_>, text: &str) -> usize {
        let text = text.trim();
        if text.len() > 120 || !text.ends_with([':', '：']) {
            return 0;
        }
        let mut labels =
            text.split([':', '：']).map(|label| label.trim_matches([' ', '\u{a0}', '|', '\n', '·']));
        // The text ends in a colon, so the last piece is empty.
        let known = |label: &str| self.labels.iter().any(|&id| context.pattern(id).is_match(label));
        let count = labels.clone().count() - 1;
        if labels.by_ref().take(count).all(known) { count } else { 0 }
    }

    /// Whether nothing that could be the label's value follows it.
    fn has_no_value(&self, context: &Context<'_>, id: BlockId) -> bool {
        let document = context.document();
        let Some(next) = document.blocks().get(id.index() + 1) else { return true };
        matches!(next.kind, BlockKind::Heading(_)) || self.count(context, document.text(next.text)) > 0
    }
}

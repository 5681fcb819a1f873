//! `boilerplate`: blocks that read like site furniture.

mod runs;

use schemars::JsonSchema;
use serde::Deserialize;

use crate::checking::{Check, Compiler, Context, Parameters, Sink};
use crate::document::{Block, Containers, Format};
use crate::furniture;
use crate::yaml::Path;

/// Blocks that read like site furniture: menus, teasers, share bars, notices.
///
/// Flags "Read more:" and the teasers under it; leaves subheadings, lists and short answers of the story alone. A
/// classifier judges every line by how it looks, by its neighbours and by the page.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Boilerplate {
    /// How sure the classifier must be of a line, from 0.5 (a guess) to 0.999.
    certainty: f64,
    /// How sure it must be of a line that touches one it is sure of; `certainty` if left out.
    #[serde(default)]
    certainty_beside: Option<f64>,
    /// Documents with fewer blocks than this are left alone: there is too little to compare with.
    #[serde(default)]
    min_blocks: usize,
    /// Whether all blocks of Markdown and HTML are judged, too (default false: only what their markup names
    /// furniture). What was pasted from a page is plain text; there a list is one of the author's.
    #[serde(default)]
    marked_up: bool,
}

struct BoilerplateCheck {
    bounds: runs::Bounds,
    min_blocks: usize,
    marked_up: bool,
}

impl Parameters for Boilerplate {
    const KIND: &'static str = "boilerplate";
    const EXAMPLE: &'static str = r#"rules:
  block:
    check: boilerplate
    role: furniture-block
    message: "Reads like site furniture, not like the story."
    certainty: 0.9
    certainty_beside: 0.75
    min_blocks: 5
    fix: remove-block
    examples:
      flag:
        - text: |
            Harbour reopens after storm

            The harbour at Westmole opened again on Tuesday, four days after the storm tore two cranes from the quay and sank the pilot boat.

            Workers had cleared the last of the wreckage on Monday night, the harbour master said, and divers found no damage to the lock gates.

            The first ship to come in was a ferry with sixty passengers who had waited in the bay since dawn.

            Fishermen said that they had lost a week of the season, and asked the council to help them with the cost of new nets.

            [[Most read

            Council votes on new tram line

            Five walks for the first warm day

            Sign up for our newsletter

            Share | Tweet | Email

            About us | Contact | Privacy policy | Terms of use]]
          format: text
          lang: en
      pass:
        - "The harbour is open.\n\nThe first ship to come in was a ferry with sixty passengers."
"#;

    fn compile(self, compiler: &mut Compiler<'_>) -> Box<dyn Check> {
        let mut bound = |key: &str, certainty: f64| {
            if !(0.5..=0.999).contains(&certainty) {
                compiler.value_problem(&Path::root().key(key), "must be from 0.5 to 0.999");
            }
            score_of(certainty)
        };
        let sure = bound("certainty", self.certainty);
        let beside = self.certainty_beside.map_or(sure, |certainty| bound("certainty_beside", certainty));
        let bounds = runs::Bounds { sure, beside };
        Box::new(BoilerplateCheck { bounds, min_blocks: self.min_blocks, marked_up: self.marked_up })
    }
}

/// The score, in thousandths of a logit, of a probability.
#[expect(clippy::cast_possible_truncation, reason = "the logit of 0.999 is below 7")]
fn score_of(certainty: f64) -> i32 {
    let certainty = certainty.clamp(0.5, 0.999);
    ((certainty / (1.0 - certainty)).ln() * 1000.0).round() as i32
}

impl Check for BoilerplateCheck {
    fn run(&self, context: &Context<'_>, sink: &mut Sink<'_>) {
        let document = context.document();
        let only_named = !self.marked_up && document.format() != Format::Text;
        let is_named = |block: &Block| block.containers.contains(Containers::FURNITURE);
        if only_named && !document.blocks().iter().any(is_named) {
            return;
        }
        let units = furniture::units(document);
        if units.len() < self.min_blocks {
            return;
        }
        let Some(mut scores) = furniture::scores(&units) else { return };
        if only_named {
            let others = units.iter().zip(&mut scores).filter(|(unit, _)| !is_named(document.block(unit.id)));
            others.for_each(|(_, score)| *score = i32::MIN);
        }
        for run in runs::find(document, &units, &scores, self.bounds, &context.rule.scope) {
            sink.report(run).emit();
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_even_chance_is_no_score() {
        assert_eq!(score_of(0.5), 0);
        assert_eq!(score_of(0.9), 2197);
    }
}

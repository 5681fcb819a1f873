//! Which blocks of a document read like site furniture and not like the story.
//!
//! Two ensembles of small decision trees judge every line: the first by how it
//! looks, by its neighbours and by the page; the second by the scores of the first along the page.
//! Their weights are data (`rules/models/furniture.yml`), learnt by `benches/accuracy/train`.
//!
//! The cost is linear: a pass over the characters, running sums for all windows, and a fixed
//! number of tests a line.

mod features;
mod judgement;
mod line;
mod model;
mod page;
mod phrases;
mod rows;
pub mod training;
mod traits;
mod unit;

use std::sync::OnceLock;

use crate::document::{BlockId, Document};
use model::Model;
use phrases::Phrases;
pub use unit::{JudgedBlock, units};

/// The score of each unit, in thousandths of a logit.
pub fn scores(units: &[JudgedBlock<'_>]) -> Option<Vec<i32>> {
    let lines = line::read(units, Phrases::builtin()?);
    Some(judgement::scores(builtin_model()?, &lines))
}

/// The weights of `rules/models/furniture.yml`, made JSON when the binary is built.
const WEIGHTS: &str = include_str!(concat!(env!("OUT_DIR"), "/furniture.json"));

/// The model that comes with the binary, made at its first use. A test holds that it can be read.
fn builtin_model() -> Option<&'static Model> {
    static MODEL: OnceLock<Option<Model>> = OnceLock::new();
    MODEL.get_or_init(|| Model::read(WEIGHTS, &judgement::names()).ok()).as_ref()
}

/// How sure the classifier is, in thousandths of a logit, that each block it can judge is furniture; blocks in
/// order.
pub fn judge(document: &Document<'_>) -> Vec<(BlockId, i32)> {
    let units = unit::units(document);
    let scores = scores(&units).unwrap_or_default();
    units.iter().map(|unit| unit.id).zip(scores).collect()
}

/// How much of a text, in thousandths of its bytes, are phrases that are known from site furniture.
pub fn coverage(text: &str) -> i32 {
    let covered = Phrases::builtin().map_or(0, |phrases| phrases.count_in(text).covered);
    line::share(covered, text.len())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_builtin_model_reads() {
        assert_eq!(
            Model::read(WEIGHTS, &judgement::names()).map(|_| ()).map_err(|error| error.to_string()),
            Ok(())
        );
    }
}

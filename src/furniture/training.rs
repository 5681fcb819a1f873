//! The classifier's features, for the program that learns its weights.
//!
//! Training reads the features from here, so that it cannot see other ones than the check does.

use super::phrases::Phrases;
use super::{features, judgement, line, unit};
use crate::document::{BlockId, Document};

/// The features of a document's lines.
#[derive(Debug, Default)]
pub struct FeatureTable {
    /// The blocks, one a row.
    pub blocks: Vec<BlockId>,
    /// The features of each block, in the order of [`names`].
    pub rows: Vec<Vec<i32>>,
}

/// The names of the features; the first stage knows as many as [`first_stage_width`] says.
pub fn names() -> Vec<String> {
    judgement::names()
}

/// How many of the features the first stage knows.
pub fn first_stage_width() -> usize {
    features::names().len()
}

/// The features of the first stage or, given the first stage's scores of the blocks, of both.
pub fn table(document: &Document<'_>, scores: Option<&[i32]>) -> FeatureTable {
    let Some(phrases) = Phrases::builtin() else { return FeatureTable::default() };
    let units = unit::units(document);
    let lines = line::read(&units, phrases);
    let width = if scores.is_some() { judgement::width() } else { first_stage_width() };
    let mut rows = features::rows(&lines, width);
    if let Some(scores) = scores {
        judgement::extend(&mut rows, &lines, scores);
    }
    let rows = (0..rows.len()).map(|at| rows.row(at).collect()).collect();
    FeatureTable { blocks: units.iter().map(|unit| unit.id).collect(), rows }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::Format;
    use crate::source::Source;

    #[test]
    fn every_column_has_a_name() {
        let text = "Harbour opens\n\nThe harbour opened on Monday after years of work.\n\nShare\n";
        let source = Source::new("draft.txt", text);
        let document = Document::parse(&source, Format::Text, None);
        assert!(table(&document, None).rows.iter().all(|row| row.len() == first_stage_width()));
        let table = table(&document, Some(&[0, -2000, 2000]));
        assert_eq!(table.rows.len(), 3);
        assert!(table.rows.iter().all(|row| row.len() == names().len()));
    }
}

//! Which patterns wait for each literal.

use super::PatternId;

/// For each literal, by its number, the patterns that it belongs to.
#[derive(Debug, Default)]
pub(super) struct Owners {
    /// Where those of each literal end.
    ends: Vec<u32>,
    ids: Vec<PatternId>,
}

impl Owners {
    /// The owners of so many literals.
    pub(super) fn new(literals: usize, pairs: &[(usize, PatternId)]) -> Self {
        let mut ends = vec![0_u32; literals];
        for (literal, _) in pairs {
            ends[*literal] += 1;
        }
        let mut end = 0;
        for count in &mut ends {
            end += *count;
            *count = end - *count;
        }
        // Each starts where the one before ends; once all are placed it has become its own end.
        let mut ids = vec![PatternId(0); pairs.len()];
        for (literal, id) in pairs {
            ids[ends[*literal] as usize] = *id;
            ends[*literal] += 1;
        }
        Self { ends, ids }
    }

    /// The patterns of a literal.
    pub(super) fn of(&self, literal: usize) -> &[PatternId] {
        let start = literal.checked_sub(1).map_or(0, |before| self.ends[before]);
        &self.ids[start as usize..self.ends[literal] as usize]
    }
}

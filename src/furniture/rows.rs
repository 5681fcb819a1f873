//! Features of many lines, kept as the trees read them.

/// So many rows go through a tree side by side.
pub(super) const LANES: usize = 16;

/// No feature goes further from zero, and no bound of a test.
pub(super) const FURTHEST: i16 = i16::MAX / 2;

/// Features of lines, one row a line; a few rows stand side by side in memory, column by column.
#[derive(Debug)]
pub(super) struct FeatureRows {
    width: usize,
    count: usize,
    columns: Vec<[i16; LANES]>,
}

impl FeatureRows {
    /// So many rows of so many columns, all zero.
    pub(super) fn new(width: usize, count: usize) -> Self {
        Self { width, count, columns: vec![[0; LANES]; count.div_ceil(LANES) * width] }
    }

    /// Fills the first columns of a row. What lies beyond [`FURTHEST`] is held there.
    pub(super) fn fill_first(&mut self, at: usize, first: &[i32]) {
        self.fill(at, 0, first);
    }

    /// Fills the last columns of a row.
    pub(super) fn fill_last(&mut self, at: usize, last: &[i32]) {
        self.fill(at, self.width - last.len(), last);
    }

    fn fill(&mut self, at: usize, column: usize, values: &[i32]) {
        let start = at / LANES * self.width + column;
        for (lanes, &value) in self.columns[start..].iter_mut().zip(values) {
            lanes[at % LANES] = held(value);
        }
    }

    /// How many rows there are.
    pub(super) fn len(&self) -> usize {
        self.count
    }

    /// Rows that stand side by side, column by column; those missing in the last group are zero.
    pub(super) fn groups(&self) -> std::slice::ChunksExact<'_, [i16; LANES]> {
        self.columns.chunks_exact(self.width)
    }

    /// One row.
    pub(super) fn row(&self, at: usize) -> impl Iterator<Item = i32> + '_ {
        let start = at / LANES * self.width;
        self.columns[start..start + self.width].iter().map(move |lanes| i32::from(lanes[at % LANES]))
    }
}

/// A value, or the nearest within [`FURTHEST`].
fn held(value: i32) -> i16 {
    let furthest = i32::from(FURTHEST);
    i16::try_from(value.clamp(-furthest, furthest)).unwrap_or(FURTHEST)
}

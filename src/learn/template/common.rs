//! Which words two lines have in common, in order.

use crate::learn::line::{LineWord, NUMBER};

/// Whether what differs are only names that were filled in, and something is left.
pub(super) fn is_filled_in(seed: &[LineWord], common: &[usize]) -> bool {
    let is_common = |index: &usize| common.contains(index);
    let others = (0..seed.len()).filter(|index| !is_common(index));
    common.iter().any(|&index| seed[index].bare != NUMBER)
        && others.into_iter().all(|index| seed[index].is_name)
}

/// The longest row of kept words that stand in a line in the same order: their numbers among the kept
/// ones, each with its place in the line.
pub(super) fn common(seed: &[LineWord], kept: &[usize], other: &[LineWord]) -> Vec<(usize, usize)> {
    let equal = |row: usize, column: usize| seed[kept[row]].bare == other[column].bare;
    let (rows, columns) = (kept.len(), other.len());
    let mut lengths = vec![vec![0_u16; columns + 1]; rows + 1];
    for row in (0..rows).rev() {
        for column in (0..columns).rev() {
            lengths[row][column] = if equal(row, column) {
                lengths[row + 1][column + 1] + 1
            } else {
                lengths[row + 1][column].max(lengths[row][column + 1])
            };
        }
    }
    let (mut row, mut column, mut pairs) = (0, 0, Vec::new());
    while row < rows && column < columns {
        if equal(row, column) {
            pairs.push((row, column));
            row += 1;
            column += 1;
        } else if lengths[row + 1][column] >= lengths[row][column + 1] {
            row += 1;
        } else {
            column += 1;
        }
    }
    pairs
}

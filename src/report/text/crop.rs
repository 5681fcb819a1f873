//! Which parts of a line to show when the whole is too wide.
//!
//! A draft's paragraph is often one line of two thousand characters. What is marked always stays; the
//! room left is given to the text around it, evenly; what falls away becomes an ellipsis.

use std::ops::Range;

use super::cell::Cell;

/// A marked stretch of a line, in cells.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct MarkedCells {
    /// The cells; empty for a place between two.
    pub(super) cells: Range<usize>,
    /// How many columns its label needs, counted from the start of the mark.
    pub(super) label: usize,
}

/// The line to crop.
pub(super) struct CellLine<'a> {
    /// Its cells.
    pub(super) cells: &'a [Cell],
    /// What must stay.
    pub(super) marks: &'a [MarkedCells],
    /// Whether text stands before the first cell.
    pub(super) cut_left: bool,
    /// Whether text stands behind the last cell.
    pub(super) cut_right: bool,
    /// How many columns there are.
    pub(super) room: usize,
}

impl CellLine<'_> {
    /// The cells to show, as ranges in order; between them, and where the line goes on, stands an ellipsis.
    pub(super) fn crop(&self) -> Vec<Range<usize>> {
        let whole: Vec<Range<usize>> = std::iter::once(0..self.cells.len()).collect();
        if self.fits(&whole) { whole } else { self.grow(self.marked()) }
    }

    /// The marks, long ones shortened to their first and last cells.
    fn marked(&self) -> Vec<Range<usize>> {
        let share = (self.room / self.marks.len().max(1)).saturating_sub(4);
        let mut kept: Vec<Range<usize>> =
            self.marks.iter().flat_map(|mark| self.shorten(mark.cells.clone(), share)).collect();
        kept.sort_by_key(|range| (range.start, range.end));
        merge(kept)
    }

    fn shorten(&self, range: Range<usize>, share: usize) -> Vec<Range<usize>> {
        if self.width(&range) <= share {
            return vec![range];
        }
        let half = share / 2;
        let head = self.take(range.clone(), half);
        let tail = self.take(range.clone().rev(), half);
        vec![range.start..range.start + head, range.end - tail..range.end]
    }

    /// How many of the cells, from the first on, fit into some columns; at least one.
    fn take(&self, cells: impl Iterator<Item = usize>, columns: usize) -> usize {
        let mut width = 0;
        let fitting = cells.take_while(|&cell| {
            width += self.cells[cell].width;
            width <= columns
        });
        fitting.count().max(1)
    }

    /// Gives the room that is left to the text around what is kept, a cell at a time on each side.
    fn grow(&self, mut kept: Vec<Range<usize>>) -> Vec<Range<usize>> {
        loop {
            let before = kept.clone();
            for index in 0..kept.len() {
                kept = self.widen(kept, index, |range| range.end += 1);
                kept = self.widen(kept, index, |range| range.start = range.start.saturating_sub(1));
            }
            kept = merge(kept);
            if kept == before {
                return kept;
            }
        }
    }

    fn widen(
        &self,
        kept: Vec<Range<usize>>,
        index: usize,
        step: impl Fn(&mut Range<usize>),
    ) -> Vec<Range<usize>> {
        let mut wider = kept.clone();
        step(&mut wider[index]);
        let range = &wider[index];
        let overlaps = |one: &Range<usize>, other: &Range<usize>| one.end > other.start;
        let collides = (index > 0 && overlaps(&wider[index - 1], range))
            || wider.get(index + 1).is_some_and(|next| overlaps(range, next));
        let possible = range.end <= self.cells.len() && !collides && self.fits(&wider);
        if possible { wider } else { kept }
    }

    fn fits(&self, kept: &[Range<usize>]) -> bool {
        self.column(kept, usize::MAX) <= self.room
            && self
                .marks
                .iter()
                .all(|mark| mark.label == 0 || self.column(kept, mark.cells.start) + mark.label <= self.room)
    }

    /// The column at which a cell stands, from 0; for a cell behind the last, the width of the whole.
    fn column(&self, kept: &[Range<usize>], cell: usize) -> usize {
        let mut column = 0;
        let mut end = None;
        for range in kept {
            if end != Some(range.start) && self.has_gap(end, range.start) {
                column += 1;
            }
            if cell < range.end {
                return column + self.width(&(range.start..cell.max(range.start)));
            }
            column += self.width(range);
            end = Some(range.end);
        }
        column + usize::from(self.has_gap_after(end.unwrap_or(0)))
    }

    /// Whether text is left out between what was shown last (if anything) and a cell.
    pub(super) fn has_gap(&self, end: Option<usize>, start: usize) -> bool {
        end.map_or(start > 0 || self.cut_left, |end| end < start)
    }

    /// Whether text is left out behind the last cell shown.
    pub(super) fn has_gap_after(&self, end: usize) -> bool {
        end < self.cells.len() || self.cut_right
    }

    fn width(&self, range: &Range<usize>) -> usize {
        self.cells[range.clone()].iter().map(|cell| cell.width).sum()
    }
}

/// Joins ranges that touch.
fn merge(ranges: Vec<Range<usize>>) -> Vec<Range<usize>> {
    let mut merged: Vec<Range<usize>> = Vec::with_capacity(ranges.len());
    for range in ranges {
        match merged.last_mut() {
            Some(last) if range.start <= last.end => last.end = last.end.max(range.end),
            _ => merged.push(range),
        }
    }
    merged
}

//! What the page as a whole tells each of its lines.

use super::line::{Overlap, PageLine, int, share};
use super::traits::End;

/// Distances are counted up to here.
pub(super) const FAR: i32 = 30;

/// Running sums over the lines.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Sums {
    pub(super) words: i32,
    pub(super) all_words: i32,
    pub(super) function_words: i32,
    pub(super) prose: i32,
    pub(super) prose_words: i32,
    pub(super) furniture: i32,
    pub(super) overlap: i32,
    pub(super) gap: i32,
    pub(super) bulleted: i32,
    pub(super) repeats: i32,
}

impl Sums {
    fn plus(self, line: &PageLine, overlap: Overlap) -> Self {
        let words = int(line.traits.words);
        Self {
            words: self.words.saturating_add(words.min(100)),
            all_words: self.all_words.saturating_add(words),
            function_words: self.function_words.saturating_add(int(line.traits.function_words)),
            prose: self.prose + i32::from(line.is_prose),
            prose_words: self.prose_words.saturating_add(if line.is_prose { words } else { 0 }),
            furniture: self.furniture.saturating_add(share(line.counts.covered, line.bytes)),
            overlap: self.overlap.saturating_add(overlap.some.max(0)),
            gap: self.gap + line.gap,
            bulleted: self.bulleted + i32::from(line.bulleted),
            repeats: self.repeats + i32::from(line.repeats > 1),
        }
    }

    /// The sums over the lines from a start on.
    pub(super) fn minus(self, start: Self) -> Self {
        Self {
            words: self.words - start.words,
            all_words: self.all_words - start.all_words,
            function_words: self.function_words - start.function_words,
            prose: self.prose - start.prose,
            prose_words: self.prose_words - start.prose_words,
            furniture: self.furniture - start.furniture,
            overlap: self.overlap - start.overlap,
            gap: self.gap - start.gap,
            bulleted: self.bulleted - start.bulleted,
            repeats: self.repeats - start.repeats,
        }
    }
}

/// A run of lines without prose, as one of its lines sees it; all zero for prose.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct ProselessRun {
    pub(super) length: i32,
    pub(super) place: i32,
    pub(super) furniture: i32,
    pub(super) overlap: i32,
    /// Whether the prose before it ends in a colon, as what introduces a list does.
    pub(super) introduced: i32,
    pub(super) bulleted: i32,
    pub(super) repeats: i32,
    pub(super) function_words: i32,
    /// Words of prose on that side of it that has fewer.
    pub(super) inside: i32,
}

/// What the page as a whole tells each line.
pub(super) struct PageSums {
    /// Sums over the lines before each line, and over all at the end.
    pub(super) sums: Vec<Sums>,
    /// Distance to the prose above and below.
    pub(super) above: Vec<i32>,
    pub(super) below: Vec<i32>,
    pub(super) runs: Vec<ProselessRun>,
}

impl PageSums {
    /// Reads the page.
    pub(super) fn new(lines: &[PageLine], overlaps: &[Overlap]) -> Self {
        let mut sums = vec![Sums::default()];
        for (line, &overlap) in lines.iter().zip(overlaps) {
            sums.push(sums[sums.len() - 1].plus(line, overlap));
        }
        let above = distances(lines.iter());
        let mut below = distances(lines.iter().rev());
        below.reverse();
        let runs = runs(lines, &sums);
        Self { sums, above, below, runs }
    }

    /// The sums over all lines.
    pub(super) fn total(&self) -> Sums {
        self.sums.last().copied().unwrap_or_default()
    }
}

/// Distance of each line to the last prose before it in the given order.
fn distances<'l>(lines: impl Iterator<Item = &'l PageLine>) -> Vec<i32> {
    let mut distance = FAR;
    lines
        .map(|line| {
            distance = distance.saturating_add(1);
            let here = distance;
            if line.is_prose {
                distance = 0;
            }
            here
        })
        .collect()
}

fn runs(lines: &[PageLine], sums: &[Sums]) -> Vec<ProselessRun> {
    let mut runs = vec![ProselessRun::default(); lines.len()];
    let mut start = 0;
    for chunk in lines.chunk_by(|one, next| one.is_prose == next.is_prose) {
        let end = start + chunk.len();
        if !chunk[0].is_prose {
            let whole = whole_run(lines, sums, start, end);
            for (place, run) in (0..).zip(&mut runs[start..end]) {
                *run = ProselessRun { place, ..whole };
            }
        }
        start = end;
    }
    runs
}

fn whole_run(lines: &[PageLine], sums: &[Sums], start: usize, end: usize) -> ProselessRun {
    let length = int(end - start);
    let sum = sums[end].minus(sums[start]);
    let before = start.checked_sub(1).and_then(|at| lines.get(at));
    let below = sums[lines.len()].prose_words - sums[end].prose_words;
    ProselessRun {
        length,
        place: 0,
        furniture: sum.furniture / length,
        overlap: sum.overlap / length,
        introduced: i32::from(before.is_some_and(|line| line.traits.end == End::Colon)),
        bulleted: sum.bulleted * 100 / length,
        repeats: sum.repeats * 100 / length,
        function_words: sum.function_words * 1000 / sum.all_words.max(1),
        inside: sums[start].prose_words.min(below).min(1000),
    }
}

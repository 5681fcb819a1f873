//! The second stage: the first one's scores seen in their order.

use std::sync::OnceLock;

use super::features;
use super::line::{Overlap, PageLine, Vocabulary, int};
use super::model::Model;
use super::rows::FeatureRows;

/// How far away the scores are that are looked at one by one.
const BESIDE_BY: [isize; 10] = [-5, -4, -3, -2, -1, 1, 2, 3, 4, 5];
/// How wide the windows are.
const WINDOWS: [usize; 3] = [3, 8, 20];
/// Stands for a line beyond the page's end.
const NOTHING: i32 = -9999;
/// Distances are counted up to here.
const FAR: i32 = 30;
/// Scores beyond this, in thousandths of a logit, count as sure.
const SURE: i32 = 1500;
/// A line of the story must have so many words to lend its vocabulary.
const SPEAKING: usize = 8;

/// The names of the second stage's features, in the order of their columns: the first stage's come first.
pub(super) fn names() -> Vec<String> {
    let mut names = features::names();
    names.push("score".to_owned());
    names.extend(BESIDE_BY.iter().map(|by| format!("score{by:+}")));
    for width in WINDOWS {
        names.push(format!("score_above_{width}"));
        names.push(format!("score_below_{width}"));
    }
    for place in ["story_above_by", "story_below_by", "furniture_above_by", "furniture_below_by"] {
        names.push(place.to_owned());
    }
    for rest in ["page_story", "page_furniture_lines", "story_above", "story_below"] {
        names.push(rest.to_owned());
    }
    names.push("story_overlap".to_owned());
    names.push("story_overlap_often".to_owned());
    names
}

/// How many features there are.
pub(super) fn width() -> usize {
    static WIDTH: OnceLock<usize> = OnceLock::new();
    *WIDTH.get_or_init(|| names().len())
}

/// Fills the second stage's columns, which are the last.
pub(super) fn extend(rows: &mut FeatureRows, lines: &[PageLine], scores: &[i32]) {
    let sequence = ScoreRow::new(scores);
    let lends = |at: usize| scores[at] < 0 && lines[at].traits.words >= SPEAKING;
    let vocabulary = Vocabulary::of((0..lines.len()).filter(|&at| lends(at)).map(|at| &lines[at]));
    let mut row = Vec::new();
    for (at, line) in lines.iter().enumerate() {
        row.clear();
        sequence.push(&mut row, at);
        let Overlap { some, often } = vocabulary.overlap(line, lends(at));
        row.extend([some, often]);
        rows.fill_last(at, &row);
    }
}

/// Scores of furniture for each line, in thousandths of a logit.
pub(super) fn scores(model: &Model, lines: &[PageLine]) -> Vec<i32> {
    let mut rows = features::rows(lines, width());
    let first = model.first.scores(&rows);
    extend(&mut rows, lines, &first);
    model.second.scores(&rows)
}

/// The first stage's scores with what is needed to look along them.
struct ScoreRow<'s> {
    scores: &'s [i32],
    /// Sums of the scores before each line, each held within three logits either way.
    sums: Vec<i64>,
    story: Distances,
    furniture: Distances,
    /// How many lines before each are surely story, and surely furniture.
    story_before: Vec<i32>,
    furniture_before: Vec<i32>,
}

/// Distances to the nearest line of a kind on either side.
struct Distances {
    above: Vec<i32>,
    below: Vec<i32>,
}

impl<'s> ScoreRow<'s> {
    fn new(scores: &'s [i32]) -> Self {
        let is_story = |score: &i32| *score < -SURE;
        let is_furniture = |score: &i32| *score > SURE;
        let mut sums = vec![0];
        let mut story_before = vec![0];
        let mut furniture_before = vec![0];
        for (at, score) in scores.iter().enumerate() {
            sums.push(sums[at] + i64::from(*score).clamp(-3000, 3000));
            story_before.push(story_before[at] + i32::from(is_story(score)));
            furniture_before.push(furniture_before[at] + i32::from(is_furniture(score)));
        }
        let story = Distances::new(scores, is_story);
        let furniture = Distances::new(scores, is_furniture);
        Self { scores, sums, story, furniture, story_before, furniture_before }
    }

    fn push(&self, row: &mut Vec<i32>, at: usize) {
        let count = self.scores.len();
        row.push(self.scores[at]);
        row.extend(BESIDE_BY.map(|by| {
            let beside = at.checked_add_signed(by).and_then(|at| self.scores.get(at));
            beside.copied().unwrap_or(NOTHING)
        }));
        for width in WINDOWS {
            row.push(self.mean(at.saturating_sub(width), at));
            row.push(self.mean(at + 1, (at + 1 + width).min(count)));
        }
        row.extend([self.story.above[at], self.story.below[at]]);
        row.extend([self.furniture.above[at], self.furniture.below[at]]);
        let part = |lines: i32| lines * 100 / int(count);
        row.extend([part(self.story_before[count]), part(self.furniture_before[count])]);
        let story_below = self.story_before[count] - self.story_before[at + 1];
        row.extend([self.story_before[at].min(50), story_below.min(50)]);
    }

    fn mean(&self, start: usize, end: usize) -> i32 {
        let lines = i64::try_from(end.saturating_sub(start)).unwrap_or(0);
        if lines == 0 {
            return NOTHING;
        }
        i32::try_from((self.sums[end] - self.sums[start]) / lines).unwrap_or(0)
    }
}

impl Distances {
    fn new(scores: &[i32], is: impl Fn(&i32) -> bool + Copy) -> Self {
        let above = along(scores.iter(), is);
        let mut below = along(scores.iter().rev(), is);
        below.reverse();
        Self { above, below }
    }
}

fn along<'s>(scores: impl Iterator<Item = &'s i32>, is: impl Fn(&i32) -> bool) -> Vec<i32> {
    let mut distance = FAR;
    scores
        .map(|score| {
            distance = (distance + 1).min(FAR);
            let here = distance;
            if is(score) {
                distance = 0;
            }
            here
        })
        .collect()
}

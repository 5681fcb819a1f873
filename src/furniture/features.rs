//! The features of the first stage: each line by itself, its neighbours and the page around it.
//!
//! All features are whole numbers (counts, or shares in thousandths), so that the same text gives
//! the same judgement on every machine. The names are those by which the model file speaks of them.

use super::line::{Overlap, PageLine, Vocabulary, int, share};
use super::page::{FAR, PageSums, Sums};
use super::phrases::CLASSES;
use super::rows::FeatureRows;
use super::traits::{End, Start};

/// Names and values side by side, so that they cannot fall apart.
macro_rules! columns {
    ($names:ident, $push:ident($($given:ident: $type:ty),*): $($name:literal => $value:expr,)*) => {
        const $names: &[&str] = &[$($name),*];
        fn $push(row: &mut Vec<i32>, $($given: $type),*) {
            row.extend([$($value),*]);
        }
    };
}

columns! { OWN, push_own(line: &PageLine, overlap: Overlap):
    "words" => int(line.traits.words.min(300)),
    "chars" => int(line.traits.chars.min(1500)),
    "word_length" => share(line.traits.chars, line.traits.words) / 100,
    "cased" => share(line.traits.cased, line.traits.chars),
    "capitalised" => share(line.traits.capitalised, line.traits.words.saturating_sub(1)),
    "shouted" => share(line.traits.shouted, line.traits.words),
    "function_words" => share(line.traits.function_words, line.traits.words),
    "function_word_count" => int(line.traits.function_words.min(50)),
    "numbers" => share(line.traits.numbers, line.traits.words),
    "digits" => share(line.traits.digits, line.traits.chars),
    "separators" => int(line.traits.separators.min(20)),
    "commas" => int(line.traits.commas.min(20)),
    "comma_share" => share(line.traits.commas, line.traits.words),
    "quotes" => int(line.traits.quotes.min(10)),
    "sentences" => int(line.traits.sentences.min(20)),
    "handles" => int(line.traits.handles.min(5)),
    "joined_digits" => int(line.traits.joined_digits.min(10)),
    "ends_sentence" => i32::from(line.traits.end == End::Sentence),
    "ends_question" => i32::from(line.traits.end == End::Question),
    "ends_ellipsis" => i32::from(line.traits.end == End::Ellipsis),
    "ends_colon" => i32::from(line.traits.end == End::Colon),
    "ends_open" => i32::from(line.traits.end == End::Open),
    "starts_capital" => i32::from(line.traits.start == Start::Capital),
    "starts_small" => i32::from(line.traits.start == Start::Small),
    "starts_digit" => i32::from(line.traits.start == Start::Digit),
    "starts_quote" => i32::from(line.traits.start == Start::Quote),
    "doubled" => i32::from(line.traits.doubled),
    "repeats" => line.repeats,
    "bulleted" => i32::from(line.bulleted),
    "gap" => line.gap,
    "furniture_share" => share(line.counts.covered, line.bytes),
    "opens_with_furniture" => i32::from(line.counts.opens),
    "prose_overlap" => overlap.some,
    "prose_overlap_often" => overlap.often,
}

columns! { BESIDE, push_beside(line: &PageLine, overlap: Overlap):
    "words" => int(line.traits.words.min(100)),
    "function_words" => share(line.traits.function_words, line.traits.words),
    "capitalised" => share(line.traits.capitalised, line.traits.words.saturating_sub(1)),
    "ends_sentence" => i32::from(matches!(line.traits.end, End::Sentence | End::Question)),
    "ends_colon" => i32::from(line.traits.end == End::Colon),
    "furniture_share" => share(line.counts.covered, line.bytes),
    "date" => line.counts.of[DATE].min(3) + int(line.traits.joined_digits.min(3)),
    "bulleted" => i32::from(line.bulleted),
    "gap" => line.gap,
    "prose" => i32::from(line.is_prose),
    "prose_overlap" => overlap.some,
}

/// The class of dates in [`CLASSES`].
const DATE: usize = 13;

/// How far away the neighbours are that are looked at one by one.
const BESIDE_BY: [isize; 6] = [-3, -2, -1, 1, 2, 3];
/// How wide the windows above and below a line are.
const WINDOWS: [usize; 3] = [3, 8, 20];
/// Stands for a neighbour beyond the page's end.
const NOTHING: i32 = -9;
columns! { WINDOW, push_window(sums: Sums, lines: usize):
    "words" => sums.words / int(lines.max(1)),
    "prose" => sums.prose * 100 / int(lines.max(1)),
    "furniture_share" => sums.furniture / int(lines.max(1)),
    "overlap" => sums.overlap / int(lines.max(1)),
}

columns! { PLACE, push_place(page: &PageSums, at: usize):
    "prose_above_by" => page.above[at].min(FAR),
    "prose_below_by" => page.below[at].min(FAR),
    "prose_words_above" => page.sums[at].prose_words.min(3000),
    "prose_words_below" => (page.total().prose_words - page.sums[at + 1].prose_words).min(3000),
    "prose_lines_above" => page.sums[at].prose.min(60),
    "prose_lines_below" => (page.total().prose - page.sums[at + 1].prose).min(60),
    "short_run" => page.runs[at].length.min(100),
    "short_run_place" => page.runs[at].place.min(100),
    "short_run_furniture" => page.runs[at].furniture,
    "short_run_overlap" => page.runs[at].overlap,
    "short_run_introduced" => page.runs[at].introduced,
    "short_run_bulleted" => page.runs[at].bulleted,
    "short_run_repeats" => page.runs[at].repeats,
    "short_run_function_words" => page.runs[at].function_words,
    "short_run_inside" => page.runs[at].inside,
    "page_lines" => int(page.runs.len().min(500)),
    "page_prose" => page.total().prose * 1000 / int(page.runs.len().max(1)),
    "page_words" => page.total().words / int(page.runs.len().max(1)),
    "page_furniture" => page.total().furniture / int(page.runs.len().max(1)),
    "page_function_words" => page.total().function_words * 100 / page.total().all_words.max(1),
    "page_gap" => page.total().gap * 100 / int(page.runs.len().max(1)),
    "page_bulleted" => page.total().bulleted * 100 / int(page.runs.len().max(1)),
}

/// The names of all features of the first stage, in the order of their columns.
pub(super) fn names() -> Vec<String> {
    let mut names: Vec<String> = OWN.iter().map(|&name| name.to_owned()).collect();
    names.extend(CLASSES.iter().map(|class| format!("phrases.{class}")));
    for by in BESIDE_BY {
        names.extend(BESIDE.iter().map(|name| format!("{}.{name}", direction(by))));
    }
    for width in WINDOWS {
        for side in ["above", "below"] {
            names.extend(WINDOW.iter().map(|name| format!("{side}_{width}.{name}")));
        }
    }
    names.extend(PLACE.iter().map(|&name| name.to_owned()));
    names
}

fn direction(by: isize) -> String {
    format!("{}{}", if by < 0 { "above" } else { "below" }, by.unsigned_abs())
}

/// The rows of features of the first stage, one a line, with room for further columns up to a width.
pub(super) fn rows(lines: &[PageLine], width: usize) -> FeatureRows {
    let vocabulary = Vocabulary::of(lines.iter().filter(|line| line.is_prose));
    let overlaps: Vec<Overlap> = lines.iter().map(|line| vocabulary.overlap(line, line.is_prose)).collect();
    let page = PageSums::new(lines, &overlaps);
    // What a line tells those beside it, one line behind the other.
    let mut beside = Vec::with_capacity(lines.len() * BESIDE.len());
    lines.iter().zip(&overlaps).for_each(|(line, &overlap)| push_beside(&mut beside, line, overlap));
    let mut rows = FeatureRows::new(width, lines.len());
    let mut row = Vec::with_capacity(width);
    for at in 0..lines.len() {
        row.clear();
        push_row(&mut row, lines, &overlaps, &beside, &page, at);
        rows.fill_first(at, &row);
    }
    rows
}

fn push_row(
    row: &mut Vec<i32>,
    lines: &[PageLine],
    overlaps: &[Overlap],
    beside: &[i32],
    page: &PageSums,
    at: usize,
) {
    push_own(row, &lines[at], overlaps[at]);
    row.extend(lines[at].counts.of);
    for by in BESIDE_BY {
        let other = at.checked_add_signed(by).map(|at| at * BESIDE.len());
        let told = other.and_then(|start| beside.get(start..start + BESIDE.len()));
        row.extend_from_slice(told.unwrap_or(&[NOTHING; BESIDE.len()]));
    }
    for width in WINDOWS {
        let (first, last) = (at.saturating_sub(width), (at + 1 + width).min(lines.len()));
        push_window(row, page.sums[at].minus(page.sums[first]), at - first);
        push_window(row, page.sums[last].minus(page.sums[at + 1]), last - at - 1);
    }
    push_place(row, page, at);
}

//! Lines with what is known of each from the page as a whole.

use foldhash::{HashMap, HashMapExt};

use super::phrases::{Counts, Phrases};
use super::traits::{End, Traits};
use super::unit::JudgedBlock;

/// A line with everything that does not depend on the lines beside it.
pub(super) struct PageLine {
    /// What it looks like.
    pub traits: Traits,
    /// What its phrases add up to.
    pub counts: Counts,
    /// Whether a list marker stands before it.
    pub bulleted: bool,
    /// Blank lines before it.
    pub gap: i32,
    /// Bytes of text.
    pub bytes: usize,
    /// Lines of the page that say the same, this one included.
    pub repeats: i32,
    /// Whether it reads like running text: long, made of sentences, with function words.
    pub is_prose: bool,
}

/// Prose has at least this many words in a line.
const SHORTEST_PROSE: usize = 12;

/// Reads all lines.
pub(super) fn read(units: &[JudgedBlock<'_>], phrases: &Phrases) -> Vec<PageLine> {
    let counts = phrases.count(units);
    let mut lines: Vec<PageLine> = units
        .iter()
        .zip(counts)
        .map(|(unit, counts)| {
            let traits = Traits::of(unit.text, phrases);
            let is_prose = is_prose(&traits);
            let (bulleted, gap, bytes) = (unit.bulleted, unit.gap, unit.text.len());
            PageLine { traits, counts, bulleted, gap, bytes, repeats: 0, is_prose }
        })
        .collect();
    count_repeats(&mut lines);
    lines
}

fn is_prose(traits: &Traits) -> bool {
    let ends = matches!(traits.end, End::Sentence | End::Question | End::Colon);
    let has_case = traits.cased * 2 > traits.chars;
    ends && traits.words >= SHORTEST_PROSE && (!has_case || traits.function_words * 8 >= traits.words)
}

fn count_repeats(lines: &mut [PageLine]) {
    let mut seen: HashMap<u64, i32> = HashMap::with_capacity(lines.len());
    for line in lines.iter() {
        *seen.entry(line.traits.key).or_default() += 1;
    }
    for line in lines.iter_mut() {
        line.repeats = seen.get(&line.traits.key).copied().unwrap_or(1).min(5);
    }
}

/// In how many lines of a kind each content word stands.
pub(super) struct Vocabulary(HashMap<u64, i32>);

/// How much a line speaks of what other lines speak of, in thousandths.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Overlap {
    /// Content words that stand in one other line at least; -1 where there are no content words.
    pub some: i32,
    /// Content words that stand in three other lines at least.
    pub often: i32,
}

impl Vocabulary {
    /// The vocabulary of the chosen lines.
    pub(super) fn of<'l>(lines: impl Iterator<Item = &'l PageLine>) -> Self {
        let mut words: HashMap<u64, i32> = HashMap::new();
        for line in lines {
            for &word in &line.traits.content {
                *words.entry(word).or_default() += 1;
            }
        }
        Self(words)
    }

    /// The overlap of a line; `is_member` says whether it is one of the vocabulary's own lines.
    pub(super) fn overlap(&self, line: &PageLine, is_member: bool) -> Overlap {
        let content = &line.traits.content;
        if content.is_empty() {
            return Overlap { some: -1, often: -1 };
        }
        let own = i32::from(is_member);
        let (mut some, mut often) = (0, 0);
        for word in content {
            let others = self.0.get(word).copied().unwrap_or(0) - own;
            some += usize::from(others >= 1);
            often += usize::from(others >= 3);
        }
        Overlap { some: share(some, content.len()), often: share(often, content.len()) }
    }
}

/// A part of a whole in thousandths; 0 of nothing.
pub(super) fn share(part: usize, whole: usize) -> i32 {
    (part * 1000).checked_div(whole).map_or(0, int)
}

/// A count as a feature.
pub(super) fn int(count: usize) -> i32 {
    i32::try_from(count).unwrap_or(i32::MAX)
}

//! Furniture learnt from an archive: lines that recur across articles and are no story.
//!
//! The archive is read twice. The first reading counts the keys of all lines in a table of fixed size
//! (`sketch`); the second keeps the texts of those lines only that recur, in another table of fixed size
//! (`sightings`). So memory grows by a few numbers an article, never by its text.
//!
//! Then near-equal lines are put together (`cluster`), what varies in them becomes a gap (`template`),
//! lines that always follow each other become one block (`block`), and each is weighed (`verdict`).
//!
//! ```text
//! line ─ sketch, copies ─ sightings ─ cluster ─ template ─ verdict ─ block ─ pack
//! ```

mod block;
mod cluster;
mod copies;
mod line;
mod pack;
mod sightings;
mod sketch;
mod template;
mod verdict;

use std::cmp::Reverse;

use crate::document::Document;
use crate::furniture;

pub use block::Proposal;
pub use cluster::Recurring;
pub use pack::{WrittenPack, write};
pub use sightings::{Sighting, SightingPlace};

use copies::Copies;
use line::ArticleLine;
use sightings::Sightings;
use sketch::Sketch;
use verdict::Archive;

/// No line is furniture that stands in fewer articles than this, unless asked for.
const FEWEST: usize = 3;
/// From so many articles on, one more is asked for with each such number.
const STEP: usize = 5000;

/// What the first reading keeps of a document.
pub struct Fingerprint {
    /// The keys of all lines, each once.
    keys: Vec<u64>,
    /// What copies of the article would share.
    sample: Vec<u64>,
}

/// Learns the furniture of an archive.
///
/// Call [`Learner::count`] for every document, then [`Learner::sighted`] and [`Learner::collect`] for every
/// document in the same order, then [`Learner::proposals`].
pub struct Learner {
    sketch: Sketch,
    copies: Copies,
    /// Whether a document, by its number, is a copy of an earlier one.
    is_copy: Vec<bool>,
    sightings: Sightings,
    wanted: Option<usize>,
}

impl Learner {
    /// Nothing learnt yet. `min_articles` is in how many articles a line must stand; by default three, and one
    /// more with each five thousand articles.
    pub fn new(min_articles: Option<usize>) -> Self {
        Self {
            sketch: Sketch::default(),
            copies: Copies::default(),
            is_copy: Vec::new(),
            sightings: Sightings::default(),
            wanted: min_articles,
        }
    }

    /// The keys of a document's lines.
    pub fn fingerprint(document: &Document<'_>) -> Fingerprint {
        let lines = line::read(document);
        let mut keys: Vec<u64> = lines.iter().flat_map(|line| line.keys.all()).collect();
        keys.sort_unstable();
        keys.dedup();
        Fingerprint { keys, sample: copies::sample(&lines) }
    }

    /// Counts a document; none stands for one that could not be read.
    pub fn count(&mut self, fingerprint: &Fingerprint) {
        let is_copy = self.copies.is_copy(&fingerprint.sample);
        self.is_copy.push(is_copy);
        if !is_copy {
            fingerprint.keys.iter().for_each(|&key| self.sketch.add(key));
        }
    }

    /// How many articles were counted, copies left out.
    pub fn articles(&self) -> usize {
        self.is_copy.iter().filter(|is_copy| !**is_copy).count()
    }

    /// In how many articles a line must stand.
    pub fn min_articles(&self) -> usize {
        self.wanted.unwrap_or(FEWEST + self.articles() / STEP).max(2)
    }

    /// The lines of a document, by its number, that seem to stand in others too.
    pub fn sighted(&self, number: usize, document: &Document<'_>) -> Vec<Sighting> {
        if self.is_copy.get(number).copied().unwrap_or(true) {
            return Vec::new();
        }
        let least = u32::try_from(self.min_articles()).unwrap_or(u32::MAX);
        let lines = line::read(document);
        let recurs = |line: &ArticleLine<'_>| line.keys.all().any(|key| self.sketch.count(key) >= least);
        if !lines.iter().any(recurs) {
            return Vec::new();
        }
        let scores = furniture::judge(document);
        let score_of = |line: &ArticleLine<'_>| {
            let found = scores.binary_search_by_key(&line.block, |(block, _)| *block);
            found.map_or(0, |index| scores[index].1)
        };
        let shared = self.shared(&lines);
        let numbers = (0..lines.len()).filter(|&index| recurs(&lines[index]));
        let sighted =
            numbers.map(|index| Sighting::new(document, &lines, index, score_of(&lines[index]), shared));
        sighted.collect()
    }

    /// How much of a document, in thousandths of its bytes, stands in another one too.
    fn shared(&self, lines: &[ArticleLine<'_>]) -> u32 {
        let bytes = |lines: &mut dyn Iterator<Item = &ArticleLine<'_>>| {
            lines.map(|line| line.text.len()).sum::<usize>()
        };
        let shared = bytes(&mut lines.iter().filter(|line| self.sketch.count(line.keys.whole) >= 2));
        u32::try_from(shared * 1000 / bytes(&mut lines.iter()).max(1)).unwrap_or(1000)
    }

    /// Keeps what was sighted in a document.
    pub fn collect(&mut self, number: usize, sighted: Vec<Sighting>) {
        self.sightings.add(number, sighted);
    }

    /// What recurs and seems to be furniture, most certain first.
    pub fn proposals(self) -> Vec<Proposal> {
        let archive = Archive { least: self.min_articles(), articles: self.articles() };
        let recurring = cluster::find(self.sightings.into_variants(), archive.least);
        let mut proposals = block::join(recurring);
        for proposal in &mut proposals {
            proposal.trim(|line| archive.is_foreign(line));
        }
        proposals.retain(|proposal| archive.certainty(proposal) > 0);
        proposals.sort_by_cached_key(|proposal| Reverse((archive.certainty(proposal), proposal.articles())));
        proposals
    }
}

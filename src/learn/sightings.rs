//! The texts of recurring lines, with where and how they were met: a table of fixed size.

use std::collections::HashMap;
use std::fmt::{self, Display, Formatter};
use std::path::PathBuf;

use super::line::{ArticleLine, Keys, words};
use crate::document::{BlockKind, Document};
use crate::source::display_path;

/// How many lines are kept at a time; beyond, those that were met least go.
const CAPACITY: usize = 1 << 16;
/// How many articles of a line are remembered one by one.
const REMEMBERED: usize = 256;
/// How many places of a line are kept to be shown.
const PLACES: usize = 3;
/// How many lines from the start or the end of an article count as its edge; fewer of short ones.
const EDGE: usize = 5;

/// A place in the archive.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct SightingPlace {
    /// The file.
    pub path: PathBuf,
    /// The line, from 1.
    pub line: u32,
}

impl Display for SightingPlace {
    fn fmt(&self, formatter: &mut Formatter<'_>) -> fmt::Result {
        write!(formatter, "{}:{}", display_path(&self.path), self.line)
    }
}

/// A recurring line as it stands in one document.
pub struct Sighting {
    text: String,
    whole: u64,
    place: SightingPlace,
    score: i32,
    shared: u32,
    kind: BlockKind,
    is_at_edge: bool,
    before: Option<u64>,
    after: Option<u64>,
}

impl Sighting {
    pub(super) fn new(
        document: &Document<'_>,
        lines: &[ArticleLine<'_>],
        index: usize,
        score: i32,
        shared: u32,
    ) -> Self {
        let line = &lines[index];
        let source = document.source();
        let start = source.position(document.block(line.block).span.start);
        let edge = (lines.len() / 4).clamp(1, EDGE);
        let key = |index: usize| lines.get(index).map(|line| line.keys.whole);
        Self {
            text: line.text.to_owned(),
            whole: line.keys.whole,
            place: SightingPlace { path: source.path().to_owned(), line: start.line },
            score,
            shared,
            kind: line.kind,
            is_at_edge: index < edge || index + edge >= lines.len(),
            before: index.checked_sub(1).and_then(key),
            after: key(index + 1),
        }
    }
}

/// The key that was met most: exact where it makes up more than half.
#[derive(Debug, Clone, Default)]
pub(super) struct Favourite {
    key: Option<u64>,
    votes: u32,
}

impl Favourite {
    fn vote(&mut self, key: Option<u64>) {
        if self.votes == 0 {
            self.key = key;
        }
        if self.key == key { self.votes += 1 } else { self.votes -= 1 }
    }

    /// The favourite, if it won by half of all votes.
    pub(super) fn of(&self, all: u32) -> Option<u64> {
        self.key.filter(|_| self.votes * 2 >= all)
    }
}

/// A line with all that was seen of it; numbers in it may differ from place to place.
#[derive(Debug, Clone)]
pub(super) struct Variant {
    /// The text, as first met.
    pub text: String,
    /// Where it is looked up.
    pub keys: Keys,
    /// In how many articles it stands.
    pub articles: u32,
    /// The first of them.
    pub numbers: Vec<u32>,
    /// Places to show.
    pub places: Vec<SightingPlace>,
    /// What the classifier of furniture says of it, in thousandths of a logit, summed.
    pub score: i64,
    /// How much of its articles stands in others too, in thousandths, summed.
    pub shared: i64,
    /// In how many articles it stands near the start or the end.
    pub at_edge: u32,
    /// In how many articles it is a heading.
    pub headings: u32,
    /// In how many it is an entry of a list or table.
    pub entries: u32,
    /// The line that stands before it most often.
    pub before: Favourite,
    /// The line that stands after it most often.
    pub after: Favourite,
    /// The article it was met in last.
    last: Option<u32>,
}

impl Variant {
    fn new(text: &str) -> Self {
        Self {
            text: text.to_owned(),
            keys: Keys::of(text, &words(text)),
            articles: 0,
            numbers: Vec::new(),
            places: Vec::new(),
            score: 0,
            shared: 0,
            at_edge: 0,
            headings: 0,
            entries: 0,
            before: Favourite::default(),
            after: Favourite::default(),
            last: None,
        }
    }

    /// Adds the counts of another form of the line.
    pub(super) fn add_counts(&mut self, other: &Self) {
        self.articles += other.articles;
        self.score += other.score;
        self.shared += other.shared;
        self.at_edge += other.at_edge;
        self.headings += other.headings;
        self.entries += other.entries;
    }

    fn add(&mut self, number: u32, sighting: Sighting) {
        self.articles += 1;
        if self.numbers.len() < REMEMBERED {
            self.numbers.push(number);
        }
        if self.places.len() < PLACES {
            self.places.push(sighting.place);
        }
        self.score += i64::from(sighting.score);
        self.shared += i64::from(sighting.shared);
        self.at_edge += u32::from(sighting.is_at_edge);
        self.headings += u32::from(matches!(sighting.kind, BlockKind::Heading(_)));
        let is_entry =
            matches!(sighting.kind, BlockKind::ListItem | BlockKind::TableCell | BlockKind::TableHeader);
        self.entries += u32::from(is_entry);
        self.before.vote(sighting.before);
        self.after.vote(sighting.after);
    }
}

/// All lines kept.
#[derive(Default)]
pub(super) struct Sightings {
    /// By their whole words; kept only while they are seen often enough.
    variants: HashMap<u64, Variant>,
}

impl Sightings {
    /// Adds what was sighted in a document, each line once.
    pub(super) fn add(&mut self, number: usize, sighted: Vec<Sighting>) {
        let number = u32::try_from(number).unwrap_or(u32::MAX);
        for sighting in sighted {
            let whole = sighting.whole;
            let variant = self.variants.entry(whole).or_insert_with(|| Variant::new(&sighting.text));
            if variant.last != Some(number) {
                variant.last = Some(number);
                variant.add(number, sighting);
            }
        }
        if self.variants.len() > CAPACITY {
            self.shrink();
        }
    }

    /// Lets go of the lines that were met least, until half of the table is free.
    fn shrink(&mut self) {
        let mut counts: Vec<u32> = self.variants.values().map(|variant| variant.articles).collect();
        counts.sort_unstable_by(|one, other| other.cmp(one));
        let least = counts.get(CAPACITY / 2).copied().unwrap_or(0);
        self.variants.retain(|_, variant| variant.articles > least);
    }

    /// The lines in a stable order, those of most articles first.
    pub(super) fn into_variants(self) -> Vec<Variant> {
        let mut variants: Vec<Variant> = self.variants.into_values().collect();
        variants
            .sort_by(|one, other| other.articles.cmp(&one.articles).then_with(|| one.text.cmp(&other.text)));
        variants
    }
}

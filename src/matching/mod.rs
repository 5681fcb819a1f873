//! All patterns of all rules, searched together.
//!
//! A [`PatternSet`] knows for each pattern which literal texts must occur wherever it matches.
//! One pass over a text looks for all of them at once; a pattern's own regular expression is compiled and
//! run only where one of its literals was found. Patterns without such a literal run everywhere.

mod budget;
mod empty;
mod exact;
mod framed;
mod known;
mod literals;
mod loose;
mod opening;
mod owners;
mod pattern;
mod scanner;
mod slots;
mod texts;
mod weight;

use foldhash::HashSet;

use known::Literal;
use owners::Owners;

pub use budget::{Budget, Metered};
pub use empty::can_be_empty;
pub(crate) use exact::{is_word, may_begin_alike};
pub use pattern::{Pattern, PatternError};
pub(crate) use scanner::Scanner;
pub use texts::finite_texts;

/// A pattern's number in its set.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct PatternId(u32);

impl PatternId {
    fn new(index: usize) -> Self {
        Self(u32::try_from(index).unwrap_or(u32::MAX))
    }

    /// The number as an index.
    pub fn index(self) -> usize {
        self.0 as usize
    }
}

/// Collects patterns while rules are compiled.
#[derive(Debug, Default)]
pub struct PatternSetBuilder {
    patterns: Vec<Pattern>,
    /// Those that are asked of a place only, in order.
    asked: Vec<PatternId>,
    trusts: bool,
}

impl PatternSetBuilder {
    /// Whether the patterns that follow are known to be regular expressions, so that looking is a waste. Returns
    /// whether those before were.
    pub fn trust(&mut self, trusts: bool) -> bool {
        std::mem::replace(&mut self.trusts, trusts)
    }

    /// Adds a pattern.
    ///
    /// # Errors
    /// When it is not a regular expression; see [`PatternError`].
    pub fn add(&mut self, text: &str, ignore_case: bool) -> Result<PatternId, PatternError> {
        let id = PatternId::new(self.patterns.len());
        let trusted = || Ok(Pattern::trusted(text, ignore_case));
        self.patterns.push(if self.trusts { trusted() } else { Pattern::new(text, ignore_case) }?);
        Ok(id)
    }

    /// Leaves a pattern added here out of the search: it is asked of places that another one found, or of whole texts.
    pub fn only_ask(&mut self, id: PatternId) {
        self.asked.push(id);
    }

    /// Why a text is no pattern, if it is none.
    pub fn mistake(&self, text: &str) -> Option<PatternError> {
        if self.trusts { None } else { Pattern::new(text, false).err() }
    }

    /// Whether a pattern added here requires a literal text, without which it matches nothing.
    pub fn is_guarded(&self, id: PatternId) -> bool {
        !self.patterns[id.index()].literals().is_empty()
    }

    /// The set, ready to be searched.
    pub fn build(self) -> PatternSet {
        let asked: HashSet<PatternId> = self.asked.into_iter().collect();
        let all = self.patterns.iter().enumerate().map(|(index, pattern)| (PatternId::new(index), pattern));
        let searched = all.filter(|(id, _)| !asked.contains(id));
        let (guarded, unguarded): (Vec<_>, Vec<_>) =
            searched.partition(|(_, pattern)| !pattern.literals().is_empty());
        let (scanner, owners) = scanner(&guarded);
        let unguarded = unguarded.into_iter().map(|(id, _)| id).collect();
        PatternSet { scanner, owners, unguarded, patterns: self.patterns }
    }
}

/// What finds the literals of patterns, and whose they are.
fn scanner(patterns: &[(PatternId, &Pattern)]) -> (Scanner, Owners) {
    let literals = || {
        let all = patterns.iter();
        all.flat_map(|&(id, pattern)| pattern.literals().numbered().map(move |literal| (literal, id)))
    };
    let is_tabled = |number: usize| number < known::tabled();
    let known = literals()
        .filter(|(literal, _)| matches!(literal, Literal::Known(number) if is_tabled(*number)))
        .count();
    // Where few of those that the binary knows are wanted, to look for all would be a waste.
    let stored = (known * 2 > known::tabled()).then(known::tables);
    let first = if stored.is_some() { known::tabled() } else { 0 };
    let mut others: Vec<&str> = Vec::new();
    let pairs = literals().map(|(literal, id)| {
        let text = match literal {
            Literal::Known(number) if stored.is_some() && is_tabled(number) => return (number, id),
            Literal::Known(number) => known::text(number),
            Literal::Read(text) => text,
        };
        others.push(text);
        (first + others.len() - 1, id)
    });
    let pairs: Vec<(usize, PatternId)> = pairs.collect();
    let owners = Owners::new(first + others.len(), &pairs);
    (Scanner::with_stored(stored, first, others), owners)
}

/// All patterns of a rule set.
#[derive(Debug, Default)]
pub struct PatternSet {
    scanner: Scanner,
    owners: Owners,
    unguarded: Vec<PatternId>,
    patterns: Vec<Pattern>,
}

impl PatternSet {
    /// One pattern.
    pub fn pattern(&self, id: PatternId) -> &Pattern {
        &self.patterns[id.index()]
    }

    /// Patterns that no literal guards: they cost a search of every block.
    pub fn unguarded(&self) -> &[PatternId] {
        &self.unguarded
    }

    /// Looks for the literals of all patterns in a text at once.
    pub fn scan(&self, text: &str) -> Hits {
        let mut places: Vec<(PatternId, u32)> = Vec::new();
        self.scanner.scan(text, |literal, start| {
            let start = u32::try_from(start).unwrap_or(u32::MAX);
            places.extend(self.owners.of(literal).iter().map(|&owner| (owner, start)));
        });
        places.sort_unstable();
        places.dedup();
        Hits { places }
    }
}

/// Where the literals of each pattern occur in one text.
#[derive(Debug, Default)]
pub struct Hits {
    places: Vec<(PatternId, u32)>,
}

impl Hits {
    /// The places of a pattern's literals, in order.
    pub fn of(&self, id: PatternId) -> impl Iterator<Item = u32> + '_ {
        let start = self.places.partition_point(|&(owner, _)| owner < id);
        self.places[start..].iter().take_while(move |&&(owner, _)| owner == id).map(|&(_, place)| place)
    }

    /// Those of some patterns, which stand in order, that have a literal in the text, by their places there.
    pub fn among<'h>(&'h self, patterns: &'h [PatternId]) -> impl Iterator<Item = usize> + 'h {
        let first = patterns.first();
        let start = self.places.partition_point(|(owner, _)| Some(owner) < first);
        let upto = owners(&self.places[start..]).take_while(|owner| Some(owner) <= patterns.last());
        upto.filter_map(|owner| patterns.binary_search(&owner).ok())
    }

    /// The patterns that have a literal in the text, in order.
    pub fn patterns(&self) -> impl Iterator<Item = PatternId> + '_ {
        owners(&self.places)
    }
}

/// The patterns of some places, which stand in order, each once.
fn owners(places: &[(PatternId, u32)]) -> impl Iterator<Item = PatternId> + '_ {
    places.chunk_by(|one, other| one.0 == other.0).map(|chunk| chunk[0].0)
}

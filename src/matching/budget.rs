//! How much work one rule may spend on one document.
//!
//! A pattern can take very long on a text made for it, or made by accident. Each rule has a [`Budget`]
//! for each document; when it is spent the rule finds nothing more there, and the engine says so. All
//! other rules go on.

use std::cell::Cell;
use std::ops::Range;
use std::time::{Duration, Instant};

use super::known::Literals;
use super::pattern::{Match, Pattern, TooManySteps};

/// What a rule may take for a document of no length. Hundreds of rules are done in a fraction of it.
const BASE: Duration = Duration::from_secs(5);
/// What it may take besides, for each byte of the document.
const PER_BYTE: Duration = Duration::from_micros(5);
/// The clock is asked once in so many searches ...
const SEARCHES: u32 = 64;
/// ... and after each search of a text longer than this, in bytes.
const LONG: usize = 16 << 10;

/// What one rule may spend on one document.
#[derive(Debug)]
pub struct Budget {
    allowed: Duration,
    started: Cell<Option<Instant>>,
    searches: Cell<u32>,
    spent_at: Cell<Option<usize>>,
}

impl Budget {
    /// The budget for a document of so many bytes.
    pub fn new(bytes: usize) -> Self {
        let allowed = BASE + PER_BYTE * u32::try_from(bytes).unwrap_or(u32::MAX);
        Self::of(allowed)
    }

    fn of(allowed: Duration) -> Self {
        let (started, searches, spent_at) = (Cell::new(None), Cell::new(0), Cell::new(None));
        Self { allowed, started, searches, spent_at }
    }

    /// Where in `prose` the work was given up, in bytes; none if there was enough.
    ///
    /// What is searched are pieces of the prose as a rule; of any other text the start is named.
    pub fn spent_at(&self, prose: &str) -> Option<usize> {
        let address = self.spent_at.get()?;
        Some(address.checked_sub(prose.as_ptr().addr()).filter(|at| *at <= prose.len()).unwrap_or(0))
    }

    fn is_spent(&self) -> bool {
        self.spent_at.get().is_some()
    }

    /// Gives up the work, in a text.
    pub fn spend_all(&self, text: &str) {
        self.spent_at.set(Some(text.as_ptr().addr()));
    }

    /// Counts a search of a text.
    fn count(&self, text: &str) {
        let searches = self.searches.get().wrapping_add(1);
        self.searches.set(searches);
        if text.len() < LONG && searches % SEARCHES != 1 {
            return;
        }
        let now = Instant::now();
        let Some(started) = self.started.get() else {
            self.started.set(Some(now));
            return;
        };
        if now.duration_since(started) > self.allowed {
            self.spend_all(text);
        }
    }
}

/// A pattern, searched for on a budget: it matches nothing any more once that is spent.
#[derive(Debug, Clone, Copy)]
pub struct Metered<'a> {
    pattern: &'a Pattern,
    budget: &'a Budget,
}

impl<'a> Metered<'a> {
    /// A pattern on a budget.
    pub fn new(pattern: &'a Pattern, budget: &'a Budget) -> Self {
        Self { pattern, budget }
    }

    /// See [`Pattern::literals`].
    pub fn literals(&self) -> &'a Literals {
        self.pattern.literals()
    }

    /// See [`Pattern::find_at`].
    pub fn find_at(&self, text: &str, start: usize) -> Option<Range<usize>> {
        self.search(text, || self.pattern.try_find_at(text, start))
    }

    /// See [`Pattern::next_at`].
    pub fn next_at(&self, text: &str, start: usize) -> Option<Range<usize>> {
        super::pattern::next_not_empty(text, start, |start| self.find_at(text, start))
    }

    /// See [`Pattern::is_match`].
    pub fn is_match(&self, text: &str) -> bool {
        self.find_at(text, 0).is_some()
    }

    /// See [`Pattern::find_all`].
    pub fn find_all(&self, text: &str) -> Vec<Range<usize>> {
        super::pattern::all(|start| self.next_at(text, start))
    }

    /// See [`Pattern::groups_at`].
    pub fn groups_at(&self, text: &str, start: usize) -> Option<Match> {
        self.search(text, || self.pattern.try_groups_at(text, start))
    }

    fn search<T>(&self, text: &str, search: impl FnOnce() -> Result<Option<T>, TooManySteps>) -> Option<T> {
        if self.budget.is_spent() {
            return None;
        }
        let found = search();
        self.budget.count(text);
        found.unwrap_or_else(|TooManySteps| {
            self.budget.spend_all(text);
            None
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn too_many_steps_spend_the_budget() {
        let pattern = Pattern::new(r"(?:(a+)\1?)+(?<!a)$", false).unwrap();
        let budget = Budget::new(0);
        let prose = format!("so {}", "a".repeat(64));
        assert_eq!(Metered::new(&pattern, &budget).find_at(&prose[3..], 0), None);
        assert_eq!(budget.spent_at(&prose), Some(3));
    }

    #[test]
    fn too_much_time_spends_the_budget() {
        let pattern = Pattern::new("b", false).unwrap();
        let budget = Budget::of(Duration::ZERO);
        let text = "b".repeat(LONG);
        let metered = Metered::new(&pattern, &budget);
        let found = metered.find_all(&text);
        assert!(found.len() < text.len(), "{}", found.len());
        assert_eq!(budget.spent_at(&text), Some(0));
        assert!(!metered.is_match("b"));
    }
}

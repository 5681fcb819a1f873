//! Lines that always stand one after the other are one block of furniture.

use std::collections::HashMap;

use super::cluster::Recurring;
use super::sightings::SightingPlace;

/// A piece of furniture: a line, or several that follow each other.
#[derive(Debug, Clone)]
pub struct Proposal {
    lines: Vec<Recurring>,
}

impl Proposal {
    /// Its lines, in order.
    pub fn lines(&self) -> &[Recurring] {
        &self.lines
    }

    /// Takes lines out, if others are left.
    pub(super) fn trim(&mut self, is_foreign: impl Fn(&Recurring) -> bool) {
        if !self.lines.iter().all(&is_foreign) {
            self.lines.retain(|line| !is_foreign(line));
        }
    }

    /// In how many articles it stands.
    pub fn articles(&self) -> usize {
        self.lines.iter().map(|line| line.articles).max().unwrap_or(0)
    }

    /// Some of the places where it stands.
    pub fn places(&self) -> &[SightingPlace] {
        self.lines.first().map_or(&[], |line| &line.places)
    }

    /// In how many forms its lines stand.
    pub fn forms(&self) -> usize {
        self.lines.iter().map(Recurring::forms).max().unwrap_or(0)
    }
}

/// Puts lines together that mostly stand one after the other.
pub(super) fn join(recurring: Vec<Recurring>) -> Vec<Proposal> {
    let number_of: HashMap<u64, usize> = recurring
        .iter()
        .enumerate()
        .flat_map(|(number, line)| line.wholes.iter().map(move |&whole| (whole, number)))
        .collect();
    let next: Vec<Option<usize>> = (0..recurring.len())
        .map(|number| follower(&recurring, &number_of, number).filter(|&next| next != number))
        .collect();
    let mut is_next = vec![false; recurring.len()];
    next.iter().flatten().for_each(|&number| is_next[number] = true);
    let mut lines: Vec<Option<Recurring>> = recurring.into_iter().map(Some).collect();
    let mut proposals = Vec::new();
    // Blocks from their first lines; what is left then stands in circles.
    let firsts = (0..lines.len()).filter(|&number| !is_next[number]);
    for first in firsts.chain(0..lines.len()).collect::<Vec<_>>() {
        let mut block = Vec::new();
        let mut at = Some(first);
        while let Some(line) = at.and_then(|number| lines[number].take()) {
            block.push(line);
            at = at.and_then(|number| next[number]);
        }
        if !block.is_empty() {
            proposals.push(Proposal { lines: block });
        }
    }
    proposals
}

/// The line that follows a line mostly, and has it before itself mostly.
fn follower(lines: &[Recurring], number_of: &HashMap<u64, usize>, number: usize) -> Option<usize> {
    let line = &lines[number];
    let next = *number_of.get(&line.sum.after.of(line.sum.articles)?)?;
    let before = lines[next].sum.before.of(lines[next].sum.articles)?;
    let (few, many) = (line.articles.min(lines[next].articles), line.articles.max(lines[next].articles));
    // An entry belongs to its list, not to the paragraph beside that.
    let is_entry = |line: &Recurring| line.share(line.sum.entries) > 500;
    let fit = is_entry(line) == is_entry(&lines[next]);
    (fit && number_of.get(&before) == Some(&number) && few * 4 >= many * 3).then_some(next)
}

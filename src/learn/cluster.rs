//! Near-equal lines put together.

use std::collections::{BTreeSet, HashMap};

use super::sightings::{SightingPlace, Variant};
use super::template::Template;
use crate::language::Languages;
use crate::reading::BareWords;
use crate::reading::likeness::share;

/// Of lines that share a key, so many of the commonest are compared with each other.
const COMPARED: usize = 96;
/// How many near-equal lines make one pattern.
const LARGEST: usize = 48;
/// The share of common words from which two lines are near-equal.
const NEAR: f64 = 0.7;
/// How many examples of a line are kept.
const EXAMPLES: usize = 3;
/// How many lines are kept that begin as this one and go on otherwise.
const NEAR_MISSES: usize = 2;
/// How many places of a line are told.
const PLACES: usize = 3;

/// A line that recurs, in all its forms.
#[derive(Debug, Clone)]
pub struct Recurring {
    /// What its forms have in common.
    pub(super) template: Template,
    /// Its forms, the commonest first.
    pub(super) examples: Vec<String>,
    /// Lines that begin or end as it does and are none of its forms.
    pub(super) near_misses: Vec<String>,
    /// In how many articles it stands.
    pub(super) articles: usize,
    /// Some of the places where it stands.
    pub(super) places: Vec<SightingPlace>,
    /// The sum of all forms.
    pub(super) sum: Variant,
    /// The keys of all forms.
    pub(super) wholes: Vec<u64>,
}

impl Recurring {
    /// Its commonest form.
    pub fn text(&self) -> &str {
        &self.sum.text
    }

    /// In how many forms it stands, numbers aside.
    pub fn forms(&self) -> usize {
        self.wholes.len()
    }

    /// A part of the articles in which it stands, in thousandths.
    pub(super) fn share(&self, part: u32) -> i64 {
        self.mean(i64::from(part) * 1000)
    }

    /// The mean of what was summed over its articles.
    pub(super) fn mean(&self, sum: i64) -> i64 {
        sum / i64::from(self.sum.articles.max(1))
    }

    fn new(variants: &[Variant], members: &[usize], template: Template) -> Self {
        let mut sum = variants[members[0]].clone();
        let mut numbers: BTreeSet<u32> = BTreeSet::new();
        let mut largest = 0;
        for (index, &member) in members.iter().enumerate() {
            let variant = &variants[member];
            numbers.extend(&variant.numbers);
            largest = largest.max(variant.articles);
            if index > 0 {
                sum.add_counts(variant);
            }
        }
        let examples = members.iter().take(EXAMPLES).map(|&member| variants[member].text.clone());
        let places = members.iter().flat_map(|&member| &variants[member].places);
        Self {
            template,
            examples: examples.collect(),
            near_misses: Vec::new(),
            articles: numbers.len().max(largest as usize),
            places: places.take(PLACES).cloned().collect(),
            wholes: members.iter().map(|&member| variants[member].keys.whole).collect(),
            sum,
        }
    }
}

/// The lines, in all their forms, that stand in enough articles.
pub(super) fn find(variants: Vec<Variant>, least: usize) -> Vec<Recurring> {
    let mut finder = Finder::new(variants, least);
    let labelled = finder.labelled();
    let near = finder.by(near_keys, true);
    let filled_in = finder.by(|variant| variant.keys.skeleton.into_iter().collect(), false);
    let mut found: Vec<Recurring> = [labelled, near, filled_in].concat();
    finder.add_near_misses(&mut found);
    found
}

/// The keys under which lines meet that may have most words in common.
fn near_keys(variant: &Variant) -> Vec<u64> {
    let keys = &variant.keys;
    [keys.skeleton, keys.opening, keys.closing].into_iter().flatten().collect()
}

struct Finder {
    variants: Vec<Variant>,
    words: Vec<BareWords>,
    is_taken: Vec<bool>,
    least: usize,
}

/// For each key, the lines that have it, by their numbers.
type Buckets = HashMap<u64, Vec<usize>>;

impl Finder {
    fn new(variants: Vec<Variant>, least: usize) -> Self {
        let words = variants.iter().map(|variant| BareWords::plain(&variant.text)).collect();
        let is_taken = vec![false; variants.len()];
        Self { variants, words, is_taken, least }
    }

    fn buckets(&self, most: usize, keys: impl Fn(&Variant) -> Vec<u64>) -> Buckets {
        let mut buckets = Buckets::new();
        for (number, variant) in
            self.variants.iter().enumerate().filter(|(number, _)| !self.is_taken[*number])
        {
            for key in keys(variant) {
                let bucket = buckets.entry(key).or_default();
                if bucket.len() < most {
                    bucket.push(number);
                }
            }
        }
        buckets
    }

    /// Lines that share a key, and most words where `compares`, each with the commonest of them.
    fn by(&mut self, keys: impl Fn(&Variant) -> Vec<u64> + Copy, compares: bool) -> Vec<Recurring> {
        let buckets = self.buckets(COMPARED, keys);
        let mut found = Vec::new();
        for seed in 0..self.variants.len() {
            if self.is_taken[seed] {
                continue;
            }
            let mut others: Vec<usize> = keys(&self.variants[seed])
                .iter()
                .filter_map(|key| buckets.get(key))
                .flatten()
                .copied()
                .collect();
            others.sort_unstable();
            others.dedup();
            let is_near = |&other: &usize| {
                other != seed && !self.is_taken[other] && (!compares || self.is_near(seed, other))
            };
            let others: Vec<usize> = others.into_iter().filter(is_near).take(LARGEST).collect();
            found.extend(self.take(seed, &others));
        }
        found
    }

    fn is_near(&self, one: usize, other: usize) -> bool {
        let (one, other) = (&self.words[one], &self.words[other]);
        share(one, other, &Languages::default()) >= NEAR
    }

    /// Takes a line and its forms out, if together they stand in enough articles.
    fn take(&mut self, seed: usize, others: &[usize]) -> Option<Recurring> {
        let text = |number: usize| self.variants[number].text.as_str();
        let (template, fitting) = Template::of(text(seed), others.iter().map(|&other| text(other)));
        let mut members = vec![seed];
        members.extend(others.iter().zip(fitting).filter(|(_, fits)| *fits).map(|(&other, _)| other));
        let recurring = Recurring::new(&self.variants, &members, template);
        if recurring.articles < self.least || !recurring.template.says_enough() {
            return None;
        }
        self.mark_taken(&members);
        Some(recurring)
    }

    fn mark_taken(&mut self, members: &[usize]) {
        for &member in members {
            self.is_taken[member] = true;
        }
    }

    /// Lines with the same label and something else behind it each time.
    fn labelled(&mut self) -> Vec<Recurring> {
        let buckets = self.buckets(usize::MAX, |variant| variant.keys.label.into_iter().collect());
        let mut buckets: Vec<Vec<usize>> = buckets.into_values().collect();
        buckets.sort_unstable();
        let mut found = Vec::new();
        for members in buckets {
            let Some(template) = Template::label(&self.variants[members[0]].text) else { continue };
            let recurring = Recurring::new(&self.variants, &members, template);
            // Where one line makes up the most of it, the line is what recurs, not the label.
            let is_varied = self.variants[members[0]].articles as usize * 2 <= recurring.articles;
            if recurring.articles >= self.least && is_varied {
                self.mark_taken(&members);
                found.push(recurring);
            }
        }
        found
    }

    /// Gives each line those that begin or end as it does and were not taken.
    fn add_near_misses(&self, found: &mut [Recurring]) {
        let edges = |variant: &Variant| {
            [variant.keys.opening, variant.keys.closing].into_iter().flatten().collect::<Vec<u64>>()
        };
        let left = self.buckets(COMPARED, edges);
        for recurring in found {
            let others = edges(&recurring.sum).into_iter().filter_map(|key| left.get(&key)).flatten();
            let texts = others.map(|&other| &self.variants[other].text);
            let misses = texts.filter(|text| !recurring.template.fits(text));
            recurring.near_misses = misses.take(NEAR_MISSES).cloned().collect();
        }
    }
}

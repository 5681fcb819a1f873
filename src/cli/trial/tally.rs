//! What was found in all articles, in memory that does not grow with them.

use std::collections::{BTreeMap, BTreeSet};

use unicode_segmentation::UnicodeSegmentation;

use super::sample::Sample;
use crate::desk::Text;
use crate::document::Document;
use crate::finding::Finding;
use crate::report::FileReport;
use crate::source::SourceSpan;

/// Of the findings that came or went, so many are kept to be shown.
const KEPT: usize = 1000;

/// What came of one article.
pub(super) struct Tried {
    pub text: Text,
    pub words: usize,
    pub now: Vec<Finding>,
    /// What the earlier version of the rules finds, if there is one.
    pub before: Option<Vec<Finding>>,
}

/// Findings that came or went.
#[derive(Default)]
pub(super) struct Changes {
    /// How many.
    pub count: usize,
    /// The first of them, each with its article.
    pub kept: Vec<FileReport>,
    shown: usize,
}

impl Changes {
    fn add(&mut self, text: &Text, findings: Vec<Finding>) {
        self.count += findings.len();
        let room = KEPT - self.shown;
        let findings: Vec<Finding> = findings.into_iter().take(room).collect();
        if !findings.is_empty() {
            self.shown += findings.len();
            self.kept.push(report(text, findings));
        }
    }
}

/// What was found in all articles.
pub(super) struct Tally {
    /// How many articles were read.
    pub articles: usize,
    /// How many words they have.
    pub words: usize,
    /// Hits of each rule.
    pub hits: BTreeMap<String, usize>,
    /// Some of the hits.
    pub sample: Sample<FileReport>,
    /// What only the rules as they are now find.
    pub appeared: Changes,
    /// What only the rules as they were found.
    pub gone: Changes,
}

impl Tally {
    /// Nothing found yet. `seed` chooses which `size` hits are kept.
    pub(super) fn new(seed: u64, size: usize) -> Self {
        Self {
            articles: 0,
            words: 0,
            hits: BTreeMap::new(),
            sample: Sample::new(seed, size),
            appeared: Changes::default(),
            gone: Changes::default(),
        }
    }

    /// All hits.
    pub(super) fn all(&self) -> usize {
        self.hits.values().sum()
    }

    /// So many hits in a thousand words.
    #[expect(clippy::cast_precision_loss, reason = "a rate is shown with two digits")]
    pub(super) fn rate(&self, hits: usize) -> f64 {
        hits as f64 * 1000.0 / self.words.max(1) as f64
    }

    /// Adds an article.
    pub(super) fn add(&mut self, tried: Tried) {
        let Tried { text, words, now, before } = tried;
        self.articles += 1;
        self.words += words;
        for finding in &now {
            *self.hits.entry(finding.rule.to_string()).or_default() += 1;
            self.sample.offer(|| report(&text, vec![bare(finding)]));
        }
        if let Some(before) = before {
            let (is_now, was) = (places(&now), places(&before));
            let of = |findings: Vec<Finding>, others: &BTreeSet<(String, SourceSpan)>| {
                let new = findings.into_iter().filter(|finding| !others.contains(&place(finding)));
                new.map(|finding| bare(&finding)).collect::<Vec<Finding>>()
            };
            self.gone.add(&text, of(before, &is_now));
            self.appeared.add(&text, of(now, &was));
        }
    }
}

fn report(text: &Text, findings: Vec<Finding>) -> FileReport {
    FileReport { source: text.source.clone(), read_as: text.read_as.clone(), findings }
}

/// A finding without advice: ten times the same helps nobody.
fn bare(finding: &Finding) -> Finding {
    Finding { help: None, fix: None, ..finding.clone() }
}

fn place(finding: &Finding) -> (String, SourceSpan) {
    (finding.rule.to_string(), finding.span)
}

fn places(findings: &[Finding]) -> BTreeSet<(String, SourceSpan)> {
    findings.iter().map(place).collect()
}

/// How many words readers meet in a document.
pub(super) fn words(document: &Document<'_>) -> usize {
    let blocks = document.blocks().iter().filter(|block| block.kind.is_prose());
    blocks.map(|block| document.text(block.text).unicode_words().count()).sum()
}

//! Whether what recurs is furniture: a sum of reasons for and against, each in thousandths.
//!
//! Furniture stands at the same place of many articles, says the same at length, speaks to the reader, and
//! names nobody. A heading, an entry of a list or a line full of names and numbers may recur and be story.

use super::block::Proposal;
use super::cluster::Recurring;
use super::line::{LONGEST_LABEL, NUMBER};
use crate::furniture;
use crate::language::Languages;

/// What the classifier says, in thousandths of a logit, of running text that could be either. It has learnt
/// from single pages, where a standing paragraph reads like any other.
const UNDECIDED: i64 = -6500;
/// So much of an article, in thousandths, may stand in others too; where more does, the articles are forms of
/// one story, and what they share may be the story.
const SHARED: i64 = 250;
/// A line of a block that is below this is story wherever it stands: a heading, an entry of a list.
const FOREIGN: i64 = -2500;
/// What lines are weighed in.
#[derive(Debug, Clone, Copy)]
pub(super) struct Archive {
    /// In how many articles a line must stand.
    pub least: usize,
    /// How many articles there are.
    pub articles: usize,
}

impl Archive {
    /// How certain it is that a proposal is furniture; above 0 it is more likely than not.
    ///
    /// A block is as certain as its most certain line: the others stand with it everywhere.
    pub(super) fn certainty(self, proposal: &Proposal) -> i64 {
        proposal.lines().iter().map(|line| self.of_line(line)).max().unwrap_or(i64::MIN)
    }

    /// Whether a line of a block is so little like furniture that the block is better off without it.
    pub(super) fn is_foreign(self, line: &Recurring) -> bool {
        self.of_line(line) < FOREIGN
    }

    fn of_line(self, line: &Recurring) -> i64 {
        let (looks, appeal) = (looks(line), appeal(line));
        looks + appeal + length(line) + self.often(line.articles) + self.place(line)
            - specifics(line)
            - openness(line)
            - if line.articles < 2 * self.least { self.doubt(line, appeal) } else { 0 }
    }

    /// The more articles, the less it is chance; what stands in just enough of them must be furniture by its
    /// looks, unless these are the most there are.
    #[expect(
        clippy::cast_precision_loss,
        clippy::cast_possible_truncation,
        reason = "a score of a few thousand"
    )]
    fn often(self, articles: usize) -> i64 {
        let doublings = (articles as f64 / self.least.max(1) as f64).log2().clamp(0.0, 5.0);
        let everywhere = (articles as f64 / self.articles.max(1) as f64).min(0.5);
        (doublings * 800.0 + everywhere * 4000.0) as i64 - 1000
    }

    /// Furniture stands at the start or the end. "Photo:" there in many articles is a credit; elsewhere a label
    /// leads in to the story.
    fn place(self, line: &Recurring) -> i64 {
        let edge = line.share(line.sum.at_edge);
        let often = line.articles.min(4 * self.least) / self.least.max(1);
        let label = match (is_label(line), leads_in(line)) {
            (true, _) => edge * i64::try_from(often).unwrap_or(0),
            (false, true) => edge - 1500,
            (false, false) => 0,
        };
        edge * 3 / 2 + label
    }

    /// What stands in a few articles only may be one story told in several parts: with dates, and with no word
    /// to the reader.
    fn doubt(self, line: &Recurring, appeal: i64) -> i64 {
        let numbers = line.template.bare().filter(|word| *word == NUMBER).count();
        let least = if line.articles <= self.least { 300 } else { 0 };
        let silent = if appeal < 500 { 500 } else { 0 };
        let leads_in = if leads_in(line) { 800 } else { 0 };
        i64::try_from(numbers.min(3)).unwrap_or(0) * 300 + least + silent + leads_in
    }
}

/// What kind of block it is, in what kind of article, and what the classifier says of it.
fn looks(line: &Recurring) -> i64 {
    let classifier = ((line.mean(line.sum.score) - UNDECIDED) / 2).clamp(-800, 2000);
    let shared = (line.mean(line.sum.shared) - SHARED).max(0);
    classifier - shared * 6 - line.share(line.sum.headings) * 4 - line.share(line.sum.entries) * 5 / 2
}

/// How much it speaks to readers, and how much of it are phrases known from the furniture of other sites.
fn appeal(line: &Recurring) -> i64 {
    let common: Vec<&str> = line.template.bare().collect();
    let known = i64::from(furniture::coverage(&common.join(" "))) * 3;
    // A word or two may name a part of the site and as well a part of the story.
    let known = if common.len() <= 2 { known / 3 } else { known };
    let any = Languages::default();
    let (pronouns, courtesy) = (&any.any().pronouns, &any.any().courtesy_words);
    let to_readers = |word: &&str| pronouns.has("you", word) || courtesy.contains(word);
    let of_itself = |word: &&str| pronouns.has("we", word);
    let speaks_to_readers = i64::from(common.iter().any(to_readers));
    let speaks_of_itself = i64::from(common.iter().any(of_itself));
    known + speaks_to_readers * 700 + speaks_of_itself * 200
}

/// Nobody writes a long sentence twice by chance; two words say little.
fn length(line: &Recurring) -> i64 {
    match line.template.common() {
        0..=2 => -4500,
        3..=4 => -3500,
        5..=7 => -1500,
        8..=12 => 0,
        _ => 500,
    }
}

fn is_label(line: &Recurring) -> bool {
    line.template.is_label() || (ends_open(line) && line.template.common() <= LONGEST_LABEL)
}

/// Whether it belongs to what follows it.
fn leads_in(line: &Recurring) -> bool {
    ends_open(line) && !is_label(line)
}

fn ends_open(line: &Recurring) -> bool {
    line.text().ends_with([':', '：'])
}

/// Names and numbers make a story.
fn specifics(line: &Recurring) -> i64 {
    let specific = line.template.specifics();
    let share = specific * 3500 / line.template.common().max(1);
    i64::try_from(share.max(specific.min(10) * 100)).unwrap_or(0)
}

/// The more differs from form to form, the less they are one line.
fn openness(line: &Recurring) -> i64 {
    let (open, common) = (line.template.open(), line.template.common());
    let mostly = if open > common { 1500 } else { 0 };
    i64::try_from(open.min(20)).unwrap_or(0) * 125 + mostly
}

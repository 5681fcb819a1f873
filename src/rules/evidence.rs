//! How the findings of the built-in rules were judged on text that nobody tuned them on.
//!
//! `rules/EVIDENCE.tsv` has a line for each rule that was read; `benches/accuracy/readings.py` makes it. What a rule
//! may be, on by default or an error, hangs on it, and a test holds the two together.

use std::collections::HashMap;
use std::sync::LazyLock;

/// The table, as it is kept beside the packs.
const TABLE: &str = include_str!("../../rules/EVIDENCE.tsv");
/// Fewer readings, or from fewer sites, say little.
const FEWEST_READ: u32 = 20;
const FEWEST_SITES: u32 = 5;
/// Fewer readings say too little for what stops a publication.
const FEWEST_READ_FOR_ERROR: u32 = 30;
/// So many readings are enough to turn a rule off.
const FEWEST_TO_REFUTE: u32 = 10;
/// A rule that speaks rarely is known by all that it finds on so many articles.
const FEWEST_ARTICLES: u32 = 5_000;

/// How the findings of one rule were judged, by a reader who did not write it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Evidence {
    /// How many findings were read.
    pub read: u32,
    /// On how many sites.
    pub sites: u32,
    /// A copy chief would act on these.
    pub right: u32,
    /// These are true, but nobody would act.
    pub pedantic: u32,
    /// Here the text is as it should be, or the message says something untrue of it.
    pub wrong: u32,
    /// On how many articles all findings of the rule were read; 0 where findings were drawn from many.
    pub articles: u32,
    /// Whether the rule was mended, and too little of it was read since.
    pub waits: bool,
    /// The day of the last reading, `2026-11-28`.
    pub date: &'static str,
}

/// What a rule has earned by its readings.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Earned {
    /// Too little is known of it, or it is wrong too often: a suggestion, or off by default.
    Nothing,
    /// It may be on by default, and a warning.
    Default,
    /// It may be an error, too.
    Error,
}

impl Evidence {
    /// What is known of a built-in rule, by its full name; none if nothing of it was read.
    pub fn of(rule: &str) -> Option<&'static Self> {
        static ALL: LazyLock<HashMap<&str, Evidence>> =
            LazyLock::new(|| TABLE.lines().filter_map(Evidence::parse).collect());
        ALL.get(rule)
    }

    /// The names of the rules in the table.
    pub fn rules() -> impl Iterator<Item = &'static str> {
        TABLE.lines().skip(1).filter_map(|line| line.split('\t').next())
    }

    /// A line of the table; none for its head, and for a line that is no such line.
    fn parse(line: &'static str) -> Option<(&'static str, Self)> {
        let cells: Vec<&str> = line.split('\t').collect();
        let &[rule, read, sites, right, pedantic, wrong, articles, status, date, _commit] = cells.as_slice()
        else {
            return None;
        };
        let number = |cell: &str| cell.parse::<u32>().ok();
        let evidence = Self {
            read: number(read)?,
            sites: number(sites)?,
            right: number(right)?,
            pedantic: number(pedantic)?,
            wrong: number(wrong)?,
            articles: number(articles)?,
            waits: status == "waits",
            date,
        };
        Some((rule, evidence))
    }

    /// What the rule has earned: on by default with 90 % right and at most 5 % wrong of 20 findings from 5 sites, an
    /// error with 98 % right of 30. A rule that speaks more rarely is judged by all that it said on thousands of
    /// articles, and one that was mended stays what it was until it is read again, but for an error.
    pub fn earned(&self) -> Earned {
        if self.waits && !self.is_against() {
            return Earned::Default;
        }
        let share = |part: u32| part * 100 >= self.read * 90 && self.wrong * 100 <= self.read * 5;
        let is_rare = self.is_rare();
        let is_default = share(self.right) && (is_rare || self.is_enough());
        let is_error = self.right * 100 >= self.read * 98
            && (self.read >= FEWEST_READ_FOR_ERROR || (is_rare && self.read > 0));
        match (is_default, is_default && is_error) {
            (_, true) => Earned::Error,
            (true, _) => Earned::Default,
            _ => Earned::Nothing,
        }
    }

    /// Whether enough was read to know that the rule is wrong, or says what nobody acts on, too often even for a
    /// suggestion.
    pub fn is_against(&self) -> bool {
        let is_bad = self.right * 100 < self.read * 60 || self.wrong * 100 > self.read * 20;
        is_bad && self.read >= FEWEST_TO_REFUTE
    }

    fn is_enough(&self) -> bool {
        self.read >= FEWEST_READ && self.sites >= FEWEST_SITES
    }

    /// Whether all that it said on thousands of articles is less than would be drawn of others.
    pub fn is_rare(&self) -> bool {
        self.articles >= FEWEST_ARTICLES && self.read < FEWEST_READ
    }

    /// The readings in a sentence, for those who look a rule up.
    pub fn sentence(&self) -> String {
        let Self { read, sites, right, pedantic, wrong, articles, date, .. } = self;
        let findings = if *read == 1 { "finding" } else { "findings" };
        let of =
            if self.is_rare() { format!("all on {articles} articles") } else { format!("on {sites} sites") };
        if self.waits && *read == 0 {
            return format!("mended since it was last read ({date}); the next reading will tell.");
        }
        if *read == 0 {
            return format!("it found nothing on {articles} articles that nobody tuned on ({date}).");
        }
        format!(
            "{read} {findings} read, {of} that nobody tuned on: {right} right, {pedantic} pedantic, {wrong} wrong ({date})."
        )
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn evidence(right: u32, pedantic: u32, wrong: u32, sites: u32, articles: u32) -> Evidence {
        let (read, waits, date) = (right + pedantic + wrong, false, "2026-11-28");
        Evidence { read, sites, right, pedantic, wrong, articles, waits, date }
    }

    #[test]
    fn shares_are_of_all_that_was_read() {
        assert_eq!(evidence(18, 1, 1, 5, 0).earned(), Earned::Default);
        assert_eq!(evidence(18, 0, 2, 5, 0).earned(), Earned::Nothing);
        assert_eq!(evidence(17, 3, 0, 5, 0).earned(), Earned::Nothing);
        assert_eq!(evidence(19, 0, 0, 5, 0).earned(), Earned::Nothing);
        assert_eq!(evidence(20, 0, 0, 4, 0).earned(), Earned::Nothing);
        assert_eq!(evidence(30, 0, 0, 5, 0).earned(), Earned::Error);
        assert_eq!(evidence(48, 2, 0, 5, 0).earned(), Earned::Default);
    }

    #[test]
    fn rare_rules_are_known_by_all_that_they_say() {
        assert_eq!(evidence(2, 0, 0, 1, FEWEST_ARTICLES).earned(), Earned::Error);
        assert_eq!(evidence(2, 0, 1, 1, FEWEST_ARTICLES).earned(), Earned::Nothing);
        assert_eq!(evidence(0, 0, 0, 0, FEWEST_ARTICLES).earned(), Earned::Default);
        assert_eq!(evidence(2, 0, 0, 1, FEWEST_ARTICLES - 1).earned(), Earned::Nothing);
    }

    #[test]
    fn a_rule_that_was_mended_is_no_error_until_it_is_read() {
        let waits = Evidence { waits: true, ..evidence(0, 0, 0, 0, 0) };
        assert_eq!(waits.earned(), Earned::Default);
        assert!(!waits.is_against());
    }

    #[test]
    fn every_line_of_the_table_is_read() {
        assert_eq!(Evidence::rules().count(), TABLE.lines().count() - 1);
        for rule in Evidence::rules() {
            let read = Evidence::of(rule).map(|one| one.right + one.pedantic + one.wrong == one.read);
            assert_eq!(read, Some(true), "{rule}");
        }
    }
}

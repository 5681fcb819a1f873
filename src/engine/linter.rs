//! Rules in force: which run, and when.

use std::collections::HashMap;
use std::sync::Arc;

use super::furniture::Furniture;
use super::looked::Looked;
use super::rule_set::RuleSet;
use super::run;
use super::skips::Skips;
use super::yielding::Yielding;
use crate::checking::RuleHead;
use crate::document::Document;
use crate::finding::{RuleId, Severity};
use crate::matching::{Hits, PatternId};
use crate::reading::Reading;
use crate::rules::{PackForm, Role, Rule};

/// Which rules run, at which severity.
#[derive(Debug, Clone, Default)]
pub struct Choice {
    /// For each rule named, its severity, or `None` to turn it off. Rules not named keep their own.
    pub severities: HashMap<String, Option<Severity>>,
    /// If given, only these rules run, even those that are off by default.
    pub only: Option<Vec<String>>,
    /// What is not read of a document.
    pub skips: Skips,
    /// The signs that begin and end a comment, besides the format's own.
    pub comments: Option<(String, String)>,
}

impl Choice {
    fn severity(&self, rule: &Rule) -> Option<Severity> {
        let id = &*rule.head.id;
        if self.only.as_ref().is_some_and(|only| !only.iter().any(|chosen| chosen == id)) {
            return None;
        }
        match self.severities.get(id) {
            Some(severity) => *severity,
            None => (rule.enabled || self.only.is_some()).then_some(rule.head.severity),
        }
    }
}

/// A rule set with the rules that run.
pub struct Linter {
    rules: Arc<RuleSet>,
    active: Vec<Active>,
    /// When rules run that read the blocks of a document.
    on_blocks: Schedule,
    /// When rules run that read the source as it is written.
    on_raw: Schedule,
    pub(super) furniture: Furniture,
    pub(super) yielding: Yielding,
    pub(super) skips: Skips,
    comments: Option<(String, String)>,
}

/// When rules run, by their numbers.
#[derive(Default)]
struct Schedule {
    /// For each pattern, the rule that waits for it.
    waiting: Vec<Option<u32>>,
    always: Vec<u32>,
}

impl Schedule {
    fn add(&mut self, number: u32, triggers: Option<&[PatternId]>) {
        let Some(patterns) = triggers else {
            self.always.push(number);
            return;
        };
        for id in patterns {
            if self.waiting.len() <= id.index() {
                self.waiting.resize(id.index() + 1, None);
            }
            self.waiting[id.index()] = Some(number);
        }
    }

    /// The rules that have something to look at, in order.
    fn due(&self, hits: &Hits) -> Vec<u32> {
        let mut due = self.always.clone();
        due.extend(hits.patterns().filter_map(|id| self.waiting.get(id.index()).copied().flatten()));
        due.sort_unstable();
        due.dedup();
        due
    }
}

/// A rule that runs, with its severity here.
struct Active {
    pack: usize,
    rule: usize,
    head: RuleHead,
}

impl Linter {
    /// A linter that runs the chosen rules of a set.
    pub fn new(rules: Arc<RuleSet>, choice: &Choice) -> Self {
        let mut active = Vec::new();
        let (mut on_blocks, mut on_raw) = (Schedule::default(), Schedule::default());
        for (pack_index, pack) in rules.packs().iter().enumerate() {
            for (rule_index, rule) in pack.rules.iter().enumerate() {
                let Some(severity) = choice.severity(rule).filter(|_| rule.check.is_some()) else { continue };
                let number = u32::try_from(active.len()).unwrap_or(u32::MAX);
                let triggers = triggers(&rules, rule);
                if rule.head.scope.reads_blocks() {
                    on_blocks.add(number, triggers);
                }
                if rule.head.scope.reads_raw() {
                    on_raw.add(number, triggers);
                }
                let head = RuleHead { severity, ..rule.head.clone() };
                active.push(Active { pack: pack_index, rule: rule_index, head });
            }
        }
        let of = |active: &Active| &rules.packs()[active.pack].rules[active.rule];
        let furniture = Furniture::new(active.iter().map(of));
        let yielding = Yielding::new(active.iter().map(of));
        let (skips, comments) = (choice.skips.clone(), choice.comments.clone());
        Self { rules, active, on_blocks, on_raw, furniture, yielding, skips, comments }
    }

    /// The rules and packs behind it.
    pub fn rule_set(&self) -> &RuleSet {
        &self.rules
    }

    /// The rules that run, with their severities here.
    pub fn active(&self) -> impl Iterator<Item = (&Rule, Severity)> {
        self.active.iter().map(|active| (self.rule(active), active.head.severity))
    }

    /// The rules that run and have a role, as they are in force here.
    pub(super) fn heads_with(&self, role: Role) -> impl Iterator<Item = &RuleHead> {
        let with = self.active.iter().filter(move |active| self.rule(active).role == Some(role));
        with.map(|active| &active.head)
    }

    /// A rule that runs, by its name, as it is in force here.
    pub fn head(&self, id: &str) -> Option<&RuleHead> {
        self.active.iter().map(|active| &active.head).find(|head| &*head.id == id)
    }

    /// Whether a rule reads more than the source as it is written.
    pub(super) fn reads_blocks(&self, id: &RuleId) -> bool {
        self.head(id).is_none_or(|head| head.scope.reads_blocks())
    }

    /// Whether a rule that runs is one of a Vale style.
    pub(super) fn is_of_style(&self, id: &RuleId) -> bool {
        let named = self.active.iter().find(|active| active.head.id == *id);
        named.is_some_and(|active| self.rules.packs()[active.pack].form == PackForm::Style)
    }

    /// The signs that begin and end a comment, besides the format's own.
    pub(super) fn comments(&self) -> Option<&(String, String)> {
        self.comments.as_ref()
    }

    /// Runs the rules that are asked for, and adds what came of them.
    pub(super) fn run(
        &self,
        document: &Document<'_>,
        is_asked: impl Fn(&RuleHead) -> bool + Copy,
        looked: &mut Looked,
    ) {
        self.run_due(&self.on_blocks, document, is_asked, looked);
        let asked = self.active.iter().filter(|active| is_asked(&active.head));
        if asked.into_iter().any(|active| active.head.scope.reads_raw()) {
            self.run_due(&self.on_raw, &document.raw(), is_asked, looked);
        }
    }

    fn run_due(
        &self,
        schedule: &Schedule,
        document: &Document<'_>,
        is_asked: impl Fn(&RuleHead) -> bool,
        looked: &mut Looked,
    ) {
        let reading = Reading::new(document);
        let hits = self.rules.patterns().scan(document.prose());
        for number in schedule.due(&hits) {
            let active = &self.active[number as usize];
            if !is_asked(&active.head) {
                continue;
            }
            run::run(&self.rules, self.rule(active), &active.head, &reading, &hits, looked);
        }
    }

    fn rule(&self, active: &Active) -> &Rule {
        &self.rules.packs()[active.pack].rules[active.rule]
    }
}

/// The patterns a rule waits for; none if it must run on every document.
fn triggers<'r>(rules: &RuleSet, rule: &'r Rule) -> Option<&'r [PatternId]> {
    let patterns = rule.check.as_ref()?.patterns()?;
    let guarded = |id: &PatternId| !rules.patterns().pattern(*id).literals().is_empty();
    patterns.iter().all(guarded).then_some(patterns)
}

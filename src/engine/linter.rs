//! Rules in force, run over one document.

use std::collections::{BTreeSet, HashMap};
use std::sync::Arc;

use serde::{Deserialize, Serialize};

use super::furniture::Furniture;
use super::yielding::Yielding;
use super::{Limits, RuleSet, Skips, passages};
use crate::checks::{Context, Print, Prints, RuleHead, Sink};
use crate::document::{Document, Format, House};
use crate::finding::{Finding, RuleId, Said, Severity};
use crate::fix;
use crate::language::Language;
use crate::matching::{Budget, Hits, PatternId};
use crate::reading::Reading;
use crate::rules::{Role, Rule};
use crate::source::Source;

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
    furniture: Furniture,
    yielding: Yielding,
    skips: Skips,
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

    fn is_empty(&self) -> bool {
        self.waiting.is_empty() && self.always.is_empty()
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

/// What came of looking at one document.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Looked {
    /// The findings, in order of their places.
    pub findings: Vec<Finding>,
    /// How many findings of a rule are to be listed, for those that found more.
    pub limits: Limits,
    /// The texts that rules look for in other documents.
    pub prints: Vec<Prints>,
    /// Whether a rule took longer than it may; on another day it may say more.
    #[serde(skip)]
    pub gave_up: bool,
}

impl Looked {
    /// What rules say: findings, and texts that may become some. What silences the ones silences the others.
    pub(super) fn said(&self) -> impl Iterator<Item = Said<'_>> {
        let texts = self.prints.iter().flat_map(|by| by.texts.iter().map(|text| of_text(by, text)));
        self.findings.iter().map(of_finding).chain(texts)
    }

    /// Leaves only what is wanted, which is asked in the order of [`Looked::said`].
    pub(super) fn retain(&mut self, mut is_wanted: impl FnMut(Said<'_>) -> bool) {
        self.findings.retain(|finding| is_wanted(of_finding(finding)));
        for by in &mut self.prints {
            let mut texts = std::mem::take(&mut by.texts);
            texts.retain(|text| is_wanted(of_text(by, text)));
            by.texts = texts;
        }
    }
}

fn of_finding(finding: &Finding) -> Said<'_> {
    Said { rule: &finding.rule, severity: finding.severity, span: finding.span }
}

fn of_text<'p>(by: &'p Prints, text: &Print) -> Said<'p> {
    Said { rule: &by.rule, severity: Severity::Suggestion, span: text.span }
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

    /// The signs that begin and end a comment, besides the format's own.
    pub(super) fn comments(&self) -> Option<&(String, String)> {
        self.comments.as_ref()
    }

    /// All findings about a source, in order of their places.
    pub fn lint(&self, source: &Source, format: Format, language: Option<Language>) -> Vec<Finding> {
        let house = House { languages: self.rules.languages().clone(), ..House::default() };
        self.lint_document(&Document::parse_for(source, format, language, &house))
    }

    /// All findings about a document, in order of their places.
    pub fn lint_document(&self, document: &Document<'_>) -> Vec<Finding> {
        self.look(document).findings
    }

    /// The findings about a document, in order of their places, and whether they are all.
    pub fn look(&self, document: &Document<'_>) -> Looked {
        let mut looked = Looked::default();
        self.run_due(&self.on_blocks, document, |_| true, &mut looked);
        if !self.on_raw.is_empty() {
            self.run_due(&self.on_raw, &document.raw(), |_| true, &mut looked);
        }
        self.skips.apply(document, &mut looked);
        self.furniture.silence(&mut looked);
        self.yielding.silence(&mut looked);
        super::comments::obey(self, document, &mut looked);
        let findings = &mut looked.findings;
        findings.sort_by(|one, other| one.order().cmp(&other.order()));
        findings.dedup();
        fix::offer(document, findings, |document, rules| self.find(document, rules));
        looked.limits = Limits::of(findings, |id| self.head(id).map_or(0, |head| head.limit));
        looked
    }

    /// What some rules find in a document, whatever silences it.
    fn find(&self, document: &Document<'_>, rules: &BTreeSet<RuleId>) -> Vec<Finding> {
        let mut looked = Looked::default();
        let is_asked = |head: &RuleHead| rules.contains(&head.id);
        self.run_due(&self.on_blocks, document, is_asked, &mut looked);
        let asked = self.active.iter().filter(|active| is_asked(&active.head));
        if asked.into_iter().any(|active| active.head.scope.reads_raw()) {
            self.run_due(&self.on_raw, &document.raw(), is_asked, &mut looked);
        }
        looked.findings
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
            run(&self.rules, self.rule(active), &active.head, &reading, &hits, looked);
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

/// Runs one rule alone over a document.
pub(super) fn run_rule(rules: &RuleSet, rule: &Rule, document: &Document<'_>) -> Looked {
    let mut looked = Looked::default();
    let mut look = |document: &Document<'_>| {
        let reading = Reading::new(document);
        let hits = rules.patterns().scan(document.prose());
        run(rules, rule, &rule.head, &reading, &hits, &mut looked);
    };
    if rule.head.scope.reads_blocks() {
        look(document);
    }
    if rule.head.scope.reads_raw() {
        look(&document.raw());
    }
    looked
}

fn run(
    rules: &RuleSet,
    rule: &Rule,
    head: &RuleHead,
    reading: &Reading<'_>,
    hits: &Hits,
    looked: &mut Looked,
) {
    let document = reading.document();
    if !rule.speaks_in(document) {
        return;
    }
    let budget = Budget::new(document.prose().len());
    let context = Context::new(head, reading, rules.patterns(), hits, &budget);
    let findings = &mut looked.findings;
    let before = findings.len();
    let mut prints = None;
    if let Some(check) = &rule.check {
        let mut sink = Sink::new(head, document, findings);
        check.run(&context, &mut sink);
        prints = sink.into_prints();
        passages::retain_spoken(rule, document, findings, before);
    }
    if let Some(at) = budget.spent_at(document.prose()) {
        // What it found is no more to be trusted than what it did not find.
        findings.truncate(before);
        findings.push(given_up(head, document, at));
        looked.gave_up = true;
        return;
    }
    looked.prints.extend(prints);
}

/// What is said of a rule that spent its budget on a document, at the place where it did.
fn given_up(head: &RuleHead, document: &Document<'_>, at: usize) -> Finding {
    let at = u32::try_from(at).unwrap_or(u32::MAX);
    let span = document.block_at(at).map(|block| document.block(block).text).unwrap_or_default();
    Finding {
        rule: head.id.clone(),
        severity: head.severity,
        message: "This rule was skipped for this document: its pattern takes too long here.".to_owned(),
        span: document.locate(span),
        related: Vec::new(),
        help: Some(
            "Bound what the pattern repeats, such as `.{0,80}` for `.*`, and repeat nothing within a repetition."
                .to_owned(),
        ),
        fix: None,
        withheld: None,
    }
}

//! Running one rule over a document.

use super::looked::Looked;
use super::passages;
use super::rule_set::RuleSet;
use crate::checking::{Context, RuleHead, Sink};
use crate::document::Document;
use crate::finding::Finding;
use crate::matching::{Budget, Hits};
use crate::reading::Reading;
use crate::rules::Rule;

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

/// Runs one rule, and adds what came of it.
pub(super) fn run(
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
    let context = Context::new(head, reading, (rules.patterns(), rules.house_words()), hits, &budget);
    let findings = &mut looked.findings;
    let before = findings.len();
    let (mut prints, mut if_missing) = (None, Vec::new());
    if let Some(check) = &rule.check {
        let mut sink = Sink::new(head, document, findings);
        check.run(&context, &mut sink);
        (prints, if_missing) = sink.into_parts();
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
    looked.if_missing.extend(if_missing);
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

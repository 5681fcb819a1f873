//! Which fixes are offered at all.

use std::collections::{BTreeMap, BTreeSet};

use super::choice::choose;
use super::edits::{Edits, apart};
use super::guard::{self, Ground, Purpose};
use crate::document::Document;
use crate::finding::{Finding, Refusal, RuleId};
use crate::source::SourceSpan;

/// Fixes that overlap are tried in so many goes.
const MOST_GOES: usize = 8;

/// Takes the fixes that may not be made out of the findings about a document, and says why. `look` tells what some
/// rules find in another document.
pub fn offer(
    document: &Document<'_>,
    findings: &mut [Finding],
    look: impl Fn(&Document<'_>, &BTreeSet<RuleId>) -> Vec<Finding>,
) {
    if findings.iter().all(|finding| finding.fix.is_none()) {
        return;
    }
    let ground = Ground::new(document);
    let offer = Offer { ground, findings, places: Places::of(findings), look };
    for (number, refusal) in offer.refused() {
        findings[number].withhold(refusal);
    }
}

struct Offer<'o, L> {
    ground: Ground<'o>,
    findings: &'o [Finding],
    places: Places,
    look: L,
}

impl<L: Fn(&Document<'_>, &BTreeSet<RuleId>) -> Vec<Finding>> Offer<'_, L> {
    /// The findings, by their numbers, whose fixes may not be made.
    fn refused(&self) -> Vec<(usize, Refusal)> {
        let mut refused = Vec::new();
        let mut open: Vec<usize> = Vec::new();
        for (number, finding) in self.findings.iter().enumerate().filter(|(_, finding)| finding.fix.is_some())
        {
            match self.ground.purposes(finding) {
                Ok(_) => open.push(number),
                Err(refusal) => refused.push((number, refusal)),
            }
        }
        for _ in 0..MOST_GOES {
            let fixes = apart(self.findings, &open);
            if fixes.is_empty() {
                break;
            }
            let chosen = choose(&fixes, |some| self.try_together(some));
            refused.extend(
                chosen
                    .refused
                    .into_iter()
                    .map(|(number, refusal)| (number, refusal.unwrap_or(Refusal::Untried))),
            );
            open.retain(|number| fixes.binary_search(number).is_err());
        }
        refused.extend(open.into_iter().map(|number| (number, Refusal::Untried)));
        refused
    }

    fn try_together(&self, fixes: &[usize]) -> Result<(), Refusal> {
        let fixes: Vec<&Finding> = fixes.iter().map(|&number| &self.findings[number]).collect();
        let before = self.ground.document();
        let edits = Edits::of(&fixes);
        let text = before.source().with_text(edits.apply(before.source().text()));
        if before.source().encode(text.text()).is_err() {
            return Err(Refusal::Encoding);
        }
        let after = before.read_again(&text);
        guard::judge(&self.ground, &after, &fixes)?;
        // A block that is gone cannot be found again.
        let rewritten = fixes.iter().copied().filter(|finding| {
            self.ground.purposes(finding).is_ok_and(|purposes| purposes.contains(&Purpose::Words))
        });
        let rewritten: Vec<&Finding> = rewritten.collect();
        let rules: BTreeSet<RuleId> = rewritten.iter().map(|finding| finding.rule.clone()).collect();
        if rules.is_empty() {
            return Ok(());
        }
        let found = Places::of(&(self.look)(&after, &rules));
        let is_found_again = |finding: &&Finding| {
            let zones = finding.fix.iter().flat_map(|fix| &fix.edits).map(|edit| edit.span);
            let now = zones
                .clone()
                .map(|zone| SourceSpan::new(edits.moved_end(zone.start), edits.moved_start(zone.end)));
            now.map(|zone| found.near(&finding.rule, zone)).sum::<usize>()
                >= zones.map(|zone| self.places.near(&finding.rule, zone)).sum()
        };
        if rewritten.iter().any(is_found_again) { Err(Refusal::FoundAgain) } else { Ok(()) }
    }
}

/// Where each rule finds fault: the starts and the ends, in order.
struct Places(BTreeMap<RuleId, (Vec<u32>, Vec<u32>)>);

impl Places {
    fn of(findings: &[Finding]) -> Self {
        let mut places: BTreeMap<RuleId, (Vec<u32>, Vec<u32>)> = BTreeMap::new();
        for finding in findings {
            let (starts, ends) = places.entry(finding.rule.clone()).or_default();
            starts.push(finding.span.start);
            ends.push(finding.span.end);
        }
        for (starts, ends) in places.values_mut() {
            starts.sort_unstable();
            ends.sort_unstable();
        }
        Self(places)
    }

    /// How many findings of a rule overlap or touch a span.
    fn near(&self, rule: &RuleId, span: SourceSpan) -> usize {
        let Some((starts, ends)) = self.0.get(rule) else { return 0 };
        let begun = starts.partition_point(|&start| start <= span.end);
        begun - ends.partition_point(|&end| end < span.start)
    }
}

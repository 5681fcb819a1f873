//! One round of fixing: those fixes to a text that go together and make no finding.

use std::collections::HashMap;

use super::Proofreader;
use super::choice::{Chosen, choose};
use super::edits::{Edits, apart};
use super::guard::{self, Ground};
use crate::finding::{Finding, Refusal, RuleId, Severity};
use crate::source::{Source, SourceSpan};

/// A text with the findings whose fixes are asked for.
pub(super) struct Round<'f> {
    source: &'f Source,
    findings: &'f [Finding],
    /// The numbers of those whose fixes are asked for.
    wanted: Vec<usize>,
    /// How often each rule speaks in the text as it is.
    spoken: HashMap<(RuleId, Severity), usize>,
}

/// What came of a round.
#[derive(Default)]
pub(super) struct Made {
    /// The text after it, and what is found there; none if no fix was made.
    pub(super) best: Option<(Source, Vec<Finding>)>,
    /// The rules of the findings that were mended, one for each.
    pub(super) taken: Vec<RuleId>,
    /// The fixes that were not made, with the places of their findings.
    pub(super) refused: Vec<(RuleId, SourceSpan, Refusal)>,
}

impl<'f> Round<'f> {
    pub(super) fn of(
        source: &'f Source,
        findings: &'f [Finding],
        is_wanted: impl Fn(&Finding) -> bool,
    ) -> Self {
        let wanted = (0..findings.len()).filter(|&number| is_wanted(&findings[number])).collect();
        Self { source, findings, wanted, spoken: spoken(findings) }
    }

    /// Makes as many fixes as it can. Of two that touch each other the earlier goes first; the later waits for the
    /// next round, or takes its place where it is refused.
    pub(super) fn make(mut self, desk: &impl Proofreader) -> Made {
        let mut made = Made::default();
        if self.wanted.is_empty() {
            return made;
        }
        let document = desk.read(self.source);
        let ground = Ground::new(&document);
        loop {
            let fixes = apart(self.findings, &self.wanted);
            // What is left then has edits that contradict each other.
            if fixes.is_empty() {
                return made;
            }
            let Chosen { taken, refused } = choose(&fixes, |some| {
                self.try_together(&ground, some, desk).map(|best| made.best = Some(best))
            });
            let rule = |number: usize| self.findings[number].rule.clone();
            made.refused.extend(refused.into_iter().map(|(number, refusal)| {
                (rule(number), self.findings[number].span, refusal.unwrap_or(Refusal::Untried))
            }));
            if !taken.is_empty() {
                made.taken = taken.into_iter().map(rule).collect();
                return made;
            }
            self.wanted.retain(|number| fixes.binary_search(number).is_err());
        }
    }

    /// The text with some fixes made, and what is found there.
    fn try_together(
        &self,
        ground: &Ground<'_>,
        fixes: &[usize],
        desk: &impl Proofreader,
    ) -> Result<(Source, Vec<Finding>), Refusal> {
        let fixes: Vec<&Finding> = fixes.iter().map(|&number| &self.findings[number]).collect();
        let text = Edits::of(&fixes).apply(self.source.text());
        let text = self.source.with_text(text);
        guard::judge(ground, &desk.read(&text), &fixes)?;
        let findings = desk.lint(&text);
        let least = fixes.iter().map(|finding| finding.severity).min();
        let before = |key: &(RuleId, Severity)| self.spoken.get(key).copied().unwrap_or_default();
        let makes_findings = spoken(&findings)
            .iter()
            .any(|(key, &number)| least.is_some_and(|least| key.1 >= least) && number > before(key));
        if makes_findings { Err(Refusal::MakesFindings) } else { Ok((text, findings)) }
    }
}

/// How often each rule speaks, at which severity.
fn spoken(findings: &[Finding]) -> HashMap<(RuleId, Severity), usize> {
    let mut spoken = HashMap::new();
    for finding in findings {
        *spoken.entry((finding.rule.clone(), finding.severity)).or_default() += 1;
    }
    spoken
}

//! How many findings of a rule are listed for one file, and what is said of the others.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use serde::{Deserialize, Serialize};

use crate::finding::{Finding, RuleId};

/// For rules that found more in a file than they list, how many they list.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Limits(BTreeMap<RuleId, usize>);

impl Limits {
    /// The limits that some findings of one file go beyond. `limit` tells a rule's own; 0 is none.
    pub(super) fn of(findings: &[Finding], limit: impl Fn(&str) -> usize) -> Self {
        let mut counts: BTreeMap<&RuleId, usize> = BTreeMap::new();
        for finding in findings {
            *counts.entry(&finding.rule).or_default() += 1;
        }
        let limited = counts.into_iter().filter_map(|(rule, count)| {
            let limit = limit(rule);
            (limit > 0 && count > limit).then(|| (rule.clone(), limit))
        });
        Self(limited.collect())
    }

    /// Leaves of each rule's findings as many as are listed, the first ones; the last of them says how many more
    /// there are.
    pub fn fold(&self, findings: &mut Vec<Finding>) {
        if self.0.is_empty() {
            return;
        }
        let mut met: BTreeMap<RuleId, usize> = BTreeMap::new();
        findings.retain(|finding| {
            let Some(&limit) = self.0.get(&finding.rule) else { return true };
            let met = met.entry(finding.rule.clone()).or_default();
            *met += 1;
            *met <= limit
        });
        for (rule, met) in met {
            let more = met.saturating_sub(self.0[&rule]);
            let last = findings.iter_mut().rev().find(|finding| finding.rule == rule);
            if let Some(last) = last.filter(|_| more > 0) {
                // Writing to a string cannot fail.
                let _ = write!(last.message, " And {more} more in this file.");
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::finding::Severity;
    use crate::source::SourceSpan;

    fn finding(rule: &str, at: u32) -> Finding {
        Finding {
            rule: rule.into(),
            severity: Severity::Warning,
            message: "A gap.".to_owned(),
            span: SourceSpan::new(at, at + 1),
            related: Vec::new(),
            help: None,
            fix: None,
            withheld: None,
        }
    }

    #[test]
    fn the_last_one_listed_tells_of_the_others() {
        let mut findings: Vec<Finding> = (0..5).map(|at| finding("gap", at)).collect();
        findings.push(finding("other", 9));
        let limits = Limits::of(&findings, |rule| if rule == "gap" { 2 } else { 0 });
        limits.fold(&mut findings);
        let messages: Vec<&str> = findings.iter().map(|finding| finding.message.as_str()).collect();
        assert_eq!(messages, ["A gap.", "A gap. And 3 more in this file.", "A gap."]);
    }

    #[test]
    fn what_a_baseline_took_away_is_not_counted() {
        let mut findings: Vec<Finding> = (0..5).map(|at| finding("gap", at)).collect();
        let limits = Limits::of(&findings, |_| 2);
        findings.drain(..3);
        limits.fold(&mut findings);
        assert!(findings.iter().all(|finding| finding.message == "A gap."));
    }
}

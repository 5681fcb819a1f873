//! Findings in the place of texts that are yet to be compared with other documents.
//!
//! What silences findings silences these texts too: for each of them a finding goes the same way, and
//! the text is left out if its finding does not arrive.

use std::collections::HashSet;

use super::Looked;
use crate::finding::{Finding, RuleId, Severity};
use crate::source::SourceSpan;

/// Adds a finding for each text.
pub(super) fn add(looked: &mut Looked) {
    for prints in &looked.prints {
        looked.findings.extend(prints.texts.iter().map(|print| stand_in(&prints.rule, print.span)));
    }
}

/// Takes the findings out again, and with them the texts whose finding did not arrive.
pub(super) fn remove(looked: &mut Looked) {
    if looked.prints.is_empty() {
        return;
    }
    let rules: HashSet<RuleId> = looked.prints.iter().map(|prints| prints.rule.clone()).collect();
    // What such a rule says itself, it says in words.
    let is_stand_in = |finding: &mut Finding| finding.message.is_empty() && rules.contains(&finding.rule);
    let arrived: HashSet<(RuleId, SourceSpan)> =
        looked.findings.extract_if(.., is_stand_in).map(|finding| (finding.rule, finding.span)).collect();
    for prints in &mut looked.prints {
        let rule = &prints.rule;
        prints.texts.retain(|print| arrived.contains(&(rule.clone(), print.span)));
    }
}

fn stand_in(rule: &RuleId, span: SourceSpan) -> Finding {
    Finding {
        rule: rule.clone(),
        severity: Severity::Suggestion,
        message: String::new(),
        span,
        related: Vec::new(),
        help: None,
        fix: None,
        withheld: None,
    }
}

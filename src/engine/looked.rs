//! What came of looking at one document.

use serde::{Deserialize, Serialize};

use super::Limits;
use crate::checking::{IfMissing, Print, Prints};
use crate::finding::{Finding, Said, Severity};

/// What came of looking at one document.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Looked {
    /// The findings, in order of their places.
    pub findings: Vec<Finding>,
    /// How many findings of a rule are to be listed, for those that found more.
    pub limits: Limits,
    /// The texts that rules look for in other documents.
    pub prints: Vec<Prints>,
    /// The findings that hold where a file is missing.
    pub if_missing: Vec<IfMissing>,
    /// Whether a rule took longer than it may; on another day it may say more.
    #[serde(skip)]
    pub gave_up: bool,
}

impl Looked {
    /// What rules say: findings, and texts that may become some. What silences the ones silences the others.
    pub(super) fn said(&self) -> impl Iterator<Item = Said<'_>> {
        let texts = self.prints.iter().flat_map(|by| by.texts.iter().map(|text| of_text(by, text)));
        let if_missing = self.if_missing.iter().map(|waiting| of_finding(&waiting.finding));
        self.findings.iter().map(of_finding).chain(if_missing).chain(texts)
    }

    /// Puts the findings in the order of their places, each once.
    pub(super) fn put_in_order(&mut self) {
        self.findings.sort_by(|one, other| one.order().cmp(&other.order()));
        self.findings.dedup();
    }

    /// Leaves only what is wanted, which is asked in the order of [`Looked::said`].
    pub(super) fn retain(&mut self, mut is_wanted: impl FnMut(Said<'_>) -> bool) {
        self.findings.retain(|finding| is_wanted(of_finding(finding)));
        self.if_missing.retain(|waiting| is_wanted(of_finding(&waiting.finding)));
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

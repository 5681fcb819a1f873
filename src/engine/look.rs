//! Looking at a document: what the rules say, and what silences it.

use std::collections::BTreeSet;

use super::linter::Linter;
use super::looked::Looked;
use super::{Limits, comments};
use crate::checking::RuleHead;
use crate::document::{Document, Format, House};
use crate::finding::{Finding, RuleId};
use crate::fix;
use crate::language::Language;
use crate::source::Source;

impl Linter {
    /// All findings about a source, in order of their places.
    pub fn lint(&self, source: &Source, format: Format, language: Option<Language>) -> Vec<Finding> {
        let house = House { languages: self.rule_set().languages().clone(), ..House::default() };
        self.lint_document(&Document::parse_for(source, format, language, &house))
    }

    /// All findings about a document, in order of their places.
    pub fn lint_document(&self, document: &Document<'_>) -> Vec<Finding> {
        self.look(document).findings
    }

    /// The findings about a document, in order of their places, and whether they are all.
    pub fn look(&self, document: &Document<'_>) -> Looked {
        let mut looked = Looked::default();
        self.run(document, |_| true, &mut looked);
        self.skips.apply(document, &mut looked);
        self.furniture.silence(&mut looked);
        self.yielding.silence(&mut looked);
        comments::obey(self, document, &mut looked);
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
        self.run(document, is_asked, &mut looked);
        looked.findings
    }
}

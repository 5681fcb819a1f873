//! Looking at a document: what the rules say, and what silences it.

use std::collections::BTreeSet;

use super::linter::Linter;
use super::looked::Looked;
use super::skips::LeftOut;
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
        let leaves = |rule: &RuleId, what| {
            self.reads_blocks(rule) && (what == LeftOut::Part || self.is_of_style(rule))
        };
        self.skips.apply(document, leaves, &mut looked);
        self.furniture.silence(&mut looked);
        self.yielding.silence(&mut looked);
        comments::obey(self, document, &mut looked);
        looked.put_in_order();
        fix::offer(document, &mut looked.findings, |document, rules| self.find(document, rules));
        self.limit(&mut looked);
        looked
    }

    /// Says of which rules not all findings are to be listed.
    pub(super) fn limit(&self, looked: &mut Looked) {
        looked.limits = Limits::of(&looked.findings, |id| self.head(id).map_or(0, |head| head.limit));
    }

    /// What some rules find in a document, whatever silences it.
    fn find(&self, document: &Document<'_>, rules: &BTreeSet<RuleId>) -> Vec<Finding> {
        let mut looked = Looked::default();
        let is_asked = |head: &RuleHead| rules.contains(&head.id);
        self.run(document, is_asked, &mut looked);
        looked.findings
    }
}

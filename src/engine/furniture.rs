//! Rules that find site furniture, and what the others say inside it.

use std::collections::HashMap;

use super::cover::Cover;
use super::looked::Looked;
use crate::finding::{Finding, RuleId, Severity};
use crate::rules::{Role, Rule};

/// What the rules that run do about site furniture; rules that only speak outside it are left out.
#[derive(Default)]
pub(super) struct Furniture(HashMap<RuleId, Stance>);

/// What a rule does about site furniture.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Stance {
    /// It finds whole blocks of it.
    FindsBlocks,
    /// It finds some of it.
    Finds,
    /// It speaks inside of it.
    Speaks,
}

impl Furniture {
    pub(super) fn new<'r>(rules: impl Iterator<Item = &'r Rule>) -> Self {
        let stance = |rule: &Rule| match rule.role {
            Some(Role::FurnitureBlock) => Some(Stance::FindsBlocks),
            Some(Role::Furniture) => Some(Stance::Finds),
            _ => rule.in_furniture.then_some(Stance::Speaks),
        };
        Self(rules.filter_map(|rule| Some((rule.head.id.clone(), stance(rule)?))).collect())
    }

    /// Drops what other rules say inside site furniture: one block, one finding.
    pub(super) fn silence(&self, looked: &mut Looked) {
        let stance = |rule: &RuleId| self.0.get(rule).copied();
        let finds =
            |finding: &&Finding| matches!(stance(&finding.rule), Some(Stance::Finds | Stance::FindsBlocks));
        let findings = &looked.findings;
        let all = Cover::new(findings.iter().filter(finds));
        if all.is_empty() {
            return;
        }
        let is_block = |finding: &&Finding| stance(&finding.rule) == Some(Stance::FindsBlocks);
        let blocks = Cover::new(findings.iter().filter(is_block));
        looked.retain(|said| match stance(said.rule) {
            Some(Stance::FindsBlocks | Stance::Speaks) => true,
            // A phrase within a whole block of furniture is said with the block.
            Some(Stance::Finds) => said.severity == Severity::Error || !blocks.holds(said.span),
            None => !all.holds(said.span),
        });
    }
}

#[cfg(test)]
mod tests {
    use std::path::Path;
    use std::sync::Arc;

    use crate::document::Format;
    use crate::engine::{Choice, Linter, RuleSetBuilder};
    use crate::source::Source;

    /// The names of the rules that speak in a text.
    fn spoken(text: &str) -> Vec<String> {
        let pack = "pack: house\nrules:\n  \
            plug: {check: existence, role: furniture, message: Plug., tokens: ['Follow the quay desk']}\n  \
            box: {check: existence, role: furniture-block, message: Box., whole: true, tokens: ['More from the quay.*']}\n  \
            quay: {check: existence, message: Quay., tokens: [quay]}\n  \
            desk: {check: existence, message: Desk., tokens: [desk], furniture: true}\n";
        let (rules, mistakes) = RuleSetBuilder::new().pack(Path::new("house.yml"), pack).build();
        assert!(mistakes.is_empty(), "{mistakes:?}");
        let source = Source::new("a.md", text);
        let findings = Linter::new(Arc::new(rules), &Choice::default()).lint(&source, Format::Markdown, None);
        findings.iter().map(|finding| finding.rule.replace("house.", "")).collect()
    }

    #[test]
    fn a_rule_with_the_role_silences_others_inside_what_it_finds() {
        assert_eq!(spoken("Follow the quay desk. The quay is shut."), ["plug", "desk", "quay"]);
        assert_eq!(spoken("The quay desk is shut."), ["quay", "desk"]);
    }

    #[test]
    fn a_phrase_in_a_whole_block_is_said_with_the_block() {
        assert_eq!(spoken("More from the quay: Follow the quay desk on the radio."), ["box", "desk"]);
    }
}

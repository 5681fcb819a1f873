//! Rules that say of a place what another rule tells better.

use std::collections::HashMap;

use super::cover::Cover;
use super::looked::Looked;
use crate::finding::{Finding, RuleId};
use crate::rules::Rule;

/// For the rules that give way, the rules that tell more.
#[derive(Default)]
pub(super) struct Yielding(HashMap<RuleId, Vec<String>>);

impl Yielding {
    pub(super) fn new<'r>(rules: impl Iterator<Item = &'r Rule>) -> Self {
        let giving_way = rules.filter(|rule| !rule.yields_to.is_empty());
        Self(giving_way.map(|rule| (rule.head.id.clone(), rule.yields_to.clone())).collect())
    }

    /// Drops what a rule says where one that tells more speaks as well: one defect, one finding.
    pub(super) fn silence(&self, looked: &mut Looked) {
        let findings = &looked.findings;
        if findings.len() < 2 || self.0.is_empty() {
            return;
        }
        let mut covers: HashMap<RuleId, Cover> = HashMap::new();
        for (rule, others) in &self.0 {
            if findings.iter().any(|finding| finding.rule == *rule) {
                let tells_more = |finding: &&Finding| others.iter().any(|other| *other == *finding.rule);
                covers.insert(rule.clone(), Cover::new(findings.iter().filter(tells_more)));
            }
        }
        looked.retain(|said| covers.get(said.rule).is_none_or(|cover| !cover.meets(said.span)));
    }
}

#[cfg(test)]
mod tests {
    use std::path::Path;
    use std::sync::Arc;

    use crate::document::Format;
    use crate::engine::{Choice, Linter, RuleSetBuilder};
    use crate::source::Source;

    #[test]
    fn the_rule_that_tells_more_speaks() {
        let pack = "pack: house\nrules:\n  \
            gap: {check: existence, yields_to: [house.shut], message: Gap., tokens: ['is  shut', '  ']}\n  \
            shut: {check: existence, message: Shut., tokens: [shut]}\n";
        let (rules, mistakes) = RuleSetBuilder::new().pack(Path::new("house.yml"), pack).build();
        assert!(mistakes.is_empty(), "{mistakes:?}");
        let source = Source::new("a.md", "The quay is  shut. The quay  is open.");
        let findings = Linter::new(Arc::new(rules), &Choice::default()).lint(&source, Format::Markdown, None);
        let spoken: Vec<&str> = findings.iter().map(|finding| &*finding.rule).collect();
        assert_eq!(spoken, ["house.shut", "house.gap"]);
    }
}

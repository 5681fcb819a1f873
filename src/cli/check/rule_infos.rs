//! What reports say of the rules that ran.

use crate::desk::Desk;
use crate::report::RuleInfo;
use crate::rules::page_of;

/// The rules that run, of all projects that a desk met, sorted, each once.
pub(super) fn rule_infos(desk: &Desk) -> Vec<RuleInfo> {
    let projects = desk.projects();
    let rules = projects.iter().flat_map(|project| project.rules().rules());
    let rules = rules.filter(|rule| rule.check.is_some());
    let mut infos: Vec<RuleInfo> = rules
        .map(|rule| RuleInfo {
            id: rule.head.id.to_string(),
            pack: rule.pack.clone(),
            summary: rule.summary.clone(),
            why: rule.why.clone(),
            help: rule.head.help.clone(),
            severity: rule.head.severity,
            link: rule.link.clone().or_else(|| page_of(&rule.head.id)),
            languages: rule.languages.iter().map(ToString::to_string).collect(),
        })
        .collect();
    infos.sort_by(|one, other| one.id.cmp(&other.id));
    infos.dedup_by(|one, other| one.id == other.id);
    infos
}

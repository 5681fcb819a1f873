//! Names of rules and packs, and globs over them.

use super::error::ProjectError;
use super::globs::{self, is_glob};
use crate::engine::RuleSet;
use crate::yaml::nearest;

/// How many names a misspelt one may stand for at most.
const NEAR_SHOWN: usize = 3;

/// Whether a name, a pack's name, or a glob over names, fits a rule's id.
pub(super) fn fits(name: &str, id: &str) -> bool {
    let is_pack = || id.strip_prefix(name).is_some_and(|rest| rest.starts_with('.'));
    name == id || is_pack() || is_glob(name) && globs::compile(name).is_ok_and(|glob| glob.is_match(id))
}

/// Refuses a name or glob that fits no rule.
pub(super) fn known(rules: &RuleSet, name: &str) -> Result<(), ProjectError> {
    if let Err(source) = globs::compile(name) {
        return Err(ProjectError::Pattern { name: name.to_owned(), source });
    }
    if rules.rules().any(|rule| fits(name, &rule.head.id)) {
        return Ok(());
    }
    Err(ProjectError::UnknownRule { name: name.to_owned(), near: nearest_rules(rules, name) })
}

/// The names a misspelt one may stand for: of a pack or rule, else of rules that end so in some pack.
pub fn nearest_rules(rules: &RuleSet, name: &str) -> Vec<String> {
    let ids = || rules.rules().map(|rule| &*rule.head.id);
    let packs = ids().filter_map(|id| id.split_once('.')).map(|(pack, _)| pack);
    if let Some(near) = nearest(name, ids().chain(packs)) {
        return vec![near.to_owned()];
    }
    let own_name = |id: &&str| id.split_once('.').is_some_and(|(_, own)| nearest(name, [own]).is_some());
    ids().filter(own_name).take(NEAR_SHOWN).map(str::to_owned).collect()
}

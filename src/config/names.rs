//! Names of rules and packs, and globs over them.

use super::error::{ProjectError, question};
use super::fields::ConfigError;
use super::globs;
use super::settings::Settings;
use crate::engine::RuleSet;
use crate::yaml::{Problem, nearest};

/// How many names a misspelt one may stand for at most.
const NEAR_SHOWN: usize = 3;

/// Whether a name, a pack's name, or a glob over names, fits a rule's id.
pub(super) fn fits(name: &str, id: &str) -> bool {
    let is_pack = || id.strip_prefix(name).is_some_and(|rest| rest.starts_with('.'));
    name == id || is_pack() || is_glob(name) && globs::compile(name).is_ok_and(|glob| glob.is_match(id))
}

/// Whether a name is a pattern that may stand for several.
pub(super) fn is_glob(name: &str) -> bool {
    name.contains(['*', '?', '[', '{'])
}

/// The names and globs in a configuration's settings that fit no rule, as mistakes in its file.
pub(super) fn unknown(rules: &RuleSet, settings: &Settings) -> Option<ConfigError> {
    let (origin, at) = settings.place.as_ref()?;
    let problem = |name: &String| {
        let at = at.key(name);
        match known(rules, name).err()? {
            ProjectError::UnknownRule { near, .. } => {
                let remedy = question(&near).unwrap_or_else(|| "`copydesk rules` lists them".to_owned());
                Some(Problem::at_key(at, format!("there is no rule `{name}`")).remedy(remedy))
            }
            error => Some(Problem::at_key(at, error.to_string())),
        }
    };
    let problems: Vec<Problem> = settings.named.keys().filter_map(problem).collect();
    (!problems.is_empty()).then(|| ConfigError {
        path: origin.path.clone(),
        text: origin.text.clone(),
        problems,
    })
}

/// Refuses a name or glob that fits no rule.
pub(super) fn known(rules: &RuleSet, name: &str) -> Result<(), ProjectError> {
    if let Err(source) = globs::compile(name) {
        return Err(ProjectError::Pattern { name: name.to_owned(), source });
    }
    if rules.rules().any(|rule| fits(name, &rule.head.id)) {
        return Ok(());
    }
    Err(ProjectError::UnknownRule { name: name.to_owned(), near: near(rules, name) })
}

/// The names a misspelt one may stand for: of a pack or rule, else of rules that end so in some pack.
fn near(rules: &RuleSet, name: &str) -> Vec<String> {
    let ids = || rules.rules().map(|rule| &*rule.head.id);
    let packs = ids().filter_map(|id| id.split_once('.')).map(|(pack, _)| pack);
    if let Some(near) = nearest(name, ids().chain(packs)) {
        return vec![near.to_owned()];
    }
    let own_name = |id: &&str| id.split_once('.').is_some_and(|(_, own)| nearest(name, [own]).is_some());
    ids().filter(own_name).take(NEAR_SHOWN).map(str::to_owned).collect()
}

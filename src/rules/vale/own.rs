//! The style that is part of Vale: `Vale.Terms`, `Vale.Avoid`, `Vale.Repetition`, `Vale.Spelling`.

use std::path::Path;

use serde_yaml::{Mapping, Value};

use super::style::rule;
use super::vocabulary::Vocabulary;
use crate::boundary::Boundary;
use crate::matching::PatternSetBuilder;
use crate::rules::{LoadError, Pack};

/// Its name.
pub const OWN_STYLE: &str = "Vale";

/// Its rules, as far as the vocabulary gives them something to say; `dictionaries` is the folder in
/// which Hunspell dictionaries lie, if there is one.
pub fn own_rules(
    vocabulary: &Vocabulary,
    dictionaries: Option<&Path>,
    patterns: &mut PatternSetBuilder,
    boundary: &Boundary,
) -> (Pack, Vec<LoadError>) {
    let origin = Path::new(OWN_STYLE);
    let mut pack = Pack {
        name: OWN_STYLE.to_owned(),
        description: "The rules that are part of Vale.".to_owned(),
        origin: origin.to_owned(),
        rules: Vec::new(),
    };
    let mut errors = Vec::new();
    let written = [
        ("Repetition", Some(repetition())),
        ("Terms", terms(vocabulary)),
        ("Avoid", avoid(vocabulary)),
        ("Spelling", dictionaries.map(spelling)),
    ];
    for (name, parameters) in written {
        // What is written here is YAML by construction.
        let Some(text) = parameters.and_then(|parameters| serde_yaml::to_string(&parameters).ok()) else {
            continue;
        };
        // A term of the vocabulary is no exception to the rules about terms.
        let nothing = Vocabulary::default();
        let exceptions = if name == "Spelling" { vocabulary } else { &nothing };
        let (rule, error) = rule((OWN_STYLE, name), origin, &text, exceptions, patterns, boundary);
        pack.rules.extend(rule);
        errors.extend(error);
    }
    (pack, errors)
}

fn base(extends: &str, message: &str) -> Mapping {
    let pairs = [("extends", extends), ("message", message), ("level", "error")];
    pairs.map(|(key, value)| (Value::from(key), Value::from(value))).into_iter().collect()
}

fn repetition() -> Mapping {
    let mut rule = base("repetition", "'%s' is repeated!");
    rule.insert("alpha".into(), true.into());
    rule.insert("tokens".into(), vec![Value::from(r"[^\s]+")].into());
    rule
}

/// Accepted words, in the letter case in which they are accepted.
fn terms(vocabulary: &Vocabulary) -> Option<Mapping> {
    let swap: Mapping = vocabulary
        .accepted
        .iter()
        .map(|term| (Value::from(term.to_lowercase()), Value::from(term.as_str())))
        .collect();
    let mut rule = base("substitution", "Use '%s' instead of '%s'.");
    rule.insert("ignorecase".into(), true.into());
    (!swap.is_empty()).then(|| rule.insert("swap".into(), swap.into()));
    rule.contains_key("swap").then_some(rule)
}

/// Rejected words.
fn avoid(vocabulary: &Vocabulary) -> Option<Mapping> {
    let tokens: Vec<Value> = vocabulary.rejected.iter().map(|word| Value::from(word.as_str())).collect();
    let mut rule = base("existence", "Avoid using '%s'.");
    (!tokens.is_empty()).then(|| rule.insert("tokens".into(), tokens.into()));
    rule.contains_key("tokens").then_some(rule)
}

fn spelling(dictionaries: &Path) -> Mapping {
    let mut rule = base("spelling", "Did you really mean '%s'?");
    rule.insert("dicpath".into(), dictionaries.display().to_string().into());
    rule
}

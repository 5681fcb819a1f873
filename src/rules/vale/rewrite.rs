//! Vale's actions: what to put in the place of a match.

use serde_yaml::{Mapping, Value};

use crate::checking::{FixAction, Rewrite};

/// What a rule's `action` does, if it is one that can be done.
pub(super) enum Action {
    /// One of our own actions.
    Fix(FixAction),
    /// A new text made from the match.
    Rewrite(Rewrite),
}

/// Reads an `action`. Whether a proposal is the right one only a person can tell, so none is safe.
pub(super) fn action(rule: &Mapping) -> Option<Action> {
    let action = rule.get("action")?.as_mapping()?;
    let parameters: Vec<String> = action
        .get("params")
        .and_then(Value::as_sequence)
        .map(|list| list.iter().map(text).collect())
        .unwrap_or_default();
    let parameter = |index: usize| parameters.get(index).cloned();
    match action.get("name")?.as_str()? {
        "remove" => Some(Action::Fix(FixAction::Remove)),
        "replace" if parameters.is_empty() => Some(Action::Fix(FixAction::Replace)),
        "replace" => Some(Action::Rewrite(Rewrite::Replace(parameters.into_iter().next_back()?))),
        "convert" if parameter(0)? == "simple" => Some(Action::Rewrite(Rewrite::Words)),
        // What `suggest: spellings` asks for, a rule about spelling does by itself.
        "edit" => edit(&parameter(0)?, parameter(1), parameter(2)).map(Action::Rewrite),
        _ => None,
    }
}

fn edit(name: &str, first: Option<String>, second: Option<String>) -> Option<Rewrite> {
    Some(match name {
        "regex" => Rewrite::Regex(regex::Regex::new(&first?).ok()?, second?),
        "trim" => Rewrite::Trim(first?),
        "trim_left" => Rewrite::TrimLeft(first?),
        "trim_right" => Rewrite::TrimRight(first?),
        "truncate" => Rewrite::Truncate(first?),
        "split" => Rewrite::Split(first?, second?.parse().ok()?),
        _ => return None,
    })
}

fn text(value: &Value) -> String {
    match value {
        Value::String(text) => text.clone(),
        Value::Number(number) => number.to_string(),
        _ => String::new(),
    }
}

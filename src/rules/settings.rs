//! The parameters of a rule, as they are in force.

use std::path::Path;

use serde_json::Value as Json;
use serde_yaml::Value;

use super::Rule;
use crate::checks;
use crate::yaml::Parameter;

/// A parameter of a rule's check with its value.
#[derive(Debug, Clone, PartialEq)]
pub struct Setting<'r> {
    /// What is known of it.
    pub parameter: Parameter,
    /// The value in force; `null` where the rule leaves it out and there is no default.
    pub value: Json,
    /// The configuration that gave the value; none where it is the rule's own, or the default.
    pub from: Option<&'r Path>,
}

/// The parameters of a rule's check in order of their keys.
pub fn settings(rule: &Rule) -> Vec<Setting<'_>> {
    let Some(kind) = checks::kind(rule.kind) else { return Vec::new() };
    kind.parameters().into_iter().map(|parameter| setting(rule, parameter)).collect()
}

fn setting(rule: &Rule, parameter: Parameter) -> Setting<'_> {
    let said = rule.parameters.get(&parameter.name).filter(|value| !matches!(value, Value::Null));
    let value = match said {
        Some(value) => serde_json::to_value(value).unwrap_or_default(),
        None => parameter.default.clone().unwrap_or_default(),
    };
    let from = rule.origins.iter().find(|(key, _)| *key == parameter.name).map(|(_, path)| path.as_path());
    Setting { parameter, value, from }
}

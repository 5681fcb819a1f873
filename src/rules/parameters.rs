//! The parameters of a rule, as they are in force.

use std::path::Path;

use schemars::SchemaGenerator;
use serde_json::Value as Json;
use serde_yaml::Value;

use super::Rule;
use crate::checks;

/// A parameter of a rule's check.
#[derive(Debug, Clone, PartialEq)]
pub struct Parameter<'r> {
    /// Its key.
    pub name: String,
    /// What it is for, in a sentence.
    pub about: String,
    /// The value in force; `null` where the rule leaves it out and there is no default.
    pub value: Json,
    /// The configuration that gave the value; none where it is the rule's own, or the default.
    pub from: Option<&'r Path>,
}

/// The parameters of a rule's check in order of their keys.
pub fn parameters(rule: &Rule) -> Vec<Parameter<'_>> {
    let Some(kind) = checks::kind(rule.kind) else { return Vec::new() };
    let schema = (kind.schema)(&mut SchemaGenerator::default());
    let properties = schema.get("properties").and_then(Json::as_object).cloned().unwrap_or_default();
    properties.into_iter().map(|(name, property)| parameter(rule, name, &property)).collect()
}

fn parameter<'r>(rule: &'r Rule, name: String, property: &Json) -> Parameter<'r> {
    let said = rule.parameters.get(&name).filter(|value| !matches!(value, Value::Null));
    let value = match said {
        Some(value) => serde_json::to_value(value).unwrap_or_default(),
        None => property.get("default").cloned().unwrap_or_default(),
    };
    let about = property.get("description").and_then(Json::as_str).unwrap_or_default();
    let about = about.split_whitespace().collect::<Vec<_>>().join(" ");
    let from = rule.origins.iter().find(|(key, _)| *key == name).map(|(_, path)| path.as_path());
    Parameter { name, about, value, from }
}

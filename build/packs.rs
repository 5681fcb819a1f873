//! The built-in packs as Rust, each rule as JSON, which a run reads many times faster than YAML.
//!
//! Examples are left out: only tests and explanations need them, and these read the YAML itself.

#[path = "../src/rules/load/keys.rs"]
mod keys;

use std::path::Path;

use serde_yaml::{Mapping, Value};

/// A pack as Rust: its file, its name, what it is about, and its rules. What is wrong with it is told when it is
/// loaded from its YAML.
pub fn pack(path: &Path, pack: &Value) -> Result<String, serde_json::Error> {
    let rules =
        rules_of(pack).map(|(name, rule)| stored(name, rule)).collect::<Result<Vec<_>, _>>()?.concat();
    let file = path.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
    let (origin, name, description) =
        (format!("rules/{file}"), text(pack, "pack"), text(pack, "description"));
    let path = path.to_string_lossy();
    Ok(format!(
        "StoredPack {{ origin: {origin:?}, text: include_str!({path:?}), name: {name:?}, \
         description: {description:?}, rules: &[\n{rules}] }},\n"
    ))
}

/// A rule as Rust: its name, its kind, whether it is on by default, and what it says, the parameters of its check apart.
fn stored(name: &Value, rule: &Value) -> Result<String, serde_json::Error> {
    let enabled = is_enabled(rule);
    let (name, check) = (name.as_str().unwrap_or_default(), text(rule, "check"));
    let is_common = |key: &Value| key.as_str().is_some_and(|key| keys::RULE_KEYS.contains(&key));
    let entries = rule.as_mapping().into_iter().flatten().map(|(key, value)| (key.clone(), value.clone()));
    let (mut common, own): (Mapping, Mapping) = entries.partition(|(key, _)| is_common(key));
    common.remove("examples");
    let [common, own] = [serde_json::to_string(&common)?, serde_json::to_string(&own)?];
    Ok(format!(
        "StoredRule {{ name: {name:?}, check: {check:?}, enabled: {enabled}, common: {common:?}, own: {own:?} }},\n"
    ))
}

fn text<'v>(value: &'v Value, key: &str) -> &'v str {
    value.get(key).and_then(Value::as_str).unwrap_or_default()
}

/// Whether a rule is on by default.
pub fn is_enabled(rule: &Value) -> bool {
    rule.get("enabled").and_then(Value::as_bool).unwrap_or(true)
}

/// The rules of a pack with their names.
pub fn rules_of(pack: &Value) -> impl Iterator<Item = (&Value, &Value)> {
    pack.get("rules").and_then(Value::as_mapping).into_iter().flatten()
}

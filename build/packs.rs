//! The built-in packs as Rust, each rule as JSON, which a run reads many times faster than YAML.
//!
//! Examples are left out: only tests and explanations need them, and these read the YAML itself.

use std::path::Path;

use serde_yaml::Value;

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

/// A rule as Rust: its name, its kind, whether it is on by default, and all of it.
fn stored(name: &Value, rule: &Value) -> Result<String, serde_json::Error> {
    let mut rule = rule.clone();
    if let Value::Mapping(rule) = &mut rule {
        rule.remove("examples");
    }
    let enabled = rule.get("enabled").and_then(Value::as_bool).unwrap_or(true);
    let (name, check) = (name.as_str().unwrap_or_default(), text(&rule, "check"));
    let text = serde_json::to_string(&rule)?;
    Ok(format!("StoredRule {{ name: {name:?}, check: {check:?}, enabled: {enabled}, text: {text:?} }},\n"))
}

fn text<'v>(value: &'v Value, key: &str) -> &'v str {
    value.get(key).and_then(Value::as_str).unwrap_or_default()
}

/// The rules of a pack with their names.
pub fn rules_of(pack: &Value) -> impl Iterator<Item = (&Value, &Value)> {
    pack.get("rules").and_then(Value::as_mapping).into_iter().flatten()
}

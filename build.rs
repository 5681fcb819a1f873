//! Turns the built-in packs and models into JSON, which a run reads many times faster than YAML.
//!
//! Examples are left out: only tests and explanations need them, and these read the YAML itself. The
//! build gets a name, made of all that went into it.

use std::hash::{DefaultHasher, Hash, Hasher};
use std::path::{Path, PathBuf};
use std::{env, fs};

use serde_json::json;
use serde_yaml::Value;

/// What tells one build from another of the same version: kept findings are those of one build only.
const BUILT_FROM: &[&str] = &["src", "rules", "Cargo.toml", "Cargo.lock"];

/// What checks have learnt, in `rules/models`.
const MODELS: &[&str] = &["furniture", "furniture-words"];

fn main() -> Result<(), Box<dyn std::error::Error>> {
    for part in BUILT_FROM {
        println!("cargo::rerun-if-changed={part}");
    }
    let root = PathBuf::from(env::var("CARGO_MANIFEST_DIR")?);
    let mut packs = Vec::new();
    for entry in fs::read_dir(root.join("rules"))? {
        let path = entry?.path();
        if path.extension().is_some_and(|extension| extension == "yml") {
            packs.push(pack(&path)?);
        }
    }
    packs.sort_by_key(|pack| pack[0].to_string());
    let target = PathBuf::from(env::var("OUT_DIR")?);
    fs::write(target.join("packs.json"), serde_json::to_string(&packs)?)?;
    for model in MODELS {
        let value: Value =
            serde_yaml::from_str(&fs::read_to_string(root.join(format!("rules/models/{model}.yml")))?)?;
        fs::write(target.join(format!("{model}.json")), serde_json::to_string(&value)?)?;
    }
    let mut hasher = DefaultHasher::new();
    for part in BUILT_FROM {
        hash(&root.join(part), &mut hasher)?;
    }
    println!("cargo::rustc-env=COPYDESK_BUILD={:016x}", hasher.finish());
    Ok(())
}

/// Adds the names and contents of a file, or of all files in a folder, to a hash.
fn hash(path: &Path, hasher: &mut DefaultHasher) -> Result<(), Box<dyn std::error::Error>> {
    path.file_name().hash(hasher);
    if path.is_dir() {
        let mut entries =
            fs::read_dir(path)?.map(|entry| Ok(entry?.path())).collect::<std::io::Result<Vec<_>>>()?;
        entries.sort();
        return entries.iter().try_for_each(|entry| hash(entry, hasher));
    }
    fs::read(path).unwrap_or_default().hash(hasher);
    Ok(())
}

fn name(path: &Path) -> String {
    path.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default()
}

/// A pack without its examples: its file, its name, what it is about, and each rule with its name, its kind
/// and whether it is on by default. What is wrong with it is told when it is loaded from its YAML.
fn pack(path: &Path) -> Result<serde_json::Value, Box<dyn std::error::Error>> {
    let pack: Value = serde_yaml::from_str(&fs::read_to_string(path)?)?;
    let text =
        |value: &Value, key: &str| value.get(key).and_then(Value::as_str).unwrap_or_default().to_owned();
    let mut rules = Vec::new();
    for (id, rule) in pack.get("rules").and_then(Value::as_mapping).into_iter().flatten() {
        let mut rule = rule.clone();
        if let Value::Mapping(rule) = &mut rule {
            rule.remove("examples");
        }
        let enabled = rule.get("enabled").and_then(Value::as_bool).unwrap_or(true);
        rules.push(json!([id, text(&rule, "check"), enabled, rule]));
    }
    Ok(json!([format!("rules/{}", name(path)), text(&pack, "pack"), text(&pack, "description"), rules]))
}

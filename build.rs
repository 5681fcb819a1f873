//! Turns the built-in packs, languages and models into what a run reads fastest.
//!
//! The build gets a name, made of all that went into it.

#[path = "build/dictionary.rs"]
mod dictionary;
#[path = "src/language/filter.rs"]
mod filter;
#[path = "build/known_words.rs"]
mod known_words;
#[path = "build/languages.rs"]
mod languages;
#[path = "build/literals.rs"]
mod literals;
#[path = "build/misspellings.rs"]
mod misspellings;
#[path = "build/packs.rs"]
mod packs;
#[path = "build/words.rs"]
mod words;

use std::collections::BTreeSet;
use std::hash::{DefaultHasher, Hash, Hasher};
use std::path::{Path, PathBuf};
use std::{env, fs};

use serde_yaml::Value;

/// What tells one build from another of the same version: kept findings are those of one build only.
const BUILT_FROM: &[&str] =
    &["build.rs", "build", "src", "rules", "languages", "dictionaries", "Cargo.toml", "Cargo.lock"];

fn main() -> Result<(), Box<dyn std::error::Error>> {
    for part in BUILT_FROM {
        println!("cargo::rerun-if-changed={part}");
    }
    let root = PathBuf::from(env::var("CARGO_MANIFEST_DIR")?);
    let target = PathBuf::from(env::var("OUT_DIR")?);
    let languages = languages::read(&root.join("languages"))?;
    write_packs(&root, &target, &languages)?;
    fs::write(target.join("languages.rs"), languages::statics(languages)?)?;
    misspellings::write(&target)?;
    known_words::write(&target)?;
    dictionary::write(&root.join("dictionaries"), &target)?;
    // What checks have learnt.
    let model = |name: &str| -> Result<Value, Box<dyn std::error::Error>> {
        Ok(serde_yaml::from_str(&fs::read_to_string(root.join(format!("rules/models/{name}.yml")))?)?)
    };
    fs::write(target.join("furniture.json"), serde_json::to_string(&model("furniture")?)?)?;
    fs::write(target.join("furniture-words.txt"), words::lines(&model("furniture-words")?))?;
    let mut hasher = DefaultHasher::new();
    for part in BUILT_FROM {
        hash(&root.join(part), &mut hasher)?;
    }
    println!("cargo::rustc-env=COPYDESK_BUILD={:016x}", hasher.finish());
    Ok(())
}

/// Writes the packs, sorted, and the literals of their patterns and of those of the languages.
fn write_packs(
    root: &Path,
    target: &Path,
    languages: &languages::Files,
) -> Result<(), Box<dyn std::error::Error>> {
    let mut written = Vec::new();
    let (mut texts, mut rare, mut prose) = (BTreeSet::new(), BTreeSet::new(), String::new());
    for entry in fs::read_dir(root.join("rules"))? {
        let path = entry?.path();
        if path.extension().is_some_and(|extension| extension == "yml") {
            let text = fs::read_to_string(&path)?;
            let pack: Value = serde_yaml::from_str(&text)?;
            prose.push_str(&text);
            for (_, rule) in packs::rules_of(&pack) {
                literals::collect(rule, if packs::is_enabled(rule) { &mut texts } else { &mut rare });
            }
            written.push(packs::pack(&path, &pack)?);
        }
    }
    let placeholders = languages.values().filter_map(|language| language.get("placeholders"));
    placeholders.for_each(|marks| literals::texts_of(marks, &mut texts));
    written.sort();
    fs::write(target.join("packs.rs"), format!("&[\n{}]\n", written.concat()))?;
    let shares = literals::Shares::of(&prose);
    fs::write(target.join("literals.rs"), literals::table(&texts, &rare, &shares)?)?;
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

//! The languages as Rust: statics that a run need not read.

use std::collections::{BTreeMap, BTreeSet};
use std::error::Error;
use std::fmt::Write;
use std::fs;
use std::path::Path;

use serde_yaml::Value;

/// What parts the words of a list.
const BETWEEN: &str = "\n";

/// The files of the languages by their tags.
pub type Files = BTreeMap<String, BTreeMap<String, Value>>;

/// The languages: each as a lexicon with its tag and with each other tag it has, sorted by these, and all of them as
/// one.
pub fn statics(mut files: Files) -> Result<String, Box<dyn Error>> {
    let keys: BTreeSet<String> = files.values().flat_map(BTreeMap::keys).cloned().collect();
    // What the first language says of a key tells the kind of it: a list, a table, a switch, a name.
    let sample = |key: &String| files.values().find_map(|file| file.get(key)).cloned().unwrap_or_default();
    let kinds: BTreeMap<String, Value> = keys.iter().map(|key| (key.clone(), sample(key))).collect();
    let any = lexicon(&kinds, &files.values().collect::<Vec<_>>(), true);
    let also: Vec<(String, String)> = files
        .iter()
        .flat_map(|(tag, file)| texts(file.get("also")).into_iter().map(move |other| (other, tag.clone())))
        .collect();
    for (other, tag) in also {
        files.insert(other, files[&tag].clone());
    }
    let mut rust = format!("static LEXICONS: [(&str, Lexicon); {}] = [\n", files.len());
    for (tag, file) in &files {
        writeln!(rust, "({tag:?}, {}),", lexicon(&kinds, &[file], false))?;
    }
    writeln!(rust, "];\nstatic ANY: Lexicon = {any};")?;
    Ok(rust)
}

/// Reads the files of a folder.
pub fn read(folder: &Path) -> Result<Files, Box<dyn Error>> {
    let mut files = Files::new();
    for entry in fs::read_dir(folder)? {
        let path = entry?.path();
        if path.extension().is_some_and(|extension| extension == "yml") {
            let tag = path.file_stem().unwrap_or_default().to_string_lossy().into_owned();
            files.insert(tag, serde_yaml::from_str(&fs::read_to_string(&path)?)?);
        }
    }
    Ok(files)
}

/// What some files say, as one lexicon.
fn lexicon(kinds: &BTreeMap<String, Value>, files: &[&BTreeMap<String, Value>], is_any: bool) -> String {
    let field = |(key, kind): (&String, &Value)| {
        let values = || files.iter().filter_map(|file| file.get(key));
        let value = match kind {
            Value::Sequence(_) => format!("Words::stored(&{:?})", values().map(joined).collect::<Vec<_>>()),
            Value::Mapping(_) => format!("Table::stored(&[{}])", values().map(rows).collect::<String>()),
            Value::Bool(_) => (!is_any && values().any(|value| value.as_bool() == Some(true))).to_string(),
            _ => {
                let name = if is_any { "any language" } else { files[0][key].as_str().unwrap_or_default() };
                format!("Cow::Borrowed({name:?})")
            }
        };
        format!("{key}: {value}, ")
    };
    format!("Lexicon {{ {}}}", kinds.iter().map(field).collect::<String>())
}

fn rows(table: &Value) -> String {
    let row = |(name, words): (&Value, &Value)| {
        let name = name.as_str().map_or_else(|| name.as_u64().unwrap_or_default().to_string(), str::to_owned);
        format!("({name:?}, {:?}), ", joined(words))
    };
    format!("&[{}], ", table.as_mapping().into_iter().flatten().map(row).collect::<String>())
}

fn joined(list: &Value) -> String {
    texts(Some(list)).join(BETWEEN)
}

fn texts(list: Option<&Value>) -> Vec<String> {
    let values = list.and_then(Value::as_sequence).into_iter().flatten();
    values.filter_map(Value::as_str).map(str::to_owned).collect()
}

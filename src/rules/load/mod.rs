//! From a pack file to rules.

mod examples;
mod loader;
mod pack;

use std::path::{Path as FilePath, PathBuf};

use serde_yaml::Value;
use thiserror::Error;

use super::{Pack, Rule, StoredPack, StoredRule};
use crate::checks;
use crate::matching::PatternSetBuilder;
use crate::yaml::{self, Index, Path, Problem};
pub(super) use loader::Loader;

/// A pack file that could not be read without mistakes.
#[derive(Debug, Error)]
#[error("{} mistake(s) in {}", problems.len(), origin.display())]
pub struct LoadError {
    /// The file.
    pub origin: PathBuf,
    /// Its text, to show the mistakes in.
    pub text: String,
    /// The mistakes, in order of their places.
    pub problems: Vec<Problem>,
}

/// What loading a pack file gives: its sound rules, and the mistakes in the others.
pub type Loaded = (Pack, Option<LoadError>);

/// Reads a pack file. Rules with mistakes are left out and told of.
pub fn load(origin: &FilePath, text: &str, patterns: &mut PatternSetBuilder) -> Loaded {
    let mut loader = Loader::new(patterns);
    let value = yaml::read(text).unwrap_or_else(|problem| {
        loader.problems.push(problem);
        Value::Null
    });
    let pack = loader.pack(origin, value);
    let problems = loader.problems;
    let error = (!problems.is_empty()).then(|| sorted(origin, text, problems));
    (pack, error)
}

/// Makes a pack of one that comes with the binary. Those rules only are read that are wanted, by their id
/// and whether they are on by default; the others never run.
pub fn load_stored(
    stored: &StoredPack,
    patterns: &mut PatternSetBuilder,
    wanted: &dyn Fn(&str, bool) -> bool,
) -> Loaded {
    let mut loader = Loader::lenient(patterns);
    let origin = PathBuf::from(stored.origin);
    let mut pack = Pack {
        name: stored.name.to_owned(),
        description: stored.description.to_owned(),
        origin: origin.clone(),
        rules: Vec::new(),
    };
    for StoredRule { name, check, enabled, text } in stored.rules {
        let id = format!("{}.{name}", pack.name);
        if !wanted(&id, *enabled) {
            pack.rules.extend(checks::kind(check).map(|kind| Rule::idle(id, &pack.name, kind.name)));
            continue;
        }
        let path = Path::root().key("rules").key(*name);
        let value = serde_json::from_str(text).unwrap_or(Value::Null);
        pack.rules.extend(loader.rule(&pack.name, name, value, &path));
    }
    let problems = loader.problems;
    let error = (!problems.is_empty()).then(|| sorted(&origin, "", problems));
    (pack, error)
}

pub(super) fn sorted(origin: &FilePath, text: &str, mut problems: Vec<Problem>) -> LoadError {
    let index = Index::new(text);
    problems.sort_by_key(|problem| problem.range(text, &index).start);
    LoadError { origin: origin.to_owned(), text: text.to_owned(), problems }
}

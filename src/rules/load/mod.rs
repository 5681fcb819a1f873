//! From a pack file to rules.

mod examples;
mod keys;
mod loader;
mod pack;

use std::path::{Path as FilePath, PathBuf};
use std::sync::Arc;

use serde_yaml::{Mapping, Value};
use thiserror::Error;

use super::options::OptionMistake;
use super::{Options, Origin, Pack, PackForm, Rule, StoredPack, StoredRule};
use crate::checks;
use crate::files::Boundary;
use crate::language::Languages;
use crate::matching::PatternSetBuilder;
use crate::yaml::{self, Index, Path, Problem};
pub(super) use loader::Loader;

/// A pack file that could not be read without mistakes.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
#[error("{} mistake(s) in {}", problems.len(), origin.display())]
pub struct LoadError {
    /// The file.
    pub origin: PathBuf,
    /// Its text, to show the mistakes in.
    pub text: String,
    /// The mistakes, in order of their places.
    pub problems: Vec<Problem>,
}

impl LoadError {
    /// This error without the mistakes that others tell of already; none where nothing is left.
    pub fn without(mut self, known: &[Self]) -> Option<Self> {
        let known: Vec<&Problem> = known
            .iter()
            .filter(|known| known.origin == self.origin)
            .flat_map(|known| &known.problems)
            .collect();
        self.problems.retain(|problem| !known.contains(&problem));
        (!self.problems.is_empty()).then_some(self)
    }
}

/// What loading a pack file gives: its sound rules, and the mistakes in the others, in the pack and in what
/// configurations say of its rules.
pub type Loaded = (Pack, Vec<LoadError>);

/// Reads a pack file. Rules with mistakes are left out and told of.
pub fn load(
    origin: &FilePath,
    text: &str,
    patterns: &mut PatternSetBuilder,
    options: &Options,
    (boundary, languages): (&Boundary, &Languages),
) -> Loaded {
    let mut loader = Loader::new(patterns).with(options, languages).within(boundary);
    let value = yaml::read(text).unwrap_or_else(|problem| {
        loader.problems.push(problem);
        Value::Null
    });
    let pack = loader.pack(origin, value);
    (pack, loader.errors(origin, text))
}

/// Makes a pack of one that comes with the binary. Those rules only are read that are wanted, by their id
/// and whether they are on by default; the others never run.
pub fn load_stored(
    stored: &StoredPack,
    patterns: &mut PatternSetBuilder,
    options: &Options,
    languages: &Languages,
    wanted: &dyn Fn(&str, bool) -> bool,
) -> Loaded {
    let mut loader = Loader::lenient(patterns).with(options, languages);
    let origin = PathBuf::from(stored.origin);
    let mut pack = Pack {
        name: stored.name.to_owned(),
        description: stored.description.to_owned(),
        form: PackForm::Rules,
        origin: origin.clone(),
        rules: Vec::new(),
    };
    for rule in stored.rules {
        let id = format!("{}.{}", pack.name, rule.name);
        if !wanted(&id, rule.enabled) {
            pack.rules.extend(checks::kind(rule.check).map(|kind| Rule::idle(id, &pack.name, kind.name)));
        } else if options.names(&id) {
            let path = Path::root().key("rules").key(rule.name);
            pack.rules.extend(loader.rule(&pack.name, rule.name, rule.mapping(), &path));
        } else {
            pack.rules.extend(loader.stored_rule(&pack.name, id, rule));
        }
    }
    (pack, loader.errors(&origin, ""))
}

impl StoredRule {
    /// All that the rule says, as one mapping.
    fn mapping(&self) -> Value {
        let part = |text| serde_json::from_str(text).unwrap_or_default();
        let [mut all, own]: [Mapping; 2] = [part(self.common), part(self.own)];
        all.extend(own);
        Value::Mapping(all)
    }
}

impl Loader<'_> {
    /// The mistakes, file by file; `text` is the pack's.
    fn errors(self, origin: &FilePath, text: &str) -> Vec<LoadError> {
        let mut errors = in_configurations(self.option_mistakes);
        if !self.problems.is_empty() {
            errors.push(sorted(origin, text, self.problems));
        }
        errors
    }
}

/// The mistakes in what configurations say of rules, file by file.
pub(super) fn in_configurations(mistakes: Vec<OptionMistake>) -> Vec<LoadError> {
    let mut by_file: Vec<(Arc<Origin>, Vec<Problem>)> = Vec::new();
    for OptionMistake { origin, problem } in mistakes {
        match by_file.iter_mut().find(|(known, _)| *known == origin) {
            Some((_, problems)) => problems.push(problem),
            None => by_file.push((origin, vec![problem])),
        }
    }
    by_file.into_iter().map(|(file, problems)| sorted(&file.path, &file.text, problems)).collect()
}

pub(super) fn sorted(origin: &FilePath, text: &str, mut problems: Vec<Problem>) -> LoadError {
    let index = Index::new(text);
    problems.sort_by_key(|problem| problem.range(text, &index).start);
    LoadError { origin: origin.to_owned(), text: text.to_owned(), problems }
}

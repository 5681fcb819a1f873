//! The style that is part of Vale: `Vale.Terms`, `Vale.Avoid`, `Vale.Repetition`, `Vale.Spelling`.

use std::path::{Path, PathBuf};

use serde_yaml::{Mapping, Value};

use super::style::rule;
use super::vocabulary::Vocabulary;
use crate::files::Boundary;
use crate::matching::PatternSetBuilder;
use crate::rules::{LoadError, Options, Pack, PackForm};

/// Its rules as Vale has them, without what a team's files say.
const WRITTEN: &str = include_str!("own.yml");
/// The name of its rule that dictionaries make.
const SPELLING: &str = "Spelling";
/// Its name.
pub const OWN_STYLE: &str = "Vale";

/// A team's own files for its rule about spelling.
#[derive(Debug, Default)]
pub struct SpellingFiles {
    /// Hunspell dictionaries, which count besides the English one.
    pub dictionaries: Vec<PathBuf>,
    /// Lists of words that are right.
    pub ignored: Vec<PathBuf>,
}

/// Its rules, as far as the vocabulary gives them something to say.
pub fn own_rules(
    vocabulary: &Vocabulary,
    spelling: &SpellingFiles,
    patterns: &mut PatternSetBuilder,
    boundary: &Boundary,
    options: &Options,
) -> (Pack, Vec<LoadError>) {
    let origin = Path::new(OWN_STYLE);
    let mut pack = Pack {
        name: OWN_STYLE.to_owned(),
        description: "The rules that are part of Vale.".to_owned(),
        form: PackForm::Style,
        origin: origin.to_owned(),
        rules: Vec::new(),
    };
    let mut errors = Vec::new();
    // What is written here is YAML by construction.
    let written: Mapping = serde_yaml::from_str(WRITTEN).unwrap_or_default();
    for (name, rule_of_vale) in written {
        let (Value::String(name), Value::Mapping(mut parameters)) = (name, rule_of_vale) else { continue };
        let Some(filled) = filling(&name, vocabulary, spelling) else { continue };
        parameters.extend(filled);
        let Ok(text) = serde_yaml::to_string(&parameters) else { continue };
        // A term of the vocabulary is no exception to the rules about terms.
        let nothing = Vocabulary::default();
        let exceptions = if name == SPELLING { vocabulary } else { &nothing };
        let (rule, mistakes) =
            rule((OWN_STYLE, &name), origin, &text, exceptions, patterns, boundary, options);
        pack.rules.extend(rule);
        errors.extend(mistakes);
    }
    (pack, errors)
}

/// What a team's files add to a rule; none where the rule has nothing to say without them.
fn filling(name: &str, vocabulary: &Vocabulary, spelling: &SpellingFiles) -> Option<Mapping> {
    let (key, value) = match name {
        "Terms" => ("swap", terms(vocabulary)?),
        "Avoid" => ("tokens", avoid(vocabulary)?),
        SPELLING => return Some(spelling.keys()),
        _ => return Some(Mapping::new()),
    };
    Some(std::iter::once((Value::from(key), value)).collect())
}

impl SpellingFiles {
    /// The rule's keys that name them.
    fn keys(&self) -> Mapping {
        let named =
            |files: &[PathBuf]| files.iter().map(|file| Value::from(file.display().to_string())).collect();
        let stems: Vec<PathBuf> = self.dictionaries.iter().map(|file| file.with_extension("")).collect();
        let lists = [("dictionaries", named(&stems)), ("ignore", named(&self.ignored))];
        let lists = lists.into_iter().map(|(key, files)| (key.into(), Value::Sequence(files)));
        lists.chain([("append".into(), true.into())]).collect()
    }
}

/// Accepted words, in the letter case in which they are accepted.
fn terms(vocabulary: &Vocabulary) -> Option<Value> {
    let swaps = vocabulary.accepted.iter();
    let swaps: Mapping = swaps.map(|term| (term.to_lowercase().into(), term.as_str().into())).collect();
    (!swaps.is_empty()).then_some(Value::Mapping(swaps))
}

/// Rejected words.
fn avoid(vocabulary: &Vocabulary) -> Option<Value> {
    let words: Vec<Value> = vocabulary.rejected.iter().map(|word| word.as_str().into()).collect();
    (!words.is_empty()).then_some(Value::Sequence(words))
}

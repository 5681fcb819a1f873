//! What configurations say of the parameters of a rule.
//!
//! Layers merge as values: what a later layer says of a key replaces what stands there, but for a list, to which
//! `add` and from which `remove` may be said.

use std::collections::BTreeMap;
use std::path::PathBuf;
use std::sync::Arc;

use serde_yaml::{Mapping, Value};

use crate::yaml::{Path, Place, Problem, Step};

/// The keys of a rule that are not a matter of configuration.
const FIXED: &[&str] = &["check", "examples", "extends"];
/// What may be said of a list in place of a list.
const EDITS: &[&str] = &["add", "remove"];

/// A file in which options are written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Origin {
    /// Its path.
    pub path: PathBuf,
    /// Its text, to show mistakes in.
    pub text: String,
}

/// What one place of a configuration says of one rule's parameters.
#[derive(Debug, Clone)]
pub struct Layer {
    /// The file.
    pub origin: Arc<Origin>,
    /// Where the options stand in it.
    pub at: Path,
    /// The parameters, by key.
    pub values: Mapping,
}

/// The options of all rules that have any: for each rule's id its layers, a later one over those before it.
#[derive(Debug, Clone, Default)]
pub struct Options(BTreeMap<String, Vec<Layer>>);

impl Options {
    /// Adds a layer on top of what is said of a rule.
    pub fn push(&mut self, id: &str, layer: Layer) {
        self.0.entry(id.to_owned()).or_default().push(layer);
    }

    /// Whether something is said of a rule.
    pub fn names(&self, id: &str) -> bool {
        self.0.contains_key(id)
    }

    /// The rules of which something is said.
    pub fn rules(&self) -> impl Iterator<Item = &str> {
        self.0.keys().map(String::as_str)
    }

    /// Whether nothing is said of any rule.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// What is said where nothing is said.
    pub(super) fn none() -> &'static Self {
        static NONE: Options = Options(BTreeMap::new());
        &NONE
    }

    pub(super) fn of(&self, id: &str) -> &[Layer] {
        self.0.get(id).map_or(&[], Vec::as_slice)
    }
}

/// A rule's mapping with options laid over it, and what is known of where each part came from.
#[derive(Debug, Default)]
pub(super) struct Merged {
    /// For each key that a layer speaks of, where its value came from.
    keys: BTreeMap<String, ValueSource>,
    /// The mistakes in the options themselves.
    pub(super) mistakes: Vec<OptionMistake>,
}

/// Where the value of a key came from.
#[derive(Debug)]
struct ValueSource {
    origin: Arc<Origin>,
    /// The key in the configuration.
    at: Path,
    /// Of a list that was added to: how many entries stood there before.
    kept: Option<usize>,
}

/// A mistake that stands in a configuration.
#[derive(Debug)]
pub(super) struct OptionMistake {
    pub(super) origin: Arc<Origin>,
    pub(super) problem: Problem,
}

impl Merged {
    /// Lays options over a rule's mapping.
    pub(super) fn lay(mapping: &mut Mapping, layers: &[Layer]) -> Self {
        let mut merged = Self::default();
        for layer in layers {
            for (key, value) in &layer.values {
                match key.as_str() {
                    Some(key) => merged.set(mapping, layer, key, value),
                    None => merged.refuse(layer, Problem::at_value(layer.at.clone(), "a key must be text")),
                }
            }
        }
        merged
    }

    fn set(&mut self, mapping: &mut Mapping, layer: &Layer, key: &str, value: &Value) {
        let at = layer.at.key(key);
        if FIXED.contains(&key) {
            let message = format!("`{key}` of a rule is not a matter of configuration");
            let problem = Problem::at_key(at, message).remedy("write a rule of your own in a pack");
            return self.refuse(layer, problem);
        }
        let mut kept = None;
        let value = match edits(value) {
            None => value.clone(),
            Some(edits) => {
                let before = mapping.get(key).and_then(Value::as_sequence).cloned().unwrap_or_default();
                let before = before.into_iter().filter(|entry| !edits.remove.contains(entry));
                let mut list: Vec<Value> = before.collect();
                kept = Some(list.len());
                list.extend(edits.add.iter().cloned());
                Value::Sequence(list)
            }
        };
        mapping.insert(Value::String(key.to_owned()), value);
        self.keys.insert(key.to_owned(), ValueSource { origin: Arc::clone(&layer.origin), at, kept });
    }

    fn refuse(&mut self, layer: &Layer, problem: Problem) {
        self.mistakes.push(OptionMistake { origin: Arc::clone(&layer.origin), problem });
    }

    /// The keys whose values are not the rule's own, each with the file that its value came from.
    pub(super) fn origins(&self) -> Vec<(String, PathBuf)> {
        self.keys.iter().map(|(key, source)| (key.clone(), source.origin.path.clone())).collect()
    }

    /// A mistake in the merged rule, which stands at a path of its pack, as one in the configuration; gives it back
    /// where it is not about an option.
    pub(super) fn claim(&self, problem: Problem, rule: &Path) -> Result<OptionMistake, Problem> {
        let path = match &problem.place {
            Place::Key(path) | Place::Value(path) | Place::Within(path, _) | Place::WithinKey(path, _) => {
                path
            }
            Place::Bytes(_) => return Err(problem),
        };
        let Some([Step::Key(key), rest @ ..]) = path.below(rule) else { return Err(problem) };
        let Some(source) = self.keys.get(key) else { return Err(problem) };
        let moved = source.place(rest);
        let place = match &problem.place {
            Place::Key(_) => Place::Key(moved),
            Place::Within(_, range) => Place::Within(moved, range.clone()),
            Place::WithinKey(_, range) => Place::WithinKey(moved, range.clone()),
            Place::Value(_) | Place::Bytes(_) => Place::Value(moved),
        };
        Ok(OptionMistake { origin: Arc::clone(&source.origin), problem: Problem { place, ..problem } })
    }
}

impl ValueSource {
    /// Where the part of a value stands in the configuration.
    fn place(&self, part: &[Step]) -> Path {
        match (self.kept, part) {
            (Some(kept), [Step::Index(index), rest @ ..]) if *index >= kept => {
                self.at.key("add").index(index - kept).then(rest)
            }
            (Some(_), _) => self.at.clone(),
            (None, part) => self.at.then(part),
        }
    }
}

/// Entries to add to a list and to take from it.
struct Edits<'v> {
    add: &'v [Value],
    remove: &'v [Value],
}

/// What a value says of a list, if it is a mapping of `add` and `remove`.
fn edits(value: &Value) -> Option<Edits<'_>> {
    let mapping = value.as_mapping().filter(|mapping| !mapping.is_empty())?;
    let is_edit = |key: &Value| key.as_str().is_some_and(|key| EDITS.contains(&key));
    let list = |key| match mapping.get(key) {
        None => Some(&[][..]),
        Some(value) => value.as_sequence().map(Vec::as_slice),
    };
    if !mapping.keys().all(is_edit) {
        return None;
    }
    Some(Edits { add: list("add")?, remove: list("remove")? })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn mapping(text: &str) -> Mapping {
        serde_yaml::from_str(text).unwrap()
    }

    fn layer(text: &str) -> Layer {
        let origin = Arc::new(Origin { path: "house.yml".into(), text: text.to_owned() });
        Layer { origin, at: Path::root().key("rules").key("a.b"), values: mapping(text) }
    }

    #[test]
    fn values_replace_and_lists_may_be_added_to_and_taken_from() {
        let mut rule = mapping("{max: 80, tokens: [one, two]}");
        let layers =
            [layer("{max: 60}"), layer("{tokens: {add: [three], remove: [one]}}"), layer("{max: 50}")];
        let merged = Merged::lay(&mut rule, &layers);
        assert_eq!(rule, mapping("{max: 50, tokens: [two, three]}"));
        assert!(merged.mistakes.is_empty() && merged.origins().len() == 2);
    }

    #[test]
    fn mistakes_are_told_of_where_the_option_stands() {
        let mut rule = mapping("{tokens: [one, two]}");
        let merged = Merged::lay(&mut rule, &[layer("{tokens: {add: ['(']}, check: other}")]);
        assert_eq!(merged.mistakes.len(), 1);
        let at = Path::root().key("rules").key("b");
        let problem = Problem::at_value(at.key("tokens").index(2), "bad");
        let moved = merged.claim(problem, &at).unwrap().problem.place;
        let wanted = Path::root().key("rules").key("a.b").key("tokens").key("add").index(0);
        assert_eq!(moved, Place::Value(wanted));
        assert!(merged.claim(Problem::at_value(at.key("swap"), "bad"), &at).is_err());
    }
}

//! What a house says of languages: words more or less in the lists of one, or a language whole.

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::path::Path as FilePath;
use std::sync::Arc;

use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};
use serde::{Deserialize, Deserializer};
use serde_yaml::{Mapping, Value};

use super::error::{ConfigError, ProjectError};
use super::text::read_text;
use crate::files::Inputs;
use crate::language::{Entry, Fault, Language, Languages, Lexicon};
use crate::rules::Origin;
use crate::yaml::{self, Path, Problem, nearest, typed};

/// The keys that edit a list.
const ADD: &str = "add";
const REMOVE: &str = "remove";

/// What is said of languages, by their tags: the path of a file that tells all of one, relative to this file, or a
/// mapping of lists. A list is replaced, or edited by `{add: [...], remove: [...]}`.
#[derive(Debug, Clone, Default)]
pub struct LanguageSettings(Vec<Layer>);

/// What one file says.
#[derive(Debug, Clone)]
struct Layer {
    said: BTreeMap<String, Value>,
    /// The file; none before it is known.
    origin: Option<Arc<Origin>>,
}

impl<'de> Deserialize<'de> for LanguageSettings {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        Ok(Self(vec![Layer { said: BTreeMap::deserialize(deserializer)?, origin: None }]))
    }
}

impl LanguageSettings {
    /// Notes where it is written.
    pub(super) fn placed(&mut self, origin: &Arc<Origin>) {
        self.0.iter_mut().for_each(|layer| layer.origin = Some(Arc::clone(origin)));
    }

    /// These settings on top of others.
    pub(super) fn over(self, base: Self) -> Self {
        Self(base.0.into_iter().chain(self.0).collect())
    }

    /// The languages that are known with what is said here.
    pub(super) fn languages(&self, inputs: &mut Inputs) -> Result<Languages, ProjectError> {
        if self.0.iter().all(|layer| layer.said.is_empty()) {
            return Ok(Languages::default());
        }
        let mut told = Told::default();
        for layer in &self.0 {
            let Some(origin) = &layer.origin else { continue };
            let mut problems = Vec::new();
            for (tag, said) in &layer.said {
                let at = root().key(tag);
                match (Language::from_tag(tag), said) {
                    (None, _) => problems.push(no_tag(&at, tag)),
                    (Some(language), Value::String(file)) => told.read(language, origin, file, inputs)?,
                    (Some(language), Value::Mapping(lists)) => told.edit(language, lists, &at, &mut problems),
                    _ => problems
                        .push(Problem::at_value(at, "a language is a file, or a mapping of its lists")),
                }
            }
            if !problems.is_empty() {
                return Err(mistakes(origin, problems));
            }
        }
        Ok(told.languages())
    }
}

fn root() -> Path {
    Path::root().key("languages")
}

fn no_tag(at: &Path, tag: &str) -> Problem {
    Problem::at_key(at.clone(), format!("`{tag}` is no language tag"))
        .remedy("write a tag such as `en` or `de`")
}

fn no_list(at: &Path, key: &str) -> Problem {
    let near = nearest(key, yaml::field_names::<Lexicon>().iter().copied());
    let remedy = match near {
        Some(near) => format!("did you mean `{near}`?"),
        None => "`copydesk schema language` lists them".to_owned(),
    };
    Problem::at_key(at.clone(), format!("a language has no list `{key}`")).remedy(remedy)
}

fn mistakes(origin: &Origin, problems: Vec<Problem>) -> ProjectError {
    let (path, text) = (origin.path.clone(), origin.text.clone());
    Box::new(ConfigError { path, text, problems }).into()
}

/// The languages of which something was told so far.
#[derive(Default)]
struct Told(BTreeMap<Language, Value>);

impl Told {
    /// What is known of a language: what was told, or else what comes with the binary.
    fn known(&mut self, language: Language) -> &mut Value {
        self.0.entry(language).or_insert_with(|| {
            let builtin = Languages::default();
            let nothing = Lexicon::default();
            let lexicon = builtin.get(language).unwrap_or(&nothing);
            serde_yaml::to_value(lexicon).unwrap_or_default()
        })
    }

    /// Reads the file that tells all of a language.
    fn read(
        &mut self,
        language: Language,
        origin: &Origin,
        file: &str,
        inputs: &mut Inputs,
    ) -> Result<(), ProjectError> {
        let path = origin.path.parent().unwrap_or(FilePath::new("")).join(file);
        if !inputs.has_file(&path) {
            let at = root().key(language.as_str());
            let problem = Problem::at_value(at, format!("there is no file `{file}`"));
            return Err(mistakes(origin, vec![problem]));
        }
        let text = read_text(&path, inputs)?;
        let read = |text: &str| {
            let value = yaml::read(text).map_err(|problem| vec![problem])?;
            let lexicon = typed::<Lexicon>(&value, &Path::root())?;
            let faults = lexicon.faults();
            let problems: Vec<Problem> =
                faults.into_iter().map(|fault| at_fault(&Path::root(), fault)).collect();
            if problems.is_empty() { Ok(lexicon) } else { Err(problems) }
        };
        match read(&text) {
            Ok(lexicon) => {
                self.0.insert(language, serde_yaml::to_value(lexicon).unwrap_or_default());
                Ok(())
            }
            Err(problems) => Err(mistakes(&Origin { path, text }, problems)),
        }
    }

    /// Changes some of the lists of a language.
    fn edit(&mut self, language: Language, lists: &Mapping, at: &Path, problems: &mut Vec<Problem>) {
        let known = self.known(language);
        let Value::Mapping(known) = known else { return };
        let before = problems.len();
        for (key, said) in lists {
            let key = key.as_str().unwrap_or_default();
            if let Some(list) = known.get_mut(key) {
                change(list, said, &at.key(key), problems);
            } else {
                problems.push(no_list(&at.key(key), key));
            }
        }
        if problems.len() > before {
            return;
        }
        match typed::<Lexicon>(&Value::Mapping(known.clone()), at) {
            Ok(lexicon) => {
                problems.extend(lexicon.faults().into_iter().map(|fault| within(lists, at, fault)));
            }
            Err(wrong) => problems.extend(wrong),
        }
    }

    fn languages(self) -> Languages {
        let read = |(language, value): (&Language, &Value)| {
            // Each was read once already.
            let lexicon = || serde_yaml::from_value::<Lexicon>(value.clone()).unwrap_or_default();
            let also: Vec<Language> = lexicon().also.iter().filter_map(Language::from_tag).collect();
            let others = also.into_iter().filter(|other| !self.0.contains_key(other));
            others.chain([*language]).map(|tag| (tag, lexicon())).collect::<Vec<_>>()
        };
        Languages::of_house(self.0.iter().flat_map(read).collect())
    }
}

/// A mistake in a language's file.
fn at_fault(at: &Path, fault: Fault) -> Problem {
    let list = at.key(fault.list);
    let at = match fault.entry {
        Some(Entry::At(number)) => list.index(number),
        Some(Entry::Named(name)) => list.key(&name),
        None => list,
    };
    Problem::at_value(at, fault.message)
}

/// A mistake in a language that was changed: at what was said of the list.
fn within(lists: &Mapping, at: &Path, fault: Fault) -> Problem {
    let list = at.key(fault.list);
    let is_whole = lists.get(fault.list).is_some_and(Value::is_sequence);
    match fault.entry {
        Some(Entry::At(number)) if is_whole => Problem::at_value(list.index(number), fault.message),
        _ => Problem::at_value(list, fault.message),
    }
}

/// Replaces a list, a table or another value of a language, or edits it.
fn change(known: &mut Value, said: &Value, at: &Path, problems: &mut Vec<Problem>) {
    match (&mut *known, said) {
        (Value::Sequence(words), Value::Mapping(edits)) => edit(words, edits, at, problems),
        (Value::Mapping(table), Value::Mapping(rows)) => {
            for (name, said) in rows {
                let shown = shown(name);
                let words = table.entry(Value::String(shown.clone())).or_insert(Value::Sequence(Vec::new()));
                change(words, said, &at.key(&shown), problems);
            }
        }
        (Value::Sequence(_), Value::Sequence(_))
        | (Value::Bool(_), Value::Bool(_))
        | (Value::String(_), Value::String(_)) => {
            *known = said.clone();
        }
        (Value::Sequence(_), _) => problems.push(Problem::at_value(
            at.clone(),
            "this is a list, or what is to be added to it and removed: `{add: [...], remove: [...]}`",
        )),
        (Value::Mapping(_), _) => {
            problems.push(Problem::at_value(at.clone(), "this is a mapping of lists, each with its name"));
        }
        (Value::Bool(_), _) => problems.push(Problem::at_value(at.clone(), "this is `true` or `false`")),
        _ => problems.push(Problem::at_value(at.clone(), "this is a text")),
    }
}

/// A key as text: YAML reads a bare number as one.
fn shown(name: &Value) -> String {
    match name {
        Value::String(name) => name.clone(),
        other => serde_yaml::to_string(other).unwrap_or_default().trim_end().to_owned(),
    }
}

/// Adds to a list and takes from it.
fn edit(words: &mut Vec<Value>, edits: &Mapping, at: &Path, problems: &mut Vec<Problem>) {
    for (key, said) in edits {
        let key = key.as_str().unwrap_or_default();
        let here = at.key(key);
        let Value::Sequence(entries) = said else {
            problems.push(Problem::at_value(here, "this is a list of words"));
            continue;
        };
        match key {
            ADD => {
                let new = entries.iter().filter(|entry| !words.contains(entry)).cloned();
                let new: Vec<Value> = new.collect();
                words.extend(new);
            }
            REMOVE => {
                for (number, entry) in entries.iter().enumerate() {
                    remove(words, entry, &here.index(number), problems);
                }
            }
            _ => {
                let problem =
                    Problem::at_key(here, format!("a list is edited by `{ADD}` and `{REMOVE}`, not `{key}`"));
                problems.push(problem);
            }
        }
    }
}

fn remove(words: &mut Vec<Value>, entry: &Value, at: &Path, problems: &mut Vec<Problem>) {
    let before = words.len();
    words.retain(|word| word != entry);
    if words.len() == before {
        let entry = shown(entry);
        let near = nearest(&entry, words.iter().filter_map(Value::as_str));
        let problem = Problem::at_value(at.clone(), format!("`{entry}` does not stand in this list"));
        problems.push(match near {
            Some(near) => problem.remedy(format!("did you mean `{near}`?")),
            None => problem.remedy("take it out here"),
        });
    }
}

impl JsonSchema for LanguageSettings {
    fn schema_name() -> Cow<'static, str> {
        "Languages".into()
    }

    fn json_schema(generator: &mut SchemaGenerator) -> Schema {
        let lexicon = Lexicon::json_schema(generator);
        let words = serde_json::json!({ "type": "array", "items": { "type": "string", "minLength": 1 } });
        let edits = serde_json::json!({
            "type": "object", "properties": { ADD: words, REMOVE: words }, "additionalProperties": false,
        });
        let list = serde_json::json!({ "anyOf": [words, edits] });
        let table = serde_json::json!({ "type": "object", "additionalProperties": list });
        let mut properties = serde_json::Map::new();
        let known = serde_json::to_value(Lexicon::default()).unwrap_or_default();
        let described = lexicon.get("properties").and_then(serde_json::Value::as_object);
        for (name, schema) in described.into_iter().flatten() {
            let mut of = match &known[name.as_str()] {
                serde_json::Value::Array(_) => list.clone(),
                serde_json::Value::Object(_) => table.clone(),
                serde_json::Value::Bool(_) => serde_json::json!({ "type": "boolean" }),
                _ => serde_json::json!({ "type": "string" }),
            };
            if let (Some(of), Some(description)) = (of.as_object_mut(), schema.get("description")) {
                of.insert("description".to_owned(), description.clone());
            }
            properties.insert(name.clone(), of);
        }
        let language = serde_json::json!({
            "anyOf": [
                { "type": "string", "description": "A file that tells all of the language, relative to this one." },
                { "type": "object", "properties": properties, "additionalProperties": false },
            ],
        });
        json_schema!({ "type": "object", "additionalProperties": language })
    }
}

//! What a configuration says of rules, layer by layer.

use std::collections::BTreeMap;
use std::path::Path as FilePath;
use std::sync::Arc;

use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};
use serde::{Deserialize, Deserializer};
use serde_yaml::{Mapping, Value};

use super::globs::is_glob;
use crate::finding::Severity;
use crate::rules::{Layer, Options, Origin, option_schemas};
use crate::yaml::{Path, Problem};

/// Whether a rule runs, and how much its findings matter.
#[derive(Debug, Clone, Copy, PartialEq, Eq, JsonSchema)]
#[schemars(rename_all = "lowercase")]
pub enum Level {
    /// It does not run.
    Off,
    /// It runs at its own severity.
    On,
    /// It runs, as a suggestion.
    Suggestion,
    /// It runs, as a warning.
    Warning,
    /// It runs, as an error.
    Error,
}

/// The keys among a rule's options that say whether it runs, and how severely.
pub(super) const LEVEL_KEYS: &[&str] = &["severity", "level", "enabled"];

impl Level {
    /// The level a value says; YAML of old reads a bare `off` as a truth value.
    fn of(value: &Value) -> Option<Self> {
        let word = match value {
            Value::Bool(true) => "on",
            Value::Bool(false) => "off",
            Value::String(word) => word.as_str(),
            _ => return None,
        };
        Some(match word {
            "off" => Self::Off,
            "on" => Self::On,
            "suggestion" => Self::Suggestion,
            "warning" => Self::Warning,
            "error" => Self::Error,
            _ => return None,
        })
    }

    /// The severity it sets, if it sets one.
    pub fn severity(self) -> Option<Severity> {
        match self {
            Self::Off | Self::On => None,
            Self::Suggestion => Some(Severity::Suggestion),
            Self::Warning => Some(Severity::Warning),
            Self::Error => Some(Severity::Error),
        }
    }
}

/// What a configuration says of a rule: a level, or a mapping of its parameters, among which `severity` may be.
#[derive(Debug, Clone)]
pub struct Setting {
    /// The level, if it says one.
    pub level: Option<Level>,
    /// The parameters.
    pub options: Mapping,
}

impl Setting {
    /// Whether the rule may run by what is said here.
    pub fn may_run(&self) -> bool {
        self.level != Some(Level::Off)
    }
}

impl<'de> Deserialize<'de> for Setting {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        use serde::de::Error;
        let value = Value::deserialize(deserializer)?;
        let wrong = || {
            Error::custom(
                "a rule is `off`, `on`, `suggestion`, `warning` or `error`, or a mapping of its options",
            )
        };
        let Value::Mapping(mut options) = value else {
            return Ok(Self { level: Some(Level::of(&value).ok_or_else(wrong)?), options: Mapping::new() });
        };
        let mut level = None;
        for key in LEVEL_KEYS {
            if let Some(value) = options.remove(*key) {
                let said = Level::of(&value).ok_or_else(|| {
                    Error::custom(format!("`{key}` is `off`, `on`, `suggestion`, `warning` or `error`"))
                })?;
                // `enabled: true` beside a severity adds nothing.
                level = level.filter(|_| said == Level::On).or(Some(said));
            }
        }
        Ok(Self { level, options })
    }
}

/// What is said of rules in one place, by the names of rules and packs, and globs over them.
#[derive(Debug, Clone, Default)]
pub struct Settings {
    /// For each name what is said.
    pub named: BTreeMap<String, Setting>,
    /// The file, and the path of the mapping in it; none for what no file says.
    pub place: Option<(Arc<Origin>, Path)>,
}

impl Settings {
    /// Notes where it is written.
    pub(super) fn placed(&mut self, origin: &Arc<Origin>, at: Path) {
        self.place = Some((Arc::clone(origin), at));
    }

    /// Settings from the general to the particular: globs and packs go before rules, so that a rule's own setting wins.
    pub(super) fn in_order(&self) -> impl Iterator<Item = (&String, &Setting)> {
        let is_general = |name: &str| is_glob(name) || !name.contains('.');
        let general = self.named.iter().filter(move |(name, _)| is_general(name));
        general.chain(self.named.iter().filter(move |(name, _)| !is_general(name)))
    }

    /// Adds the parameters said here to those of the layers before.
    pub(super) fn add_options(&self, options: &mut Options) {
        let Some((origin, at)) = &self.place else { return };
        for (name, setting) in self.named.iter().filter(|(_, setting)| !setting.options.is_empty()) {
            let layer =
                Layer { origin: Arc::clone(origin), at: at.key(name), values: setting.options.clone() };
            options.push(name, layer);
        }
    }

    /// Whether parameters are said here.
    pub(super) fn has_options(&self) -> bool {
        self.named.values().any(|setting| !setting.options.is_empty())
    }

    /// Tells of parameters that are said of more than one rule.
    pub(super) fn check(&self, at: &Path, problems: &mut Vec<Problem>) {
        for (name, setting) in &self.named {
            if !setting.options.is_empty() && (is_glob(name) || !name.contains('.')) {
                let message =
                    format!("options other than `severity` belong to one rule, and `{name}` stands for many");
                let problem = Problem::at_key(at.key(name), message);
                problems.push(problem.remedy("write the rule's whole name, such as `headline.length`"));
            }
        }
    }
}

impl<'de> Deserialize<'de> for Settings {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        Ok(Self { named: BTreeMap::deserialize(deserializer)?, place: None })
    }
}

impl JsonSchema for Settings {
    fn schema_name() -> std::borrow::Cow<'static, str> {
        "Settings".into()
    }

    fn json_schema(generator: &mut SchemaGenerator) -> Schema {
        let level = generator.subschema_for::<Level>();
        let of_any = serde_json::json!({
            "anyOf": [level, { "type": "object", "description": "The rule's options." }],
        });
        let rules: serde_json::Map<String, serde_json::Value> = option_schemas(generator)
            .map(|(id, options)| (id, serde_json::json!({ "anyOf": [level, options] })))
            .collect();
        json_schema!({ "type": "object", "properties": rules, "additionalProperties": of_any })
    }
}

/// A file as a place of settings.
pub(super) fn origin(path: &FilePath, text: &str) -> Arc<Origin> {
    Arc::new(Origin { path: path.to_owned(), text: text.to_owned() })
}

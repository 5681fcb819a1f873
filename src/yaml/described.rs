//! What a type that is read from YAML says of its keys: the same to the schema, the pages, `explain` and the editor.

use schemars::{JsonSchema, Schema, SchemaGenerator};
use serde_json::{Map, Value};

/// A key of a mapping: a parameter of a kind of check, or a setting of a configuration.
#[derive(Debug, Clone, PartialEq)]
pub struct Parameter {
    /// Its key.
    pub name: String,
    /// What may stand there, in a few words: `text`, `a list of texts`, `yes or no`.
    pub shape: String,
    /// Whether every rule must say it.
    pub is_required: bool,
    /// What holds where a rule does not say it; none if that is nothing.
    pub default: Option<Value>,
    /// What it is for.
    pub about: String,
    /// The words that may stand there, if there are only some, each with its meaning.
    pub choices: Vec<(String, String)>,
}

/// A type that is read from YAML, in the words of its comments.
#[derive(Debug, Clone)]
pub struct Described {
    /// What it is for; an empty line parts paragraphs.
    pub about: String,
    /// Its keys, in order.
    pub parameters: Vec<Parameter>,
}

impl Described {
    /// What a type says.
    pub fn of<T: JsonSchema>() -> Self {
        Self::new(T::json_schema)
    }

    /// What a schema says.
    pub fn new(schema: fn(&mut SchemaGenerator) -> Schema) -> Self {
        let mut generator = SchemaGenerator::default();
        let own = schema(&mut generator);
        let reader = SchemaReader { definitions: generator.take_definitions(true) };
        let required: Vec<&str> = own
            .get("required")
            .and_then(Value::as_array)
            .into_iter()
            .flatten()
            .filter_map(Value::as_str)
            .collect();
        let properties = own.get("properties").and_then(Value::as_object).into_iter().flatten();
        let parameters = properties
            .map(|(name, property)| reader.parameter(name, property, required.contains(&name.as_str())));
        Self { about: paragraphs(own.get("description")), parameters: parameters.collect() }
    }
}

/// The words that a type is written as, each with its meaning.
pub fn words_of<T: JsonSchema>() -> Vec<(String, String)> {
    let mut generator = SchemaGenerator::default();
    let own = T::json_schema(&mut generator);
    let reader = SchemaReader { definitions: generator.take_definitions(true) };
    reader.choices(own.as_value())
}

/// Reads what a schema says, with the types that it names.
struct SchemaReader {
    definitions: Map<String, Value>,
}

impl SchemaReader {
    fn parameter(&self, name: &str, property: &Value, is_required: bool) -> Parameter {
        let default = property.get("default").filter(|value| !is_nothing(value)).cloned();
        Parameter {
            name: name.to_owned(),
            shape: self.shape(property),
            is_required,
            default,
            about: paragraphs(property.get("description")),
            choices: self.choices(property),
        }
    }

    /// The type that a schema names, or the schema itself; the one that is not `null` of two.
    fn resolved<'s>(&'s self, schema: &'s Value) -> &'s Value {
        let named = schema.get("$ref").and_then(Value::as_str).and_then(|path| path.rsplit('/').next());
        if let Some(found) = named.and_then(|name| self.definitions.get(name)) {
            return found;
        }
        let is_null = |one: &&Value| one.get("type").is_none_or(|kind| kind != "null");
        match schema
            .get("anyOf")
            .and_then(Value::as_array)
            .map(|all| all.iter().filter(is_null).collect::<Vec<_>>())
        {
            Some(all) if all.len() == 1 => self.resolved(all[0]),
            _ => schema,
        }
    }

    /// What may stand there, in a few words.
    fn shape(&self, schema: &Value) -> String {
        let schema = self.resolved(schema);
        let word = match schema.get("type") {
            Some(Value::String(word)) => word.as_str(),
            // A value, or nothing.
            Some(Value::Array(words)) => words.first().and_then(Value::as_str).unwrap_or_default(),
            _ if schema.get("oneOf").is_some() => "word",
            _ => "",
        };
        match word {
            "string" => "text".to_owned(),
            "word" => "one of the words below".to_owned(),
            "boolean" => "`true` or `false`".to_owned(),
            "integer" => "a whole number".to_owned(),
            "number" => "a number".to_owned(),
            "array" => match schema.get("items").map(|items| self.resolved(items)) {
                Some(items) if items.get("oneOf").is_some() => "a list of the words below".to_owned(),
                Some(items) if items.get("properties").is_some() => "a list of mappings".to_owned(),
                _ => "a list of texts".to_owned(),
            },
            "object" => "a mapping".to_owned(),
            _ => "text, or a list of texts".to_owned(),
        }
    }

    /// The words that may stand there or in its entries, each with what it means; the keys of its entries.
    fn choices(&self, schema: &Value) -> Vec<(String, String)> {
        let schema = self.resolved(schema);
        let schema = schema.get("items").map_or(schema, |items| self.resolved(items));
        let text = |value: Option<&Value>| value.and_then(Value::as_str).unwrap_or_default().to_owned();
        if let Some(Value::Object(keys)) = schema.get("properties") {
            return keys
                .iter()
                .map(|(key, value)| (key.clone(), paragraphs(value.get("description"))))
                .collect();
        }
        let words = schema.get("oneOf").and_then(Value::as_array).into_iter().flatten();
        words.map(|word| (text(word.get("const")), paragraphs(word.get("description")))).collect()
    }
}

/// Whether a default says nothing: no value, or an empty list or mapping.
fn is_nothing(value: &Value) -> bool {
    match value {
        Value::Null => true,
        Value::Array(entries) => entries.is_empty(),
        Value::Object(entries) => entries.is_empty(),
        _ => false,
    }
}

/// A description with its lines joined, an empty line between paragraphs.
fn paragraphs(description: Option<&Value>) -> String {
    let text = description.and_then(Value::as_str).unwrap_or_default();
    let paragraphs = text.split("\n\n").map(|lines| lines.split_whitespace().collect::<Vec<_>>().join(" "));
    paragraphs.collect::<Vec<_>>().join("\n\n")
}

//! The JSON Schema of pack files, from the types that read them.

use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};
use serde_json::{Map, Value, json};

use super::{Role, RuleFields};
use crate::checking::{Kind, SCOPE_WORDS, Subject};
use crate::checks::KINDS;

/// The keys of a pack, each with what it is for.
pub const PACK_KEYS: [(&str, &str); 3] = [
    ("pack", "The pack's name, the first part of its rules' ids."),
    ("description", "What its rules are about."),
    ("rules", "Its rules, by their names."),
];

/// The schema of a pack file: for each kind of check, the keys of every rule and its own.
pub fn pack_schema() -> Schema {
    let mut generator = SchemaGenerator::default();
    let common = RuleFields::json_schema(&mut generator);
    let alternatives: Vec<Value> = KINDS.iter().map(|kind| rule(kind, &common, &mut generator)).collect();
    let definitions: Map<String, Value> = generator.take_definitions(true);
    json_schema!({
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "A Copydesk pack",
        "type": "object",
        "required": ["rules"],
        "additionalProperties": false,
        "properties": {
            "pack": { "type": "string", "description": PACK_KEYS[0].1 },
            "description": { "type": "string", "description": PACK_KEYS[1].1 },
            "rules": { "type": "object", "additionalProperties": { "oneOf": alternatives } },
        },
        "$defs": definitions,
    })
}

/// The schema of a rule with one kind of check.
fn rule(kind: &Kind, common: &Schema, generator: &mut SchemaGenerator) -> Value {
    let own = (kind.schema)(generator);
    let mut properties = properties_of(common);
    properties.insert("level".to_owned(), json!({ "$ref": "#/$defs/Severity" }));
    properties.extend(properties_of(&own));
    properties.insert("check".to_owned(), json!({ "const": kind.name, "description": kind.about() }));
    properties.insert("scope".to_owned(), scope());
    properties.insert("role".to_owned(), role(kind, generator));
    if let Some(Value::Object(message)) = properties.get_mut("message") {
        message.insert("pattern".to_owned(), message_pattern(kind).into());
    }
    properties.values_mut().for_each(refuse_empty_texts);
    let mut required = required_of(common);
    required.extend(required_of(&own));
    if kind.subject == Subject::Comment {
        required.push("role".into());
    }
    json!({
        "type": "object",
        "title": format!("A rule with `check: {}`", kind.name),
        "description": kind.about(),
        "properties": properties,
        "required": required,
        "additionalProperties": false,
    })
}

/// For each built-in rule by its id, the schema of the options that a configuration may give it.
pub fn option_schemas(generator: &mut SchemaGenerator) -> impl Iterator<Item = (String, Value)> {
    let names: Vec<(&str, String)> = KINDS
        .iter()
        .map(|kind| {
            let common = RuleFields::json_schema(generator);
            let name = format!("options-{}", kind.name);
            let schema = options(kind, &common, generator);
            generator.definitions_mut().insert(name.clone(), schema);
            (kind.name, name)
        })
        .collect();
    super::stored_packs().iter().flat_map(|pack| pack.rules.iter().map(move |rule| (pack, rule))).filter_map(
        move |(pack, rule)| {
            let (_, name) = names.iter().find(|(kind, _)| *kind == rule.check)?;
            Some((format!("{}.{}", pack.name, rule.name), json!({ "$ref": format!("#/$defs/{name}") })))
        },
    )
}

/// The schema of the options of a rule with one kind of check: all its keys, none of them required, lists also as
/// what is to be added and removed.
fn options(kind: &Kind, common: &Schema, generator: &mut SchemaGenerator) -> Value {
    let mut options = rule(kind, common, generator);
    if let Some(Value::Object(properties)) = options.get_mut("properties") {
        properties.remove("check");
        properties.remove("examples");
        properties.values_mut().for_each(allow_edits);
        let levels = json!({ "enum": ["off", "on", "suggestion", "warning", "error"] });
        properties.insert("severity".to_owned(), levels.clone());
        properties.insert("level".to_owned(), levels);
    }
    if let Some(options) = options.as_object_mut() {
        options.remove("required");
        options
            .insert("title".to_owned(), format!("The options of a rule with `check: {}`", kind.name).into());
    }
    options
}

/// A list may also be edited.
fn allow_edits(property: &mut Value) {
    if property.get("type").is_some_and(|kind| kind == "array") {
        let list = property.take();
        let description = list.get("description").cloned().unwrap_or_default();
        let edits = json!({
            "type": "object",
            "properties": { "add": list, "remove": list },
            "additionalProperties": false,
            "minProperties": 1,
        });
        *property = json!({ "description": description, "anyOf": [list, edits] });
    }
}

/// Messages name in braces only what the check tells, and know no `%s`.
fn message_pattern(kind: &Kind) -> String {
    let names: Vec<&str> = kind.message_names().collect();
    format!(r"^(?:[^{{}}%]|%(?!s)|\{{(?:{})\}})*$", names.join("|"))
}

/// One selector or a list of them, made of the words of the scope language.
fn scope() -> Value {
    let words: Vec<String> = SCOPE_WORDS.iter().map(|word| word.replace('.', r"\.")).collect();
    let term = format!(r"\s*~?\s*(?:{})\s*", words.join("|"));
    let selector = json!({ "type": "string", "pattern": format!("^{term}(?:&{term})*$") });
    json!({
        "description": "The blocks it looks at: one selector or a list of them.",
        "anyOf": [selector, { "type": "array", "items": selector, "minItems": 1 }],
    })
}

/// The roles that rules with one kind of check can have.
fn role(kind: &Kind, generator: &mut SchemaGenerator) -> Value {
    let mut roles = Role::json_schema(generator);
    if let Some(Value::Array(roles)) = roles.get_mut("oneOf") {
        roles.retain(|role| {
            let role = serde_json::from_value::<Role>(role.get("const").cloned().unwrap_or_default());
            role.is_ok_and(|role| role.is_about_suppressions() == (kind.subject == Subject::Comment))
        });
    }
    roles.into()
}

/// An empty text in a list would match everywhere, or nothing.
fn refuse_empty_texts(property: &mut Value) {
    if let Some(items) = property.get_mut("items").and_then(Value::as_object_mut)
        && items.get("type").is_some_and(|kind| kind == "string")
    {
        items.insert("minLength".to_owned(), 1.into());
    }
}

fn properties_of(schema: &Schema) -> Map<String, Value> {
    schema.get("properties").and_then(Value::as_object).cloned().unwrap_or_default()
}

fn required_of(schema: &Schema) -> Vec<Value> {
    schema.get("required").and_then(Value::as_array).cloned().unwrap_or_default()
}

//! The JSON Schema of pack files, from the types that read them.

use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};
use serde_json::{Map, Value, json};

use super::RuleFields;
use crate::checks::{KINDS, Kind};

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
            "pack": { "type": "string", "description": "The pack's name, the first part of its rules' ids." },
            "description": { "type": "string", "description": "What its rules are about." },
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
    properties.insert("check".to_owned(), json!({ "const": kind.name }));
    let mut required = required_of(common);
    required.extend(required_of(&own));
    json!({
        "type": "object",
        "title": format!("A rule with `check: {}`", kind.name),
        "properties": properties,
        "required": required,
        "additionalProperties": false,
    })
}

fn properties_of(schema: &Schema) -> Map<String, Value> {
    schema.get("properties").and_then(Value::as_object).cloned().unwrap_or_default()
}

fn required_of(schema: &Schema) -> Vec<Value> {
    schema.get("required").and_then(Value::as_array).cloned().unwrap_or_default()
}

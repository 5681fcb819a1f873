//! Front matter: YAML between `---` lines, TOML between `+++` lines.

use std::collections::HashMap;

use serde_yaml::Value as Yaml;

use super::{Builder, Containers, Field, Value};
use crate::source::SourceSpan;
use crate::yaml::{self, Index, Path};

/// Reads the front matter into the metadata; the result is where the body begins.
pub(super) fn parse(builder: &mut Builder<'_>) -> u32 {
    let text = builder.source().text();
    let Some((fence, inner, end)) = fenced(text) else { return 0 };
    let content = SourceSpan::from_range(inner);
    let whole = SourceSpan::from_range(0..end);
    builder.metadata_mut().span = Some(whole);
    match fence {
        "---" => yaml_fields(builder, content),
        _ => toml_fields(builder, content),
    }
    whole.end
}

/// The fence, the bytes between the fences, and where the body begins.
fn fenced(text: &str) -> Option<(&'static str, std::ops::Range<usize>, usize)> {
    let fence = ["---", "+++"].into_iter().find(|fence| text.starts_with(fence))?;
    let first = line_end(text, 0);
    if text[..first].trim_end() != fence {
        return None;
    }
    let mut at = first;
    while at < text.len() {
        let end = line_end(text, at);
        let line = text[at..end].trim_end();
        if line == fence || (fence == "---" && line == "...") {
            return Some((fence, first..at, end));
        }
        at = end;
    }
    None
}

/// One past the line ending of the line that holds a byte.
fn line_end(text: &str, at: usize) -> usize {
    text[at..].find('\n').map_or(text.len(), |found| at + found + 1)
}

fn yaml_fields(builder: &mut Builder<'_>, content: SourceSpan) {
    let text = builder.source().slice(content);
    let value = match yaml::read(text) {
        Ok(value) => value,
        Err(problem) => {
            let range = problem.range(text, &Index::default());
            let span = SourceSpan::from_range(range).shift(content.start);
            builder.metadata_mut().problem = Some((problem.message, span));
            return;
        }
    };
    let index = Index::new(text);
    let mut fields = Vec::new();
    flatten(&value, &Path::root(), "", &mut |path, name, value| {
        let at = |range| SourceSpan::from_range(range).shift(content.start);
        let (name_span, value_span) = (at(index.key(path)), at(index.value(path)));
        let is_empty = matches!(value, Value::Empty);
        let value_span = if is_empty { SourceSpan::new(name_span.end, name_span.end) } else { value_span };
        fields.push(Field { name: name.to_owned(), name_span, value, value_span, block: None });
    });
    add(builder, fields);
}

fn flatten(value: &Yaml, path: &Path, name: &str, take: &mut impl FnMut(&Path, &str, Value)) {
    let Yaml::Mapping(mapping) = value else { return };
    for (key, value) in mapping {
        let Some(key) = key.as_str() else { continue };
        let path = path.key(key);
        let name = if name.is_empty() { key.to_owned() } else { format!("{name}.{key}") };
        let flat = match value {
            Yaml::Mapping(_) => {
                flatten(value, &path, &name, take);
                continue;
            }
            Yaml::Null => Value::Empty,
            Yaml::String(text) if text.trim().is_empty() => Value::Empty,
            Yaml::String(text) => Value::Text(text.clone()),
            Yaml::Bool(flag) => Value::Flag(*flag),
            Yaml::Number(number) => Value::Number(number.to_string()),
            Yaml::Sequence(items) => {
                Value::List(items.iter().filter_map(Yaml::as_str).map(str::to_owned).collect())
            }
            Yaml::Tagged(_) => continue,
        };
        take(&path, &name, flat);
    }
}

fn toml_fields(builder: &mut Builder<'_>, content: SourceSpan) {
    let text = builder.source().slice(content);
    let table: toml::Table = match toml::from_str(text) {
        Ok(table) => table,
        Err(error) => {
            let span = SourceSpan::from_range(error.span().unwrap_or(0..0)).shift(content.start);
            builder.metadata_mut().problem = Some((error.message().to_owned(), span));
            return;
        }
    };
    let mut fields = Vec::new();
    let places = toml_places(text);
    toml_flatten(&table, "", &mut |name, value| {
        let key = name.rsplit('.').next().unwrap_or(name);
        let (name_span, value_span) = places.get(key).copied().unwrap_or_default();
        let shift = |span: SourceSpan| span.shift(content.start);
        fields.push(Field {
            name: name.to_owned(),
            name_span: shift(name_span),
            value,
            value_span: shift(value_span),
            block: None,
        });
    });
    add(builder, fields);
}

fn toml_flatten(table: &toml::Table, name: &str, take: &mut impl FnMut(&str, Value)) {
    for (key, value) in table {
        let name = if name.is_empty() { key.clone() } else { format!("{name}.{key}") };
        match value {
            toml::Value::Table(table) => toml_flatten(table, &name, take),
            toml::Value::String(text) if text.trim().is_empty() => take(&name, Value::Empty),
            toml::Value::String(text) => take(&name, Value::Text(text.clone())),
            toml::Value::Boolean(flag) => take(&name, Value::Flag(*flag)),
            toml::Value::Array(items) => {
                let texts = items.iter().filter_map(toml::Value::as_str).map(str::to_owned);
                take(&name, Value::List(texts.collect()));
            }
            other => take(&name, Value::Text(other.to_string())),
        }
    }
}

/// Where each key and its value stand, the first of a name: TOML keeps each key at the start of a line.
fn toml_places(text: &str) -> HashMap<&str, (SourceSpan, SourceSpan)> {
    let mut places = HashMap::new();
    let mut at = 0;
    for line in text.split_inclusive('\n') {
        let start = at + line.len() - line.trim_start().len();
        at += line.len();
        let Some((key, value)) = line.trim_start().split_once('=') else { continue };
        let value_start = start + key.len() + 1 + value.len() - value.trim_start().len();
        let name_span = SourceSpan::from_range(start..start + key.trim_end().len());
        let value_span = SourceSpan::from_range(value_start..value_start + value.trim().len());
        places.entry(key.trim_end()).or_insert((name_span, value_span));
    }
    places
}

/// Adds the fields, and a block for the text of each.
fn add(builder: &mut Builder<'_>, fields: Vec<Field>) {
    for mut field in fields {
        if let Value::Text(text) = &field.value {
            let kind = builder.names().block_kind(&field.name, text);
            let written = builder.source().slice(field.value_span);
            let inner = written
                .find(text.as_str())
                .map(|at| SourceSpan::from_range(at..at + text.len()).shift(field.value_span.start));
            builder.open();
            builder.decoded(text, inner.unwrap_or(field.value_span));
            field.block = builder.close(kind, field.value_span, Containers::METADATA, 0);
        }
        builder.metadata_mut().fields.push(field);
    }
}

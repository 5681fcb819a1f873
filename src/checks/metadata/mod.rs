//! `metadata`: what a document says of itself.

mod moment;

use std::collections::BTreeMap;

use schemars::JsonSchema;
use serde::Deserialize;

use crate::checking::{Check, Compiler, Context, Parameters, Placeholder, Sink};
use crate::document::{Field, Metadata as DocumentMetadata, Value};
use crate::matching::PatternId;
use crate::source::SourceSpan;
use crate::yaml::Path;
use moment::Moment;

/// What a document says of itself in its front matter, or in the head of a page.
///
/// Flags a front matter without the required `description`, or with an empty one; leaves `description: The ferry
/// is back.` alone, and files of a format that has no metadata. Flags a field that is `forbidden`, even an empty
/// one, and with `later` a date of a change before that of publication. With `readable` it flags `title: Ferry:
/// back`, which no YAML reader takes.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct Metadata {
    /// Whether what cannot be read of the front matter is flagged.
    #[serde(default)]
    readable: bool,
    /// Whether each field must stand once only in its mapping.
    #[serde(default)]
    unique: bool,
    /// Fields that must be there and not be empty; `a|b` is met by either.
    #[serde(default)]
    required: Vec<String>,
    /// Fields that must not be empty where they are there.
    #[serde(default)]
    filled: Vec<String>,
    /// Fields that must not be there.
    #[serde(default)]
    forbidden: Vec<String>,
    /// The fields that the limits below are about.
    #[serde(default)]
    fields: Vec<String>,
    /// The least number of characters.
    #[serde(default)]
    min: Option<usize>,
    /// The greatest number of characters.
    #[serde(default)]
    max: Option<usize>,
    /// A pattern that the whole value must match.
    #[serde(default)]
    format: Option<String>,
    /// The values that may stand there.
    #[serde(default)]
    one_of: Vec<String>,
    /// Dates that may not be before others, as `updated: date`; of `a|b` the first that is there counts.
    #[serde(default)]
    later: BTreeMap<String, String>,
}

struct MetadataCheck {
    readable: bool,
    unique: bool,
    required: Vec<String>,
    filled: Vec<String>,
    forbidden: Vec<String>,
    fields: Vec<String>,
    min: Option<usize>,
    max: Option<usize>,
    format: Option<PatternId>,
    one_of: Vec<String>,
    later: BTreeMap<String, String>,
}

impl Parameters for Metadata {
    const KIND: &'static str = "metadata";
    const EXAMPLE: &'static str = r#"rules:
  description:
    check: metadata
    message: "The field `{field}` {problem}."
    scope: [any]
    required: [description]
    examples:
      flag: ["---\ntitle: The ferry\n---\n\nIt is back."]
      pass: ["---\ntitle: The ferry\ndescription: The ferry is back.\n---\n\nIt is back."]
"#;
    const PLACEHOLDERS: &'static [Placeholder] = &[
        ("field", "the field’s name"),
        ("problem", "what is wrong with it"),
        ("length", "its length in characters"),
        ("other", "the field it is compared with"),
    ];

    fn compile(self, compiler: &mut Compiler<'_>) -> Box<dyn Check> {
        let is_limited =
            self.min.is_some() || self.max.is_some() || self.format.is_some() || !self.one_of.is_empty();
        if is_limited && self.fields.is_empty() {
            compiler.value_problem(&Path::root(), "`min`, `max`, `format` and `one-of` need `fields`");
        }
        let has_fields =
            [&self.required, &self.filled, &self.forbidden].iter().any(|names| !names.is_empty());
        if !has_fields && !is_limited && self.later.is_empty() && !self.readable && !self.unique {
            let message = "a `metadata` rule needs `readable`, `unique`, `required`, `filled`, `forbidden`, `later` or a limit";
            compiler.value_problem(&Path::root(), message);
        }
        let at = Path::root().key("format");
        let whole = |text: &str| format!("^(?:{text})$");
        let format = self.format.and_then(|format| compiler.pattern(&at, &format, false, whole));
        Box::new(MetadataCheck {
            readable: self.readable,
            unique: self.unique,
            required: self.required,
            filled: self.filled,
            forbidden: self.forbidden,
            fields: self.fields,
            min: self.min,
            max: self.max,
            format,
            one_of: self.one_of,
            later: self.later,
        })
    }
}

impl Check for MetadataCheck {
    fn run(&self, context: &Context<'_>, sink: &mut Sink<'_>) {
        let metadata = context.document().metadata();
        // Nothing is known of a format without metadata, nor of front matter that cannot be read.
        let Some(place) = metadata.span.or(metadata.fields.first().map(|field| field.name_span)) else {
            return;
        };
        if self.readable {
            for problem in &metadata.problems {
                let report = sink.report_source(problem.span).value("problem", &problem.message);
                report.help(problem.remedy).emit();
            }
        }
        if self.unique {
            for (name, span) in &metadata.repeated {
                report(sink, *span, name, "stands here a second time", 0);
            }
        }
        if !metadata.problems.is_empty() {
            return;
        }
        for names in &self.required {
            let known: Vec<&Field> = names.split('|').filter_map(|name| metadata.field(name)).collect();
            if known.is_empty() {
                let start = SourceSpan::new(place.start, first_line_end(context, place));
                report(sink, start, names, "is missing", 0);
            } else if known.iter().all(|field| is_empty(&field.value)) {
                for field in known {
                    report(sink, field.name_span, &field.name, "is empty", 0);
                }
            }
        }
        let filled = self.filled.iter().filter_map(|name| metadata.field(name));
        for field in filled.filter(|field| is_empty(&field.value)) {
            report(sink, field.name_span, &field.name, "is empty", 0);
        }
        for field in self.forbidden.iter().filter_map(|name| metadata.field(name)) {
            report(sink, field.name_span, &field.name, "must not be there", 0);
        }
        for field in self.fields.iter().filter_map(|name| metadata.field(name)) {
            self.limits(context, sink, field);
        }
        for (later, earlier) in &self.later {
            report_order(sink, metadata, later, earlier);
        }
    }
}

/// Reports a date that is before the one it has to follow.
fn report_order(sink: &mut Sink<'_>, metadata: &DocumentMetadata, later: &str, earlier: &str) {
    let moment = |names: &str| {
        let mut fields = names.split('|').filter_map(|name| metadata.field(name));
        fields.find_map(|field| match &field.value {
            Value::Text(text) => Some((field.clone(), Moment::read(text)?)),
            _ => None,
        })
    };
    let (Some((later, second)), Some((earlier, first))) = (moment(later), moment(earlier)) else { return };
    if second.is_before(first) {
        let report = sink.report_source(later.value_span).value("field", later.name);
        let report = report.value("other", earlier.name).value("problem", "is too early");
        report.related_source(earlier.value_span, "the other date").emit();
    }
}

impl MetadataCheck {
    /// Holds each text of a field against the limits.
    fn limits(&self, context: &Context<'_>, sink: &mut Sink<'_>, field: &Field) {
        let texts: Vec<&str> = match &field.value {
            Value::Empty | Value::Flag(_) | Value::Group => return,
            Value::Text(text) | Value::Number(text) => vec![text],
            Value::List(texts) => texts.iter().map(String::as_str).collect(),
        };
        for text in texts {
            let length = text.chars().count();
            let problem = if self.min.is_some_and(|min| length < min) {
                "is too short"
            } else if self.max.is_some_and(|max| length > max) {
                "is too long"
            } else if self.format.is_some_and(|id| !context.pattern(id).is_match(text)) {
                "is not in the house's form"
            } else if !self.one_of.is_empty() && !self.one_of.iter().any(|known| known == text) {
                "is not one of the known values"
            } else {
                continue;
            };
            report(sink, field.value_span, &field.name, problem, length);
        }
    }
}

fn report(sink: &mut Sink<'_>, span: SourceSpan, field: &str, problem: &str, length: usize) {
    let report =
        sink.report_source(span).value("field", field.replace('|', " or ")).value("problem", problem);
    report.value("length", length.to_string()).emit();
}

fn is_empty(value: &Value) -> bool {
    match value {
        Value::Empty => true,
        Value::Text(text) => text.trim().is_empty(),
        Value::List(texts) => texts.is_empty(),
        Value::Number(_) | Value::Flag(_) | Value::Group => false,
    }
}

/// Where the first line of a place ends, so that a finding about all of it stays small.
fn first_line_end(context: &Context<'_>, place: SourceSpan) -> u32 {
    let text = context.document().source().slice(place);
    let length = text.find(['\n', '\r']).unwrap_or(text.len());
    place.start + SourceSpan::from_range(0..length).end
}

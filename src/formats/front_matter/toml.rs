//! TOML as entries with their places.

use toml::Spanned;
use toml::de::{DeTable, DeValue};

use super::entry::{Entries, Entry, FieldContent, Scalar, dotted};
use crate::document::{MetadataProblem, Quoting};
use crate::source::SourceSpan;

/// Reads TOML; `base` is where it begins in the source.
pub(super) fn read(text: &str, base: u32) -> Entries {
    let (table, errors) = DeTable::parse_recoverable(text);
    let mut walk = Walk { text, base, holders: 0, entries: Entries::default() };
    walk.table(table.get_ref(), "", 0);
    let mut entries = walk.entries;
    // Tables keep their keys by the alphabet.
    entries.fields.sort_by_key(|entry| entry.name_span.start);
    entries.problems.extend(errors.iter().map(|error| {
        let range = error.span().unwrap_or_default();
        let end = range.end.max(line_end(text, range.start)).min(text.len());
        let span = SourceSpan::from_range(range.start.min(end)..end).shift(base);
        let remedy = "Texts stand in quotes, as in `title = \"The quay opens\"`, with a backslash before a quote within.";
        MetadataProblem { message: error.message().to_owned(), remedy, span }
    }));
    entries.comments = comments(text, base, &entries.fields);
    entries
}

fn line_end(text: &str, at: usize) -> usize {
    let rest = text.get(at..).unwrap_or_default();
    at + rest.find(['\n', '\r']).unwrap_or(rest.len())
}

struct Walk<'t> {
    text: &'t str,
    base: u32,
    holders: usize,
    entries: Entries,
}

impl Walk<'_> {
    fn table(&mut self, table: &DeTable<'_>, outer: &str, holder: usize) {
        for (key, value) in table {
            let name = dotted(outer, key.get_ref());
            let name_span = SourceSpan::from_range(key.span()).shift(self.base);
            self.value(&name, name_span, holder, value);
        }
    }

    fn value(&mut self, name: &str, name_span: SourceSpan, holder: usize, value: &Spanned<DeValue<'_>>) {
        let span = SourceSpan::from_range(value.span()).shift(self.base);
        let written = self.text.get(value.span()).unwrap_or_default();
        let content = match value.get_ref() {
            DeValue::Table(table) => {
                self.holders += 1;
                self.table(table, name, self.holders);
                FieldContent::Group(span)
            }
            DeValue::Array(values) => {
                let mut items = Vec::new();
                let mut has_tables = false;
                for value in values {
                    match value.get_ref() {
                        DeValue::String(text) => items.extend(self.scalar(text, value.span())),
                        DeValue::Table(table) => {
                            has_tables = true;
                            self.holders += 1;
                            self.table(table, name, self.holders);
                        }
                        _ => {}
                    }
                }
                if has_tables && items.is_empty() {
                    FieldContent::Group(span)
                } else {
                    FieldContent::List(items, span)
                }
            }
            DeValue::String(text) => {
                self.scalar(text, value.span()).map_or(FieldContent::Empty, FieldContent::Text)
            }
            DeValue::Boolean(flag) => FieldContent::Flag(*flag, span),
            DeValue::Integer(_) | DeValue::Float(_) => {
                FieldContent::Number(Scalar { text: written.to_owned(), span, quoting: Quoting::Broken })
            }
            DeValue::Datetime(_) => {
                FieldContent::Text(Scalar { text: written.to_owned(), span, quoting: Quoting::Broken })
            }
        };
        self.entries.fields.push(Entry { name: name.to_owned(), name_span, holder, content });
    }

    /// A text; none if it says nothing.
    fn scalar(&self, text: &str, range: std::ops::Range<usize>) -> Option<Scalar> {
        let written = self.text.get(range.clone())?;
        let quoting = if written.starts_with('\'') { Quoting::Literal } else { Quoting::Double };
        let span = SourceSpan::from_range(range).shift(self.base);
        (!text.trim().is_empty()).then(|| Scalar { text: text.to_owned(), span, quoting })
    }
}

/// The comments that have a line to themselves.
fn comments(text: &str, base: u32, entries: &[Entry]) -> Vec<(SourceSpan, SourceSpan)> {
    let mut comments = Vec::new();
    let mut at = 0;
    for line in text.split_inclusive('\n') {
        let start = at + line.len() - line.trim_start().len();
        at += line.len();
        let written = line.trim();
        let span = SourceSpan::from_range(start..start + written.len()).shift(base);
        if written.starts_with('#') && !is_within_value(entries, span) {
            comments.push((span, SourceSpan::new(span.start + 1, span.end)));
        }
    }
    comments
}

/// Whether a line stands in a text of several lines.
fn is_within_value(entries: &[Entry], line: SourceSpan) -> bool {
    let before = entries.partition_point(|entry| entry.name_span.start < line.start);
    entries[..before].last().is_some_and(|entry| match &entry.content {
        FieldContent::Text(scalar) => scalar.span.contains(line),
        _ => false,
    })
}

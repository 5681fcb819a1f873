//! Fields one a line, without fences, as entries with their places: `Title: The ferry is back`.

use std::ops::Range;

use super::entry::{Entries, Entry, FieldContent, Scalar};
use super::fence::{field_length, line_at};
use crate::document::Quoting;
use crate::source::SourceSpan;

/// Reads the fields in a range of a text. A line that is indented goes on with the field above it.
pub(super) fn read(text: &str, range: Range<usize>) -> Entries {
    let mut entries = Entries::default();
    let mut at = range.start;
    while at < range.end {
        let line = line_at(text, at);
        let length = field_length(&text[line.clone()]);
        let mut end = line.end;
        while end < range.end && text[end..].starts_with([' ', '\t']) {
            end = line_at(text, end).end;
        }
        if let Some(length) = length {
            entries.fields.push(field(text, line.start..line.start + length - 1, line.start + length..end));
        }
        at = end;
    }
    entries
}

fn field(text: &str, name: Range<usize>, value: Range<usize>) -> Entry {
    let written = &text[value.clone()];
    let start = value.start + written.len() - written.trim_start().len();
    let written = written.trim();
    let span = SourceSpan::from_range(start..start + written.len());
    let folded = written.lines().map(str::trim).collect::<Vec<_>>().join(" ");
    let content = if written.is_empty() {
        FieldContent::Empty
    } else {
        FieldContent::Text(Scalar { text: folded, span, quoting: Quoting::Plain { in_flow: false } })
    };
    Entry {
        name: text[name.clone()].to_ascii_lowercase(),
        name_span: SourceSpan::from_range(name),
        holder: 0,
        content,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_field_may_go_on_below_it() {
        let text = "Title: Mill: a visit\nSummary: It grinds\n    rye.\nSlug:\n\nText.\n";
        let fields = read(text, 0..text.len() - 7).fields;
        let texts: Vec<(&str, Option<&str>)> = fields
            .iter()
            .map(|field| match &field.content {
                FieldContent::Text(scalar) => (field.name.as_str(), Some(scalar.text.as_str())),
                _ => (field.name.as_str(), None),
            })
            .collect();
        assert_eq!(
            texts,
            [("title", Some("Mill: a visit")), ("summary", Some("It grinds rye.")), ("slug", None)]
        );
    }
}

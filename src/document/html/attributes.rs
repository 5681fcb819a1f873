//! The attributes of a tag: what they say, and where.

use std::collections::BTreeMap;

use html5gum::{HtmlString, Spanned};

use crate::source::SourceSpan;

/// A tag's attributes by name.
pub(super) type Attributes = BTreeMap<HtmlString, Spanned<HtmlString, usize>>;

/// An attribute's value, entities decoded.
pub(super) fn attribute(attributes: &Attributes, name: &str) -> Option<String> {
    attributes.get(name.as_bytes()).map(|value| String::from_utf8_lossy(&value.value).into_owned())
}

/// The span of the value of an attribute written as `name="value"`, `name=value` or `name`.
pub(super) fn value_span(text: &str, span: SourceSpan) -> SourceSpan {
    let Some(equals) = text.find('=') else { return SourceSpan::new(span.end, span.end) };
    let written = &text[equals + 1..];
    let value = written.trim();
    let start = equals + 1 + (written.len() - written.trim_start().len());
    let quote = value
        .chars()
        .next()
        .filter(|quote| value.len() >= 2 && matches!(quote, '"' | '\'') && value.ends_with(*quote));
    let inner = if quote.is_some() { start + 1..start + value.len() - 1 } else { start..start + value.len() };
    SourceSpan::from_range(inner).shift(span.start)
}

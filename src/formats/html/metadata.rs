//! What the head of a page says of it.

use super::attributes::Attributes;
use super::element::ElementRole;
use super::parser::Parser;
use super::text;
use crate::document::{BlockKind, Containers, Field, Value};
use crate::source::SourceSpan;

/// A page that has more fields says nothing of interest in the rest.
const MOST_FIELDS: usize = 200;

impl<'t> Parser<'_, '_, 't> {
    pub(super) fn meta(&mut self, attributes: Attributes<'_, 't>) {
        let name = attributes.decoded("name").or_else(|| attributes.decoded("property"));
        if let (Some(name), Some(content)) = (name, attributes.span("content")) {
            self.field(&name, content);
        }
    }

    /// Text whose element is not read: a page's title is.
    pub(super) fn unread_text(&mut self, span: SourceSpan) {
        let unread = self.unread.as_ref().and_then(|unread| self.stack.get(unread.depth));
        let is_title = unread.is_some_and(|open| open.role == ElementRole::Title);
        if is_title && self.builder.metadata_mut().field("title").is_none() {
            self.field("title", span);
        }
    }

    fn field(&mut self, name: &str, span: SourceSpan) {
        self.end_block();
        self.builder.open();
        text::add(self.builder, span);
        let value = self.builder.open_text().trim().to_owned();
        let kind = if self.is_said(&value) {
            BlockKind::Value
        } else {
            self.builder.names().block_kind(name, &value)
        };
        let block = self.builder.close(kind, span, Containers::METADATA, 0);
        let value = if value.is_empty() { Value::Empty } else { Value::Text(value) };
        let field = Field { name: name.to_owned(), name_span: span, value, value_span: span, block };
        self.builder.metadata_mut().fields.push(field);
    }

    /// Whether a field above said the same: most pages tell their title and their description three times.
    fn is_said(&mut self, value: &str) -> bool {
        let says = |field: &Field| matches!(&field.value, Value::Text(text) if text.starts_with(value));
        self.builder.metadata_mut().fields.iter().take(MOST_FIELDS).any(says)
    }
}

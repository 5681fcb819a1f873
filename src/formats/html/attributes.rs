//! The attributes of a tag: what they say, and where.

use std::borrow::Cow;

use super::text;
use super::tokens::Attribute;
use crate::source::SourceSpan;

/// A tag's attributes, with the text that they stand in.
#[derive(Clone, Copy)]
pub(super) struct Attributes<'a, 't> {
    pub(super) text: &'t str,
    /// The same text as it stands in the source, tags of templates and all.
    pub(super) source: &'t str,
    pub(super) all: &'a [Attribute<'t>],
    /// Where the text begins in the source.
    pub(super) shift: u32,
}

impl<'a, 't> Attributes<'a, 't> {
    /// The attributes with their values as they are written.
    pub(super) fn written(self) -> impl Iterator<Item = (&'t str, &'t str)> + use<'a, 't> {
        self.all.iter().map(move |attribute| (attribute.name, &self.text[attribute.value.clone()]))
    }

    /// An attribute's value as it is written; of several of a name the first counts.
    pub(super) fn get(self, name: &str) -> Option<&'t str> {
        self.written().find(|(written, _)| written.eq_ignore_ascii_case(name)).map(|(_, value)| value)
    }

    /// An attribute's value, entities decoded.
    pub(super) fn decoded(self, name: &str) -> Option<Cow<'t, str>> {
        self.named(name).map(|attribute| text::decode(&self.source[attribute.value.clone()]))
    }

    /// Where an attribute's value stands in the source.
    pub(super) fn span(self, name: &str) -> Option<SourceSpan> {
        let named = self.named(name)?;
        Some(SourceSpan::from_range(named.value.clone()).shift(self.shift))
    }

    fn named(self, name: &str) -> Option<&'a Attribute<'t>> {
        self.all.iter().find(|attribute| attribute.name.eq_ignore_ascii_case(name))
    }

    /// An attribute that holds a number of pixels.
    pub(super) fn number(self, name: &str) -> Option<u32> {
        let value = self.get(name)?.trim();
        let end = value.bytes().take_while(u8::is_ascii_digit).count();
        value[..end].parse().ok()
    }
}

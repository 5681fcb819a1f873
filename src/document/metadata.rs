//! What a document says of itself: front matter, or an HTML head.

use super::quoting::Quoting;
use super::{Block, BlockId, BlockKind};
use crate::language::Language;
use crate::source::SourceSpan;

/// The fields in the order in which they stand.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Metadata {
    /// The whole of the front matter in the source, delimiters included; none in formats without it.
    pub span: Option<SourceSpan>,
    /// Its fields; nested mappings are flattened to dotted names such as `seo.description`.
    pub fields: Vec<Field>,
    /// What could not be read of the front matter.
    pub problems: Vec<MetadataProblem>,
    /// The second and later places of a field that stands several times in one mapping, by its name.
    pub repeated: Vec<(String, SourceSpan)>,
    /// The texts among the values with the way in which they are written, in order.
    pub(crate) written: Vec<(SourceSpan, Quoting)>,
}

/// Something in the front matter that cannot be read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MetadataProblem {
    /// What is wrong, as the end of a sentence about the front matter.
    pub message: String,
    /// What to do about it.
    pub remedy: &'static str,
    /// Where.
    pub span: SourceSpan,
}

/// The fields that hold the headline, the best first.
const HEADLINES: &[&str] = &["headline", "hed", "title"];

/// One field.
#[derive(Debug, Clone, PartialEq)]
pub struct Field {
    /// Its name; dotted where nested.
    pub name: String,
    /// Where the name stands.
    pub name_span: SourceSpan,
    /// Its value.
    pub value: Value,
    /// Where the value stands; empty, behind the name, where there is none.
    pub value_span: SourceSpan,
    /// The block that holds the value's text, where it is text that readers may meet.
    pub block: Option<BlockId>,
}

/// A field's value.
#[derive(Debug, Clone, PartialEq)]
pub enum Value {
    /// Nothing.
    Empty,
    /// Text, dates included.
    Text(String),
    /// A number, as written.
    Number(String),
    /// Yes or no.
    Flag(bool),
    /// A list of texts; other entries are left out.
    List(Vec<String>),
    /// A mapping, or a list of them; their fields stand by themselves, under dotted names.
    Group,
}

impl Metadata {
    /// A field by its name, letter case aside.
    pub fn field(&self, name: &str) -> Option<&Field> {
        self.fields.iter().find(|field| field.name.eq_ignore_ascii_case(name))
    }

    /// The headline that it tells: a field called so goes before the title, and either before other headlines.
    pub(super) fn headline(&self, blocks: &[Block]) -> Option<BlockId> {
        let rank = |field: &Field| HEADLINES.iter().position(|name| field.name.eq_ignore_ascii_case(name));
        let told = self
            .fields
            .iter()
            .filter_map(|field| Some((rank(field).unwrap_or(HEADLINES.len()), field.block?)));
        let told = told.filter(|(_, id)| blocks[id.index()].kind == BlockKind::Headline);
        told.min_by_key(|(rank, _)| *rank).map(|(_, id)| id)
    }

    /// A field's text, if it has any.
    pub fn text(&self, name: &str) -> Option<&str> {
        match &self.field(name)?.value {
            Value::Text(text) if !text.trim().is_empty() => Some(text.trim()),
            _ => None,
        }
    }

    /// The language the document states.
    pub fn language(&self) -> Option<Language> {
        ["lang", "language", "locale"].into_iter().find_map(|name| Language::from_tag(self.text(name)?))
    }
}

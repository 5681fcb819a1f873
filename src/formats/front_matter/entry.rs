//! What is read of front matter, whatever its notation.

use crate::document::{MetadataProblem, Quoting};
use crate::source::SourceSpan;

/// All that is read of a front matter.
#[derive(Debug, Default)]
pub(super) struct Entries {
    pub(super) fields: Vec<Entry>,
    /// Comments, and what stands behind their sign.
    pub(super) comments: Vec<(SourceSpan, SourceSpan)>,
    pub(super) problems: Vec<MetadataProblem>,
}

/// A field.
#[derive(Debug)]
pub(super) struct Entry {
    /// Its name; dotted where nested.
    pub(super) name: String,
    pub(super) name_span: SourceSpan,
    /// The number of the mapping that holds it: pictures are told apart by it.
    pub(super) holder: usize,
    pub(super) content: FieldContent,
}

/// A field's value.
#[derive(Debug)]
pub(super) enum FieldContent {
    Empty,
    Text(Scalar),
    Number(Scalar),
    Flag(bool, SourceSpan),
    /// The texts of a list.
    List(Vec<Scalar>, SourceSpan),
    /// A mapping, or a list of them.
    Group(SourceSpan),
}

/// A single value with the way in which it is written.
#[derive(Debug)]
pub(super) struct Scalar {
    /// What it says.
    pub(super) text: String,
    /// Where it is written, marks and all.
    pub(super) span: SourceSpan,
    pub(super) quoting: Quoting,
}

/// A name within another one's mapping.
pub(super) fn dotted(outer: &str, name: &str) -> String {
    if outer.is_empty() { name.to_owned() } else { format!("{outer}.{name}") }
}

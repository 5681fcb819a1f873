//! Orders in comments.

use crate::source::SourceSpan;

/// What a comment orders.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Order {
    Disable,
    Enable,
    NextLine,
    File,
}

/// A comment that is an order to us.
#[derive(Debug, Clone)]
pub(super) struct Directive {
    pub(super) span: SourceSpan,
    pub(super) order: Order,
    /// The rules named, or packs, each with its place.
    pub(super) rules: Vec<(String, SourceSpan)>,
    /// If not empty, only findings on one of these texts are meant.
    pub(super) matches: Vec<String>,
    /// Packs that speak all the same.
    pub(super) spared: Vec<String>,
    pub(super) reason: Option<String>,
    pub(super) is_vale: bool,
}

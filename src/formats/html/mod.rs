//! HTML: a whole page, a CMS fragment, or the raw HTML inside Markdown.
//!
//! `tokens` parts the markup by the WHATWG rules; `walk` keeps a `stack` of open elements that tolerates any nesting,
//! and `blocks` puts their text together; `page` tells the story from the page around it.

mod attributes;
mod blocks;
mod content;
mod element;
pub(super) mod elements;
mod metadata;
mod page;
mod parser;
mod pending;
mod pictures;
mod stack;
mod text;
mod tokens;
mod traits;
mod walk;

use super::front_matter;
use crate::dialects::{self, Syntax};
use crate::document::{Builder, Containers};
use crate::source::SourceSpan;
use parser::Parser;
pub(super) use text::entity;

/// Reads the whole source as HTML; site generators read front matter ahead of it.
pub(super) fn parse(builder: &mut Builder<'_>) {
    let body = front_matter::parse(builder);
    let text = builder.source().text();
    builder.set_foreign(dialects::scan(text, body as usize, Syntax::Html));
    let end = SourceSpan::from_range(0..text.len()).end;
    fragment(builder, SourceSpan::new(body, end), Containers::NONE);
}

/// Reads a piece of the source as HTML.
pub(super) fn fragment(builder: &mut Builder<'_>, piece: SourceSpan, containers: Containers) {
    let text = builder.masked(piece);
    Parser::new(builder, &text, piece.start, containers).read();
}

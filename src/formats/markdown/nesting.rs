//! What a block of Markdown stands in: quotes, lists, tables, footnotes.

use pulldown_cmark::{Tag, TagEnd};

use crate::dialects;
use crate::document::{BlockKind, Builder, Containers};
use crate::source::SourceSpan;

/// The containers that are open.
#[derive(Default)]
pub(super) struct Nesting {
    /// How many quotations are open.
    quotes: u32,
    /// Whether each of what is written as one is one, and no box; the innermost last.
    are_quotes: Vec<bool>,
    /// The groups of the lists, the innermost last.
    lists: Vec<u32>,
    items: u32,
    /// The table's group; 0 outside tables.
    table: u32,
    header: bool,
    footnotes: u32,
}

impl Nesting {
    /// Notes that a container begins.
    pub(super) fn enter(&mut self, tag: &Tag<'_>, span: SourceSpan, builder: &mut Builder<'_>) {
        match tag {
            Tag::BlockQuote(_) => {
                let is_quote = !dialects::is_alert(builder.source().slice(span));
                self.quotes += u32::from(is_quote);
                self.are_quotes.push(is_quote);
            }
            Tag::List(_) | Tag::DefinitionList => self.lists.push(builder.new_group()),
            Tag::Item | Tag::DefinitionListDefinition => self.items += 1,
            Tag::FootnoteDefinition(_) => self.footnotes += 1,
            Tag::Table(_) => self.table = builder.new_group(),
            Tag::TableHead => self.header = true,
            _ => {}
        }
    }

    /// Notes that a container ends.
    pub(super) fn leave(&mut self, tag: TagEnd) {
        match tag {
            TagEnd::BlockQuote(_) => {
                self.quotes -= u32::from(self.are_quotes.pop().unwrap_or_default());
            }
            TagEnd::List(_) | TagEnd::DefinitionList => drop(self.lists.pop()),
            TagEnd::Item | TagEnd::DefinitionListDefinition => self.items = self.items.saturating_sub(1),
            TagEnd::FootnoteDefinition => self.footnotes = self.footnotes.saturating_sub(1),
            TagEnd::TableHead => self.header = false,
            TagEnd::Table => self.table = 0,
            _ => {}
        }
    }

    /// The kind of a table's cell.
    pub(super) fn cell_kind(&self) -> BlockKind {
        if self.header { BlockKind::TableHeader } else { BlockKind::TableCell }
    }

    /// The kind of a block of running text.
    pub(super) fn text_kind(&self) -> BlockKind {
        if self.footnotes > 0 {
            BlockKind::Footnote
        } else if self.items > 0 {
            BlockKind::ListItem
        } else {
            BlockKind::Paragraph
        }
    }

    /// What a block stands in.
    pub(super) fn containers(&self) -> Containers {
        let mut containers = Containers::NONE;
        if self.quotes > 0 {
            containers = containers | Containers::QUOTE;
        }
        if !self.lists.is_empty() {
            containers = containers | Containers::LIST;
        }
        if self.table > 0 {
            containers = containers | Containers::TABLE;
        }
        containers
    }

    /// The table or list that a block belongs to; 0 if none.
    pub(super) fn group(&self) -> u32 {
        if self.table > 0 { self.table } else { self.lists.last().copied().unwrap_or(0) }
    }
}

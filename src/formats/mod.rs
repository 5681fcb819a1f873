//! The input formats: one parser a file or folder, which fills a [`Builder`] with what readers see.
//!
//! `front_matter` is read ahead of every format that knows it. What stands in a text and is another syntax is found by
//! `dialects`; `shown` adds what readers see of it beside the running text.

mod container;
mod front_matter;
mod html;
mod markdown;
mod plain;
mod read_as;
mod shown;
mod unread;

pub use container::{Container, Part};
pub use read_as::ReadAs;
pub use unread::UnreadFormat;

use crate::document::{BlockKind, Builder, Document, Format, House, InlineKind};
use crate::language::Language;
use crate::source::{Source, SourceSpan};

/// Parses a source by its format.
fn parse(format: Format, builder: &mut Builder<'_>) {
    match format {
        Format::Html => html::parse(builder),
        Format::Markdown => markdown::parse(builder),
        Format::Mdx => markdown::parse_mdx(builder),
        Format::Text => plain::parse(builder),
    }
}

impl<'s> Document<'s> {
    /// Parses a source by the given format. Any text is a document: this cannot fail.
    ///
    /// `language` is what the caller knows (from configuration, say); the document's own word
    /// (front matter `lang`, HTML `lang`) goes before it. Where the running text is plainly in another
    /// language, it is in that; where nothing is told, the text tells.
    pub fn parse(source: &'s Source, format: Format, language: Option<Language>) -> Self {
        Self::parse_for(source, format, language, &House::default())
    }

    /// The same, where a house has something to say of its documents.
    pub fn parse_for(source: &'s Source, format: Format, language: Option<Language>, house: &House) -> Self {
        let mut builder = Builder::new(source, format, house);
        parse(format, &mut builder);
        builder.finish(language)
    }

    /// Another text, read as this one was.
    pub fn read_again<'a>(&self, source: &'a Source) -> Document<'a> {
        Document::parse_for(source, self.format(), self.language(), &self.house())
    }

    /// The elements of HTML that `is_wanted` by their name and the value of their class, the outermost ones, from start
    /// tag to end tag; there are none in plain text.
    pub fn elements(&self, is_wanted: impl Fn(&str, &str) -> bool) -> Vec<SourceSpan> {
        if self.format() == Format::Text {
            return Vec::new();
        }
        let blocks = self.blocks().iter().filter(|block| block.kind == BlockKind::Code);
        let inlines = self.inlines().iter().filter(|inline| inline.kind == InlineKind::Code);
        let mut code: Vec<SourceSpan> =
            blocks.map(|block| block.span).chain(inlines.map(|inline| inline.span)).collect();
        code.sort_unstable();
        let is_code = |tag: SourceSpan| {
            let before = code.partition_point(|code| code.start < tag.start);
            before > 0 && code[before - 1].contains(tag)
        };
        html::elements::find(self.source().text(), is_code, is_wanted)
    }
}

//! The parts of a story by what they are for: headline, standfirst, body.

use crate::document::{Block, BlockId, BlockKind, Containers, Document};
use crate::source::TextSpan;

/// The parts of a story. Every part may be missing.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Story {
    /// The headline, as [`Document::headline`] tells it.
    pub headline: Option<BlockId>,
    /// The lines under the headline, where the metadata or the markup say so.
    pub standfirsts: Vec<BlockId>,
    /// What follows: headings, paragraphs, list entries, captions and tables, in order; no code and no
    /// site furniture.
    pub body: Vec<BlockId>,
}

impl Story {
    pub(super) fn of(document: &Document<'_>) -> Self {
        let headline = document.headline();
        let blocks = document.enumerate_story();
        let standfirsts = blocks.filter(|(_, block)| block.kind == BlockKind::Standfirst);
        let standfirsts = standfirsts.map(|(id, _)| id).collect();
        let blocks = document.enumerate_story();
        let body = blocks.filter(|(id, block)| Some(*id) != headline && is_body(block));
        let body = body.map(|(id, _)| id).collect();
        Self { headline, standfirsts, body }
    }

    /// The headline's place.
    pub fn headline_span(&self, document: &Document<'_>) -> Option<TextSpan> {
        self.headline.map(|id| document.block(id).text)
    }
}

/// Whether readers meet a block as a part of the story.
fn is_body(block: &Block) -> bool {
    let beside = Containers::ASIDE
        | Containers::NAVIGATION
        | Containers::FOOTER
        | Containers::FURNITURE
        | Containers::METADATA;
    block.kind.is_prose()
        && !matches!(block.kind, BlockKind::Alt | BlockKind::Title)
        && !block.containers.intersects(beside)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::Format;
    use crate::source::Source;

    fn headline(text: &str, format: Format) -> Option<String> {
        let source = Source::new("story", text);
        let document = Document::parse(&source, format, None);
        let span = Story::of(&document).headline_span(&document)?;
        Some(document.text(span).to_owned())
    }

    #[test]
    fn a_title_goes_before_a_heading_but_not_in_html() {
        let front = "---\ntitle: The quay opens\n---\n\n# Quay\n\nIt does.\n";
        assert_eq!(headline(front, Format::Markdown).as_deref(), Some("The quay opens"));
        let page = "<title>The quay opens | Harbour Post</title><h1>The quay opens</h1><p>It does.</p>";
        assert_eq!(headline(page, Format::Html).as_deref(), Some("The quay opens"));
        assert_eq!(headline("Only a paragraph.", Format::Text), None);
    }
}

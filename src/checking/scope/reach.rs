//! Scopes that no block can be in, such as `heading & paragraph`.

use super::{Scope, Selector};
use crate::document::{BlockKind, Containers};

/// One block of each kind; headings of each level.
const KINDS: [BlockKind; 23] = [
    BlockKind::Heading(1),
    BlockKind::Heading(2),
    BlockKind::Heading(3),
    BlockKind::Heading(4),
    BlockKind::Heading(5),
    BlockKind::Heading(6),
    BlockKind::Paragraph,
    BlockKind::ListItem,
    BlockKind::Caption,
    BlockKind::Alt,
    BlockKind::Title,
    BlockKind::Credit,
    BlockKind::TableHeader,
    BlockKind::TableCell,
    BlockKind::Label,
    BlockKind::Headline,
    BlockKind::Standfirst,
    BlockKind::Byline,
    BlockKind::Metadata,
    BlockKind::Footnote,
    BlockKind::Code,
    BlockKind::Markup,
    BlockKind::Value,
];

impl Scope {
    /// The index of the first selector in which no block can be.
    pub fn unreachable(&self) -> Option<usize> {
        self.alternatives.iter().position(|selector| !selector.can_hold())
    }
}

impl Selector {
    fn can_hold(&self) -> bool {
        let places = [
            Containers::NONE,
            Containers::QUOTE,
            Containers::FURNITURE,
            Containers::QUOTE | Containers::FURNITURE,
            Containers::BOX,
        ];
        let places_of =
            |kind: BlockKind| places.into_iter().chain(may_be_told(kind).then_some(Containers::METADATA));
        // The source itself is one text of its own kind.
        self.reads_raw
            || KINDS.iter().any(|&kind| places_of(kind).any(|containers| self.fits(kind, containers)))
    }

    fn fits(&self, kind: BlockKind, containers: Containers) -> bool {
        self.terms.iter().all(|term| term.word.fits(kind, containers) != term.negated)
    }
}

/// Whether the metadata may hold a block of a kind.
fn may_be_told(kind: BlockKind) -> bool {
    use BlockKind::{Alt, Byline, Caption, Credit, Headline, Metadata, Standfirst, Value};
    matches!(kind, Headline | Standfirst | Byline | Caption | Alt | Credit | Metadata | Value)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_excludes_itself_holds_no_block() {
        let unreachable = |text: &str| Scope::parse([text]).unwrap().unreachable();
        for text in
            ["heading & paragraph", "caption & ~caption", "headline & heading.h2", "paragraph & metadata"]
        {
            assert_eq!(unreachable(text), Some(0), "{text}");
        }
        for text in
            ["heading & ~heading.h1", "blockquote & paragraph", "~furniture", "raw", "sentence & ~caption"]
        {
            assert_eq!(unreachable(text), None, "{text}");
        }
    }
}

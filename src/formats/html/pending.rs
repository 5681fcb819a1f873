//! What was met and is not yet a part of the document: the block being read, what was seen beside its text, pictures
//! whose texts follow it, and the element whose content is not read.

use super::content::UnreadContent;
use super::page::AreaId;
use crate::document::{BlockKind, Containers};
use crate::source::SourceSpan;

/// The outermost element whose content is not read.
pub(super) struct UnreadElement {
    /// How many elements stand around it.
    pub(super) depth: usize,
    pub(super) content: UnreadContent,
    /// Whether other elements may end it: a paragraph that is hidden ends like any other.
    pub(super) may_end: bool,
}

/// The block being read.
pub(super) struct OpenBlock {
    pub(super) kind: BlockKind,
    /// Whether it is a caption by the name of its class only.
    pub(super) is_named_caption: bool,
    /// From its first text to its last.
    pub(super) span: SourceSpan,
    /// Where it begins in the prose.
    pub(super) start: u32,
    /// Bytes of its text that are links.
    pub(super) linked: u32,
}

/// Something seen but not read, or a space behind it. What follows tells whether it stands in the text or beside it.
pub(super) enum Aside {
    Seen(SourceSpan),
    Space(SourceSpan),
}

/// The pictures met since the last block ended.
#[derive(Default)]
pub(super) struct Pictures {
    pub(super) waiting: Vec<Picture>,
    /// The figure of the last one, until a block follows that is not about it.
    pub(super) last: Option<usize>,
}

/// A picture whose texts are not yet blocks.
pub(super) struct Picture {
    pub(super) span: SourceSpan,
    pub(super) image: Option<String>,
    pub(super) alt: Option<SourceSpan>,
    pub(super) title: Option<SourceSpan>,
    pub(super) is_decorative: bool,
    pub(super) containers: Containers,
    pub(super) figure: Option<usize>,
    pub(super) area: AreaId,
}

impl Pictures {
    /// Whether nothing stands between here and a picture.
    pub(super) fn are_near(&self) -> bool {
        self.last.is_some() || !self.waiting.is_empty()
    }

    /// The figure of the picture just before.
    pub(super) fn last(&self) -> Option<usize> {
        self.last
    }

    /// Notes that a block stands between the pictures so far and what follows.
    pub(super) fn pass(&mut self) {
        self.last = None;
    }
}

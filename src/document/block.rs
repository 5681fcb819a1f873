//! The pieces of a document.

use std::ops::BitOr;

use crate::language::Language;
use crate::source::{SourceSpan, TextSpan};

/// A block's number in its document.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct BlockId(u32);

impl BlockId {
    /// The id of the block at an index.
    pub fn new(index: usize) -> Self {
        Self(crate::source::TextSpan::from_range(index..index).start)
    }

    /// The index in [`Document::blocks`](super::Document::blocks).
    pub fn index(self) -> usize {
        self.0 as usize
    }
}

/// A piece of a document that stands by itself: a paragraph, a heading, a caption.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Block {
    /// What it is.
    pub kind: BlockKind,
    /// Its visible text in the prose.
    pub text: TextSpan,
    /// The whole block in the source, markup included, without the line ending.
    pub span: SourceSpan,
    /// What it stands in.
    pub containers: Containers,
    /// Blocks of one list, table or figure share a number; 0 stands for none.
    pub group: u32,
}

impl Block {
    /// Whether it stands in the metadata, and so has no neighbours on the page.
    pub fn is_metadata(&self) -> bool {
        self.containers.contains(Containers::METADATA)
    }
}

/// What a block is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum BlockKind {
    /// A heading, level 1 to 6. In plain text the headline is level 1.
    Heading(u8),
    /// Running text.
    Paragraph,
    /// One entry of a list (its own text, without nested lists).
    ListItem,
    /// A caption under a picture or table.
    Caption,
    /// A picture's alternative text.
    Alt,
    /// A picture's or link's title attribute.
    Title,
    /// A photographer's or agency's credit standing by itself.
    Credit,
    /// A cell of a table's heading row.
    TableHeader,
    /// A cell of a table.
    TableCell,
    /// A line that ends in a colon or is made of labels only, in plain text.
    Label,
    /// A headline that the metadata tells: `title` of front matter, `<title>`.
    Headline,
    /// The lines under the headline, where they are marked as such: a `description` of front matter or a page's head.
    Standfirst,
    /// Who wrote the story, where the metadata says so.
    Byline,
    /// Any other text of the metadata that readers meet: a kicker, a section's title.
    Metadata,
    /// A text value of the metadata that is not for readers: a name of a file, a date, an address.
    Value,
    /// A footnote's text.
    Footnote,
    /// Code; never prose.
    Code,
    /// Raw markup; never prose.
    Markup,
}

impl BlockKind {
    /// Whether readers meet it as text: it is no code or markup, nor a mere name or value of the metadata.
    pub fn is_prose(self) -> bool {
        !matches!(self, Self::Code | Self::Markup | Self::Byline | Self::Value)
    }
}

/// The containers a block stands in, as a set.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Hash)]
pub struct Containers(u16);

impl Containers {
    /// In none.
    pub const NONE: Self = Self(0);
    /// In a block quotation.
    pub const QUOTE: Self = Self(1);
    /// In a list.
    pub const LIST: Self = Self(1 << 1);
    /// In a table.
    pub const TABLE: Self = Self(1 << 2);
    /// In a figure.
    pub const FIGURE: Self = Self(1 << 3);
    /// In an aside, or an element whose class says so.
    pub const ASIDE: Self = Self(1 << 4);
    /// In navigation.
    pub const NAVIGATION: Self = Self(1 << 5);
    /// In a page header or footer.
    pub const FOOTER: Self = Self(1 << 6);
    /// In an element whose class or id names it as site furniture (share bar, newsletter, related stories).
    pub const FURNITURE: Self = Self(1 << 7);
    /// In the metadata: front matter, the head of a page, what heads a component. It is told of the story, and no part of
    /// its body.
    pub const METADATA: Self = Self(1 << 8);
    /// In a box of the page's own within the story: it holds no running text.
    pub const BOX: Self = Self(1 << 10);
    /// Around the story, not in it: what a page shows beside every story, and what readers wrote under it.
    pub const CHROME: Self = Self(1 << 9);

    /// Whether this set holds all of `other`.
    pub fn contains(self, other: Self) -> bool {
        self.0 & other.0 == other.0
    }

    /// Whether this set and `other` have something in common.
    pub fn intersects(self, other: Self) -> bool {
        self.0 & other.0 != 0
    }
}

impl BitOr for Containers {
    type Output = Self;

    fn bitor(self, other: Self) -> Self {
        Self(self.0 | other.0)
    }
}

/// A stretch of a block's text with a meaning of its own.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Inline {
    /// What it is.
    pub kind: InlineKind,
    /// Its visible text in the prose.
    pub text: TextSpan,
    /// The whole of it in the source, markup included.
    pub span: SourceSpan,
}

/// What a stretch of text is.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub enum InlineKind {
    /// Emphasis.
    Emphasis,
    /// Strong emphasis.
    Strong,
    /// Deleted text.
    Deleted,
    /// Code, keys to press, a program's answer: one opaque character of the prose.
    Code,
    /// A link.
    Link {
        /// Where it leads, entities decoded.
        target: String,
        /// Where the target stands in the source, if it does.
        target_span: Option<SourceSpan>,
    },
    /// A quotation marked up as such (`<q>`).
    Quotation,
}

/// A picture and what is said of it.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Figure {
    /// The whole of it in the source.
    pub span: SourceSpan,
    /// The image file or address, if given.
    pub image: Option<String>,
    /// Alternative text; `None` where there is no alt attribute at all.
    pub alt: Option<BlockId>,
    /// An alt attribute that is there and empty marks a decorative picture.
    pub decorative: bool,
    /// The title attribute.
    pub title: Option<BlockId>,
    /// The caption.
    pub caption: Option<BlockId>,
    /// The credit, where it stands apart from the caption.
    pub credit: Option<BlockId>,
}

/// Text in a language that its markup names.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Passage {
    /// The text in the prose; it may run over several blocks.
    pub text: TextSpan,
    /// Its language.
    pub language: Language,
}

/// Where a label leads that links of the text name: `[label]: address`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Definition {
    /// The whole of it in the source.
    pub span: SourceSpan,
    /// Where the label leads.
    pub target: String,
    /// Where the target stands in the source, if it does.
    pub target_span: Option<SourceSpan>,
}

/// A comment in the format's own syntax.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Comment {
    /// The whole comment in the source, delimiters included.
    pub span: SourceSpan,
    /// What stands between the delimiters.
    pub content: SourceSpan,
}

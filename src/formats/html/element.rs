//! What elements are, by their names.

use super::tokens::Tag;
use crate::document::{BlockKind, Containers};

/// What an element does to the text in it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum ElementRole {
    Inline,
    Block,
    Heading(u8),
    Paragraph,
    ListItem,
    List,
    Caption,
    Figure,
    Table,
    TableRow,
    TableHeader,
    TableCell,
    /// Readers do not see its content.
    Unseen,
    /// Readers see it within the line, and its content is not read: a field, a player, a drawing, a formula.
    Seen,
    /// The same, and it has no content.
    SeenVoid,
    /// Words set as code: readers see them, and they are not read.
    Code,
    /// Lines set as code, which are not read.
    Preformatted,
    Image,
    LineBreak,
    Rule,
    Meta,
    Title,
    /// Empty, and nothing to us.
    Void,
}

impl ElementRole {
    pub(super) fn of(name: &str) -> Self {
        let mut letters = [0; LONGEST_NAME];
        let Some(letters) = letters.get_mut(..name.len()) else { return Self::Inline };
        letters.copy_from_slice(name.as_bytes());
        letters.make_ascii_lowercase();
        match &*letters {
            b"p" => Self::Paragraph,
            b"li" | b"dt" | b"dd" => Self::ListItem,
            b"ul" | b"ol" | b"dl" | b"menu" | b"dir" => Self::List,
            b"h1" => Self::Heading(1),
            b"h2" => Self::Heading(2),
            b"h3" => Self::Heading(3),
            b"h4" => Self::Heading(4),
            b"h5" => Self::Heading(5),
            b"h6" => Self::Heading(6),
            b"figcaption" | b"caption" => Self::Caption,
            b"figure" => Self::Figure,
            b"table" => Self::Table,
            b"tr" => Self::TableRow,
            b"th" => Self::TableHeader,
            b"td" => Self::TableCell,
            b"img" | b"image" | b"amp-img" => Self::Image,
            b"br" => Self::LineBreak,
            b"hr" => Self::Rule,
            b"meta" => Self::Meta,
            b"title" => Self::Title,
            b"code" | b"kbd" | b"samp" | b"tt" | b"var" => Self::Code,
            b"pre" | b"listing" | b"xmp" | b"plaintext" => Self::Preformatted,
            b"script" | b"style" | b"template" | b"noscript" | b"noembed" | b"noframes" | b"datalist"
            | b"rp" | b"rt" => Self::Unseen,
            b"svg" | b"math" | b"iframe" | b"object" | b"video" | b"audio" | b"canvas" | b"select"
            | b"textarea" | b"button" | b"meter" | b"progress" | b"applet" | b"amp-video" | b"amp-audio"
            | b"amp-iframe" | b"amp-youtube" => Self::Seen,
            b"input" | b"embed" => Self::SeenVoid,
            b"link" | b"wbr" | b"source" | b"area" | b"base" | b"col" | b"track" | b"param" | b"basefont"
            | b"bgsound" | b"frame" | b"keygen" => Self::Void,
            b"div" | b"section" | b"article" | b"main" | b"header" | b"footer" | b"aside" | b"nav"
            | b"blockquote" | b"body" | b"html" | b"head" | b"form" | b"fieldset" | b"tbody" | b"thead"
            | b"tfoot" | b"colgroup" | b"address" | b"details" | b"summary" | b"legend" | b"center"
            | b"hgroup" | b"search" | b"dialog" | b"optgroup" | b"option" | b"frameset" => Self::Block,
            _ => Self::Inline,
        }
    }

    /// Whether its start and its end end the block of text around it.
    pub(super) fn ends_block(self) -> bool {
        !matches!(
            self,
            Self::Inline
                | Self::Unseen
                | Self::Seen
                | Self::SeenVoid
                | Self::Code
                | Self::Image
                | Self::LineBreak
                | Self::Meta
                | Self::Title
                | Self::Void
        )
    }

    /// Whether it has no content and no end tag.
    pub(super) fn is_void(self) -> bool {
        matches!(self, Self::Image | Self::LineBreak | Self::Rule | Self::Meta | Self::SeenVoid | Self::Void)
    }

    pub(super) fn block_kind(self) -> Option<BlockKind> {
        Some(match self {
            Self::Heading(level) => BlockKind::Heading(level),
            Self::ListItem => BlockKind::ListItem,
            Self::Caption => BlockKind::Caption,
            Self::TableHeader => BlockKind::TableHeader,
            Self::TableCell => BlockKind::TableCell,
            Self::Paragraph => BlockKind::Paragraph,
            _ => return None,
        })
    }

    /// Whether the start of another element may end one of this role.
    pub(super) fn may_be_ended(self) -> bool {
        self.ends_block() && self != Self::Preformatted || self == Self::Inline
    }

    /// Whether the start of an element ends one of this role that is still open, as `<li>` ends the entry before it.
    pub(super) fn is_ended_by(self, next: Self) -> bool {
        match self {
            Self::Paragraph => next.ends_block(),
            Self::ListItem => next == Self::ListItem,
            Self::Heading(_) => matches!(next, Self::Heading(_)),
            Self::TableCell | Self::TableHeader => {
                matches!(next, Self::TableCell | Self::TableHeader | Self::TableRow)
            }
            Self::TableRow => next == Self::TableRow,
            _ => false,
        }
    }

    /// Whether the start of an element looks through one of this role for others that it ends.
    pub(super) fn lets_end(self, next: Self) -> bool {
        match next {
            Self::ListItem => matches!(self, Self::Block | Self::Paragraph),
            Self::TableRow | Self::TableCell | Self::TableHeader => self != Self::Table,
            _ => false,
        }
    }

    /// Whether an end tag within it ends nothing around it, unless it is one of the table's own.
    pub(super) fn is_bound(self) -> bool {
        matches!(self, Self::Table | Self::TableCell | Self::TableHeader)
    }

    /// Whether an element of this role and name is a part of tables.
    pub(super) fn is_of_table(self, name: &str) -> bool {
        let is_group =
            || ["tbody", "thead", "tfoot", "caption"].iter().any(|part| name.eq_ignore_ascii_case(part));
        matches!(self, Self::Table | Self::TableRow | Self::TableCell | Self::TableHeader)
            || matches!(self, Self::Block | Self::Caption) && is_group()
    }
}

/// Longer names mean nothing here.
const LONGEST_NAME: usize = 11;

/// Whether a tag that closes itself is the whole of its element: in drawings, formulas and components it is.
pub(super) fn closes_itself(tag: &Tag<'_>, role: ElementRole) -> bool {
    tag.closes_itself
        && (role == ElementRole::Inline || tag.name.contains(['-', ':', '.']) || is_foreign(tag.name))
}

/// Whether an element holds a drawing or a formula.
pub(super) fn is_foreign(name: &str) -> bool {
    name.eq_ignore_ascii_case("svg") || name.eq_ignore_ascii_case("math")
}

/// Whether an element is none of HTML's own: a component.
pub(super) fn is_component(name: &str) -> bool {
    name.contains('-')
}

/// What an element adds to the containers of its text.
pub(super) fn containers(name: &str, role: ElementRole) -> Containers {
    match role {
        ElementRole::List => Containers::LIST,
        ElementRole::Table => Containers::TABLE,
        ElementRole::Figure => Containers::FIGURE,
        ElementRole::Block if name.eq_ignore_ascii_case("blockquote") => Containers::QUOTE,
        _ => Containers::NONE,
    }
}

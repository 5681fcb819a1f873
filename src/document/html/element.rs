//! What elements mean.

use super::attributes::{Attributes, attribute};
use crate::document::{BlockKind, Containers, InlineKind};

/// What an element does to the text in it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Role {
    Inline,
    Block,
    Heading(u8),
    Paragraph,
    ListItem,
    List,
    Caption,
    Figure,
    Table,
    TableHeader,
    TableCell,
    /// Its content is not read.
    Skip,
    Image,
    LineBreak,
    Meta,
    /// Empty, and nothing to us.
    Void,
}

impl Role {
    pub(super) fn of(name: &str) -> Self {
        match name {
            "script" | "style" | "pre" | "code" | "noscript" | "template" | "svg" | "iframe" | "math"
            | "title" | "select" | "textarea" | "object" | "kbd" | "samp" => Self::Skip,
            "h1" => Self::Heading(1),
            "h2" => Self::Heading(2),
            "h3" => Self::Heading(3),
            "h4" => Self::Heading(4),
            "h5" => Self::Heading(5),
            "h6" => Self::Heading(6),
            "p" => Self::Paragraph,
            "li" | "dt" | "dd" => Self::ListItem,
            "ul" | "ol" | "dl" | "menu" => Self::List,
            "figcaption" | "caption" => Self::Caption,
            "figure" => Self::Figure,
            "table" => Self::Table,
            "th" => Self::TableHeader,
            "td" => Self::TableCell,
            "img" => Self::Image,
            "br" => Self::LineBreak,
            "meta" => Self::Meta,
            "hr" | "input" | "link" | "wbr" | "source" | "area" | "base" | "col" | "embed" | "track"
            | "param" => Self::Void,
            "div" | "section" | "article" | "main" | "header" | "footer" | "aside" | "nav" | "blockquote"
            | "body" | "html" | "head" | "form" | "fieldset" | "tr" | "tbody" | "thead" | "tfoot"
            | "address" | "details" | "summary" | "picture" | "video" | "audio" | "button" | "option"
            | "legend" | "center" => Self::Block,
            _ => Self::Inline,
        }
    }

    pub(super) fn ends_block(self) -> bool {
        !matches!(self, Self::Inline | Self::Skip)
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
}

/// Elements of other vocabularies and components may close themselves.
pub(super) fn is_foreign(name: &str) -> bool {
    name.contains(['-', ':', '.']) || Role::of(name) == Role::Inline
}

/// Words in class and id that name site furniture.
const FURNITURE: &[&str] = &[
    "share",
    "sharing",
    "social",
    "newsletter",
    "related",
    "promo",
    "advert",
    "advertisement",
    "ads",
    "cookie",
    "consent",
    "comments",
    "breadcrumb",
    "breadcrumbs",
    "sidebar",
    "subscribe",
    "paywall",
    "recirculation",
    "outbrain",
    "taboola",
    "menu",
    "navbar",
    "toolbar",
];

/// What an element adds to the containers of its text.
pub(super) fn containers(name: &str, attributes: &Attributes) -> Containers {
    let own = match name {
        "blockquote" => Containers::QUOTE,
        "ul" | "ol" | "dl" => Containers::LIST,
        "table" => Containers::TABLE,
        "figure" => Containers::FIGURE,
        "aside" => Containers::ASIDE,
        "nav" => Containers::NAVIGATION,
        "footer" => Containers::FOOTER,
        _ => Containers::NONE,
    };
    let may_hold_story = matches!(name, "html" | "body" | "main" | "article" | "head");
    if !may_hold_story && names_furniture(attributes) { own | Containers::FURNITURE } else { own }
}

fn names_furniture(attributes: &Attributes) -> bool {
    ["class", "id"].iter().filter_map(|name| attribute(attributes, name)).any(|value| {
        let mut words = value.split(|character: char| !character.is_ascii_alphanumeric());
        words.any(|word| FURNITURE.iter().any(|known| known.eq_ignore_ascii_case(word)))
    })
}

/// What an element says of the text in it.
pub(super) fn inline(name: &str, attributes: &Attributes) -> Option<InlineKind> {
    Some(match name {
        "a" => InlineKind::Link { target: attribute(attributes, "href")?, target_span: None },
        "em" | "i" | "cite" => InlineKind::Emphasis,
        "strong" | "b" => InlineKind::Strong,
        "del" | "s" | "strike" => InlineKind::Deleted,
        "q" => InlineKind::Quotation,
        "span" => InlineKind::Foreign(attribute(attributes, "lang")?),
        _ => return None,
    })
}

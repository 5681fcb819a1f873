//! Vale's selectors: sets of parts, such as `heading.h2`, held against the parts of a block.
//!
//! A selector holds where each of its parts is one of the block's, in whatever order. Where Vale gives
//! a block no parts at all (link titles, code), no selector holds.

use crate::document::{BlockId, BlockKind, Containers, Document, Format};
use crate::source::SourceSpan;

/// The parts of a selector.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Parts(Vec<String>);

impl Parts {
    pub(super) fn parse(text: &str) -> Self {
        Self(text.split('.').map(|part| part.trim().to_owned()).filter(|part| !part.is_empty()).collect())
    }

    /// Whether a part is asked for.
    pub(super) fn names(&self, part: &str) -> bool {
        self.0.iter().any(|named| named == part)
    }

    pub(super) fn hold(&self, document: &Document<'_>, id: BlockId) -> bool {
        let Some(place) = ValePlace::of(document, id) else { return false };
        self.0.iter().all(|part| place.has(part, document))
    }
}

/// What Vale would call the place of a block.
enum ValePlace<'d> {
    Raw,
    Heading(u8),
    List,
    Quote,
    TableHeader,
    TableCell,
    TableCaption,
    FigureCaption,
    Alt,
    FrontMatter(&'d str),
    Prose,
}

/// Whether a block of a list is not the first of its entry: no marker of one stands before it.
fn follows_in_entry(document: &Document<'_>, id: BlockId) -> bool {
    let text = document.source().text();
    let start = document.locate(document.block(id).text).start as usize;
    let line = &text[text[..start].rfind('\n').map_or(0, |end| end + 1)..start];
    let before = line.trim_start_matches(|sign: char| sign.is_whitespace() || sign == '>');
    let has_marker =
        before.starts_with(['-', '*', '+']) || before.starts_with(|sign: char| sign.is_ascii_digit());
    !has_marker && !line.contains("<li") && follows(document, id, Containers::LIST)
}

/// Whether a block of a container is not the first in it: nothing between it and the one before ends a container.
fn follows(document: &Document<'_>, id: BlockId, container: Containers) -> bool {
    let Some(before) = id.index().checked_sub(1).map(|index| &document.blocks()[index]) else { return false };
    let block = document.block(id);
    let (end, start) = (document.locate(before.text).end, document.locate(block.text).start);
    if !before.containers.contains(container) || end > start {
        return false;
    }
    let between = document.source().slice(SourceSpan::new(end, start));
    let ends = if container == Containers::QUOTE { ["<blockquote", "</blockquote"] } else { ["<li", "</li"] };
    let is_parted = container == Containers::QUOTE && document.format() == Format::Markdown && {
        let mut lines = between.lines().skip(1);
        lines.any(|line| line.trim().is_empty())
    };
    !is_parted && !ends.iter().any(|tag| between.contains(tag))
}

impl<'d> ValePlace<'d> {
    fn of(document: &'d Document<'_>, id: BlockId) -> Option<Self> {
        if document.is_raw() {
            return Some(Self::Raw);
        }
        let block = document.block(id);
        if block.containers.contains(Containers::METADATA) {
            return Self::of_metadata(document, id);
        }
        Some(match block.kind {
            BlockKind::Code | BlockKind::Markup | BlockKind::Title => return None,
            BlockKind::Alt => Self::Alt,
            BlockKind::TableHeader => Self::TableHeader,
            BlockKind::TableCell => Self::TableCell,
            BlockKind::Caption if block.containers.contains(Containers::TABLE) => Self::TableCaption,
            BlockKind::Caption => Self::FigureCaption,
            _ if document.format() == Format::Text => Self::Prose,
            kind => Self::of_prose(document, id, kind),
        })
    }

    /// Lists and quotations name what stands first in them, and the entries of lists; paragraphs that follow are prose.
    fn of_prose(document: &Document<'_>, id: BlockId, kind: BlockKind) -> Self {
        let block = document.block(id);
        if block.containers.contains(Containers::TABLE) {
            return Self::TableCell;
        }
        let is_listed = kind == BlockKind::ListItem || block.containers.contains(Containers::LIST);
        if kind == BlockKind::Footnote || is_listed && !follows_in_entry(document, id) {
            return Self::List;
        }
        if block.containers.contains(Containers::QUOTE) && !follows(document, id, Containers::QUOTE) {
            return Self::Quote;
        }
        match kind {
            BlockKind::Heading(level) => Self::Heading(level),
            _ => Self::Prose,
        }
    }

    /// Values of the front matter's own keys; what a page's head says is read as prose where readers see it.
    fn of_metadata(document: &'d Document<'_>, id: BlockId) -> Option<Self> {
        let field = document.metadata().fields.iter().find(|field| field.block == Some(id))?;
        match document.format() {
            Format::Html => (field.name == "title").then_some(Self::Prose),
            _ => (!field.name.contains('.')).then_some(Self::FrontMatter(&field.name)),
        }
    }

    fn has(&self, part: &str, document: &Document<'_>) -> bool {
        match part {
            "text" => !matches!(self, Self::Raw),
            "raw" => matches!(self, Self::Raw),
            "sentence" | "paragraph" => matches!(self, Self::Prose),
            "heading" => matches!(self, Self::Heading(_)),
            "list" => matches!(self, Self::List),
            "blockquote" => matches!(self, Self::Quote),
            "table" => matches!(self, Self::TableHeader | Self::TableCell | Self::TableCaption),
            "header" => matches!(self, Self::TableHeader),
            "cell" => matches!(self, Self::TableCell),
            "figure" => matches!(self, Self::FigureCaption),
            "caption" => matches!(self, Self::FigureCaption | Self::TableCaption),
            "attr" | "alt" => matches!(self, Self::Alt),
            "frontmatter" => matches!(self, Self::FrontMatter(_)),
            _ => self.has_name(part, document),
        }
    }

    fn has_name(&self, part: &str, document: &Document<'_>) -> bool {
        let level = part.strip_prefix('h').and_then(|level| level.parse::<u8>().ok());
        match self {
            Self::Heading(of) if level == Some(*of) => return true,
            Self::FrontMatter(key) if *key == part => return true,
            _ => {}
        }
        let extension = document.source().path().extension();
        extension.is_some_and(|extension| extension.eq_ignore_ascii_case(part))
    }
}

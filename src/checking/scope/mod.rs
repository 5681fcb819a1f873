//! Which blocks a rule looks at.

//!
//! Our own words are read here; a Vale style's selectors, which name sets of parts, in [`vale`].

mod reach;
mod vale;

use thiserror::Error;

use crate::document::{BlockId, BlockKind, Containers, Document};
use vale::Parts;

/// The blocks a rule looks at: any of its selectors must hold.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Scope {
    alternatives: Vec<Selector>,
}

/// All terms must hold.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Selector {
    terms: Vec<Term>,
    /// Whether one of them asks for the source as it is written.
    reads_raw: bool,
    /// Whether one of them asks for what stands around the story, too.
    reads_chrome: bool,
    grain: Grain,
}

#[derive(Debug, Clone, PartialEq, Eq)]
struct Term {
    negated: bool,
    word: ScopeWord,
}

/// A word of the scope language.
#[derive(Debug, Clone, PartialEq, Eq)]
enum ScopeWord {
    Vale(Parts),
    Raw,
    Text,
    Any,
    Heading(Option<u8>),
    Headline,
    Paragraph,
    Sentence,
    ListItem,
    Blockquote,
    Caption,
    Alt,
    Title,
    Credit,
    TableHeader,
    TableCell,
    Label,
    Standfirst,
    Byline,
    Metadata,
    Footnote,
    Furniture,
    Box,
}

/// How finely text is cut before it is searched.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Grain {
    Block,
    Sentence,
}

/// A word that names no scope.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
#[error("there is no scope `{word}`")]
pub struct ScopeError {
    /// The word.
    pub word: String,
}

/// The words of the scope language, ours first and then Vale's for the same things.
pub const WORDS: &[&str] = &[
    "text",
    "any",
    "heading",
    "heading.h1",
    "heading.h2",
    "heading.h3",
    "heading.h4",
    "heading.h5",
    "heading.h6",
    "headline",
    "paragraph",
    "sentence",
    "list-item",
    "list",
    "blockquote",
    "caption",
    "figure.caption",
    "alt",
    "title",
    "credit",
    "table.header",
    "table.cell",
    "label",
    "standfirst",
    "byline",
    "metadata",
    "frontmatter",
    "footnote",
    "furniture",
    "box",
    "raw",
];

impl Default for Scope {
    fn default() -> Self {
        Self { alternatives: vec![Selector::new(vec![Term { negated: false, word: ScopeWord::Text }])] }
    }
}

impl Scope {
    /// Reads selectors such as `paragraph`, `heading & ~heading.h1`.
    ///
    /// # Errors
    /// When a word names no scope; the index tells which selector holds it.
    pub fn parse<'t>(selectors: impl IntoIterator<Item = &'t str>) -> Result<Self, (usize, ScopeError)> {
        let parsed = selectors
            .into_iter()
            .enumerate()
            .map(|(index, selector)| Selector::parse(selector).map_err(|error| (index, error)));
        Ok(Self { alternatives: parsed.collect::<Result<_, _>>()? })
    }

    /// Reads the selectors of a Vale style, with Vale's meaning.
    pub fn parse_vale<'t>(selectors: impl IntoIterator<Item = &'t str>) -> Self {
        Self { alternatives: selectors.into_iter().map(Selector::parse_vale).collect() }
    }

    /// Whether a rule of this scope reads the source itself, markup and all, as one text.
    pub fn reads_raw(&self) -> bool {
        self.alternatives.iter().any(|selector| selector.reads_raw)
    }

    /// Whether a rule of this scope reads anything but the source itself.
    pub fn reads_blocks(&self) -> bool {
        !self.alternatives.iter().all(|selector| selector.reads_raw)
    }

    /// Whether a block is in scope.
    pub fn holds(&self, document: &Document<'_>, id: BlockId) -> bool {
        self.grain(document, id).is_some()
    }

    /// How finely a block is cut for a rule of this scope; none if it is out of scope.
    pub(super) fn grain(&self, document: &Document<'_>, id: BlockId) -> Option<Grain> {
        let holding = self.alternatives.iter().filter(|selector| selector.holds(document, id));
        holding.map(|selector| selector.grain).min()
    }
}

impl Selector {
    fn new(terms: Vec<Term>) -> Self {
        let asks = |what: fn(&ScopeWord) -> bool| terms.iter().any(|term| !term.negated && what(&term.word));
        // Styles of Vale read all of a page.
        let is_vale = |term: &Term| matches!(term.word, ScopeWord::Vale(_));
        let reads_chrome = terms.iter().any(is_vale) || asks(ScopeWord::is_of_chrome);
        let grain = if asks(ScopeWord::is_sentence) { Grain::Sentence } else { Grain::Block };
        Self { reads_raw: asks(ScopeWord::is_raw), reads_chrome, grain, terms }
    }

    fn parse(text: &str) -> Result<Self, ScopeError> {
        let terms = text.split('&').map(|term| {
            let term = term.trim();
            let (negated, word) = term.strip_prefix('~').map_or((false, term), |word| (true, word.trim()));
            Ok(Term { negated, word: ScopeWord::parse(word)? })
        });
        Ok(Self::new(terms.collect::<Result<_, _>>()?))
    }

    fn parse_vale(text: &str) -> Self {
        let terms = text.split('&').map(|term| {
            let term = term.trim();
            let (negated, parts) = term.strip_prefix('~').map_or((false, term), |parts| (true, parts.trim()));
            Term { negated, word: ScopeWord::Vale(Parts::parse(parts)) }
        });
        Self::new(terms.collect())
    }

    fn holds(&self, document: &Document<'_>, id: BlockId) -> bool {
        let is_chrome = || document.block(id).containers.contains(Containers::CHROME);
        self.reads_raw == document.is_raw()
            && (self.reads_chrome || !is_chrome())
            && self.terms.iter().all(|term| term.word.holds(document, id) != term.negated)
    }
}

impl ScopeWord {
    fn parse(word: &str) -> Result<Self, ScopeError> {
        Ok(match word {
            "text" => Self::Text,
            "any" => Self::Any,
            "heading" => Self::Heading(None),
            "headline" => Self::Headline,
            "paragraph" => Self::Paragraph,
            "sentence" => Self::Sentence,
            "list-item" | "list" => Self::ListItem,
            "blockquote" => Self::Blockquote,
            "caption" | "figure.caption" => Self::Caption,
            "alt" | "attr.alt" => Self::Alt,
            "title" => Self::Title,
            "credit" => Self::Credit,
            "table.header" => Self::TableHeader,
            "table.cell" => Self::TableCell,
            "label" => Self::Label,
            "standfirst" => Self::Standfirst,
            "byline" => Self::Byline,
            "metadata" | "frontmatter" => Self::Metadata,
            "footnote" => Self::Footnote,
            "furniture" => Self::Furniture,
            "box" => Self::Box,
            "raw" => Self::Raw,
            _ => match word.strip_prefix("heading.h").map(str::parse) {
                Some(Ok(level @ 1..=6)) => Self::Heading(Some(level)),
                _ => return Err(ScopeError { word: word.to_owned() }),
            },
        })
    }

    fn is_raw(&self) -> bool {
        match self {
            Self::Raw => true,
            Self::Vale(parts) => parts.names("raw"),
            _ => false,
        }
    }

    /// Whether it holds for what a page puts around the story, too.
    fn is_of_chrome(&self) -> bool {
        matches!(self, Self::Raw | Self::Furniture)
    }

    fn is_sentence(&self) -> bool {
        match self {
            Self::Sentence => true,
            Self::Vale(parts) => parts.names("sentence"),
            _ => false,
        }
    }

    fn holds(&self, document: &Document<'_>, id: BlockId) -> bool {
        match self {
            Self::Vale(parts) => parts.hold(document, id),
            word => {
                let block = document.block(id);
                word.fits(block.kind, block.containers)
            }
        }
    }

    fn fits(&self, kind: BlockKind, containers: Containers) -> bool {
        match self {
            Self::Vale(_) => false,
            Self::Raw => true,
            Self::Any => !matches!(kind, BlockKind::Code | BlockKind::Markup | BlockKind::Value),
            Self::Text => kind.is_prose() && kind != BlockKind::Title,
            Self::Heading(level) => {
                matches!(kind, BlockKind::Heading(of) if level.is_none_or(|level| level == of))
            }
            Self::Headline => matches!(kind, BlockKind::Heading(1) | BlockKind::Headline),
            Self::Paragraph => kind == BlockKind::Paragraph,
            Self::Sentence => {
                kind.is_prose()
                    && !matches!(kind, BlockKind::Heading(_) | BlockKind::Headline | BlockKind::Title)
            }
            Self::ListItem => kind == BlockKind::ListItem,
            Self::Blockquote => containers.contains(Containers::QUOTE) && kind.is_prose(),
            Self::Caption => kind == BlockKind::Caption,
            Self::Alt => kind == BlockKind::Alt,
            Self::Title => kind == BlockKind::Title,
            Self::Credit => kind == BlockKind::Credit,
            Self::TableHeader => kind == BlockKind::TableHeader,
            Self::TableCell => kind == BlockKind::TableCell,
            Self::Label => kind == BlockKind::Label,
            Self::Standfirst => kind == BlockKind::Standfirst,
            Self::Byline => kind == BlockKind::Byline,
            Self::Metadata => containers.contains(Containers::METADATA) && kind != BlockKind::Value,
            Self::Footnote => kind == BlockKind::Footnote,
            Self::Box => containers.contains(Containers::BOX),
            Self::Furniture => containers.intersects(
                Containers::FURNITURE | Containers::NAVIGATION | Containers::FOOTER | Containers::ASIDE,
            ),
        }
    }
}

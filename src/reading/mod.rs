//! What a reader recognises in a document: sentences, words, quotations.
//!
//! Everything here is worked out at most once a document, when the first check asks for it,
//! and is shared by all of them.

mod names;
pub mod quotations;
mod sentences;
mod statistics;
mod story;
pub mod tags;

use std::sync::OnceLock;

use crate::document::{Block, BlockId, Containers, Document, InlineKind};
use crate::source::TextSpan;
pub use names::NameRun;
use quotations::Quotations;
pub use statistics::Statistics;
pub use story::Story;

/// A document as a reader takes it in.
#[derive(Debug)]
pub struct Reading<'d> {
    document: &'d Document<'d>,
    plain: OnceLock<Option<String>>,
    sentences: OnceLock<Vec<Vec<TextSpan>>>,
    quotations: OnceLock<Quotations>,
    story: OnceLock<Story>,
    statistics: OnceLock<Statistics>,
    names: OnceLock<Vec<NameRun>>,
}

impl<'d> Reading<'d> {
    /// A reading of a document; nothing is worked out yet.
    pub fn new(document: &'d Document<'d>) -> Self {
        Self {
            document,
            plain: OnceLock::new(),
            sentences: OnceLock::new(),
            quotations: OnceLock::new(),
            story: OnceLock::new(),
            statistics: OnceLock::new(),
            names: OnceLock::new(),
        }
    }

    /// The document that is read.
    pub fn document(&self) -> &'d Document<'d> {
        self.document
    }

    /// The prose with inline code struck out, byte for byte, so that no pattern matches words of code.
    pub fn plain_prose(&self) -> &str {
        let struck = self.plain.get_or_init(|| strike_code(self.document));
        struck.as_deref().unwrap_or(self.document.prose())
    }

    /// The sentences of a block.
    pub fn sentences(&self, block: BlockId) -> &[TextSpan] {
        let all = self
            .sentences
            .get_or_init(|| self.document.blocks().iter().map(|block| self.split(block)).collect());
        &all[block.index()]
    }

    /// How much text there is, and how hard its words are.
    pub fn statistics(&self) -> &Statistics {
        self.statistics.get_or_init(|| Statistics::of(self))
    }

    /// The document's quotations, and its marks without a partner.
    pub fn quotations(&self) -> &Quotations {
        self.quotations.get_or_init(|| Quotations::of(self.document))
    }

    /// The document's headline, standfirst and body.
    pub fn story(&self) -> &Story {
        self.story.get_or_init(|| Story::of(self.document))
    }

    /// Words with capitals that stand together in running text, as names do.
    pub fn names(&self) -> &[NameRun] {
        self.names.get_or_init(|| names::runs(self))
    }

    /// Whether a place lies in a direct quotation or a block quotation.
    pub fn is_quoted(&self, span: TextSpan) -> bool {
        let block = self.document.block_at(span.start).map(|id| self.document.block(id));
        block.is_some_and(|block| block.containers.contains(Containers::QUOTE))
            || self.quotations().around(span).is_some()
    }

    fn split(&self, block: &Block) -> Vec<TextSpan> {
        if !block.kind.is_prose() {
            return Vec::new();
        }
        sentences::split(self.document.text(block.text))
            .map(|range| TextSpan::from_range(range).shift(block.text.start))
            .collect()
    }
}

/// What stands for each byte of code.
const STRUCK: &str = "*";

/// The prose with its inline code struck out; none if it holds no code.
fn strike_code(document: &Document<'_>) -> Option<String> {
    let codes = document.inlines().iter().filter(|inline| inline.kind == InlineKind::Code);
    let mut plain = None;
    for range in codes.map(|code| code.text.range()) {
        let plain = plain.get_or_insert_with(|| document.prose().to_owned());
        if plain.get(range.clone()).is_some() {
            plain.replace_range(range.clone(), &STRUCK.repeat(range.len()));
        }
    }
    plain
}

//! What a reader recognises in a document: sentences, words, quotations, links.
//!
//! Everything here is worked out at most once a document, when the first check asks for it,
//! and is shared by all of them.

mod bare_words;
mod links;
mod names;
pub mod quotations;
mod sentence_bounds;
mod sentences;
mod statistics;
mod story;
pub mod tags;
mod words;

use std::sync::OnceLock;

use crate::document::{Block, BlockId, Containers, Document, InlineKind};
use crate::source::TextSpan;
pub use bare_words::BareWords;
pub use links::{Link, is_code};
pub use names::NameRun;
use quotations::Quotations;
pub use statistics::Statistics;
pub use story::Story;

/// A document as a reader takes it in.
#[derive(Debug)]
pub struct Reading<'d> {
    document: &'d Document<'d>,
    plain: OnceLock<Option<String>>,
    sentences: OnceLock<Parts>,
    words: OnceLock<Parts>,
    bare_words: OnceLock<Vec<OnceLock<BareWords>>>,
    quotations: OnceLock<Quotations>,
    story: OnceLock<Story>,
    statistics: OnceLock<Statistics>,
    names: OnceLock<Vec<NameRun>>,
    links: OnceLock<Vec<Link>>,
}

impl<'d> Reading<'d> {
    /// A reading of a document; nothing is worked out yet.
    pub fn new(document: &'d Document<'d>) -> Self {
        Self {
            document,
            plain: OnceLock::new(),
            sentences: OnceLock::new(),
            words: OnceLock::new(),
            bare_words: OnceLock::new(),
            quotations: OnceLock::new(),
            story: OnceLock::new(),
            statistics: OnceLock::new(),
            names: OnceLock::new(),
            links: OnceLock::new(),
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
        let split = |block: &Block, found: &mut Vec<TextSpan>| {
            if block.kind.is_prose() {
                let sentences = sentences::split(self.document.text(block.text), self.document.lexicon());
                found.extend(sentences.map(|range| TextSpan::from_range(range).shift(block.text.start)));
            }
        };
        self.sentences.get_or_init(|| Parts::of(self.document, split)).of_block(block)
    }

    /// The words of a block, by UAX 29.
    pub fn words(&self, block: BlockId) -> &[TextSpan] {
        let split = |block: &Block, found: &mut Vec<TextSpan>| {
            words::split(self.document.text(block.text), |range| {
                found.push(TextSpan::from_range(range).shift(block.text.start));
            });
        };
        self.words.get_or_init(|| Parts::of(self.document, split)).of_block(block)
    }

    /// A block's text without all that does not make it another text.
    pub fn bare_words(&self, block: BlockId) -> &BareWords {
        let all =
            self.bare_words.get_or_init(|| self.document.blocks().iter().map(|_| OnceLock::new()).collect());
        all[block.index()].get_or_init(|| {
            let span = self.document.block(block).text;
            let start = span.start as usize;
            let words = self.words(block).iter().map(|word| word.range());
            let words = words.map(|word| word.start - start..word.end - start);
            BareWords::known(self.document.text(span), words)
        })
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

    /// The document's links, and the addresses in its text that are none.
    pub fn links(&self) -> &[Link] {
        self.links.get_or_init(|| links::links(self.document))
    }

    /// Whether a place lies in a direct quotation or a block quotation.
    pub fn is_quoted(&self, span: TextSpan) -> bool {
        let block = self.document.block_at(span.start).map(|id| self.document.block(id));
        block.is_some_and(|block| block.containers.contains(Containers::QUOTE))
            || self.quotations().around(span).is_some()
    }
}

/// Parts of the text of each block.
#[derive(Debug)]
struct Parts {
    spans: Vec<TextSpan>,
    /// For each block where its parts end in the spans.
    ends: Vec<usize>,
}

impl Parts {
    fn of(document: &Document<'_>, split: impl Fn(&Block, &mut Vec<TextSpan>)) -> Self {
        let mut spans = Vec::new();
        let ends = document.blocks().iter().map(|block| {
            split(block, &mut spans);
            spans.len()
        });
        Self { ends: ends.collect(), spans }
    }

    fn of_block(&self, block: BlockId) -> &[TextSpan] {
        let start = block.index().checked_sub(1).map_or(0, |before| self.ends[before]);
        &self.spans[start..self.ends[block.index()]]
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

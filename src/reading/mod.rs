//! What a reader recognises in a document: sentences, words, quotations, links.
//!
//! Everything here is worked out at most once a document, when the first check asks for it,
//! and is shared by all of them.

mod addresses;
mod bare_words;
pub mod credits;
pub(crate) mod dates;
pub(crate) mod likeness;
mod links;
mod names;
pub(crate) mod quantities;
pub mod quotations;
mod sentence_bounds;
mod sentences;
mod statistics;
mod story;
pub mod tags;
mod words;

use std::sync::OnceLock;

use crate::document::{Block, BlockId, Containers, Document};
use crate::source::{SourceSpan, TextSpan};
pub use addresses::{PagePlaces, fragment, site_file};
pub use bare_words::BareWords;
pub use links::Link;
pub use names::NameRun;
use quotations::Quotations;
pub use statistics::Statistics;
pub use story::Story;

/// A document as a reader takes it in.
#[derive(Debug)]
pub struct Reading<'d> {
    document: &'d Document<'d>,
    sentences: OnceLock<Parts>,
    words: OnceLock<Parts>,
    bare_words: OnceLock<Vec<OnceLock<BareWords>>>,
    /// Where the pictures begin in the source, in order.
    pictures: OnceLock<Vec<u32>>,
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
            sentences: OnceLock::new(),
            words: OnceLock::new(),
            bare_words: OnceLock::new(),
            pictures: OnceLock::new(),
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
            if self.document.holds_opaque(span) {
                return self.words_with_unread(span);
            }
            let start = span.start as usize;
            let words = self.words(block).iter().map(|word| word.range());
            let words = words.map(|word| word.start - start..word.end - start);
            BareWords::known(self.document.text(span), words, self.document.languages())
        })
    }

    /// The bare words of a text in which something is not read: as it is written, pictures aside.
    fn words_with_unread(&self, span: TextSpan) -> BareWords {
        let pictures = self.pictures.get_or_init(|| {
            let mut starts: Vec<u32> =
                self.document.figures().iter().map(|figure| figure.span.start).collect();
            starts.sort_unstable();
            starts
        });
        let is_picture = |place: SourceSpan| pictures.binary_search(&place.start).is_ok();
        let (mut text, mut unread, mut end) = (String::new(), String::new(), span.start);
        for (opaque, place) in self.document.opaques_in(span) {
            text.push_str(self.document.text(TextSpan::new(end, opaque.start)));
            if !is_picture(place) {
                let written = self.document.source().slice(place);
                text.push_str(written);
                unread.push_str(written);
                unread.push(' ');
            }
            end = opaque.end;
        }
        text.push_str(self.document.text(TextSpan::new(end, span.end)));
        BareWords::new(&text, self.document.languages()).with_unread(unread)
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

//! Finds quotations and brackets, and the marks without a partner.
//!
//! `glyph` knows the shapes of marks and which of them make a pair; `conventions` what the
//! language and the document's own habit say about them. `scan` reads one paragraph into marks,
//! `weigh` says by a mark's neighbours what it may be, and `parser` chooses the cheapest
//! reading of the paragraph. `run` puts the paragraphs together: a quotation that runs over
//! several of them opens each anew and closes only the last.

mod characters;
mod conventions;
mod glyph;
mod parser;
mod reopened;
mod run;
mod scan;
mod told;
mod weigh;

use std::ops::Range;

use memchr::memmem;

pub use glyph::{Family, Glyph};
pub use run::parse;

use crate::document::{Block, BlockKind, Containers, Document, InlineKind};
use crate::source::TextSpan;

/// A stretch of visible text with no break in it.
#[derive(Debug, Clone)]
pub struct Paragraph<'t> {
    /// What a reader sees.
    pub text: &'t str,
    /// Where it begins in the prose.
    pub start: u32,
    /// What part it plays in the run of the text.
    pub role: ParagraphRole,
    /// Whether it stands in a block quotation.
    pub is_block_quotation: bool,
    /// The guillemets in `text` that point where a link leads, by their first bytes, in order.
    pub arrows: Vec<usize>,
}

/// The part a paragraph plays in the run of the text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ParagraphRole {
    /// Running text: a quotation may run on into the next of these.
    Running,
    /// Stands aside, such as a picture's caption: a quotation runs past it.
    Aside,
    /// An entry of a list: a quotation may run over several, opened again in each or not.
    Entry,
    /// Stands for itself, such as a table's cell: no quotation runs past it.
    Apart,
}

/// A quotation, or the part of one that stands in one paragraph.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Quotation {
    /// The opening mark.
    pub open: TextSpan,
    /// The closing mark; none where the quotation runs on into the next paragraph.
    pub close: Option<TextSpan>,
    /// Marks and all.
    pub span: TextSpan,
    /// The shape of the opening mark.
    pub glyph: Glyph,
    /// 0 for a quotation that stands in no other.
    pub level: usize,
    /// Whether it goes on what the paragraph before left open.
    pub resumes: bool,
}

impl Quotation {
    /// What is quoted, without the marks.
    pub fn content(&self) -> TextSpan {
        TextSpan::new(self.open.end, self.close.map_or(self.span.end, |close| close.start))
    }
}

/// What is wrong with a mark.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum DefectKind {
    /// It opens something that is never closed.
    Unclosed,
    /// It closes something that was never opened.
    Unopened,
    /// It is turned the wrong way.
    Turned,
    /// It and its partner are of different kinds.
    Mixed,
    /// It closes a quotation that ran on from a paragraph before without being opened again here.
    NotResumed,
}

/// A mark at fault.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Defect {
    /// What is wrong.
    pub kind: DefectKind,
    /// The mark.
    pub mark: TextSpan,
    /// Its shape.
    pub glyph: Glyph,
    /// The other mark of the pair, if there is one.
    pub partner: Option<TextSpan>,
    /// What the mark should be, where that is clear.
    pub replacement: Option<&'static str>,
    /// The number of its paragraph.
    pub paragraph: usize,
}

/// What [`parse`] found, in the order of the text.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Quotations {
    /// Every quotation, nested ones too.
    pub quotations: Vec<Quotation>,
    /// Every mark at fault.
    pub defects: Vec<Defect>,
}

impl Quotations {
    /// The quotations of a document.
    pub fn of(document: &Document<'_>) -> Self {
        let paragraphs: Vec<Paragraph<'_>> = document
            .enumerate_story()
            .map(|(_, block)| block)
            .filter(|block| block.kind.is_prose() && block.kind != BlockKind::Title)
            .flat_map(|block| reopened::parts(document, block).into_iter().map(move |part| (block, part)))
            .map(|(block, part)| paragraph(document, block, part))
            .collect();
        parse(&paragraphs, document.languages(), document.language())
    }

    /// The outermost quotation that holds a span of the prose.
    pub fn around(&self, span: TextSpan) -> Option<&Quotation> {
        let end = self.quotations.partition_point(|quotation| quotation.span.start <= span.start);
        let before = self.quotations[..end].iter().rev();
        // Nested ones come after the one they stand in; an outermost one ends the search.
        let outermost = before.take(DEEPEST).find(|quotation| quotation.level == 0)?;
        outermost.span.contains(span).then_some(outermost)
    }
}

/// How many quotations back an outermost one is looked for.
const DEEPEST: usize = 64;

/// Paragraphs shorter than this, in bytes, are taken for lines between paragraphs of running text, but for
/// those that begin with a quotation: `“And we had soup.”` is often the last of several.
const SHORTEST: u32 = 26;

/// A part of a block, given as a range of its text, as a paragraph.
fn paragraph<'d>(document: &'d Document<'_>, block: &Block, part: Range<usize>) -> Paragraph<'d> {
    let whole = document.text(block.text);
    let text = &whole[part.clone()];
    let arrows = if has_odd_guillemets(whole) { arrows(document, block) } else { Vec::new() };
    let arrows = arrows.into_iter().filter(|at| part.contains(at)).map(|at| at - part.start).collect();
    Paragraph {
        text,
        start: block.text.start + TextSpan::from_range(0..part.start).end,
        role: role(block, text),
        is_block_quotation: block.containers.contains(Containers::QUOTE),
        arrows,
    }
}

fn role(block: &Block, text: &str) -> ParagraphRole {
    let beside = Containers::ASIDE | Containers::FURNITURE | Containers::NAVIGATION | Containers::FOOTER;
    match block.kind {
        BlockKind::TableCell | BlockKind::TableHeader => ParagraphRole::Apart,
        BlockKind::ListItem => ParagraphRole::Entry,
        BlockKind::Paragraph if block.containers.intersects(beside) => ParagraphRole::Aside,
        BlockKind::Paragraph if block.text.len() >= SHORTEST || begins_quoted(text) => ParagraphRole::Running,
        _ => ParagraphRole::Aside,
    }
}

/// Whether guillemets of one direction are more than those of the other, so that some may be arrows.
fn has_odd_guillemets(text: &str) -> bool {
    memmem::find(text.as_bytes(), &[0xc2]).is_some() && text.matches('«').count() != text.matches('»').count()
}

/// The guillemets that point where a link leads, at its end, its beginning or right behind it:
/// `[The whole story »](…)`.
fn arrows(document: &Document<'_>, block: &Block) -> Vec<usize> {
    let text = document.text(block.text);
    let links =
        document.inlines_in(block.text).filter(|inline| matches!(inline.kind, InlineKind::Link { .. }));
    let mut arrows: Vec<usize> = links.filter_map(|link| arrow(text, local(block, link.text))).collect();
    arrows.sort_unstable();
    arrows
}

fn arrow(text: &str, link: Range<usize>) -> Option<usize> {
    let label = text.get(link.clone())?;
    if label.ends_with(" »") {
        return Some(link.end - '»'.len_utf8());
    }
    if label.starts_with("« ") {
        return Some(link.start);
    }
    let behind = &text[link.end..];
    (behind.trim() == "»").then(|| text.len() - behind.trim_start().len())
}

/// A stretch of the prose as a range in a block's text.
fn local(block: &Block, span: TextSpan) -> Range<usize> {
    let start = block.text.start;
    span.start.saturating_sub(start) as usize..span.end.min(block.text.end).saturating_sub(start) as usize
}

/// Whether a text is more than a quotation mark and begins with one.
fn begins_quoted(text: &str) -> bool {
    let text = text.trim_start();
    let is_mark = |mark: char| Glyph::of(mark).is_some_and(|glyph| !glyph.is_bracket());
    text.starts_with(is_mark) && text.contains(char::is_alphanumeric)
}

#[cfg(test)]
mod tests;

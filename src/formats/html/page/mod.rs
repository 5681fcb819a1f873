//! Where on a page the story is, and what the page puts around it.
//!
//! A page is parted into areas, one an element that says what its text is for: `main`, `article`, `nav`, a share bar by
//! its class. Each area's running text is measured while the page is read; when all of it is known, the story is told
//! from the rest by where most of that text stands. So a form around a whole page does not hide the story, and a
//! teaser set as an `article` is not taken for one.

mod area;
mod verdict;

use super::element::ElementRole;
use super::traits::ClassWords;
use crate::document::{Block, BlockId, BlockKind, Builder, Containers};
use area::{Area, Purpose};
pub(super) use area::{AreaId, may_hold_story};
use verdict::Verdict;

/// A block as far as the page cares.
#[derive(Debug, Clone, Copy)]
struct PageBlock {
    id: BlockId,
    area: AreaId,
    /// Whether it is running text.
    is_running: bool,
    /// Whether it ends as a sentence does, and there is more to it than a link.
    is_sentence: bool,
    /// Whether more than its half is no link.
    is_plain: bool,
}

/// The areas of a page, with the blocks and figures in them.
#[derive(Debug)]
pub(super) struct Page {
    areas: Vec<Area>,
    pieces: Vec<PageBlock>,
    figures: Vec<(usize, AreaId)>,
    /// Whether it is a page or a whole article, not a piece of one.
    is_whole: bool,
}

/// A block's text, measured.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Measure {
    /// Bytes of links.
    pub(super) linked: u32,
    /// Bytes that are no links.
    pub(super) plain: u32,
    /// Whether it ends as a sentence does.
    pub(super) ends_sentence: bool,
}

/// Text of fewer bytes is a label.
const SHORTEST_RUNNING: u32 = 60;
/// Text of fewer bytes beside a link makes no sentence.
const SHORTEST_SENTENCE: u32 = 8;

impl Page {
    pub(super) fn new() -> Self {
        Self {
            areas: vec![Area::new(AreaId::ROOT, Purpose::None)],
            pieces: Vec::new(),
            figures: Vec::new(),
            is_whole: false,
        }
    }

    /// The area of the text in an element that begins in another area.
    pub(super) fn enter(
        &mut self,
        name: &str,
        role: ElementRole,
        words: ClassWords,
        around: AreaId,
    ) -> AreaId {
        if !matches!(role, ElementRole::Block | ElementRole::TableCell) && words == ClassWords::default() {
            return around;
        }
        let is = |known: &str| name.eq_ignore_ascii_case(known);
        if is("html") || is("head") || is("body") {
            self.is_whole = true;
            return around;
        }
        let purpose = Purpose::of(name, role, words);
        if purpose == Purpose::None
            && (!matches!(role, ElementRole::Block | ElementRole::TableCell) || is("blockquote"))
        {
            return around;
        }
        self.is_whole |= purpose.holds_story();
        self.areas.push(Area::new(around, purpose));
        AreaId::new(self.areas.len() - 1)
    }

    /// Notes a block.
    pub(super) fn add_block(&mut self, id: BlockId, area: AreaId, kind: BlockKind, text: Measure) {
        let is_text = matches!(kind, BlockKind::Paragraph | BlockKind::ListItem | BlockKind::TableCell);
        let is_running = is_text && text.plain >= SHORTEST_RUNNING;
        let is_sentence = text.ends_sentence && text.plain >= SHORTEST_SENTENCE;
        self.pieces.push(PageBlock { id, area, is_running, is_sentence, is_plain: text.plain > text.linked });
        let parent = self.areas[area.index()].parent;
        let area = &mut self.areas[area.index()];
        area.linked += text.linked;
        area.plain += text.plain;
        area.tells |= is_sentence && is_text;
        if is_running {
            area.running += text.plain;
        }
        if matches!(kind, BlockKind::Heading(_)) && text.linked >= text.plain {
            area.leads_elsewhere = true;
            if area.purpose == Purpose::Header {
                self.areas[parent.index()].leads_elsewhere = true;
            }
        }
    }

    /// Notes a figure.
    pub(super) fn add_figure(&mut self, index: usize, area: AreaId) {
        self.figures.push((index, area));
    }

    /// Says of each block whether it belongs to the story, and forgets the pictures around the story.
    pub(super) fn finish(self, builder: &mut Builder<'_>) {
        if self.areas.len() == 1 {
            return;
        }
        let verdict = Verdict::of(self.areas, self.is_whole);
        let outside = outside(&self.pieces, &verdict, builder.blocks_mut());
        // A box is told from the story by the running text that it lacks; a short story may lack it too.
        let may_hold_boxes = self.is_whole
            && self.pieces.iter().zip(&outside).any(|(piece, outside)| piece.is_running && !outside);
        for (piece, outside) in self.pieces.iter().zip(outside) {
            let Some(block) = builder.blocks_mut().get_mut(piece.id.index()) else { continue };
            block.containers = block.containers | verdict.containers(piece.area);
            if outside {
                block.containers = block.containers | Containers::CHROME;
            } else if may_hold_boxes && !verdict.has_running_text(piece.area) {
                block.containers = block.containers | Containers::BOX;
            }
        }
        let figures = self.figures.iter().filter(|(_, area)| verdict.is_outside(*area));
        builder.drop_figures(figures.map(|&(index, _)| index));
    }
}

/// How many blocks may stand between a headline and the running text.
const LONGEST_LEAD: usize = 16;

/// For each block whether it stands outside the story.
fn outside(pieces: &[PageBlock], verdict: &Verdict, blocks: &[Block]) -> Vec<bool> {
    let mut outside: Vec<bool> = pieces.iter().map(|piece| verdict.is_outside(piece.area)).collect();
    let is_first = |at: &usize| !outside[*at] && (pieces[*at].is_running || !verdict.is_loose());
    let Some(first) = (0..pieces.len()).find(is_first) else { return outside };
    let headline = headline(pieces, verdict, blocks, &outside, first);
    if verdict.is_loose() {
        // Only its lines tell a story from the rows of links and the boxes above and below it.
        let is_last = |at: &usize| !outside[*at] && (pieces[*at].is_running || pieces[*at].is_sentence);
        let last = (first..pieces.len()).rev().find(is_last).unwrap_or(first);
        let is_beside = |piece: &PageBlock| !piece.is_plain || !verdict.has_running_text(piece.area);
        for at in (0..headline.unwrap_or(first)).chain(last + 1..pieces.len()) {
            outside[at] |= is_beside(&pieces[at]);
        }
    }
    if let Some(headline) = headline {
        let area = pieces[headline].area;
        for at in headline..first {
            outside[at] = pieces[at].area != area && verdict.is_chrome(pieces[at].area);
        }
    }
    outside
}

/// The headline that stands above a story's text, outside the element that holds it.
fn headline(
    pieces: &[PageBlock],
    verdict: &Verdict,
    blocks: &[Block],
    outside: &[bool],
    first: usize,
) -> Option<usize> {
    let level = |at: usize| match blocks.get(pieces[at].id.index()).map(|block| block.kind) {
        Some(BlockKind::Heading(level)) => Some(level),
        _ => None,
    };
    let has_headline = (first..outside.len()).any(|at| !outside[at] && level(at) == Some(1));
    let before = || (first.saturating_sub(LONGEST_LEAD)..first).rev();
    let top = before().find(|&at| level(at) == Some(1) && verdict.may_lead(pieces[at].area));
    let other = || before().find(|&at| level(at).is_some() && !verdict.is_chrome(pieces[at].area));
    match top {
        Some(top) if !outside[top] || !has_headline => Some(top),
        _ if verdict.is_loose() && !has_headline => other(),
        _ => None,
    }
}

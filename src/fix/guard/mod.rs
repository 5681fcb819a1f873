//! What no fix may do: each is held against the document before it is offered, and what comes of all of them against
//! the document as it was before they are made.
//!
//! A fix changes what was found and nothing else. All other words stay, in the same blocks, of the same kinds; of the
//! markup nothing goes but what belongs to a block that goes as a whole, and nothing comes. What is not read (code,
//! pictures, what a template puts in) and comments stay as they are.

mod ground;
mod words;

use std::collections::HashMap;

use super::edits::Edits;
use crate::document::{Block, Document, Format, Inline, InlineKind, Metadata};
use crate::finding::{Finding, Refusal};
use crate::source::SourceSpan;
pub(super) use ground::{Ground, Purpose};
use words::{Word, words};

/// A place that is replaced.
struct Zone {
    /// Where it was.
    old: SourceSpan,
    /// Where what stands for it is.
    new: SourceSpan,
    /// What the edit is for.
    purpose: Purpose,
    /// Whether nothing stands for it.
    is_emptied: bool,
}

/// Holds a document against what became of it by the fixes of some findings.
///
/// # Errors
/// When something became of it that no fix may do.
pub(super) fn judge(ground: &Ground<'_>, after: &Document<'_>, findings: &[&Finding]) -> Result<(), Refusal> {
    let mut purposes: Vec<(SourceSpan, Purpose)> = Vec::new();
    for finding in findings {
        let edits = finding.fix.iter().flat_map(|fix| &fix.edits).map(|edit| edit.span);
        purposes.extend(edits.zip(ground.purposes(finding)?));
    }
    purposes.sort_by_key(|(span, _)| *span);
    let edits = Edits::of(findings);
    let zones = edits.zones().into_iter().zip(purposes).map(|((old, new), (_, purpose))| {
        let is_emptied = after.source().slice(new).trim().is_empty();
        Zone { old, new, purpose, is_emptied }
    });
    let zones = zones.collect();
    let judgement = Judgement { before: ground.document(), after, edits, zones };
    judgement.texts()?;
    judgement.markup()
}

struct Judgement<'j> {
    before: &'j Document<'j>,
    after: &'j Document<'j>,
    edits: Edits<'j>,
    zones: Vec<Zone>,
}

impl Judgement<'_> {
    /// The words outside the zones must be the same, in blocks that are the same.
    fn texts(&self) -> Result<(), Refusal> {
        let old = words(self.before, &self.zones.iter().map(|zone| zone.old).collect::<Vec<_>>());
        let new = words(self.after, &self.zones.iter().map(|zone| zone.new).collect::<Vec<_>>());
        let is_same = |(old, new): (&Word<'_>, &Word<'_>)| {
            (old.text, old.is_read) == (new.text, new.is_read) && self.edits.moved(old.span) == new.span
        };
        if old.len() != new.len() || !old.iter().zip(&new).all(is_same) {
            return Err(Refusal::OtherText);
        }
        // What plain text is made of is guessed from how it stands: readers see no difference.
        if self.before.format() == Format::Text { Ok(()) } else { self.blocks(&old, &new) }
    }

    fn blocks(&self, old: &[Word<'_>], new: &[Word<'_>]) -> Result<(), Refusal> {
        let mut pairs: Vec<(Option<usize>, Option<usize>)> =
            old.iter().zip(new).map(|(old, new)| (old.block, new.block)).collect();
        pairs.dedup();
        let known = |block: Option<usize>, document: &Document<'_>| {
            block.map(|index| document.blocks()[index].clone())
        };
        let mut groups = Groups::default();
        for pair in pairs.windows(2) {
            // One block of the two goes on where the other one ends.
            if pair[0].0 == pair[1].0 || pair[0].1 == pair[1].1 {
                return Err(Refusal::Blocks);
            }
        }
        for &(old, new) in &pairs {
            let (old, new) = (known(old, self.before), known(new, self.after));
            let is_same = match (&old, &new) {
                (Some(old), Some(new)) => is_alike(old, new) && groups.agree(old.group, new.group),
                (old, new) => old.is_none() && new.is_none(),
            };
            if !is_same {
                return Err(Refusal::Blocks);
            }
        }
        let (held, now_held): (Vec<_>, Vec<_>) = pairs.into_iter().unzip();
        let stay = bare(self.before, &held).filter(|block| !self.is_emptied(block));
        let kinds = |block: &Block| (block.kind, block.containers);
        if stay.map(kinds).eq(bare(self.after, &now_held).map(kinds)) { Ok(()) } else { Err(Refusal::Blocks) }
    }

    /// Whether all zones within a block are emptied.
    fn is_emptied(&self, block: &Block) -> bool {
        let span = self.before.locate(block.text);
        self.zones_at(span).iter().filter(|zone| zone.old.overlaps(span)).all(|zone| zone.is_emptied)
    }

    /// The zones that touch a place; they stand in order, and none reaches into another.
    fn zones_at(&self, span: SourceSpan) -> &[Zone] {
        let start = self.zones.partition_point(|zone| zone.old.end < span.start);
        let count = self.zones[start..].partition_point(|zone| zone.old.start <= span.end);
        &self.zones[start..start + count]
    }

    /// Links, pictures, comments and fields must be where they were.
    fn markup(&self) -> Result<(), Refusal> {
        self.zones()?;
        let gone = |span: SourceSpan, purpose: Purpose| {
            self.zones_at(span).iter().any(|zone| zone.purpose == purpose && zone.old.contains(span))
        };
        let stay = self.before.inlines().iter().filter(|inline| !gone(inline.span, Purpose::Block));
        let stay: Vec<&Inline> = stay.collect();
        let now = self.after.inlines();
        if stay.len() != now.len() || !stay.iter().zip(now).all(|(old, new)| self.is_same_inline(old, new)) {
            return Err(Refusal::Markup);
        }
        let (old, new) = (self.before.figures(), self.after.figures());
        let is_same = |(old, new): (&crate::document::Figure, &crate::document::Figure)| {
            old.image == new.image && self.edits.moved(old.span) == new.span
        };
        if old.len() != new.len() || !old.iter().zip(new).all(is_same) {
            return Err(Refusal::Markup);
        }
        let stay = self.before.comments().iter().map(|comment| comment.span);
        let stay = stay.filter(|&span| !gone(span, Purpose::Comment)).map(|span| self.edits.moved(span));
        if !stay.eq(self.after.comments().iter().map(|comment| comment.span)) {
            return Err(Refusal::Comment);
        }
        let has_problem = (self.before.problem().is_some(), self.after.problem().is_some());
        let is_same = self.is_same_metadata(self.before.metadata(), self.after.metadata());
        if is_same && has_problem.0 == has_problem.1 { Ok(()) } else { Err(Refusal::Markup) }
    }

    /// What was written must be words where words were found, and no word where an address was.
    fn zones(&self) -> Result<(), Refusal> {
        let written = self.zones.iter().filter(|zone| !zone.is_emptied);
        let written: Vec<&Zone> = written.collect();
        if written.is_empty() {
            return Ok(());
        }
        let ground = Ground::new(self.after);
        let is_right = |zone: &&Zone| match zone.purpose {
            Purpose::Words => ground.is_all_words(zone.new),
            Purpose::Target | Purpose::Name => ground.has_no_words(zone.new),
            Purpose::Comment | Purpose::Block => false,
        };
        if written.iter().all(is_right) { Ok(()) } else { Err(Refusal::Markup) }
    }

    fn is_same_inline(&self, old: &Inline, new: &Inline) -> bool {
        let is_retargeted = || {
            let mut targets = self.zones_at(old.span).iter().filter(|zone| zone.purpose == Purpose::Target);
            targets.any(|zone| old.span.contains(zone.old))
        };
        let is_same_kind = match (&old.kind, &new.kind) {
            (InlineKind::Link { target: old, .. }, InlineKind::Link { target: new, .. }) => {
                old == new || is_retargeted()
            }
            (old, new) => old == new,
        };
        is_same_kind && self.edits.moved(old.span) == new.span
    }

    fn is_same_metadata(&self, old: &Metadata, new: &Metadata) -> bool {
        let is_changed = |span: SourceSpan| self.zones_at(span).iter().any(|zone| zone.old.overlaps(span));
        old.problems.len() == new.problems.len()
            && old.span.map(|span| self.edits.moved(span)) == new.span
            && old.fields.len() == new.fields.len()
            && old.fields.iter().zip(&new.fields).all(|(old, new)| {
                let is_same_kind = std::mem::discriminant(&old.value) == std::mem::discriminant(&new.value);
                old.name == new.name && (old.value == new.value || is_same_kind && is_changed(old.value_span))
            })
    }
}

fn is_alike(old: &Block, new: &Block) -> bool {
    old.kind == new.kind && old.containers == new.containers
}

/// The blocks that hold none of the words that stay, in order.
fn bare<'d>(document: &'d Document<'_>, held: &[Option<usize>]) -> impl Iterator<Item = &'d Block> {
    let mut is_held = vec![false; document.blocks().len()];
    held.iter().flatten().for_each(|&index| is_held[index] = true);
    document.blocks().iter().zip(is_held).filter(|(_, is_held)| !is_held).map(|(block, _)| block)
}

/// Which list or table became which.
#[derive(Default)]
struct Groups {
    new: HashMap<u32, u32>,
    old: HashMap<u32, u32>,
}

impl Groups {
    fn agree(&mut self, old: u32, new: u32) -> bool {
        *self.new.entry(old).or_insert(new) == new && *self.old.entry(new).or_insert(old) == old
    }
}

//! The elements whose ends have not been met.

use super::element::ElementRole;
use super::page::AreaId;
use crate::document::{BlockKind, Containers, InlineKind};
use crate::language::Language;
use crate::source::SourceSpan;

/// Only a start tag within so many is answered, so that a stray end tag costs nothing.
const REACH: usize = 64;

/// An element whose end has not been met.
pub(super) struct OpenElement<'s> {
    /// Empty once its end tag has been met out of order.
    pub(super) name: &'s str,
    pub(super) role: ElementRole,
    /// Its start tag.
    pub(super) tag: SourceSpan,
    /// Whether its start and its end end the block of text around it.
    pub(super) ends_block: bool,
    /// Whether readers see something even where it is empty: an icon, a component.
    pub(super) shows_itself: bool,
    /// For inline elements: where their text began in the prose, and what they are.
    pub(super) inline: Option<(u32, InlineKind)>,
    /// The figure that it is.
    pub(super) figure: Option<usize>,
    pub(super) within: Within,
}

/// What an element and all those around it make of the text within, summed up when it begins: elements may
/// be open by the thousand.
#[derive(Clone, Copy)]
pub(super) struct Within {
    pub(super) containers: Containers,
    /// Of the nearest list or table; 0 outside.
    pub(super) group: u32,
    /// The nearest figure.
    pub(super) figure: Option<usize>,
    pub(super) kind: Option<BlockKind>,
    /// Whether it is a caption by the name of its class only.
    pub(super) is_named_caption: bool,
    pub(super) is_linked: bool,
    /// As the nearest element says that names one.
    pub(super) language: Option<Language>,
    pub(super) area: AreaId,
}

#[derive(Default)]
pub(super) struct Stack<'s>(Vec<OpenElement<'s>>);

/// What an end tag ends.
pub(super) enum Ended {
    /// The element at this depth with all that stands in it.
    All(usize),
    /// The inline element at this depth, whose end stands within another element's text.
    Alone(usize),
}

impl<'s> Stack<'s> {
    pub(super) fn push(&mut self, open: OpenElement<'s>) {
        self.0.push(open);
    }

    pub(super) fn pop(&mut self) -> Option<OpenElement<'s>> {
        self.0.pop()
    }

    pub(super) fn last(&self) -> Option<&OpenElement<'s>> {
        self.0.last()
    }

    pub(super) fn get(&self, depth: usize) -> Option<&OpenElement<'s>> {
        self.0.get(depth)
    }

    pub(super) fn get_mut(&mut self, depth: usize) -> Option<&mut OpenElement<'s>> {
        self.0.get_mut(depth)
    }

    pub(super) fn len(&self) -> usize {
        self.0.len()
    }

    /// The innermost elements with their depths.
    fn nearest(&self) -> impl Iterator<Item = (usize, &OpenElement<'s>)> {
        self.0.iter().enumerate().rev().take(REACH)
    }

    /// The depth of the outermost element that the start of another one ends, as `<li>` ends the entry before it.
    pub(super) fn ended_by(&self, next: ElementRole) -> Option<usize> {
        let mut outermost = None;
        for (depth, open) in self.nearest() {
            if open.role.is_ended_by(next) {
                outermost = Some(depth);
            } else if open.role.ends_block() && !open.role.lets_end(next) {
                break;
            }
        }
        outermost
    }

    /// What the end tag of an element ends.
    pub(super) fn ended(&self, name: &str) -> Option<Ended> {
        let role = ElementRole::of(name);
        let mut crosses_block = false;
        for (depth, open) in self.nearest() {
            if open.name.eq_ignore_ascii_case(name) {
                let alone = crosses_block && role == ElementRole::Inline;
                return Some(if alone { Ended::Alone(depth) } else { Ended::All(depth) });
            }
            if open.role.is_bound() && !role.is_of_table(name) {
                return None;
            }
            crosses_block |= open.ends_block;
        }
        None
    }

    /// The depth of the link that text here stands in.
    pub(super) fn link(&self) -> Option<usize> {
        let around = self.nearest().take_while(|(_, open)| open.role == ElementRole::Inline);
        around.into_iter().find(|(_, open)| open.name.eq_ignore_ascii_case("a")).map(|(depth, _)| depth)
    }

    /// Whether text here is set as a note's mark is.
    pub(super) fn is_raised(&self) -> bool {
        self.nearest().take(3).any(|(_, open)| open.name.eq_ignore_ascii_case("sup"))
    }
}

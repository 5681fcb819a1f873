//! The running text of Markdown: what shortcodes say is left out.

use super::shortcode::Shortcode;
use crate::document::Builder;
use crate::source::SourceSpan;

/// Adds running text to the open block, from the first text of the source to the last.
pub(super) struct Prose {
    /// The shortcodes of the source, with their bytes counted from `start` on.
    shortcodes: Vec<Shortcode>,
    start: u32,
    /// The first shortcode that may still lie ahead.
    next: usize,
    /// Shortcodes met inside the open block that stand for pictures.
    pictures: Vec<SourceSpan>,
}

impl Prose {
    /// No text yet.
    pub(super) fn new(shortcodes: Vec<Shortcode>, start: u32) -> Self {
        Self { shortcodes, start, next: 0, pictures: Vec::new() }
    }

    /// Adds text without the shortcodes in it.
    pub(super) fn add(&mut self, builder: &mut Builder<'_>, text: &str, span: SourceSpan) {
        let mut at = span.start;
        while let Some(tag) = self.shortcodes.get(self.next) {
            let range = SourceSpan::from_range(tag.range.clone()).shift(self.start);
            if range.start >= span.end {
                break;
            }
            if range.start >= span.start && tag.is_picture {
                self.pictures.push(range);
            }
            if range.end > at {
                builder.verbatim(SourceSpan::new(at, range.start.max(at)));
                at = range.end.min(span.end);
            }
            if range.end > span.end {
                break;
            }
            self.next += 1;
        }
        let rest = SourceSpan::new(at, span.end);
        if at == span.start { builder.decoded(text, span) } else { builder.verbatim(rest) }
    }

    /// The pictures that shortcodes stood for since this was last asked.
    pub(super) fn take_pictures(&mut self) -> Vec<SourceSpan> {
        std::mem::take(&mut self.pictures)
    }
}

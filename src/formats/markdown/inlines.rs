//! What stands within the text of a block of Markdown: links, and words that are set off.

use crate::document::{Builder, InlineKind};
use crate::source::{SourceSpan, TextSpan};

/// A link or emphasis whose end has not been met.
struct Inline {
    kind: InlineKind,
    text: u32,
    span: SourceSpan,
}

/// The links and emphases that are open.
#[derive(Default)]
pub(super) struct Inlines {
    /// The innermost last.
    open: Vec<Inline>,
}

impl Inlines {
    /// Notes that one begins.
    pub(super) fn open(&mut self, kind: InlineKind, builder: &Builder<'_>, span: SourceSpan) {
        self.open.push(Inline { kind, text: builder.here(), span });
    }

    /// Adds the innermost one, which ends here.
    pub(super) fn close(&mut self, builder: &mut Builder<'_>, span: SourceSpan) {
        let Some(inline) = self.open.pop() else { return };
        let text = TextSpan::new(inline.text, builder.here());
        if !text.is_empty() {
            builder.inline(inline.kind, text, inline.span.cover(span));
        }
    }

    /// Forgets those that are open: their block has ended.
    pub(super) fn clear(&mut self) {
        self.open.clear();
    }
}

/// Where words set as code stand between their backticks.
pub(super) fn code_span(builder: &Builder<'_>, code: &str, span: SourceSpan) -> SourceSpan {
    let written = builder.source().slice(span);
    let inner = written.find(code).map(|at| SourceSpan::from_range(at..at + code.len()).shift(span.start));
    // A line break in code is read as a space.
    let fence = || SourceSpan::from_range(0..written.len() - written.trim_start_matches('`').len()).end;
    inner.unwrap_or_else(|| SourceSpan::new(span.start + fence(), (span.end - fence()).max(span.start)))
}

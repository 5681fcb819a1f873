//! Pictures in Markdown: each becomes a figure, and its texts become blocks.

use crate::document::{BlockId, BlockKind, Builder, Containers, Figure, Meaning};
use crate::source::SourceSpan;

/// A picture whose end has not been met.
pub(super) struct Image {
    pub(super) span: SourceSpan,
    pub(super) target: String,
    pub(super) title: String,
    /// Where the title stands, if it does as it is read.
    pub(super) title_span: Option<SourceSpan>,
    /// The pieces of its alternative text, with the text they stand for.
    pub(super) alt: Vec<(String, SourceSpan)>,
}

impl Image {
    /// Adds the picture and its texts where no block is open; the figure's number.
    pub(super) fn add(self, builder: &mut Builder<'_>, around: Containers) -> usize {
        let attributes = self.attributes(builder);
        let has_own_alt = attributes.iter().any(|(kind, _)| *kind == BlockKind::Alt);
        // Where the alternative text stands among the attributes, that between the brackets is the caption.
        let bracketed = if has_own_alt { BlockKind::Caption } else { BlockKind::Alt };
        let bracketed_text = self.bracketed_block(bracketed, builder, around);
        let title = self.title_block(builder, around);
        let mut figure = Figure {
            span: self.span,
            image: Some(self.target).filter(|target| !target.is_empty()),
            alt: bracketed_text.filter(|_| !has_own_alt),
            decorative: false,
            title,
            // What Markdown calls a title is what editors use for the caption.
            caption: title.or(bracketed_text.filter(|_| has_own_alt)),
            credit: None,
        };
        for (kind, span) in attributes {
            builder.open();
            builder.letters(span);
            let id = builder.close(kind, span, around | Containers::FIGURE, 0);
            match kind {
                BlockKind::Alt => figure.alt = id,
                BlockKind::Caption => figure.caption = figure.caption.or(id),
                _ => {}
            }
        }
        builder.figure(figure)
    }

    /// The texts among the attributes that stand behind it.
    fn attributes(&self, builder: &Builder<'_>) -> Vec<(BlockKind, SourceSpan)> {
        let foreign = builder.foreign();
        let behind = foreign.get(foreign.first_behind(self.span.end));
        match behind.filter(|token| token.span.start == self.span.end).map(|token| &token.meaning) {
            Some(Meaning::Attributes(shown)) => shown.texts.clone(),
            _ => Vec::new(),
        }
    }

    fn bracketed_block(
        &self,
        kind: BlockKind,
        builder: &mut Builder<'_>,
        around: Containers,
    ) -> Option<BlockId> {
        let (first, last) = (self.alt.first()?.1, self.alt.last()?.1);
        builder.open();
        for (text, span) in &self.alt {
            builder.running(text, *span);
        }
        builder.close(kind, first.cover(last), around | Containers::FIGURE, 0)
    }

    fn title_block(&self, builder: &mut Builder<'_>, around: Containers) -> Option<BlockId> {
        if self.title.trim().is_empty() {
            return None;
        }
        let span = self.title_span.unwrap_or(self.span);
        builder.open();
        if self.title_span.is_some() {
            builder.running(&self.title, span);
        } else {
            builder.decoded(&self.title, span);
        }
        builder.close(BlockKind::Caption, span, around | Containers::FIGURE, 0)
    }
}

//! Pictures in Markdown: each becomes a figure, and its texts become blocks.

use super::shortcode;
use crate::document::{BlockId, BlockKind, Builder, Containers, Figure};
use crate::source::SourceSpan;

/// A picture whose end has not been met.
pub(super) struct Image {
    pub(super) span: SourceSpan,
    pub(super) target: String,
    pub(super) title: String,
    /// The pieces of its alternative text, with the text they stand for.
    pub(super) alt: Vec<(String, SourceSpan)>,
}

impl Image {
    /// Adds the picture and its texts where no block is open; the figure's number.
    pub(super) fn add(self, builder: &mut Builder<'_>, around: Containers) -> usize {
        let alt = self.alt_block(builder, around);
        let title = self.title_block(builder, around);
        builder.figure(Figure {
            span: self.span,
            image: Some(self.target).filter(|target| !target.is_empty()),
            alt,
            decorative: false,
            title,
            // What Markdown calls a title is what editors use for the caption.
            caption: title,
            credit: None,
        })
    }

    fn alt_block(&self, builder: &mut Builder<'_>, around: Containers) -> Option<BlockId> {
        let (first, last) = (self.alt.first()?.1, self.alt.last()?.1);
        builder.open();
        for (text, span) in &self.alt {
            builder.decoded(text, *span);
        }
        builder.close(BlockKind::Alt, first.cover(last), around | Containers::FIGURE, 0)
    }

    /// The title has no range of its own: it is looked for between the quotes at the picture's end.
    fn title_block(&self, builder: &mut Builder<'_>, around: Containers) -> Option<BlockId> {
        if self.title.trim().is_empty() {
            return None;
        }
        let written = builder.source().slice(self.span);
        let at = written.rfind(&self.title);
        let span = match at {
            Some(at) => SourceSpan::from_range(at..at + self.title.len()).shift(self.span.start),
            None => self.span,
        };
        builder.open();
        builder.decoded(&self.title, span);
        builder.close(BlockKind::Caption, span, around | Containers::FIGURE, 0)
    }
}

/// Adds the texts of a picture that a template tag stands for.
pub(super) fn add_tag(builder: &mut Builder<'_>, span: SourceSpan) {
    let tag = builder.source().slice(span).to_owned();
    let mut block = |names: &[&str], kind| {
        let range = shortcode::attribute(&tag, names)?;
        let span = SourceSpan::from_range(range).shift(span.start);
        builder.open();
        builder.verbatim(span);
        builder.close(kind, span, Containers::FIGURE, 0)
    };
    let alt = block(&["alt"], BlockKind::Alt);
    let caption = block(&["caption", "title"], BlockKind::Caption);
    let credit = block(&["attr", "credit"], BlockKind::Credit);
    let image = shortcode::attribute(&tag, &["src", "file", "url", "path"]);
    let image = image.map(|range| tag[range].to_owned());
    builder.figure(Figure { span, image, alt, caption, credit, ..Figure::default() });
}

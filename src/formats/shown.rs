//! What foreign tokens show beside the running text: pictures, code, boxes with a title.

use crate::document::{BlockKind, Builder, Containers, Figure, Meaning, Shown};
use crate::formats::front_matter;
use crate::source::SourceSpan;

/// Adds what the tokens before a place show and was not added yet; the last picture of it. No block may be open.
pub(super) fn show_before(builder: &mut Builder<'_>, place: u32, around: Containers) -> Option<usize> {
    let mut picture = None;
    while let Some(token) = builder.next_token(place) {
        let span = token.span;
        match &token.meaning {
            Meaning::Code(code) if token.is_alone => {
                let code = *code;
                builder.open();
                builder.letters(code);
                builder.close(BlockKind::Code, span, around, 0);
            }
            Meaning::Texts(shown) => {
                let shown = shown.as_ref().clone();
                picture = add(builder, &shown, span, around).or(picture);
            }
            _ => {}
        }
    }
    picture
}

/// Adds texts, and the picture that they belong to if it is one.
fn add(builder: &mut Builder<'_>, shown: &Shown, span: SourceSpan, around: Containers) -> Option<usize> {
    let around = if shown.is_picture { around | Containers::FIGURE } else { around };
    let image = shown.image.map(|image| builder.source().slice(image).to_owned());
    let mut figure = Figure { span, image, decorative: shown.is_decorative, ..Figure::default() };
    for &(kind, span) in &shown.texts {
        builder.open();
        front_matter::add_text(builder, span);
        // What heads a component stands apart from the text.
        let own = if kind == BlockKind::Metadata { Containers::METADATA } else { Containers::NONE };
        let id = builder.close(kind, span, around | own, 0);
        let place = match kind {
            BlockKind::Alt => &mut figure.alt,
            BlockKind::Caption => &mut figure.caption,
            BlockKind::Credit => &mut figure.credit,
            _ => &mut figure.title,
        };
        *place = place.or(id);
    }
    shown.is_picture.then(|| builder.figure(figure))
}

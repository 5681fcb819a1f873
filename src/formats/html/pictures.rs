//! Pictures: figures, with their texts as blocks of their own behind the block that they stand in.

use super::attributes::Attributes;
use super::page::Measure;
use super::parser::Parser;
use super::pending::Picture;
use super::text;
use super::traits::{ClassWords, Traits};
use crate::document::{BlockId, BlockKind, Containers, Figure};
use crate::source::SourceSpan;

impl<'t> Parser<'_, '_, 't> {
    /// Reads a picture's tag. Within a line it stands for one character of the text.
    pub(super) fn image(&mut self, attributes: Attributes<'_, 't>, traits: Traits, span: SourceSpan) {
        if traits.is_hidden || counts_visits(attributes) {
            return;
        }
        if !traits.words.has(ClassWords::ASIDE) && !floats(attributes) {
            self.seen(span);
        }
        let alt = attributes.decoded("alt");
        if traits.words.has(ClassWords::EMOJI) || alt.as_deref().is_some_and(is_character) {
            return;
        }
        let within = self.within();
        let written = |name| attributes.span(name).filter(|span| !span.is_empty());
        self.pictures.waiting.push(Picture {
            span,
            image: attributes.decoded("src").map(std::borrow::Cow::into_owned),
            is_decorative: traits.is_mute || alt.is_some_and(|alt| alt.trim().is_empty()),
            alt: written("alt"),
            title: written("title"),
            containers: within.containers | Containers::FIGURE,
            figure: within.figure,
            area: within.area,
        });
    }

    /// Adds the texts of the pictures met in the block that has just ended.
    pub(super) fn add_pictures(&mut self) {
        for picture in std::mem::take(&mut self.pictures.waiting) {
            let alt = self.attribute_block(picture.alt, BlockKind::Alt, &picture);
            let title = self.attribute_block(picture.title, BlockKind::Title, &picture);
            let (image, decorative) = (picture.image, picture.is_decorative);
            let own = picture
                .figure
                .filter(|&index| self.builder.figure_mut(index).is_some_and(|figure| figure.image.is_none()));
            let index = own
                .unwrap_or_else(|| self.builder.figure(Figure { span: picture.span, ..Figure::default() }));
            if let Some(figure) = self.builder.figure_mut(index) {
                (figure.image, figure.alt, figure.title, figure.decorative) = (image, alt, title, decorative);
            }
            self.page.add_figure(index, picture.area);
            self.pictures.last = Some(index);
        }
    }

    /// The text of an attribute as a block.
    fn attribute_block(
        &mut self,
        span: Option<SourceSpan>,
        kind: BlockKind,
        picture: &Picture,
    ) -> Option<BlockId> {
        let span = span?;
        self.builder.open();
        text::add(self.builder, span);
        let id = self.builder.close(kind, span, picture.containers, 0)?;
        self.page.add_block(id, picture.area, kind, Measure::default());
        Some(id)
    }
}

/// Whether a picture is a point that nobody sees, there to count visits.
fn counts_visits(attributes: Attributes<'_, '_>) -> bool {
    ["width", "height"].into_iter().filter_map(|side| attributes.number(side)).any(|pixels| pixels <= 1)
}

/// Whether text flows around a picture.
fn floats(attributes: Attributes<'_, '_>) -> bool {
    attributes.get("align").is_some() || attributes.get("style").is_some_and(|style| style.contains("float"))
}

/// Whether a picture's text is the character that it stands for.
fn is_character(alt: &str) -> bool {
    let alt = alt.trim();
    !alt.is_empty()
        && alt.len() <= 16
        && alt.chars().all(|character| !character.is_alphanumeric() && !character.is_ascii())
}

//! The elements of JSX that text stands in, as far as they tell what it is.

use crate::document::{BlockKind, Builder, Containers};

/// The elements that are open at the place that was looked at last.
#[derive(Default)]
pub(super) struct Surroundings {
    /// The first element that may still lie ahead.
    next: usize,
    /// The innermost last: where each ends, and what it and those around it make of text.
    open: Vec<(u32, Within)>,
}

/// What text within an element is.
#[derive(Clone, Copy, Default)]
struct Within {
    kind: Option<BlockKind>,
    containers: Containers,
}

impl Surroundings {
    /// Goes on to a place; places come in order.
    pub(super) fn go_to(&mut self, place: u32, builder: &Builder<'_>) {
        let elements = builder.foreign().elements();
        self.leave(place);
        while let Some(element) = elements.get(self.next).filter(|element| element.span.start < place) {
            self.next += 1;
            self.leave(element.span.start);
            if element.span.end > place {
                let within = self.within().and(&element.name);
                self.open.push((element.span.end, within));
            }
        }
    }

    fn leave(&mut self, place: u32) {
        while self.open.last().is_some_and(|(end, _)| *end <= place) {
            self.open.pop();
        }
    }

    fn within(&self) -> Within {
        self.open.last().map(|(_, within)| *within).unwrap_or_default()
    }

    /// What running text is, where it is said.
    pub(super) fn kind(&self) -> Option<BlockKind> {
        self.within().kind
    }

    /// What the text stands in.
    pub(super) fn containers(&self) -> Containers {
        self.within().containers
    }
}

impl Within {
    /// What text is within an element that stands here.
    fn and(self, name: &str) -> Self {
        let kind = match name {
            "h1" => Some(BlockKind::Heading(1)),
            "h2" => Some(BlockKind::Heading(2)),
            "h3" => Some(BlockKind::Heading(3)),
            "h4" => Some(BlockKind::Heading(4)),
            "h5" => Some(BlockKind::Heading(5)),
            "h6" => Some(BlockKind::Heading(6)),
            "li" | "dt" | "dd" => Some(BlockKind::ListItem),
            "figcaption" | "caption" => Some(BlockKind::Caption),
            // What a caption folds away is a text of its own: a transcript, a description.
            "details" => None,
            "th" => Some(BlockKind::TableHeader),
            "td" => Some(BlockKind::TableCell),
            _ => self.kind,
        };
        let own = match name {
            "blockquote" | "quote" | "pullquote" => Containers::QUOTE,
            "ul" | "ol" | "dl" => Containers::LIST,
            "table" => Containers::TABLE,
            "figure" => Containers::FIGURE,
            "aside" => Containers::ASIDE,
            "nav" => Containers::NAVIGATION,
            "footer" => Containers::FOOTER,
            _ => Containers::NONE,
        };
        Self { kind, containers: self.containers | own }
    }
}

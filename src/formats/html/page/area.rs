//! The areas of a page, and what each is for.

use super::super::element::ElementRole;
use super::super::traits::ClassWords;
use crate::document::Containers;

/// An area's number on its page.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(in super::super) struct AreaId(u32);

impl AreaId {
    /// What stands in no area of its own.
    pub(in super::super) const ROOT: Self = Self(0);

    pub(super) fn new(index: usize) -> Self {
        // A page has fewer elements than bytes, which are counted in 32 bits.
        Self(u32::try_from(index).unwrap_or(u32::MAX))
    }

    pub(super) fn index(self) -> usize {
        self.0 as usize
    }
}

/// What an area is for, as its element says.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Purpose {
    Main,
    Article,
    Header,
    Footer,
    Navigation,
    Aside,
    Form,
    /// Site furniture, by the name of its class.
    Furniture,
    /// What readers wrote.
    Comments,
    /// A dialogue, or what is there to be seen only.
    Apart,
    /// Nothing that its element says.
    None,
}

#[derive(Debug)]
pub(super) struct Area {
    pub(super) parent: AreaId,
    pub(super) purpose: Purpose,
    /// Bytes of running text in it, that in the areas within included.
    pub(super) running: u32,
    /// Bytes of links in it, likewise, and of all text that is none.
    pub(super) linked: u32,
    pub(super) plain: u32,
    /// Whether it has a sentence.
    pub(super) tells: bool,
    /// Whether it has a heading that leads elsewhere, as teasers have.
    pub(super) leads_elsewhere: bool,
}

impl Purpose {
    pub(super) fn of(name: &str, role: ElementRole, words: ClassWords) -> Self {
        let is = |known: &str| name.eq_ignore_ascii_case(known);
        let holds_story = may_hold_story(name);
        if words.has(ClassWords::COMMENTS) && !holds_story {
            return Self::Comments;
        }
        let named = if role == ElementRole::Block { Self::of_element(&is) } else { Self::None };
        match named {
            Self::None if words.has(ClassWords::MAIN) => Self::Main,
            Self::None if words.has(ClassWords::ARTICLE) => Self::Article,
            Self::None if words.has(ClassWords::NAVIGATION) => Self::Navigation,
            Self::None if words.has(ClassWords::FOOTER) => Self::Footer,
            Self::None if words.has(ClassWords::BANNER) => Self::Header,
            Self::None if words.has(ClassWords::APART) => Self::Apart,
            Self::None if words.has(ClassWords::FURNITURE) && !holds_story => Self::Furniture,
            Self::None if words.has(ClassWords::COMPLEMENT) => Self::Aside,
            named => named,
        }
    }

    fn of_element(is: &impl Fn(&str) -> bool) -> Self {
        const NAMES: [(&str, Purpose); 9] = [
            ("main", Purpose::Main),
            ("article", Purpose::Article),
            ("header", Purpose::Header),
            ("footer", Purpose::Footer),
            ("nav", Purpose::Navigation),
            ("aside", Purpose::Aside),
            ("form", Purpose::Form),
            ("search", Purpose::Form),
            ("dialog", Purpose::Apart),
        ];
        NAMES.into_iter().find(|(name, _)| is(name)).map_or(Self::None, |(_, purpose)| purpose)
    }

    /// What it adds to the containers of the text in it.
    pub(super) fn containers(self) -> Containers {
        match self {
            Self::Aside => Containers::ASIDE,
            Self::Navigation => Containers::NAVIGATION,
            Self::Footer => Containers::FOOTER,
            Self::Furniture | Self::Comments => Containers::FURNITURE,
            _ => Containers::NONE,
        }
    }

    pub(super) fn holds_story(self) -> bool {
        matches!(self, Self::Main | Self::Article)
    }
}

impl Area {
    pub(super) fn new(parent: AreaId, purpose: Purpose) -> Self {
        Self { parent, purpose, running: 0, linked: 0, plain: 0, tells: false, leads_elsewhere: false }
    }
}

/// Whether an element may hold the story whatever its class says.
pub(in super::super) fn may_hold_story(name: &str) -> bool {
    ["html", "body", "main", "article", "head"].iter().any(|known| name.eq_ignore_ascii_case(known))
}

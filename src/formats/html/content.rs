//! What readers have of an element's content.

use super::attributes::Attributes;
use super::element::{self, Role};
use super::page;
use super::traits::{Traits, Words};
use crate::document::{BlockKind, InlineKind};

/// What readers have of content that is not read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Content {
    /// Nothing.
    Unseen,
    /// Something within the line.
    Seen,
    /// Words set as code.
    Code,
}

/// What readers have of an element's content, where it is not read; `is_raised` for what stands in `<sup>`.
pub(super) fn unread(
    name: &str,
    role: Role,
    attributes: Attributes<'_, '_>,
    traits: Traits,
    is_raised: bool,
) -> Option<Content> {
    let is = |known: &str| name.eq_ignore_ascii_case(known);
    let is_note = || {
        let leads_to_note = || attributes.get("href").is_some_and(|target| target.contains('#'));
        let is_named = traits.words.has(Words::NOTE);
        is("sup") && is_named || is("a") && (is_named || is_raised) && leads_to_note()
    };
    match role {
        // Some pages hide themselves until a script has run.
        _ if traits.is_hidden && !is("html") && !is("body") => Some(Content::Unseen),
        Role::Unseen | Role::Title | Role::Preformatted => Some(Content::Unseen),
        Role::Seen => Some(Content::Seen),
        Role::Code => Some(Content::Code),
        Role::Block if is("dialog") && attributes.get("open").is_none() => Some(Content::Unseen),
        _ if traits.words.has(Words::SPOKEN) => Some(Content::Unseen),
        Role::Inline if traits.is_mute || is_note() => Some(Content::Seen),
        _ => None,
    }
}

/// What an element is by the words of its class, where they say more than its name; `is_near` if a picture is.
pub(super) fn kind_by_class(name: &str, role: Role, traits: Traits, is_near: bool) -> Option<BlockKind> {
    let is_block = matches!(role, Role::Block | Role::Paragraph | Role::ListItem);
    let may_be = is_block || role == Role::Inline && is_near;
    if !may_be || page::may_hold_story(name) {
        return None;
    }
    if traits.words.has(Words::CAPTION) {
        (is_near || traits.words.has(Words::PICTURE)).then_some(BlockKind::Caption)
    } else {
        (traits.words.has(Words::CREDIT) && is_block && is_near).then_some(BlockKind::Credit)
    }
}

/// Whether readers see something of an element even where it is empty: an icon, a component.
pub(super) fn shows_itself(name: &str, role: Role, traits: Traits) -> bool {
    let is_icon = || name.eq_ignore_ascii_case("i") || traits.words.has(Words::ICON | Words::EMOJI);
    element::is_component(name) || role == Role::Inline && is_icon()
}

/// What an element says of the text in it.
pub(super) fn inline(name: &str, attributes: Attributes<'_, '_>) -> Option<InlineKind> {
    let mut letters = [0; 6];
    let letters = letters.get_mut(..name.len())?;
    letters.copy_from_slice(name.as_bytes());
    letters.make_ascii_lowercase();
    Some(match &*letters {
        b"a" => InlineKind::Link { target: attributes.decoded("href")?.into_owned(), target_span: None },
        b"em" | b"i" | b"cite" => InlineKind::Emphasis,
        b"strong" | b"b" => InlineKind::Strong,
        b"del" | b"s" | b"strike" => InlineKind::Deleted,
        b"q" => InlineKind::Quotation,
        _ => return None,
    })
}

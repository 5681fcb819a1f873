//! What readers have of an element's content.

use super::attributes::Attributes;
use super::element::{self, ElementRole};
use super::page;
use super::traits::{ClassWords, Traits};
use crate::document::{BlockKind, InlineKind};

/// What readers have of content that is not read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum UnreadContent {
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
    role: ElementRole,
    attributes: Attributes<'_, '_>,
    traits: Traits,
    is_raised: bool,
) -> Option<UnreadContent> {
    let is = |known: &str| name.eq_ignore_ascii_case(known);
    let is_note = || {
        let leads_to_note = || attributes.get("href").is_some_and(|target| target.contains('#'));
        let is_named = traits.words.has(ClassWords::NOTE);
        is("sup") && is_named || is("a") && (is_named || is_raised) && leads_to_note()
    };
    match role {
        // Some pages hide themselves until a script has run.
        _ if traits.is_hidden && !is("html") && !is("body") => Some(UnreadContent::Unseen),
        ElementRole::Unseen | ElementRole::Title | ElementRole::Preformatted => Some(UnreadContent::Unseen),
        ElementRole::Seen => Some(UnreadContent::Seen),
        ElementRole::Code => Some(UnreadContent::Code),
        ElementRole::Block if is("dialog") && attributes.get("open").is_none() => Some(UnreadContent::Unseen),
        _ if traits.words.has(ClassWords::SPOKEN) => Some(UnreadContent::Unseen),
        ElementRole::Inline if traits.is_mute || is_note() => Some(UnreadContent::Seen),
        _ => None,
    }
}

/// What an element is by the words of its class, where they say more than its name; `is_near` if a picture is.
pub(super) fn kind_by_class(
    name: &str,
    role: ElementRole,
    traits: Traits,
    is_near: bool,
) -> Option<BlockKind> {
    let is_block = matches!(role, ElementRole::Block | ElementRole::Paragraph | ElementRole::ListItem);
    let may_be = is_block || role == ElementRole::Inline && is_near;
    if !may_be || page::may_hold_story(name) {
        return None;
    }
    if traits.words.has(ClassWords::CAPTION) {
        (is_near || traits.words.has(ClassWords::PICTURE)).then_some(BlockKind::Caption)
    } else {
        (traits.words.has(ClassWords::CREDIT) && is_block && is_near).then_some(BlockKind::Credit)
    }
}

/// Whether readers see something of an element even where it is empty: an icon, a component.
pub(super) fn shows_itself(name: &str, role: ElementRole, traits: Traits) -> bool {
    let is_icon = || name.eq_ignore_ascii_case("i") || traits.words.has(ClassWords::ICON | ClassWords::EMOJI);
    element::is_component(name) || role == ElementRole::Inline && is_icon()
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

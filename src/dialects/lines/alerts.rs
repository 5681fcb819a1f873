//! Boxes that are written as quotations: `> [!NOTE]` on GitHub and with Hugo, `> [!tip]- Title` with Obsidian.

use super::{Line, Walker};
use crate::document::BlockKind;

/// Looks whether a quotation's line begins a box.
pub(super) fn read<'t>(walker: &mut Walker<'t>, line: &Line<'t>) -> Option<usize> {
    let rest = line.content.strip_prefix("[!")?;
    let length = rest.find(']')?;
    let (name, behind) = (&rest[..length], &rest[length + 1..]);
    let begins_quote = !walker.in_quote;
    // `[!div class="…"]` styles the text below, `[!VIDEO address]` is a player.
    let is_name = |c: char| c.is_alphanumeric() || matches!(c, '-' | '_' | ' ' | '=' | '"' | '|');
    let is_box =
        begins_quote && name.starts_with(|first: char| first.is_alphabetic()) && name.chars().all(is_name);
    if !is_box || behind.starts_with(['(', '[', ':']) {
        return None;
    }
    let title = behind.trim_start_matches(['+', '-']).trim_start();
    let start = line.content_end() - title.len();
    walker.open(line, Some((start, line.content_end())), BlockKind::Label);
    Some(line.next)
}

/// Whether a quotation that begins with this text is such a box, and nobody's words.
pub(crate) fn is_alert(quotation: &str) -> bool {
    let inner = quotation.strip_prefix('>').unwrap_or(quotation).trim_start_matches([' ', '\t']);
    let rest = inner.strip_prefix("[!").and_then(|rest| rest.lines().next()?.split_once(']'));
    rest.is_some_and(|(name, behind)| {
        name.starts_with(|first: char| first.is_alphabetic()) && !behind.starts_with(['(', '[', ':'])
    })
}

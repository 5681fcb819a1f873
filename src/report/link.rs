//! Links in a terminal, which it shows as the text alone (OSC 8).

use crate::rules::page_of;

/// A text, or a part of it, that leads to the page of a rule.
pub(super) fn to_rule(text: &str, rule: &str, wanted: bool) -> String {
    match page_of(rule).filter(|_| wanted) {
        Some(page) => format!("\x1b]8;;{page}\x1b\\{text}\x1b]8;;\x1b\\"),
        None => text.to_owned(),
    }
}

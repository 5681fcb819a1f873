//! What stands below the source lines: places elsewhere, help, and what a fix would do.

use unicode_width::UnicodeWidthStr;

use super::printable;
use crate::finding::{Applicability, Edit, Finding, Fix, Place};
use crate::report::located;
use crate::report::wrap::wrap;
use crate::source::{Source, display_name};

/// Related words longer than this do not stand beside the source but below it.
pub(super) const LONGEST_LABEL: usize = 30;

/// The notes of a finding, wrapped to a width.
pub(super) fn notes(source: &Source, finding: &Finding, width: usize) -> Vec<String> {
    let related = finding.related.iter().filter(|related| !stands_beside(&related.place, &related.message));
    let places = related.map(|related| {
        let place = located(source, related);
        let path = display_name(&place.path, place.part.as_deref());
        format!("{path}:{}:{}: {}", place.start.line, place.start.column, related.message)
    });
    let help = finding.help.iter().map(|help| format!("help: {help}"));
    let fix = finding.fix.iter().map(|fix| describe(source, fix));
    places.chain(help).chain(fix).map(|note| wrap(&printable(&note), width)).collect()
}

/// Whether a related place is drawn in the excerpt.
pub(super) fn stands_beside(place: &Place, message: &str) -> bool {
    matches!(place, Place::Here(_)) && message.width() <= LONGEST_LABEL
}

fn describe(source: &Source, fix: &Fix) -> String {
    let option = match fix.applicability {
        Applicability::Safe => "--fix",
        Applicability::Unsafe => "--unsafe-fixes",
    };
    let shown = fix.edits.iter().take(3).map(|edit| describe_edit(source, edit));
    let mut edits = shown.collect::<Vec<_>>().join(", ");
    if fix.edits.len() > 3 {
        edits.push_str(", …");
    }
    format!("fix: {edits} ({option})")
}

fn describe_edit(source: &Source, edit: &Edit) -> String {
    let (old, new) = (quoted(source.slice(edit.span)), quoted(&edit.replacement));
    match (edit.span.is_empty(), edit.replacement.is_empty()) {
        (true, _) => format!("insert {new}"),
        (false, true) => format!("remove {old}"),
        (false, false) => format!("replace {old} with {new}"),
    }
}

/// A text in backticks, cut in the middle if it is long, without the empty lines that go with a block.
fn quoted(text: &str) -> String {
    let text = match text.trim_end_matches(['\r', '\n']) {
        "" => text,
        trimmed => trimmed,
    };
    let count = text.chars().count();
    if count <= 50 {
        return format!("`{text}`");
    }
    let head: String = text.chars().take(24).collect();
    let tail: String = text.chars().skip(count - 24).collect();
    format!("`{head}…{tail}`")
}

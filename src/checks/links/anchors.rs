//! Links to places of the same page that are not there.

use super::Link;
use crate::checking::{Context, Sink};
use crate::document::Format;
use crate::reading::{PagePlaces, fragment};

/// So many links must find their place for each one that does not.
const SURE: usize = 2;

/// Reports the links to a place of the page that nothing there is called by, where others find theirs.
pub(super) fn report<'l>(context: &Context<'_>, links: impl Iterator<Item = &'l Link>, sink: &mut Sink<'_>) {
    let document = context.document();
    if !matches!(document.format(), Format::Markdown | Format::Mdx) {
        return;
    }
    let within: Vec<(&Link, String)> =
        links.filter_map(|link| Some((link, fragment(&link.target)?))).collect();
    if within.is_empty() {
        return;
    }
    let places = PagePlaces::of(document);
    let (found, lost): (Vec<_>, Vec<_>) = within.iter().partition(|(_, name)| places.holds(name));
    if found.len() < SURE * lost.len().max(1) {
        return;
    }
    for (link, name) in lost {
        let report = match link.target_span {
            Some(span) => sink.report_source(span),
            None => sink.report(link.text),
        };
        report.value("target", link.target.as_str()).value("problem", name.as_str()).emit();
    }
}

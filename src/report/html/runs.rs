//! A block's text cut wherever something begins or ends in it.

use crate::document::{Block, Document, InlineKind};
use crate::finding::Severity;
use crate::source::TextSpan;

use super::escaped;

/// A finding's place in the visible text.
#[derive(Debug, Clone)]
pub(super) struct FindingMark {
    /// The finding's number on the page.
    pub(super) number: usize,
    /// How much it matters.
    pub(super) severity: Severity,
    /// Where it is; it may reach over several blocks.
    pub(super) text: TextSpan,
}

/// A block's text with emphasis, links and marks.
pub(super) fn write_text(html: &mut String, document: &Document<'_>, block: &Block, marks: &[FindingMark]) {
    let marks: Vec<&FindingMark> = marks.iter().filter(|mark| mark.text.overlaps(block.text)).collect();
    let cuts = cuts(document, block, &marks);
    for pair in cuts.windows(2) {
        write_run(html, document, TextSpan::new(pair[0], pair[1]), &marks);
    }
}

fn cuts(document: &Document<'_>, block: &Block, marks: &[&FindingMark]) -> Vec<u32> {
    let inlines = document.inlines_in(block.text).map(|inline| inline.text);
    let spans = marks.iter().map(|mark| mark.text).chain(inlines).chain([block.text]);
    let inside = |at: &u32| (block.text.start..=block.text.end).contains(at);
    let mut cuts: Vec<u32> = spans.flat_map(|span| [span.start, span.end]).filter(inside).collect();
    cuts.sort_unstable();
    cuts.dedup();
    cuts
}

fn write_run(html: &mut String, document: &Document<'_>, run: TextSpan, marks: &[&FindingMark]) {
    let here: Vec<&&FindingMark> = marks.iter().filter(|mark| mark.text.contains(run)).collect();
    if here.is_empty() {
        return write_inline(html, document, run);
    }
    let starting = here.iter().find(|mark| mark.text.start == run.start).map(|mark| mark.number);
    let severity = here.iter().map(|mark| mark.severity).max().unwrap_or(Severity::Suggestion).as_str();
    let numbers: Vec<String> = here.iter().map(|mark| mark.number.to_string()).collect();
    let target =
        starting.map(|number| format!(" id=m{number} tabindex=0 role=button aria-describedby=n{number}"));
    let target = target.unwrap_or_default();
    put!(html, "<mark class={severity} data-f=\"{}\"{target}>", numbers.join(" "));
    write_inline(html, document, run);
    html.push_str("</mark>");
    for mark in here.iter().filter(|mark| mark.text.end == run.end) {
        let severity = mark.severity.as_str();
        put!(html, "<sup class={severity} aria-hidden=true>{}</sup>", mark.number);
    }
}

/// Text that would show as nothing is named, so that a mark on it can be seen.
fn write_inline(html: &mut String, document: &Document<'_>, run: TextSpan) {
    let inlines = document.inlines_in(run).filter(|inline| inline.text.contains(run));
    let tags: Vec<&str> = inlines.filter_map(|inline| tag(&inline.kind)).collect();
    for tag in &tags {
        put!(html, "<{tag}>");
    }
    html.push_str(&escaped(&document.shown(run)));
    for tag in tags.iter().rev() {
        put!(html, "</{}>", tag.split(' ').next().unwrap_or_default());
    }
}

/// Links lead nowhere: the page asks nothing of anyone.
fn tag(kind: &InlineKind) -> Option<&'static str> {
    match kind {
        InlineKind::Emphasis => Some("em"),
        InlineKind::Strong => Some("strong"),
        InlineKind::Deleted => Some("del"),
        InlineKind::Code => Some("code"),
        InlineKind::Link { .. } => Some("span class=link"),
        InlineKind::Quotation => None,
    }
}

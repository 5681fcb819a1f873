//! The list of the articles that something was found in.

use crate::document::{Block, BlockKind, Document};
use crate::finding::Severity;
use crate::report::FileReport;
use crate::source::one_line;

use super::escaped;

/// Writes an article's entry, which leads to its section.
pub(super) fn write_entry(html: &mut String, report: &FileReport, document: &Document<'_>, number: usize) {
    let path = one_line(&report.source.display_name());
    let (folder, name) = path.rsplit_once('/').map_or(("", path.as_str()), |(folder, name)| (folder, name));
    let worst = report.findings.iter().map(|finding| finding.severity).max().unwrap_or(Severity::Suggestion);
    let (worst, count) = (worst.as_str(), report.findings.len());
    let title =
        headline(document).map(|title| format!("<span class=title dir=auto>{}</span>", escaped(&title)));
    let folder = if folder.is_empty() {
        String::new()
    } else {
        format!("<span class=folder>{}/</span>", escaped(folder))
    };
    put!(
        html,
        "<li><a href=\"#a{number}\" data-a={number}><span class=\"count {worst}\">{count}</span>\
         <span class=name>{folder}{}</span>{}</a></li>\n",
        escaped(name),
        title.unwrap_or_default(),
    );
}

/// What an article is called by its readers.
fn headline(document: &Document<'_>) -> Option<String> {
    let is_headline = |block: &&Block| matches!(block.kind, BlockKind::Headline | BlockKind::Heading(1));
    let block = document.blocks().iter().find(is_headline)?;
    let title = one_line(&document.shown(block.text)).trim().to_owned();
    (!title.is_empty()).then_some(title)
}

//! One article: its blocks as they read, each with the notes about it beside it.

use crate::document::{Block, BlockId, BlockKind, Containers, Document};
use crate::finding::{Applicability, Finding, Fix};
use crate::report::{FileReport, located};
use crate::source::{Source, display_name};

use super::escaped;
use super::runs::{FindingMark, write_text};

/// A finding with where it is shown.
struct Note<'a> {
    number: usize,
    finding: &'a Finding,
    /// Beside which block; none stands above the article.
    block: Option<usize>,
    /// Whether the block's text holds a mark for it.
    is_marked: bool,
}

/// Writes the section of an article by its number; its findings are numbered from `first` on.
pub(super) fn write_article(
    html: &mut String,
    report: &FileReport,
    document: &Document<'_>,
    number: usize,
    first: usize,
) {
    let source = &report.source;
    let (marks, notes) = place(document, &report.findings, first);
    let path = escaped(&source.display_name());
    let count = report.findings.len();
    let lang = document.language().map(|language| format!(" lang=\"{}\"", escaped(language.as_str())));
    let lang = lang.unwrap_or_default();
    put!(
        html,
        "<section id=a{number}><h2 class=path tabindex=-1>{path} <span>· {count}</span></h2><article{lang}>\n"
    );
    let mut above = notes.iter().filter(|note| note.block.is_none()).peekable();
    if above.peek().is_some() {
        write_row(html, source, "", above);
    }
    for (index, block) in document.blocks().iter().enumerate() {
        let mut text = String::new();
        write_text(&mut text, document, block, &marks);
        let mut beside = notes.iter().filter(|note| note.block == Some(index)).peekable();
        if !matches!(block.kind, BlockKind::Markup | BlockKind::Value) || beside.peek().is_some() {
            write_row(html, source, &dressed(block, &text), beside);
        }
    }
    html.push_str("</article></section>\n");
}

fn place<'a>(
    document: &Document<'_>,
    findings: &'a [Finding],
    first: usize,
) -> (Vec<FindingMark>, Vec<Note<'a>>) {
    let mut marks = Vec::new();
    let mut notes = Vec::new();
    for (number, finding) in (first..).zip(findings) {
        let text = document.visible(finding.span);
        let shown = text.and_then(|text| document.block_at(text.start)).map(BlockId::index);
        let before = || document.blocks().iter().rposition(|block| block.span.start <= finding.span.start);
        notes.push(Note { number, finding, block: shown.or_else(before), is_marked: shown.is_some() });
        marks.extend(text.map(|text| FindingMark { number, severity: finding.severity, text }));
    }
    (marks, notes)
}

fn write_row<'n, 'f: 'n>(
    html: &mut String,
    source: &Source,
    text: &str,
    notes: impl Iterator<Item = &'n Note<'f>>,
) {
    html.push_str("<div class=row><div>");
    html.push_str(text);
    html.push_str("</div><div>");
    notes.for_each(|note| write_note(html, source, note));
    html.push_str("</div></div>\n");
}

/// A block's text in the element that shows what it is.
fn dressed(block: &Block, text: &str) -> String {
    let (class, label) = match block.kind {
        BlockKind::Heading(level) => {
            let level = level.clamp(1, 6);
            let shown = level + 2;
            return format!(
                "<div class=\"text heading h{level}\" role=heading aria-level={shown} dir=auto>{text}</div>"
            );
        }
        BlockKind::Paragraph if block.containers.contains(Containers::QUOTE) => ("quote", ""),
        BlockKind::Paragraph => ("paragraph", ""),
        BlockKind::ListItem => ("item", ""),
        BlockKind::Caption => ("caption", "Caption"),
        BlockKind::Alt => ("alt", "Alt text"),
        BlockKind::Title => ("alt", "Title"),
        BlockKind::Credit => ("credit", "Credit"),
        BlockKind::TableHeader => ("cell", "Column"),
        BlockKind::TableCell => ("cell", "Cell"),
        BlockKind::Label => ("aside", ""),
        BlockKind::Headline => ("metadata", "Headline"),
        BlockKind::Standfirst => ("metadata", "Standfirst"),
        BlockKind::Byline => ("metadata", "Byline"),
        BlockKind::Metadata => ("metadata", "Metadata"),
        BlockKind::Footnote => ("aside", "Footnote"),
        BlockKind::Code => ("code", "Code"),
        BlockKind::Markup => ("code", "Markup"),
        BlockKind::Value => ("code", "Metadata"),
    };
    let label = if label.is_empty() { String::new() } else { format!("<span class=label>{label}</span>") };
    format!("<div class=\"text {class}\" dir=auto>{label}{text}</div>")
}

fn write_note(html: &mut String, source: &Source, note: &Note<'_>) {
    let (number, finding) = (note.number, note.finding);
    let severity = finding.severity.as_str();
    let rule = escaped(&finding.rule);
    let at = source.position(finding.span.start);
    put!(
        html,
        "<div class=\"note {severity}\" id=n{number} data-n={number} data-severity={severity} data-rule=\"{rule}\" \
         tabindex=0 role=note dir=auto><p class=head>{number} · <b>{severity}</b> · {rule} · line {}:{}</p>\
         <p>{}</p>",
        at.line,
        at.column,
        escaped(&finding.message),
    );
    if !note.is_marked && !finding.span.is_empty() {
        put!(html, "<p>At <q>{}</q></p>", escaped(&shortened(source.slice(finding.span))));
    }
    write_advice(html, source, finding);
    html.push_str("</div>");
}

fn write_advice(html: &mut String, source: &Source, finding: &Finding) {
    for related in &finding.related {
        let place = located(source, related);
        let path = escaped(&display_name(&place.path, place.part.as_deref()));
        let message = escaped(related.message.trim_end_matches('.'));
        put!(html, "<p>{message}: {path}, line {}:{}</p>", place.start.line, place.start.column);
    }
    if let Some(help) = &finding.help {
        put!(html, "<p>{}</p>", escaped(help));
    }
    if let Some(fix) = &finding.fix {
        write_fix(html, source, fix);
    }
}

fn write_fix(html: &mut String, source: &Source, fix: &Fix) {
    let sure = match fix.applicability {
        Applicability::Safe => "Fix",
        Applicability::Unsafe => "Perhaps",
    };
    let edits = fix.edits.iter().map(|edit| {
        let (old, new) = (quoted(source.slice(edit.span)), quoted(&edit.replacement));
        match (edit.span.is_empty(), edit.replacement.is_empty()) {
            (true, _) => format!("insert {new}"),
            (false, true) => format!("remove {old}"),
            (false, false) => format!("replace {old} with {new}"),
        }
    });
    let edits: Vec<String> = edits.collect();
    put!(html, "<p>{sure}: {}</p>", edits.join(", "));
}

/// An edit's text; the empty lines that go with a block are left out.
fn quoted(text: &str) -> String {
    let trimmed = text.trim_end();
    format!("<q>{}</q>", escaped(&shortened(if trimmed.is_empty() { text } else { trimmed })))
}

/// A long text cut in the middle.
fn shortened(text: &str) -> String {
    let count = text.chars().count();
    if count <= 120 {
        return text.to_owned();
    }
    let head: String = text.chars().take(58).collect();
    let tail: String = text.chars().skip(count - 58).collect();
    format!("{head}…{tail}")
}

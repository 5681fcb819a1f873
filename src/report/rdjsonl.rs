//! One diagnostic a line for reviewdog. Its columns count UTF-8 bytes, from 1.

use std::collections::HashMap;
use std::io::{self, Write};

use serde_json::{Map, Value, json};

use super::{FileReport, Options, Reporter};
use crate::finding::{Finding, Fix, Place, Related, Severity};
use crate::source::{Source, SourceSpan, display_path};

pub(super) struct Rdjsonl {
    links: HashMap<String, String>,
}

impl Rdjsonl {
    pub(super) fn new(options: Options) -> Self {
        let links = options.rules.into_iter().filter_map(|rule| Some((rule.id, rule.link?)));
        Self { links: links.collect() }
    }

    fn diagnostic(&self, source: &Source, finding: &Finding) -> Value {
        let mut code = Map::from_iter([("value".to_owned(), json!(&*finding.rule))]);
        if let Some(link) = self.links.get(&*finding.rule) {
            code.insert("url".to_owned(), json!(link));
        }
        let help = finding.help.as_ref().map(|help| format!("\n{help}")).unwrap_or_default();
        let mut diagnostic = json!({
            "source": { "name": "copydesk" },
            "message": format!("{}{help}", finding.message),
            "severity": severity(finding.severity),
            "code": code,
            "location": location(source, finding.span),
        });
        if let Some(fix) = &finding.fix {
            diagnostic["suggestions"] = json!([suggestion(source, fix)]);
        }
        if !finding.related.is_empty() {
            let related = finding.related.iter().map(|related| related_location(source, related));
            diagnostic["relatedLocations"] = related.collect();
        }
        diagnostic
    }
}

impl Reporter for Rdjsonl {
    fn file(&mut self, out: &mut dyn Write, report: &FileReport) -> io::Result<()> {
        for finding in &report.findings {
            serde_json::to_writer(&mut *out, &self.diagnostic(&report.source, finding))?;
            out.write_all(b"\n")?;
        }
        out.flush()
    }
}

fn severity(severity: Severity) -> &'static str {
    match severity {
        Severity::Error => "ERROR",
        Severity::Warning => "WARNING",
        Severity::Suggestion => "INFO",
    }
}

fn location(source: &Source, span: SourceSpan) -> Value {
    json!({ "path": source.display_path(), "range": range(source, span) })
}

fn range(source: &Source, span: SourceSpan) -> Value {
    json!({ "start": position(source, span.start), "end": position(source, span.end) })
}

fn position(source: &Source, offset: u32) -> Value {
    let line = source.position(offset).line;
    let start = source.line_span(line).map_or(0, |span| span.start);
    json!({ "line": line, "column": offset.saturating_sub(start) + 1 })
}

/// Of a place in another source only the line is told: its bytes are not at hand.
fn related_location(source: &Source, related: &Related) -> Value {
    let location = match &related.place {
        Place::Here(span) => location(source, *span),
        Place::Elsewhere(place) => json!({
            "path": display_path(&place.path),
            "range": { "start": { "line": place.start.line } },
        }),
    };
    json!({ "message": related.message, "location": location })
}

/// A suggestion replaces one range, so the edits of a fix become one over all of them.
fn suggestion(source: &Source, fix: &Fix) -> Value {
    let spans = fix.edits.iter().map(|edit| edit.span);
    let whole = spans.reduce(SourceSpan::cover).unwrap_or_default();
    let mut text = String::new();
    let mut end = whole.start;
    for edit in &fix.edits {
        text.push_str(source.slice(SourceSpan::new(end, edit.span.start)));
        text.push_str(&edit.replacement);
        end = edit.span.end;
    }
    json!({ "range": range(source, whole), "text": text })
}

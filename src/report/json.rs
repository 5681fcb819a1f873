//! `json` and `jsonl`: the fields that other programs may rely on.
//!
//! The shape is a contract. Within a major version fields are only added.

use std::io::{self, Write};

use serde::Serialize;

use super::{FileReport, Reporter, Summary, located};
use crate::document::Document;
use crate::finding::{Applicability, Finding, Fix, Located, Severity};
use crate::source::{Source, display_path};

/// A finding as JSON tells it.
#[derive(Debug, Serialize, schemars::JsonSchema)]
pub struct Record<'a> {
    path: String,
    #[serde(flatten)]
    part: Option<PartRecord<'a>>,
    rule: &'a str,
    severity: Severity,
    message: &'a str,
    #[serde(flatten)]
    place: PlaceRecord,
    excerpt: &'a str,
    related: Vec<RelatedRecord<'a>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    help: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    fix: Option<FixRecord<'a>>,
}

/// Where a finding is in a part of a file; its lines, columns and bytes are those of the part's text.
#[derive(Debug, Serialize, schemars::JsonSchema)]
struct PartRecord<'a> {
    part: &'a str,
    #[serde(flatten)]
    place: Option<ParagraphRecord>,
}

/// A place as readers of a laid out text count it; both count from 1.
#[derive(Debug, Serialize, schemars::JsonSchema)]
struct ParagraphRecord {
    paragraph: usize,
    character: usize,
}

#[derive(Debug, Serialize, schemars::JsonSchema)]
struct PlaceRecord {
    line: u32,
    column: u32,
    end_line: u32,
    end_column: u32,
    byte_start: u64,
    byte_end: u64,
}

#[derive(Debug, Serialize, schemars::JsonSchema)]
struct RelatedRecord<'a> {
    path: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    part: Option<String>,
    message: &'a str,
    #[serde(flatten)]
    place: PlaceRecord,
}

#[derive(Debug, Serialize, schemars::JsonSchema)]
struct FixRecord<'a> {
    applicability: Applicability,
    edits: Vec<EditRecord<'a>>,
}

#[derive(Debug, Serialize, schemars::JsonSchema)]
struct EditRecord<'a> {
    byte_start: u64,
    byte_end: u64,
    replacement: &'a str,
}

impl<'a> Record<'a> {
    /// The records of the findings in a report.
    pub fn all(report: &'a FileReport) -> impl Iterator<Item = Self> {
        let document = report.source.part().map(|part| (part, report.document()));
        report.findings.iter().map(move |finding| {
            let part = document.as_ref().map(|(part, document)| PartRecord::new(part, document, finding));
            Self::new(&report.source, part, finding)
        })
    }

    fn new(source: &'a Source, part: Option<PartRecord<'a>>, finding: &'a Finding) -> Self {
        let related = finding.related.iter().map(|related| {
            let place = located(source, related);
            let path = display_path(&place.path);
            RelatedRecord { path, message: &related.message, place: (&place).into(), part: place.part }
        });
        Self {
            path: source.display_path(),
            part,
            rule: &finding.rule,
            severity: finding.severity,
            message: &finding.message,
            place: (&Located::new(source, finding.span)).into(),
            excerpt: source.slice(finding.span),
            related: related.collect(),
            help: finding.help.as_deref(),
            fix: finding.fix.as_ref().map(|fix| FixRecord::new(source, fix)),
        }
    }
}

impl<'a> PartRecord<'a> {
    fn new(part: &'a str, document: &Document<'_>, finding: &Finding) -> Self {
        let place = document.block_place(finding.span.start);
        let place =
            place.map(|(block, character)| ParagraphRecord { paragraph: block.index() + 1, character });
        Self { part, place }
    }
}

impl From<&Located> for PlaceRecord {
    fn from(place: &Located) -> Self {
        Self {
            line: place.start.line,
            column: place.start.column,
            end_line: place.end.line,
            end_column: place.end.column,
            byte_start: place.byte_start,
            byte_end: place.byte_end,
        }
    }
}

impl<'a> FixRecord<'a> {
    fn new(source: &Source, fix: &'a Fix) -> Self {
        let edits = fix.edits.iter().map(|edit| EditRecord {
            byte_start: source.stored_offset(edit.span.start),
            byte_end: source.stored_offset(edit.span.end),
            replacement: &edit.replacement,
        });
        Self { applicability: fix.applicability, edits: edits.collect() }
    }
}

/// One array; each finding stands on a line of its own, so that two reports can be compared line by line.
#[derive(Default)]
pub(super) struct Json {
    written: bool,
}

impl Reporter for Json {
    fn begin(&mut self, out: &mut dyn Write) -> io::Result<()> {
        out.write_all(b"[")
    }

    fn file(&mut self, out: &mut dyn Write, report: &FileReport) -> io::Result<()> {
        for record in Record::all(report) {
            out.write_all(if self.written { b",\n" } else { b"\n" })?;
            serde_json::to_writer(&mut *out, &record)?;
            self.written = true;
        }
        Ok(())
    }

    fn finish(&mut self, out: &mut dyn Write, _: &Summary) -> io::Result<()> {
        out.write_all(if self.written { b"\n]\n" } else { b"]\n" })
    }
}

/// One object a line, so that a reader can work while the run goes on.
pub(super) struct Jsonl;

impl Reporter for Jsonl {
    fn file(&mut self, out: &mut dyn Write, report: &FileReport) -> io::Result<()> {
        for record in Record::all(report) {
            serde_json::to_writer(&mut *out, &record)?;
            out.write_all(b"\n")?;
        }
        out.flush()
    }
}

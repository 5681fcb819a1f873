//! GitLab Code Quality.
//!
//! GitLab shows the description but not the check's name, and drops findings whose fingerprint it has
//! seen: so the rule stands in the description, and the path goes into the fingerprint.

use std::io::{self, Write};

use serde_json::{Value, json};

use super::{FileReport, Reporter, Summary};
use crate::finding::fingerprints;
use crate::finding::{Finding, Located, Severity};
use crate::source::{Position, Source};

#[derive(Default)]
pub(super) struct Gitlab {
    written: bool,
}

impl Reporter for Gitlab {
    fn begin(&mut self, out: &mut dyn Write) -> io::Result<()> {
        out.write_all(b"[")
    }

    fn file(&mut self, out: &mut dyn Write, report: &FileReport) -> io::Result<()> {
        let names = fingerprints(&report.source, &report.findings);
        for (finding, name) in report.findings.iter().zip(names) {
            out.write_all(if self.written { b",\n" } else { b"\n" })?;
            serde_json::to_writer(&mut *out, &issue(&report.source, finding, &name))?;
            self.written = true;
        }
        Ok(())
    }

    fn finish(&mut self, out: &mut dyn Write, _: &Summary) -> io::Result<()> {
        out.write_all(if self.written { b"\n]\n" } else { b"]\n" })
    }
}

fn issue(source: &Source, finding: &Finding, name: &str) -> Value {
    let place = Located::new(source, finding.span);
    let path = source.display_path();
    let unique = blake3::hash(format!("{path}\0{name}").as_bytes());
    json!({
        "description": format!("{}: {}", finding.rule, finding.message),
        "check_name": &*finding.rule,
        "fingerprint": unique.to_hex().as_str(),
        "severity": severity(finding.severity),
        "location": {
            "path": path,
            "positions": { "begin": position(place.start), "end": position(place.end) },
        },
    })
}

fn position(at: Position) -> Value {
    json!({ "line": at.line, "column": at.column })
}

fn severity(severity: Severity) -> &'static str {
    match severity {
        Severity::Error => "major",
        Severity::Warning => "minor",
        Severity::Suggestion => "info",
    }
}

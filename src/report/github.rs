//! Workflow commands that GitHub turns into annotations of a pull request.
//!
//! Columns count Unicode scalar values. GitHub refuses columns where the lines differ.

use std::io::{self, Write};

use super::{FileReport, Reporter};
use crate::finding::{Finding, Located, Severity};
use crate::source::Source;

pub(super) struct Github;

impl Reporter for Github {
    fn file(&mut self, out: &mut dyn Write, report: &FileReport) -> io::Result<()> {
        report.findings.iter().try_for_each(|finding| writeln!(out, "{}", command(&report.source, finding)))
    }
}

fn command(source: &Source, finding: &Finding) -> String {
    let place = Located::new(source, finding.span);
    let (start, end) = (place.start, place.end);
    let columns = if start.line == end.line {
        format!(",col={},endColumn={}", start.column, end.column)
    } else {
        String::new()
    };
    let help = finding.help.as_ref().map(|help| format!("\n{help}")).unwrap_or_default();
    format!(
        "::{} title={},file={},line={},endLine={}{columns}::{}",
        level(finding.severity),
        property(&format!("copydesk {}", finding.rule)),
        property(&source.display_path()),
        start.line,
        end.line,
        data(&format!("{}{help}", finding.message)),
    )
}

fn level(severity: Severity) -> &'static str {
    match severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
        Severity::Suggestion => "notice",
    }
}

fn data(text: &str) -> String {
    text.replace('%', "%25").replace('\r', "%0D").replace('\n', "%0A")
}

fn property(text: &str) -> String {
    data(text).replace(':', "%3A").replace(',', "%2C")
}

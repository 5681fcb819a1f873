//! Workflow commands that GitHub turns into annotations of a pull request.
//!
//! Columns count Unicode scalar values. GitHub refuses columns where the lines differ, and shows no more
//! than ten annotations of each level a step: the tenth then says how many there are, and those beyond
//! are ordinary lines of the log.

use std::io::{self, Write};

use super::{FileReport, Reporter, Summary};
use crate::finding::{Finding, Located, Severity};
use crate::source::{Source, one_line, visible};

/// How many annotations of a level GitHub shows a step.
const SHOWN: usize = 10;

#[derive(Default)]
pub(super) struct Github {
    errors: Annotations,
    warnings: Annotations,
    notices: Annotations,
}

/// The annotations of one level.
#[derive(Default)]
struct Annotations {
    number: usize,
    /// The last that GitHub would show, until it is sure that no more come.
    last: Option<Last>,
}

/// A finding as an annotation, and as a line of the log.
struct Last {
    command: String,
    line: String,
}

impl Annotations {
    fn add(&mut self, out: &mut dyn Write, source: &Source, finding: &Finding) -> io::Result<()> {
        self.number += 1;
        if self.number < SHOWN {
            return writeln!(out, "{}", command(source, finding));
        }
        if self.number == SHOWN {
            self.last = Some(Last { command: command(source, finding), line: log_line(source, finding) });
            return Ok(());
        }
        if let Some(last) = self.last.take() {
            writeln!(out, "{}", last.line)?;
        }
        writeln!(out, "{}", log_line(source, finding))
    }

    fn finish(&mut self, out: &mut dyn Write, severity: Severity) -> io::Result<()> {
        if let Some(last) = self.last.take() {
            return writeln!(out, "{}", last.command);
        }
        if self.number <= SHOWN {
            return Ok(());
        }
        let told =
            format!("{} more {}s; the log has all of them", self.number + 1 - SHOWN, severity.as_str());
        writeln!(out, "::{} title=copydesk::{}", level(severity), data(&told))
    }
}

impl Reporter for Github {
    fn file(&mut self, out: &mut dyn Write, report: &FileReport) -> io::Result<()> {
        report.findings.iter().try_for_each(|finding| {
            let level = match finding.severity {
                Severity::Error => &mut self.errors,
                Severity::Warning => &mut self.warnings,
                Severity::Suggestion => &mut self.notices,
            };
            level.add(out, &report.source, finding)
        })
    }

    fn finish(&mut self, out: &mut dyn Write, _summary: &Summary) -> io::Result<()> {
        self.errors.finish(out, Severity::Error)?;
        self.warnings.finish(out, Severity::Warning)?;
        self.notices.finish(out, Severity::Suggestion)
    }
}

/// A finding as a line of the log, which the runner must not take for a command.
fn log_line(source: &Source, finding: &Finding) -> String {
    let (path, start) = (source.display_path(), Located::new(source, finding.span).start);
    let (severity, rule) = (finding.severity.as_str(), &finding.rule);
    let line = format!("{severity}: {path}:{}:{}: {} ({rule})", start.line, start.column, finding.message);
    one_line(&line).replace("##[", "## [")
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
    let mut data = String::with_capacity(text.len());
    for character in text.chars() {
        match character {
            '%' => data.push_str("%25"),
            '\r' => data.push_str("%0D"),
            '\n' => data.push_str("%0A"),
            character => data.push(visible(character)),
        }
    }
    data
}

fn property(text: &str) -> String {
    data(text).replace(':', "%3A").replace(',', "%2C")
}

//! One line a finding, for people in a hurry and for tools that read `path:line:column`.

use std::io::{self, Write};

use super::{FileReport, Options, Reporter, Summary};
use crate::source::one_line;

pub(super) struct Concise {
    options: Options,
}

impl Concise {
    pub(super) fn new(options: Options) -> Self {
        Self { options }
    }
}

impl Reporter for Concise {
    fn file(&mut self, out: &mut dyn Write, report: &FileReport) -> io::Result<()> {
        let path = one_line(&report.source.display_name());
        for finding in &report.findings {
            let at = report.source.position(finding.span.start);
            let severity = finding.severity.as_str();
            let message = one_line(&finding.message);
            writeln!(out, "{path}:{}:{}: {severity}[{}] {message}", at.line, at.column, finding.rule)?;
        }
        Ok(())
    }

    fn finish(&mut self, out: &mut dyn Write, summary: &Summary) -> io::Result<()> {
        if self.options.statistics { summary.write_table(out, usize::MAX) } else { Ok(()) }
    }
}

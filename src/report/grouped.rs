//! The findings of a file under its name, a line or two each.

use std::io::{self, Write};

use anstyle::{Reset, Style};
use unicode_width::UnicodeWidthStr;

use super::text::severity_color;
use super::wrap::wrap;
use super::{FileReport, Options, Reporter, Summary, link};
use crate::finding::Finding;
use crate::source::{Source, one_line};

/// The longest word for a severity.
const SEVERITY: usize = "suggestion".len();
/// Messages are not pressed into fewer columns.
const NARROWEST: usize = 20;

pub(super) struct Grouped {
    options: Options,
}

impl Grouped {
    pub(super) fn new(options: Options) -> Self {
        Self { options }
    }

    fn styled(&self, text: &str, style: Style) -> String {
        if self.options.color { format!("{style}{text}{Reset}") } else { text.to_owned() }
    }

    /// The lines of a finding; its place fills so many columns.
    fn lines(&self, source: &Source, finding: &Finding, places: usize) -> String {
        let severity = finding.severity.as_str();
        let margin = 2 + places + 2 + SEVERITY + 2;
        let room = self.options.width.saturating_sub(margin).max(NARROWEST);
        let mut message = wrap(&one_line(&finding.message), room);
        let last = message.lines().last().unwrap_or_default().width();
        let is_fitting = last + 2 + finding.rule.width() <= room;
        message = message.replace('\n', &format!("\n{:margin$}", ""));
        let gap = if is_fitting { "  ".to_owned() } else { format!("\n{:margin$}", "") };
        let rule = self.styled(&finding.rule, Style::new().dimmed());
        let rule = link::to_rule(&rule, &finding.rule, self.options.links);
        let padding = SEVERITY - severity.len();
        let severity = self.styled(severity, severity_color(finding.severity).on_default());
        let place = place(source, finding);
        format!("  {place:>places$}  {severity}{:padding$}  {message}{gap}{rule}\n", "")
    }
}

fn place(source: &Source, finding: &Finding) -> String {
    let at = source.position(finding.span.start);
    format!("{}:{}", at.line, at.column)
}

impl Reporter for Grouped {
    fn file(&mut self, out: &mut dyn Write, report: &FileReport) -> io::Result<()> {
        if report.findings.is_empty() {
            return Ok(());
        }
        let source = &report.source;
        let places = report.findings.iter().map(|finding| place(source, finding).len()).max().unwrap_or(0);
        writeln!(out, "{}", self.styled(&one_line(&source.display_name()), Style::new().bold().underline()))?;
        for finding in &report.findings {
            out.write_all(self.lines(source, finding, places).as_bytes())?;
        }
        writeln!(out)
    }

    fn finish(&mut self, out: &mut dyn Write, summary: &Summary) -> io::Result<()> {
        summary.close(out, &self.options)
    }
}

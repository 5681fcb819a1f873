//! What a run amounts to as Markdown, for the page GitHub shows of a job.
//!
//! Annotations are few (ten a severity and step); this page has room for more. It may hold 1 MiB.

use super::{FileReport, Summary};
use crate::finding::{Finding, Located, Severity};
use crate::source::{Source, one_line};

/// How many findings of each severity are listed.
const LISTED: usize = 100;
/// How many characters of a message are shown.
const LONGEST: usize = 300;

/// A job's page in the making.
#[derive(Debug, Clone, Default)]
pub struct JobSummary {
    /// Rows of a table, worst first.
    errors: Vec<String>,
    warnings: Vec<String>,
    suggestions: Vec<String>,
}

impl JobSummary {
    /// Takes a file's findings in.
    pub fn file(&mut self, report: &FileReport) {
        for finding in &report.findings {
            let rows = match finding.severity {
                Severity::Error => &mut self.errors,
                Severity::Warning => &mut self.warnings,
                Severity::Suggestion => &mut self.suggestions,
            };
            if rows.len() < LISTED {
                rows.push(row(&report.source, finding));
            }
        }
    }

    /// The page.
    pub fn markdown(&self, summary: &Summary) -> String {
        let mut page = format!("## Copydesk\n\n{}\n", text(&summary.line()));
        if summary.findings() == 0 {
            return page;
        }
        page.push_str("\n| Rule | Findings |\n| :--- | ---: |\n");
        for (rule, number) in summary.statistics() {
            page.extend(["| ", &text(rule), " | ", &number.to_string(), " |\n"]);
        }
        let rows = || self.errors.iter().chain(&self.warnings).chain(&self.suggestions);
        page.push_str("\n| Where | Severity | Rule | What |\n| :--- | :--- | :--- | :--- |\n");
        page.extend(rows().map(String::as_str));
        let more = summary.findings().saturating_sub(rows().count());
        if more > 0 {
            page.extend(["\nand ", &more.to_string(), " more; the log has all of them.\n"]);
        }
        page
    }
}

fn row(source: &Source, finding: &Finding) -> String {
    let start = Located::new(source, finding.span).start;
    let message: String = one_line(&finding.message).chars().take(LONGEST).collect();
    format!(
        "| {}:{}:{} | {} | {} | {} |\n",
        text(&source.display_name()),
        start.line,
        start.column,
        finding.severity.as_str(),
        text(&finding.rule),
        text(&message)
    )
}

/// Text in a cell, without any meaning in Markdown or HTML.
fn text(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for character in one_line(text).chars() {
        match character {
            '&' => escaped.push_str("&amp;"),
            '<' => escaped.push_str("&lt;"),
            '>' => escaped.push_str("&gt;"),
            '\\' | '`' | '*' | '_' | '[' | ']' | '|' | '~' | '#' | '!' | '$' => {
                escaped.push('\\');
                escaped.push(character);
            }
            character => escaped.push(character),
        }
    }
    escaped
}

#[cfg(test)]
mod tests {
    use super::super::fixture;
    use super::*;

    #[test]
    fn the_page_counts_and_lists_the_worst_first() {
        let mut report = fixture::article();
        report.findings.push(fixture::finding(
            "house.cells",
            Severity::Error,
            "a | b <script>\n`c`",
            fixture::span(&report.source, "Harbour", 0),
        ));
        let (mut summary, mut page) = (Summary::default(), JobSummary::default());
        summary.count(&report);
        page.file(&report);
        let page = page.markdown(&summary);
        assert!(
            page.contains(
                "| drafts/harbour.md:1:3 | error | house.cells | a \\| b &lt;script&gt; \\`c\\` |\n"
            )
        );
        let (error, suggestion) = (page.find("| error |").unwrap(), page.rfind("| suggestion |").unwrap());
        assert!(error < suggestion, "{page}");
    }

    #[test]
    fn long_lists_are_cut_and_say_so() {
        let source = Source::new("a.md", "TK\n".repeat(LISTED + 5));
        let spans = source.text().match_indices("TK").map(|(at, _)| at..at + 2);
        let findings = spans.map(|span| {
            fixture::finding("a.b", Severity::Warning, "x", crate::source::SourceSpan::from_range(span))
        });
        let findings = findings.collect();
        let report = FileReport { source, read_as: crate::document::Format::Markdown.into(), findings };
        let (mut summary, mut page) = (Summary::default(), JobSummary::default());
        summary.count(&report);
        page.file(&report);
        assert!(page.markdown(&summary).ends_with("and 5 more; the log has all of them.\n"));
    }
}

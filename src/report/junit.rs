//! `JUnit` XML: a suite for each file, a failed case for each finding, a passed one for a clean file.

use std::io::{self, Write};

use quick_junit::{NonSuccessKind, Report, TestCase, TestCaseStatus, TestSuite};

use super::{FileReport, Reporter, Summary, xml_text};
use crate::finding::Finding;
use crate::source::{Source, one_line};

pub(super) struct Junit {
    report: Report,
}

impl Junit {
    pub(super) fn new() -> Self {
        Self { report: Report::new("copydesk") }
    }
}

impl Reporter for Junit {
    fn file(&mut self, _: &mut dyn Write, report: &FileReport) -> io::Result<()> {
        let mut suite = TestSuite::new(xml_text(&report.source.display_name()));
        if report.findings.is_empty() {
            suite.add_test_case(TestCase::new("no findings", TestCaseStatus::success()));
        }
        suite.add_test_cases(report.findings.iter().map(|finding| failed(&report.source, finding)));
        self.report.add_test_suite(suite);
        Ok(())
    }

    fn finish(&mut self, out: &mut dyn Write, summary: &Summary) -> io::Result<()> {
        self.report.set_time(summary.elapsed);
        self.report.serialize(&mut *out).map_err(io::Error::other)
    }
}

fn failed(source: &Source, finding: &Finding) -> TestCase {
    let at = source.position(finding.span.start);
    let place = format!("{}:{}:{}", source.display_name(), at.line, at.column);
    let excerpt = one_line(source.slice(finding.span));
    let help = finding.help.as_ref().map(|help| format!("\n{}", xml_text(help))).unwrap_or_default();
    let mut status = TestCaseStatus::non_success(NonSuccessKind::Failure);
    status
        .set_message(xml_text(&finding.message))
        .set_type(finding.severity.as_str())
        .set_description(format!("{}\n{}{help}", xml_text(&place), xml_text(&excerpt)));
    let name = format!("{} line {} column {}", finding.rule, at.line, at.column);
    let mut case = TestCase::new(xml_text(&name), status);
    case.set_classname(format!("copydesk.{}", xml_text(&finding.rule)));
    case
}

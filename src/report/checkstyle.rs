//! Checkstyle's XML, which Jenkins and many editors read.

use std::io::{self, Write};

use quick_xml::Writer;
use quick_xml::events::{BytesDecl, BytesEnd, BytesStart, Event};

use super::{FileReport, Reporter, Summary, xml_text};
use crate::finding::{Finding, Severity};
use crate::source::Source;

pub(super) struct Checkstyle;

impl Reporter for Checkstyle {
    fn begin(&mut self, out: &mut dyn Write) -> io::Result<()> {
        let mut writer = Writer::new(&mut *out);
        writer.write_event(Event::Decl(BytesDecl::new("1.0", Some("UTF-8"), None)))?;
        writer.write_event(Event::Start(
            BytesStart::new("checkstyle").with_attributes([("version", "10.0")]),
        ))?;
        writeln!(out)
    }

    fn file(&mut self, out: &mut dyn Write, report: &FileReport) -> io::Result<()> {
        let path = xml_text(&report.source.display_path());
        let mut writer = Writer::new_with_indent(&mut *out, b' ', 2);
        writer.write_event(Event::Start(BytesStart::new("file").with_attributes([("name", &*path)])))?;
        for finding in &report.findings {
            writer.write_event(Event::Empty(error(&report.source, finding)))?;
        }
        writer.write_event(Event::End(BytesEnd::new("file")))?;
        writeln!(out)
    }

    fn finish(&mut self, out: &mut dyn Write, _: &Summary) -> io::Result<()> {
        Writer::new(&mut *out).write_event(Event::End(BytesEnd::new("checkstyle")))?;
        writeln!(out)
    }
}

fn error(source: &Source, finding: &Finding) -> BytesStart<'static> {
    let at = source.position(finding.span.start);
    let attributes = [
        ("line", at.line.to_string()),
        ("column", at.column.to_string()),
        ("severity", severity(finding.severity).to_owned()),
        ("message", xml_text(&finding.message)),
        ("source", xml_text(&format!("copydesk.{}", finding.rule))),
    ];
    let mut element = BytesStart::new("error");
    for (name, value) in &attributes {
        element.push_attribute((*name, value.as_str()));
    }
    element
}

fn severity(severity: Severity) -> &'static str {
    match severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
        Severity::Suggestion => "info",
    }
}

//! Texts in parts of a file: a made-up container, registered as any program may register one.

#![allow(clippy::unwrap_used, reason = "a test that cannot go on fails")]

mod support;

use std::error::Error;
use std::fs;
use std::path::{Path, PathBuf};

use copydesk::desk::baseline::Baseline;
use copydesk::desk::{Configuration, Desk, FileError, Pass};
use copydesk::document::Format;
use copydesk::finding::{Applicability, Refusal};
use copydesk::formats::{Container, Part};
use copydesk::report::{FileReport, Options, OutputFormat, Record, Summary, reporter};
use serde_json::Value;
use support::folder;

/// Parts behind lines such as `@@ story.md`; the first line says that it is one.
struct Bundle;

impl Container for Bundle {
    fn extensions(&self) -> &[&str] {
        &["bundle"]
    }

    fn open(&self, bytes: &[u8]) -> Result<Vec<Part>, Box<dyn Error + Send + Sync>> {
        let text = std::str::from_utf8(bytes)?;
        let parts = text.strip_prefix("bundle\n").ok_or("is no bundle")?;
        let parts = parts.split("@@ ").skip(1).filter_map(|part| part.split_once('\n'));
        Ok(parts
            .filter_map(|(name, text)| {
                let format = Format::from_path(Path::new(name)).filter(|_| name.contains('.'))?;
                Some(Part { name: name.to_owned(), text: text.to_owned(), format })
            })
            .collect())
    }
}

const BUNDLE: &str = "bundle
@@ style
the the
@@ story.md
# The quay opens again

All is well.

The *ferry* 🙂 left left on Monday.
@@ note.html
<p>Fine.</p><p>The the mate &amp; the crew.</p>
";

fn desk() -> Desk {
    desk_with(Baseline::default())
}

fn desk_with(known: Baseline) -> Desk {
    Desk::builder().configuration(Configuration::None).container(Bundle).baseline(known).build()
}

/// What is found in the articles of a folder, held against each other.
fn found(desk: &Desk, folder: &Path) -> Vec<FileReport> {
    let found = desk.find(&[folder.to_owned()]).unwrap();
    let mut pass = Pass::default();
    let mut reports = Vec::new();
    for article in &found.articles {
        for mut checked in article.check(None).unwrap() {
            pass.compare(article, None, &mut checked);
            pass.take_known(article, &mut checked.report);
            reports.push(checked.into_report());
        }
    }
    reports
}

fn records(report: &FileReport) -> Vec<Value> {
    Record::all(report).map(|record| serde_json::to_value(record).unwrap()).collect()
}

#[test]
fn a_place_is_told_by_part_paragraph_and_character() {
    let here = folder(&[("mail.bundle", BUNDLE.as_bytes()), ("other.md", b"The the quay.\n")]);
    let reports = found(&desk(), here.path());
    assert_eq!(reports.len(), 3, "two parts and a file");
    let story = &records(&reports[0])[0];
    assert!(story["path"].as_str().unwrap().ends_with("/mail.bundle"));
    let told = |field: &str| story[field].clone();
    assert_eq!(told("part"), "story.md");
    assert_eq!((told("paragraph"), told("character")), (3.into(), 13.into()), "of the visible text");
    assert_eq!((told("line"), told("column")), (5.into(), 15.into()), "of the part's text");
    assert_eq!(told("excerpt"), "left left");
    let note = &records(&reports[1])[0];
    assert_eq!(
        (&note["part"], &note["paragraph"], &note["character"]),
        (&"note.html".into(), &2.into(), &1.into())
    );
    let other = &records(&reports[2])[0];
    assert!(other.get("part").is_none() && other.get("paragraph").is_none());
}

#[test]
fn fixes_in_parts_are_withheld_with_a_reason() {
    let here = folder(&[("mail.bundle", BUNDLE.as_bytes())]);
    let found = desk().find(&[here.path().to_owned()]).unwrap();
    let checked = found.articles[0].check(Some(Applicability::Unsafe)).unwrap();
    for checked in checked {
        let findings = &checked.report.findings;
        assert!(findings.iter().all(|finding| finding.fix.is_none()));
        assert_eq!(findings[0].withheld.unwrap().refusal, Refusal::Part);
        assert_eq!(checked.fixed.unwrap().text, checked.report.source.text());
    }
    assert_eq!(fs::read_to_string(here.path().join("mail.bundle")).unwrap(), BUNDLE);
}

#[test]
fn a_baseline_knows_a_finding_by_its_part() {
    let here = folder(&[("mail.bundle", BUNDLE.as_bytes())]);
    let path = here.path().join("known.json");
    let mut written = Baseline::new(&path);
    let reports = found(&desk(), here.path());
    written.add(&reports[0]);
    let read = Baseline::read(&path, &written.to_text()).unwrap();
    let left = found(&desk_with(read), here.path());
    assert!(left[0].findings.is_empty() && !left[1].findings.is_empty());
}

#[test]
fn every_output_format_names_the_part_or_the_file() {
    let here = folder(&[("mail.bundle", BUNDLE.as_bytes())]);
    let reports = found(&desk(), here.path());
    let formats = [
        (OutputFormat::Text, "mail.bundle#story.md"),
        (OutputFormat::Concise, "mail.bundle#note.html:1:16"),
        (OutputFormat::Junit, "mail.bundle#story.md"),
        (OutputFormat::Html, "mail.bundle#story.md"),
        (OutputFormat::Sarif, "mail.bundle\""),
        (OutputFormat::Github, "mail.bundle,line"),
        (OutputFormat::Gitlab, "mail.bundle\""),
        (OutputFormat::Checkstyle, "mail.bundle\""),
        (OutputFormat::Rdjsonl, "mail.bundle\""),
    ];
    for (format, named) in formats {
        let (mut out, mut summary) = (Vec::new(), Summary::default());
        let mut reporter = reporter(format, Options::default());
        reporter.begin(&mut out).unwrap();
        for report in &reports {
            summary.count(report);
            reporter.file(&mut out, report).unwrap();
        }
        reporter.finish(&mut out, &summary).unwrap();
        let out = String::from_utf8(out).unwrap();
        assert!(out.contains(named), "{format:?}: {out}");
    }
}

#[test]
fn what_is_no_container_is_an_error_with_its_name() {
    let here = folder(&[("mail.bundle", b"something else")]);
    let desk = desk();
    let found = desk.find(&[PathBuf::from(here.path())]).unwrap();
    let error = found.articles[0].check(None).map(|_| ()).unwrap_err();
    assert!(error.to_string().ends_with("mail.bundle: is no bundle"), "{error}");
    assert_eq!(desk.lint("mail.bundle", BUNDLE).unwrap().len(), 2, "a given text is a container as well");
    let plain = Desk::builder().configuration(Configuration::None).build();
    assert_eq!(plain.find(&[PathBuf::from(here.path())]).unwrap().articles.len(), 0, "nobody told that desk");
}

/// A container that holds a mistake of its own.
struct Trap;

impl Container for Trap {
    fn extensions(&self) -> &[&str] {
        &["trap"]
    }

    fn open(&self, _: &[u8]) -> Result<Vec<Part>, Box<dyn Error + Send + Sync>> {
        panic!("as this test wants");
    }
}

#[test]
fn a_panic_over_one_article_is_told_and_the_others_are_checked() {
    let plug = b"The ferry left left.\n";
    let here = folder(&[("a.md", plug), ("b.trap", plug), ("c.md", plug), ("d.trap", plug), ("e.md", plug)]);
    let desk = Desk::builder().configuration(Configuration::None).container(Trap).build();
    let found = desk.find(&[here.path().to_owned()]).unwrap();
    let told = |result: Result<FileReport, FileError>| match result {
        Ok(report) => report.findings.len().to_string(),
        Err(error) => error.to_string().rsplit_once('/').unwrap().1.split(':').next().unwrap().to_owned(),
    };
    let mut all = Vec::new();
    desk.check(&found.articles, |result| all.push(told(result)));
    assert_eq!(all, ["1", "b.trap", "1", "d.trap", "1"]);
}

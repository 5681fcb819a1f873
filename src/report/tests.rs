//! Every format over the same article.

use super::fixture::{finding, render};
use super::{FileReport, Options, OutputFormat, Summary, reporter};
use crate::finding::Severity;
use crate::source::{Source, SourceSpan};

#[test]
fn concise_is_one_line_a_finding() {
    insta::assert_snapshot!(render(OutputFormat::Concise));
}

#[test]
fn grouped_puts_findings_under_their_file() {
    insta::assert_snapshot!(render(OutputFormat::Grouped));
}

#[test]
fn json_tells_the_fields_of_the_contract() {
    insta::assert_snapshot!(render(OutputFormat::Json));
}

#[test]
fn jsonl_is_the_array_line_by_line() {
    let array: Vec<serde_json::Value> = serde_json::from_str(&render(OutputFormat::Json)).unwrap();
    let lines = render(OutputFormat::Jsonl);
    let lines: Vec<serde_json::Value> =
        lines.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    assert_eq!(lines, array);
}

#[test]
fn text_marks_source_lines() {
    insta::assert_snapshot!(render(OutputFormat::Text));
}

#[test]
fn sarif_lists_rules_results_and_fixes() {
    let log: serde_json::Value = serde_json::from_str(&render(OutputFormat::Sarif)).unwrap();
    insta::assert_snapshot!(serde_json::to_string_pretty(&log).unwrap());
}

#[test]
fn github_commands_are_escaped() {
    insta::assert_snapshot!(render(OutputFormat::Github));
}

/// The lines that the github format writes about this many findings.
fn github_lines(number: usize) -> Vec<String> {
    let source = Source::new("::a.md", "TK\n".repeat(number));
    let spans = source.text().match_indices("TK").map(|(at, found)| at..at + found.len());
    let findings =
        spans.map(|span| finding("a.b", Severity::Warning, "##[group]", SourceSpan::from_range(span)));
    let findings = findings.collect();
    let report = FileReport { source, read_as: crate::document::Format::Markdown.into(), findings };
    let (mut out, mut summary) = (Vec::new(), Summary::default());
    summary.count(&report);
    let mut reporter = reporter(OutputFormat::Github, Options::default());
    reporter.file(&mut out, &report).unwrap();
    reporter.finish(&mut out, &summary).unwrap();
    String::from_utf8(out).unwrap().lines().map(str::to_owned).collect()
}

#[test]
fn the_tenth_annotation_stands_for_those_that_github_would_hide() {
    let is_command = |line: &&String| line.starts_with("::");
    let ten = github_lines(10);
    assert_eq!((ten.len(), ten.iter().filter(is_command).count()), (10, 10));
    let twelve = github_lines(12);
    let commands: Vec<&String> = twelve.iter().filter(is_command).collect();
    assert_eq!(commands.len(), 10);
    assert_eq!(commands[9], "::warning title=copydesk::3 more warnings; the log has all of them");
    let lines: Vec<&String> = twelve.iter().filter(|line| !line.starts_with("::")).collect();
    assert_eq!(lines[0], "warning: ::a.md:10:1: ## [group] (a.b)");
    assert_eq!(lines.len(), 3);
}

#[test]
fn gitlab_fingerprints_are_unique() {
    let issues: Vec<serde_json::Value> = serde_json::from_str(&render(OutputFormat::Gitlab)).unwrap();
    let names: std::collections::HashSet<&str> =
        issues.iter().map(|issue| issue["fingerprint"].as_str().unwrap()).collect();
    assert_eq!(names.len(), issues.len());
    insta::assert_snapshot!(render(OutputFormat::Gitlab));
}

#[test]
fn rdjsonl_counts_columns_in_bytes() {
    insta::assert_snapshot!(render(OutputFormat::Rdjsonl));
}

#[test]
fn checkstyle_is_escaped() {
    insta::assert_snapshot!(render(OutputFormat::Checkstyle));
}

#[test]
fn junit_has_a_suite_for_each_file() {
    insta::assert_snapshot!(render(OutputFormat::Junit));
}

proptest::proptest! {
    /// Whatever the text and the place, a finding can be drawn, and its source lines fit the terminal.
    #[test]
    fn any_place_in_any_text_can_be_drawn(
        text in "([a-z ]{0,90}|[\\PC\n\r\t\u{0}\u{200b}\u{200d}\u{202e}文👩]{0,30}){0,6}",
        one in 0_usize..400, length in 0_usize..400, other in 0_usize..400, other_length in 0_usize..200,
        width in 40_usize..100,
    ) {
        use crate::finding::{Place, Related};
        let source = crate::source::Source::new("a.md", text);
        let (span, first) = (clamp(&source, one, length), clamp(&source, other, other_length));
        let mut finding = super::fixture::finding("a.b", Severity::Error, "A message of more words than a narrow line has room for.", span);
        finding.related.push(Related { place: Place::Here(first), message: "first used here".to_owned() });
        let report = super::FileReport { source, read_as: crate::document::Format::Markdown.into(), findings: vec![finding] };
        for format in [OutputFormat::Text, OutputFormat::Grouped] {
            let options = super::Options { width, ..super::Options::default() };
            let drawn = super::fixture::render_files(format, options, std::slice::from_ref(&report));
            for line in drawn.lines() {
                proptest::prop_assert!(unicode_width::UnicodeWidthStr::width(line) <= width, "{line}");
            }
        }
    }
}

/// A span on character boundaries within the source.
fn clamp(source: &crate::source::Source, start: usize, length: usize) -> crate::source::SourceSpan {
    let boundary =
        |at: usize| (0..=at.min(source.text().len())).rev().find(|&at| source.text().is_char_boundary(at));
    let start = boundary(start).unwrap_or(0);
    crate::source::SourceSpan::from_range(start..boundary(start + length).unwrap_or(start).max(start))
}

#[test]
fn html_marks_articles_and_asks_for_nothing() {
    let page = render(OutputFormat::Html);
    assert!(!page.contains("src=") && !page.contains("@import") && !page.contains("url("));
    let (_, articles) = page.split_once("<main>").unwrap();
    let (articles, _) = articles.split_once("<script>").unwrap();
    insta::assert_snapshot!(articles);
}

/// A finding whose path and message hold everything that some format treats as its own.
fn nasty(message: &str) -> super::FileReport {
    let source = crate::source::Source::new("a,b:c%d <e>&\"f\".md", "text\n");
    let span = super::fixture::span(&source, "text", 0);
    let finding = super::fixture::finding("a.b", crate::finding::Severity::Error, message, span);
    super::FileReport { source, read_as: crate::document::Format::Markdown.into(), findings: vec![finding] }
}

fn render_nasty(format: OutputFormat, message: &str) -> String {
    super::fixture::render_files(format, super::Options::default(), &[nasty(message)])
}

/// What a workflow command says, read as the runner reads it: its file and its message.
fn read_command(line: &str) -> (String, String) {
    let decode = |text: &str| text.replace("%0A", "\n").replace("%0D", "\r").replace("%25", "%");
    let (head, message) = line.strip_prefix("::error ").unwrap().split_once("::").unwrap();
    let file = head.split(',').find_map(|property| property.strip_prefix("file=")).unwrap();
    (decode(&file.replace("%3A", ":").replace("%2C", ",")), decode(message))
}

proptest::proptest! {
    #[test]
    fn github_commands_tell_what_was_said(message in "(\\PC|[%:,\r\n]|::|%0A){0,20}") {
        let commands = render_nasty(OutputFormat::Github, &message);
        proptest::prop_assert_eq!(commands.lines().count(), 1);
        let (file, told) = read_command(commands.trim_end_matches('\n'));
        proptest::prop_assert_eq!(file, "a,b:c%d <e>&\"f\".md");
        proptest::prop_assert_eq!(told, message);
    }

    #[test]
    fn xml_holds_no_forbidden_characters_and_can_be_read(message in "(\\PC|[<>&'\"\u{0}-\u{1f}\u{7f}\u{fffe}]|]]>){0,20}") {
        for format in [OutputFormat::Checkstyle, OutputFormat::Junit] {
            let xml = render_nasty(format, &message);
            let forbidden = |c: char| (c < ' ' && c != '\n') || matches!(c, '\u{fffe}' | '\u{ffff}');
            proptest::prop_assert!(!xml.contains(forbidden));
            let mut reader = quick_xml::Reader::from_str(&xml);
            while reader.read_event().unwrap() != quick_xml::events::Event::Eof {}
        }
    }

    #[test]
    fn one_finding_is_one_line(message in "(\\PC|[\r\n\t\u{0}-\u{1f}]){0,20}") {
        for format in [OutputFormat::Concise, OutputFormat::Rdjsonl, OutputFormat::Jsonl] {
            proptest::prop_assert_eq!(render_nasty(format, &message).lines().count(), 1);
        }
    }
}

#[test]
fn colours_stand_in_the_text_only_where_they_are_asked_for() {
    let report = [super::fixture::article()];
    let draw = |color| {
        let options = super::Options { color, ..super::Options::default() };
        super::fixture::render_files(OutputFormat::Text, options, &report)
    };
    assert!(!draw(false).contains('\u{1b}'));
    let stripped = anstream::adapter::strip_str(&draw(true)).to_string();
    let trimmed: Vec<&str> = stripped.lines().map(str::trim_end).collect();
    assert_eq!(trimmed, draw(false).lines().collect::<Vec<_>>());
}

#[test]
fn rules_are_links_only_where_they_are_asked_for() {
    let pack = &crate::rules::stored_packs()[0];
    let rule = format!("{}.{}", pack.name, pack.rules[0].name);
    let mut report = super::fixture::article();
    report.findings.iter_mut().for_each(|finding| finding.rule = rule.as_str().into());
    let draw = |format, links| {
        let options = super::Options { links, ..super::Options::default() };
        super::fixture::render_files(format, options, std::slice::from_ref(&report))
    };
    for format in [OutputFormat::Text, OutputFormat::Grouped] {
        assert!(!draw(format, false).contains('\u{1b}'));
        // There is no page where the package names no repository.
        let page = crate::rules::page_of(&rule);
        let expected = page.map(|page| format!("\u{1b}]8;;{page}\u{1b}\\"));
        assert!(expected.is_none_or(|expected| draw(format, true).contains(&expected)));
        assert_eq!(anstream::adapter::strip_str(&draw(format, true)).to_string(), draw(format, false));
    }
    assert!(crate::rules::page_of("house.pier").is_none());
}

#[test]
fn a_long_report_ends_with_the_number_of_each_rule() {
    let source = crate::source::Source::new("a.md", "TK\n".repeat(40));
    let spans = source.text().match_indices("TK").map(|(at, found)| at..at + found.len());
    let rules = ["a.often", "a.often", "a.seldom"].iter().cycle();
    let findings = spans.zip(rules).map(|(span, rule)| {
        super::fixture::finding(rule, Severity::Warning, "x", crate::source::SourceSpan::from_range(span))
    });
    let findings: Vec<_> = findings.collect();
    let report = super::FileReport { source, read_as: crate::document::Format::Markdown.into(), findings };
    let end = "     27  a.often\n     13  a.seldom\n\n1 file, 40 warnings (0.03 s)\n";
    for format in [OutputFormat::Text, OutputFormat::Grouped] {
        let drawn =
            super::fixture::render_files(format, super::Options::default(), std::slice::from_ref(&report));
        assert!(drawn.ends_with(end), "{drawn}");
    }
    let concise = super::fixture::render_files(OutputFormat::Concise, super::Options::default(), &[report]);
    assert_eq!(concise.lines().count(), 40);
}

#[test]
fn a_run_without_findings_ends_with_a_friendly_line() {
    let clean = super::FileReport {
        source: crate::source::Source::new("a.md", "Fine.\n"),
        read_as: crate::document::Format::Markdown.into(),
        findings: Vec::new(),
    };
    let drawn = super::fixture::render_files(OutputFormat::Text, super::Options::default(), &[clean]);
    assert_eq!(drawn, "1 file read, nothing to mend (0.03 s)\n");
}

#[cfg(feature = "cli")]
#[test]
fn every_format_is_tested_here() {
    let tests = include_str!("tests.rs");
    for format in <OutputFormat as clap::ValueEnum>::value_variants() {
        let name = format!("OutputFormat::{format:?}");
        assert!(tests.contains(&name), "{name} is in no test of src/report/tests.rs");
    }
}

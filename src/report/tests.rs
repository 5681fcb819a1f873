//! Every format over the same article.

use super::OutputFormat;
use super::fixture::render;

#[test]
fn concise_is_one_line_a_finding() {
    insta::assert_snapshot!(render(OutputFormat::Concise));
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

proptest::proptest! {
    /// Whatever the text and the place, a finding can be drawn, and its source lines fit the terminal.
    #[test]
    fn any_place_in_any_text_can_be_drawn(
        text in "([a-z ]{0,90}|[\\PC\n\r\t\u{0}\u{200b}\u{200d}\u{202e}文👩]{0,30}){0,6}",
        one in 0_usize..400, length in 0_usize..400, other in 0_usize..400, other_length in 0_usize..200,
    ) {
        use crate::finding::{Place, Related, Severity};
        let source = crate::source::Source::new("a.md", text);
        let (span, first) = (clamp(&source, one, length), clamp(&source, other, other_length));
        let mut finding = super::fixture::finding("a.b", Severity::Error, "Message.", span);
        finding.related.push(Related { place: Place::Here(first), message: "first used here".to_owned() });
        let report = super::FileReport { source, findings: vec![finding] };
        let drawn = super::fixture::render_files(OutputFormat::Text, super::Options::default(), &[report]);
        for line in drawn.lines() {
            proptest::prop_assert!(unicode_width::UnicodeWidthStr::width(line) <= 80, "{line}");
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

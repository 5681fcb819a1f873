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

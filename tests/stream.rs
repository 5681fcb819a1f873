//! `copydesk stream` as a batch engine meets it: ids as they were, one answer a line, and what could not be checked told.

#![allow(clippy::unwrap_used, reason = "a test that cannot go on fails")]

mod support;

use std::process::Output;

use serde_json::Value;
use support::{copydesk, folder};

/// What the stream makes of an input.
fn stream(input: impl Into<Vec<u8>>, arguments: &[&str]) -> Output {
    let here = folder(&[]);
    let mut command = copydesk(here.path());
    command.arg("stream").args(arguments).write_stdin(input).output().unwrap()
}

fn lines(output: &Output) -> Vec<String> {
    std::str::from_utf8(&output.stdout).unwrap().lines().map(str::to_owned).collect()
}

/// The answers, each of which must be JSON.
fn answers(output: &Output) -> Vec<Value> {
    lines(output).iter().map(|line| serde_json::from_str(line).unwrap()).collect()
}

#[test]
fn an_id_is_given_back_as_it_was_written() {
    for id in [
        "12345678901234567890123",
        "-0",
        "1.10",
        "1e400",
        "0.1000000000000000055511151231257827",
        "\"caf\\u00e9\"",
        "\"\\ud800\"",
        "{\"b\": 1, \"a\": [2.0]}",
        "null",
    ] {
        for (rest, answer) in [("\"text\": \"Fine.\"", "\"findings\":[]"), ("\"text\": 5", "\"line\":1")] {
            let output = stream(format!("{{\"id\": {id}, {rest}}}\n"), &[]);
            let line = lines(&output).concat();
            assert!(line.starts_with(&format!("{{\"id\":{id},{answer}")), "{id}: {line}");
        }
    }
}

#[test]
fn the_id_is_known_where_the_text_is_bad() {
    for bad in [
        &br#"{"id": 7, "text": "\ud800"}"#[..],
        br#"{"id": 7, "text": null}"#,
        br#"{"id": 7}"#,
        br#"{"id": 7, "text": "Fine.", "format": "papyrus"}"#,
        br#"{"id": 7, "text": "Fine.", "lang": 5}"#,
        b"{\"id\": 7, \"text\": \"\xff\"}",
    ] {
        let output = stream([b"\n", bad, b"\n{\"id\": 8, \"text\": \"Fine.\"}\n"].concat(), &[]);
        let answers = answers(&output);
        let shown = String::from_utf8_lossy(bad);
        assert_eq!((&answers[0]["id"], &answers[0]["line"]), (&7.into(), &2.into()), "{shown}: {answers:?}");
        assert!(answers[0]["error"].as_str().unwrap().starts_with("line 2: "), "{shown}: {answers:?}");
        assert_eq!((answers.len(), &answers[1]["id"]), (2, &8.into()), "{shown}: {answers:?}");
    }
}

#[test]
fn what_could_not_be_checked_is_told_and_fails_where_that_is_wanted() {
    let good = "{\"id\": 1, \"text\": \"Fine.\"}\n";
    let input = format!("{good}\nno JSON\n{good}{{\"id\": \"a\\u001b[2J\"}}\n");
    for (arguments, code) in [(&[][..], 0), (&["--strict"], 2)] {
        let output = stream(input.as_str(), arguments);
        let told = String::from_utf8_lossy(&output.stderr).into_owned();
        assert_eq!(output.status.code(), Some(code), "{told}");
        for part in ["copydesk: line 3: ", "copydesk: line 5: ", "copydesk: 2 of 4 documents"] {
            assert!(told.contains(part), "{part}: {told}");
        }
        assert_eq!(answers(&output).len(), 4);
    }
    let output = stream(good, &["--strict"]);
    assert_eq!((output.status.code(), output.stderr.as_slice()), (Some(0), &b""[..]));
}

#[test]
fn many_bad_lines_do_not_flood() {
    let output = stream("no JSON\n".repeat(500), &[]);
    let told = String::from_utf8_lossy(&output.stderr).into_owned();
    assert!(told.lines().count() < 20 && told.contains("500 of 500"), "{told}");
    assert_eq!(answers(&output).len(), 500);
}

#[test]
fn a_byte_order_mark_is_no_part_of_a_line() {
    let output = stream("\u{feff}{\"id\": 1, \"text\": \"Fine.\"}\n\u{feff}\n", &["--strict"]);
    assert_eq!((output.status.code(), answers(&output).len()), (Some(0), 1));
}

//! One way in: the same articles give the same findings through every front end.

#![allow(clippy::unwrap_used, reason = "a test that cannot go on fails")]

mod support;

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;
use std::sync::LazyLock;

use copydesk::desk::{Configuration, Desk};
use copydesk::report::Record;
use copydesk::source::Source;
use serde_json::{Value, json};
use support::editor::{Editor, uri};
use support::{copydesk, folder, stderr, stdout};
use tempfile::TempDir;

const CONFIG: &str = "\
formats: {wire: markdown}
ignore: [left/**]
rules: {suppressions.reason: warning}
overrides:
  - paths: ['reviews/**']
    lang: de
    rules: {boilerplate.newsletter: error, words.doubled: 'off'}
  - paths: ['long/**']
    rules: {headline.length: {max: 20, severity: error}}
";

const STORY: &str = "\
# The harbour opens the north quay again

Sign up for our morning newsletter and never miss a story.

The ferry left left on Monday. It was “late, said the the mate 🙂.

<!-- copydesk-disable-next-line boilerplate.newsletter -- quoted on purpose -->
Sign up for our evening newsletter today.

<!-- copydesk-disable-file words.nothing -->
";

const PAGE: &str = "\
<!doctype html>
<html lang=\"en\"><head><title>The quay opens</title></head><body><article><h1>The quay opens</h1>
<p>Sign up for our morning newsletter today.</p>
<!-- copydesk-disable-next-line words.doubled -- said twice -->
<p>The ferry ferry left.</p>
<p>The mate &amp; the the crew&nbsp;left.</p>
<aside><p>Sign up for our evening newsletter.</p></aside></article></body></html>
";

const GERMAN: &str = "\
---
title: Der Hafen öffnet
lang: de
---
Der Hafen öffnet am Mittwoch, dem 12. Oktober 2022. „Wir freuen uns, sagte der Hafenmeister.

Am Montag, dem 12. Oktober 2022, fährt die die Fähre wieder.
";

/// Articles in all formats, and what they are stored as.
fn articles() -> TempDir {
    let crlf = STORY.replace('\n', "\r\n");
    let marked = format!("\u{FEFF}{STORY}");
    let text = "The quay opens\n\n// copydesk-disable-next-line words.doubled -- a name\nThe the ferry.\n\nThe \
                ferry left left.\n";
    let mdx = format!(
        "import Quote from './quote'\n\n<Quote by=\"mate\">The the ferry.</Quote>\n\n{}",
        STORY.replace("<!--", "{/*").replace("-->", "*/}")
    );
    let files: Vec<(&str, &[u8])> = vec![
        (".copydesk.yml", CONFIG.as_bytes()),
        ("story.md", STORY.as_bytes()),
        ("crlf.md", crlf.as_bytes()),
        ("marked.md", marked.as_bytes()),
        ("page.html", PAGE.as_bytes()),
        ("plain.txt", text.as_bytes()),
        ("component.mdx", mdx.as_bytes()),
        ("german.md", GERMAN.as_bytes()),
        ("from.wire", STORY.as_bytes()),
        ("reviews/play.md", STORY.as_bytes()),
        ("long/story.md", STORY.as_bytes()),
        ("left/out.md", STORY.as_bytes()),
    ];
    folder(&files)
}

/// What `check` finds, by the article; one article at a time, for no other front end holds them against each other.
fn checked(folder: &Path, more: &[&str]) -> BTreeMap<String, Vec<String>> {
    let mut all = BTreeMap::new();
    for name in names(folder) {
        let mut command = copydesk(folder);
        command.args(["check", "--output-format", "jsonl", &name]).args(more);
        let findings = stdout(&mut command).lines().map(str::to_owned).collect();
        all.insert(name, findings);
    }
    all
}

/// The articles that are not left out.
fn names(folder: &Path) -> Vec<String> {
    let mut names = Vec::new();
    for inside in ["", "reviews/", "long/"] {
        for entry in fs::read_dir(folder.join(inside)).unwrap() {
            let entry = entry.unwrap();
            let name = entry.file_name().into_string().unwrap();
            if entry.file_type().unwrap().is_file() && !name.starts_with('.') {
                names.push(format!("{inside}{name}"));
            }
        }
    }
    names.sort();
    names
}

fn text(folder: &Path, name: &str) -> String {
    fs::read_to_string(folder.join(name)).unwrap()
}

/// The articles, and what `check` finds in each.
static CHECKED: LazyLock<(TempDir, BTreeMap<String, Vec<String>>)> = LazyLock::new(|| {
    let here = articles();
    let found = checked(here.path(), &[]);
    (here, found)
});

#[test]
fn the_articles_have_findings_of_many_rules() {
    let (_, found) = &*CHECKED;
    assert_eq!(found.len(), 10);
    let empty: Vec<&String> =
        found.iter().filter(|(_, findings)| findings.is_empty()).map(|(name, _)| name).collect();
    assert_eq!(empty, [""; 0]);
    let is_error = |line: &&String| line.contains("boilerplate.newsletter") && line.contains("\"error\"");
    assert!(found["reviews/play.md"].iter().any(|line| is_error(&line)));
    assert!(found["long/story.md"].iter().any(|line| line.contains("headline.length")));
    assert!(!found["reviews/play.md"].iter().any(|line| line.contains("\"words.doubled\"")));
}

#[test]
fn standard_input_under_a_name_is_the_file() {
    let (here, found) = &*CHECKED;
    for (name, findings) in found {
        let mut command = copydesk(here.path());
        command.args(["check", "--output-format", "jsonl", "--stdin-filename", name, "-"]);
        let given = stdout(command.write_stdin(fs::read(here.path().join(name)).unwrap()));
        assert_eq!(given.lines().collect::<Vec<_>>(), *findings, "{name}");
    }
}

#[test]
fn a_folder_is_its_files() {
    let (here, found) = &*CHECKED;
    // What stands in several articles only shows when they are checked together.
    let mut command = copydesk(here.path());
    let all = stdout(command.args(["check", "--output-format", "jsonl", "--ignore", "archive"]));
    let one_by_one = found.values().flatten().map(String::as_str);
    assert_eq!(all.lines().collect::<BTreeSet<_>>(), one_by_one.collect());
}

#[test]
fn the_stream_finds_the_same() {
    let (here, found) = &*CHECKED;
    for (name, findings) in found {
        let line = json!({"id": name, "text": text(here.path(), name)}).to_string();
        let answer = stdout(copydesk(here.path()).arg("stream").write_stdin(line));
        let answer: Value = serde_json::from_str(&answer).unwrap();
        let streamed: Vec<String> =
            answer["findings"].as_array().unwrap().iter().map(Value::to_string).collect();
        assert_eq!(streamed, *findings, "{name}");
    }
}

/// A finding as the protocol tells it.
fn as_diagnostic(source: &Source, finding: &Value) -> Value {
    let mark = u32::from(source.encoding() == copydesk::source::Encoding::Utf8 { mark: true });
    let place = |line: &str, column: &str| {
        let (line, column) = (finding[line].as_u64().unwrap(), finding[column].as_u64().unwrap());
        let number = u32::try_from(line).unwrap();
        let text = source.slice(source.line_span(number).unwrap());
        let before = text.chars().take(usize::try_from(column).unwrap() - 1);
        let units: usize = before.map(char::len_utf16).sum();
        let shift = if line == 1 { mark } else { 0 };
        json!({"line": line - 1, "character": u32::try_from(units).unwrap() + shift})
    };
    let severity = match finding["severity"].as_str().unwrap() {
        "error" => 1,
        "warning" => 2,
        _ => 3,
    };
    json!({
        "range": {"start": place("line", "column"), "end": place("end_line", "end_column")},
        "severity": severity, "code": finding["rule"], "message": finding["message"],
    })
}

#[test]
fn the_editor_shows_the_same() {
    let (here, found) = &*CHECKED;
    let mut editor = Editor::start(here.path());
    for (name, findings) in found {
        let text = text(here.path(), name);
        // Editors know nothing of the house's endings.
        let language = if name == "from.wire" { "plaintext" } else { "markdown" };
        let shown = editor.open(&uri(here.path(), name), language, &text);
        let source = Source::new(name, text);
        let wanted: Vec<Value> = findings
            .iter()
            .map(|line| as_diagnostic(&source, &serde_json::from_str(line).unwrap()))
            .collect();
        let shown: Vec<Value> = shown["diagnostics"].as_array().unwrap().iter().map(|shown| json!({
            "range": shown["range"], "severity": shown["severity"], "code": shown["code"], "message": shown["message"],
        })).collect();
        assert_eq!(shown, wanted, "{name}");
    }
    let left_out = editor.open(&uri(here.path(), "left/out.md"), "markdown", STORY);
    assert_eq!(left_out["diagnostics"], json!([]), "what the configuration leaves out");
    editor.end();
}

#[test]
fn the_library_finds_the_same() {
    let (here, found) = &*CHECKED;
    let desk = Desk::builder().configuration(Configuration::Nearest).build();
    for (name, findings) in found {
        let path = here.path().join(name);
        let reports = desk.lint(&path, text(here.path(), name)).unwrap();
        let linted: Vec<String> = reports
            .iter()
            .flat_map(Record::all)
            .map(|record| serde_json::to_string(&record).unwrap())
            .collect();
        let prefix = format!("{}/", here.path().display());
        assert_eq!(linted.join("\n").replace(&prefix, ""), findings.join("\n"), "{name}");
    }
}

#[test]
fn a_trial_finds_what_the_rule_finds_in_a_check() {
    let (here, _) = &*CHECKED;
    for rule in ["boilerplate.newsletter", "words.doubled", "quotes.unbalanced", "headline.length"] {
        let mut command = copydesk(here.path());
        let tried = stdout(command.args(["try", rule, ".", "--hits", "1000", "--output-format", "json"]));
        let tried: Value = serde_json::from_str(&tried).unwrap();
        let mut tried: Vec<String> = tried["sample"].as_array().unwrap().iter().map(bare).collect();
        let mut command = copydesk(here.path());
        let selected = stdout(command.args(["check", "--output-format", "jsonl", "--select", rule]));
        let mut selected: Vec<String> =
            selected.lines().map(|line| bare(&serde_json::from_str(line).unwrap())).collect();
        tried.sort();
        selected.sort();
        assert_eq!(tried, selected, "{rule}");
        assert!(!tried.is_empty() || rule == "quotes.unbalanced", "{rule}");
    }
}

/// A record without its advice, which a trial leaves out.
fn bare(record: &Value) -> String {
    let mut record = record.clone();
    let fields = record.as_object_mut().unwrap();
    fields.retain(|name, _| name != "help" && name != "fix");
    record.to_string()
}

#[test]
fn the_page_shows_the_document_that_was_checked() {
    let (here, found) = &*CHECKED;
    for (name, findings) in found {
        let page = stdout(copydesk(here.path()).args(["check", "--output-format", "html", name]));
        let shown: Vec<String> = page
            .split("<p class=head>")
            .skip(1)
            .map(|note| {
                let head = note.split("</p>").next().unwrap();
                let (severity, rest) = head.split_once("<b>").unwrap().1.split_once("</b> · ").unwrap();
                let (rule, place) = rest.split_once(" · line ").unwrap();
                format!("{severity} {rule} {place}")
            })
            .collect();
        let told = |line: &String| {
            let finding: Value = serde_json::from_str(line).unwrap();
            let (severity, rule) = (finding["severity"].as_str().unwrap(), finding["rule"].as_str().unwrap());
            format!("{severity} {rule} {}:{}", finding["line"], finding["column"])
        };
        assert_eq!(shown, findings.iter().map(told).collect::<Vec<_>>(), "{name}");
    }
    let page = stdout(copydesk(here.path()).args(["check", "--output-format", "html", "from.wire"]));
    assert!(page.contains("text heading h1"), "read by the configured format");
}

#[test]
fn learning_reads_the_same_articles() {
    let (here, _) = &*CHECKED;
    let told = stderr(copydesk(here.path()).args(["learn", ".", "--no-progress"]));
    assert!(told.contains("from 10 articles"), "{told}");
}

#[test]
fn what_is_not_read_is_read_by_no_front_end() {
    let here =
        folder(&[("draft.docx", b"PK\x03\x04....word/document.xml"), ("fake.md", b"{\\rtf1\\ansi the the}")]);
    for name in ["draft.docx", "fake.md"] {
        let output = copydesk(here.path()).args(["check", name]).output().unwrap();
        assert_eq!(output.status.code(), Some(2));
        let told = String::from_utf8(output.stderr).unwrap();
        assert!(told.contains("which is not read yet"), "{told}");
    }
    let line = json!({"id": "fake.md", "text": text(here.path(), "fake.md")}).to_string();
    let answer = stdout(copydesk(here.path()).arg("stream").write_stdin(line));
    assert!(answer.contains("is an RTF document"), "{answer}");
    let mut editor = Editor::start(here.path());
    for name in ["draft.docx", "fake.md"] {
        let shown = editor.open(&uri(here.path(), name), "plaintext", "The the ferry.");
        let is_empty = shown["diagnostics"] == json!([]);
        assert_eq!(is_empty, name == "draft.docx", "an editor gives the text: {shown}");
    }
    let shown = editor.open(&uri(here.path(), "other.md"), "markdown", "{\\rtf1\\ansi the the}");
    assert_eq!(shown["diagnostics"], json!([]));
    editor.end();
    let desk = Desk::default();
    assert!(desk.lint("draft.docx", "The the ferry.").is_err());
    assert!(desk.lint("fake.md", "{\\rtf1\\ansi the the}").is_err());
}

//! Known findings on the command line, and rules that are asked for by a wrong name.

#![allow(clippy::unwrap_used, clippy::expect_used, reason = "a test that cannot go on fails")]

mod support;

use std::fs;
use std::path::Path;

use support::{copydesk, folder, stderr};

const PLUG: &str = "Sign up for our morning newsletter today.\n";

/// The exit status and what was said, of `check` with these arguments.
fn check(folder: &Path, arguments: &[&str]) -> (Option<i32>, String) {
    let mut command = copydesk(folder);
    command.arg("check").args(arguments);
    (command.output().unwrap().status.code(), stderr(&mut command))
}

#[test]
fn a_baseline_holds_from_any_folder_and_by_any_path() {
    let here = folder(&[("desk/a.md", PLUG.as_bytes())]);
    check(here.path(), &[".", "--write-baseline", "known.json"]);
    assert_eq!(check(here.path(), &["--baseline", "known.json", "./desk/a.md"]).0, Some(0));
    assert_eq!(check(&here.path().join("desk"), &["--baseline", "../known.json", "a.md"]).0, Some(0));
    let full = here.path().join("desk/a.md");
    assert_eq!(check(here.path(), &["--baseline", "known.json", full.to_str().unwrap()]).0, Some(0));
}

#[test]
fn a_renamed_file_keeps_its_baseline_and_a_copied_one_does_not() {
    let here = folder(&[("a.md", PLUG.as_bytes())]);
    check(here.path(), &[".", "--write-baseline", "known.json"]);
    fs::copy(here.path().join("a.md"), here.path().join("b.md")).unwrap();
    assert_eq!(check(here.path(), &["--baseline", "known.json"]).0, Some(1));
    fs::remove_file(here.path().join("a.md")).unwrap();
    assert_eq!(check(here.path(), &["--baseline", "known.json"]), (Some(0), String::new()));
}

#[test]
fn known_findings_that_are_gone_are_told_but_not_those_of_files_left_out() {
    let here = folder(&[("a.md", PLUG.as_bytes()), ("b.md", PLUG.as_bytes())]);
    check(here.path(), &[".", "--write-baseline", "known.json"]);
    fs::write(here.path().join("a.md"), "All is well.\n").unwrap();
    assert_eq!(check(here.path(), &["--baseline", "known.json", "b.md"]), (Some(0), String::new()));
    let (status, told) = check(here.path(), &["--baseline", "known.json"]);
    assert_eq!(status, Some(0));
    assert!(told.contains("1 known finding") && told.contains("a.md: boilerplate.newsletter"), "{told}");
    fs::remove_file(here.path().join("b.md")).unwrap();
    assert!(check(here.path(), &["--baseline", "known.json"]).1.contains("b.md: boilerplate.newsletter"));
}

#[test]
fn a_baseline_is_sorted_and_the_same_each_time() {
    let here = folder(&[("b.md", PLUG.as_bytes()), ("a.md", b"The work will cost TK million.\n")]);
    check(here.path(), &["b.md", "a.md", "--write-baseline", "one.json"]);
    check(here.path(), &[".", "--jobs", "1", "--write-baseline", "other.json"]);
    let one = fs::read_to_string(here.path().join("one.json")).unwrap();
    assert_eq!(one, fs::read_to_string(here.path().join("other.json")).unwrap());
    assert!(one.find("\"a.md\"").unwrap() < one.find("\"b.md\"").unwrap());
    assert!(one.ends_with("}\n"));
}

#[test]
fn what_is_no_baseline_is_neither_used_nor_overwritten() {
    for (content, why) in [
        ("{\"copydesk_baseline\": 1, \"findings\": [{\"path\": \"a.md\", \"ru", "no baseline"),
        ("{\"copydesk_baseline\": 2, \"known\": {}}", "version 2"),
        ("{\"results\": []}", "no baseline"),
        ("# An article\n", "no baseline"),
    ] {
        let here = folder(&[("a.md", PLUG.as_bytes()), ("known.json", content.as_bytes())]);
        for option in ["--baseline", "--write-baseline"] {
            let (status, told) = check(here.path(), &[".", option, "known.json"]);
            assert_eq!(status, Some(2), "{option} {content}");
            assert!(told.contains("known.json: ") && told.contains(why), "{told}");
            assert_eq!(fs::read_to_string(here.path().join("known.json")).unwrap(), content);
        }
    }
    let here = folder(&[("a.md", PLUG.as_bytes())]);
    assert_eq!(check(here.path(), &[".", "--baseline", "gone.json"]).0, Some(2));
    assert_eq!(check(here.path(), &[".", "--write-baseline", "no/such/folder.json"]).0, Some(2));
}

#[test]
fn a_baseline_is_written_again_in_place() {
    let here = folder(&[("a.md", PLUG.as_bytes())]);
    check(here.path(), &[".", "--write-baseline", "known.json"]);
    let before = fs::read(here.path().join("known.json")).unwrap();
    fs::write(here.path().join("a.md"), "All is well.\n").unwrap();
    assert_eq!(check(here.path(), &[".", "--write-baseline", "known.json"]).0, Some(0));
    let after = fs::read(here.path().join("known.json")).unwrap();
    assert!(after.len() < before.len());
}

#[test]
fn wrong_names_of_rules_bring_the_nearest_and_wrong_patterns_their_reason() {
    let here = folder(&[("a.md", b"x\n")]);
    let told = |name: &str| {
        let (status, told) = check(here.path(), &["a.md", "--select", name]);
        assert_eq!(status, Some(2), "{name}");
        told
    };
    assert!(told("caption").contains("did you mean `captions`?"));
    assert!(told("newsletter").contains("`boilerplate.newsletter`"));
    assert!(told("quotes.[").contains("no pattern"));
    assert!(told("zzzzzzzz").contains("copydesk rules"));
    let (status, told) = check(here.path(), &["a.md", "--ignore", "captions.duplicat"]);
    assert_eq!(status, Some(2));
    assert!(told.contains("`captions.duplicate"), "{told}");
}

#[test]
fn a_wrong_pattern_in_the_configuration_is_underlined() {
    let here = folder(&[(".copydesk.yml", b"ignore: ['old/[']\n"), ("a.md", b"x\n")]);
    let (status, told) = check(here.path(), &["a.md"]);
    assert_eq!(status, Some(2));
    assert!(told.contains(".copydesk.yml:1:") && told.contains("old/["), "{told}");
}

#[test]
fn a_baseline_that_is_written_is_told_and_findings_are_printed_only_where_they_are_asked_for() {
    let here = folder(&[("a.md", PLUG.as_bytes()), ("b.md", b"Fine.\n")]);
    let run = |arguments: &[&str]| {
        let mut command = copydesk(here.path());
        let output = command.args(["check", "."]).args(arguments).output().unwrap();
        (
            output.status.code(),
            String::from_utf8(output.stdout).unwrap(),
            String::from_utf8(output.stderr).unwrap(),
        )
    };
    let (status, printed, told) = run(&["--write-baseline", "known.json"]);
    assert_eq!((status, printed.as_str()), (Some(0), ""));
    assert!(
        told.contains("known.json: wrote 1 finding in 1 file;") && told.contains("--baseline known.json"),
        "{told}"
    );
    let (status, printed, _) = run(&["--write-baseline", "known.json", "--output-format", "concise"]);
    assert_eq!((status, printed.lines().count()), (Some(0), 1));
    assert_eq!(run(&["--write-baseline", "known.json", "--fail-on", "warning"]).0, Some(1));
}

#[test]
fn a_configuration_names_the_baseline_for_everybody() {
    let config = b"baseline: ../known.json\n";
    let here =
        folder(&[("desk/a.md", PLUG.as_bytes()), ("b.md", PLUG.as_bytes()), ("desk/.copydesk.yml", config)]);
    let (status, told) = check(here.path(), &["desk"]);
    assert_eq!(status, Some(1));
    assert!(told.contains("known.json: the baseline that the configuration names is not there"), "{told}");
    assert_eq!(check(here.path(), &["desk", "--write-baseline", "known.json"]).0, Some(0));
    assert_eq!(check(here.path(), &["desk"]), (Some(0), String::new()));
    assert_eq!(check(&here.path().join("desk"), &["a.md"]), (Some(0), String::new()));
    // It is the configuration's, and holds for its files only.
    assert_eq!(check(here.path(), &["b.md"]).0, Some(1));
    // The command line goes before it.
    fs::write(here.path().join("none.json"), "{\"copydesk_baseline\": 1, \"findings\": []}").unwrap();
    assert_eq!(check(here.path(), &["desk", "--baseline", "none.json"]).0, Some(1));
    // A new finding counts, and one that is gone is told of.
    fs::write(here.path().join("desk/a.md"), "The work will cost TK million.\n").unwrap();
    let (status, told) = check(here.path(), &["desk"]);
    assert_eq!(status, Some(1));
    assert!(told.contains("1 known finding is gone"), "{told}");
    fs::write(here.path().join("known.json"), "no baseline").unwrap();
    let (status, told) = check(here.path(), &["desk"]);
    assert_eq!(status, Some(2));
    assert!(told.contains("is no baseline"), "{told}");
}

#[test]
fn the_library_and_the_stream_leave_out_what_is_known() {
    let here = folder(&[("a.md", PLUG.as_bytes()), (".copydesk.yml", b"baseline: known.json\n")]);
    check(here.path(), &[".", "--write-baseline", "known.json"]);
    let lines = format!("{{\"id\": \"a.md\", \"text\": {}}}\n", serde_json::json!(PLUG));
    let mut command = copydesk(here.path());
    let answer =
        String::from_utf8(command.arg("stream").write_stdin(lines).output().unwrap().stdout).unwrap();
    assert_eq!(answer, "{\"id\":\"a.md\",\"findings\":[]}\n");
    let reports = copydesk::Desk::default().lint(here.path().join("a.md"), PLUG).unwrap();
    assert!(reports[0].findings.is_empty());
    let other = format!("{PLUG}\nThe work will cost TK million.\n");
    assert_eq!(copydesk::Desk::default().lint(here.path().join("a.md"), other).unwrap()[0].findings.len(), 1);
}

#[test]
fn editors_leave_out_what_is_known_until_the_baseline_changes() {
    use support::editor::{Editor, uri};
    let here = folder(&[("a.md", PLUG.as_bytes()), (".copydesk.yml", b"baseline: known.json\n")]);
    check(here.path(), &[".", "--write-baseline", "known.json"]);
    let mut editor = Editor::start(here.path());
    let draft = uri(here.path(), "a.md");
    let shown = editor.open(&draft, "markdown", PLUG);
    assert_eq!(shown["diagnostics"].as_array().map(Vec::len), Some(0), "{shown}");
    editor.change(&draft, 2, &format!("{PLUG}\nThe work will cost TK million.\n"));
    let shown = editor.diagnostics();
    assert_eq!(shown["diagnostics"].as_array().map(Vec::len), Some(1), "{shown}");
    editor.end();
}

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

//! The command line as a user meets it: exit codes, streams, bad input.

#![allow(clippy::unwrap_used, clippy::expect_used, reason = "a test that cannot go on fails")]

mod support;

use std::fs;
use std::path::Path;

use support::{copydesk, folder, stderr, stdout};

const PLUG: &str = "Sign up for our morning newsletter today.\n";

#[test]
fn clean_drafts_end_with_0_and_findings_with_1() {
    let here = folder(&[("clean.md", b"All is well in the harbour.\n"), ("plug.md", PLUG.as_bytes())]);
    copydesk(here.path()).args(["check", "clean.md"]).assert().code(0);
    copydesk(here.path()).args(["check", "plug.md"]).assert().code(1);
    copydesk(here.path()).args(["check", "plug.md", "--fail-on", "error"]).assert().code(0);
    copydesk(here.path()).args(["check", "plug.md", "--fail-on", "never"]).assert().code(0);
}

#[test]
fn a_file_that_is_no_text_is_told_of_and_the_others_are_checked() {
    let here = folder(&[("bad.md", b"abc\0\xFFdef"), ("plug.md", PLUG.as_bytes())]);
    let mut command = copydesk(here.path());
    command.args(["check", ".", "--output-format", "jsonl"]);
    command.assert().code(2);
    assert!(stdout(&mut command).contains("boilerplate.newsletter"));
    let told = stderr(&mut command);
    assert!(told.contains("bad.md") && told.contains("byte 3"), "{told}");
}

#[test]
fn a_missing_file_is_told_of_and_the_others_are_checked() {
    let here = folder(&[("plug.md", PLUG.as_bytes())]);
    let mut command = copydesk(here.path());
    command.args(["check", "gone.md", "plug.md"]);
    command.assert().code(2);
    assert!(stdout(&mut command).contains("boilerplate.newsletter"));
    assert!(stderr(&mut command).contains("gone.md"));
}

#[test]
fn empty_files_and_folders_are_no_error() {
    let here = folder(&[("empty.md", b""), ("notes.bin", b"\xFF")]);
    copydesk(here.path()).args(["check", "empty.md"]).assert().code(0);
    let nothing = folder(&[("notes.bin", b"\xFF")]);
    let mut command = copydesk(nothing.path());
    command.args(["check", "."]);
    command.assert().code(0);
    assert!(stderr(&mut command).contains("no article"));
}

#[test]
fn ignore_files_are_honoured_and_named_files_are_checked_all_the_same() {
    let here = folder(&[(".copydeskignore", b"old/\n"), ("old/plug.md", PLUG.as_bytes())]);
    copydesk(here.path()).args(["check", "."]).assert().code(0);
    copydesk(here.path()).args(["check", "old/plug.md"]).assert().code(1);
}

#[test]
fn named_files_are_left_out_where_they_are_excluded_and_that_is_asked_for() {
    let here = folder(&[
        (".copydesk.yml", b"ignore: ['wire/**']\n"),
        (".copydeskignore", b"old/*\n!old/new.md\n"),
        ("old/plug.md", PLUG.as_bytes()),
        ("old/new.md", PLUG.as_bytes()),
        ("wire/plug.md", PLUG.as_bytes()),
    ]);
    let all = ["check", "--force-exclude", "--output-format", "concise", "old/plug.md", "wire/plug.md"];
    copydesk(here.path()).args(all).assert().code(0);
    let mut command = copydesk(here.path());
    command.args(all).arg("old/new.md");
    command.assert().code(1);
    let found = stdout(&mut command);
    assert!(found.contains("old/new.md") && !found.contains("plug.md"), "{found}");
}

#[test]
fn standard_input_has_the_name_it_is_given() {
    let here = folder(&[]);
    let mut command = copydesk(here.path());
    command.args(["check", "-", "--stdin-filename", "drafts/port.txt", "--output-format", "jsonl"]);
    let output = command.write_stdin(PLUG).output().unwrap();
    assert_eq!(output.status.code(), Some(1));
    assert!(String::from_utf8(output.stdout).unwrap().contains("\"path\":\"drafts/port.txt\""));
}

#[test]
fn configuration_turns_rules_off_by_path() {
    let config = b"overrides:\n  - paths: ['opinion/**']\n    rules:\n      boilerplate.newsletter: off\n";
    let here = folder(&[
        (".copydesk.yml", config),
        ("opinion/a.md", PLUG.as_bytes()),
        ("news/a.md", PLUG.as_bytes()),
    ]);
    copydesk(here.path()).args(["check", "opinion"]).assert().code(0);
    copydesk(here.path()).args(["check", "news"]).assert().code(1);
}

#[test]
fn mistakes_in_the_configuration_are_underlined() {
    let here = folder(&[(".copydesk.yml", b"rulse: {}\n"), ("a.md", b"x\n")]);
    let mut command = copydesk(here.path());
    command.args(["check", "a.md"]);
    command.assert().code(2);
    let told = stderr(&mut command);
    assert!(told.contains(".copydesk.yml:1:1") && told.contains("did you mean `rules`?"), "{told}");
}

#[test]
fn an_unknown_rule_on_the_command_line_names_the_nearest() {
    let here = folder(&[("a.md", b"x\n")]);
    let mut command = copydesk(here.path());
    command.args(["check", "a.md", "--select", "boilerplate.newsleter"]);
    command.assert().code(2);
    assert!(stderr(&mut command).contains("did you mean `boilerplate.newsletter`?"));
}

#[test]
fn a_pack_of_ones_own_runs_and_is_tested() {
    let pack = b"pack: house\nrules:\n  utilise:\n    check: existence\n    message: \"Say use.\"\n    tokens: [utilise]\n    examples:\n      flag: ['They [[utilise]] it.']\n      pass: ['They use it.']\n";
    let here = folder(&[
        (".copydesk.yml", b"packs: [house.yml]\n"),
        ("house.yml", pack),
        ("a.md", b"They utilise boats.\n"),
    ]);
    copydesk(here.path()).args(["check", "a.md"]).assert().code(1);
    copydesk(here.path()).args(["test", "house.yml"]).assert().code(0);
    fs::write(
        here.path().join("house.yml"),
        String::from_utf8_lossy(pack).replace("They use it", "We utilise it"),
    )
    .unwrap();
    let mut command = copydesk(here.path());
    command.args(["test", "house.yml"]);
    command.assert().code(1);
    assert!(stderr(&mut command).contains("must leave this alone"));
}

#[test]
fn init_writes_a_configuration_that_works_and_never_overwrites() {
    let here = folder(&[("a.md", b"All is well.\n")]);
    copydesk(here.path()).arg("init").assert().code(0);
    copydesk(here.path()).args(["check", "a.md"]).assert().code(0);
    copydesk(here.path()).arg("init").assert().code(2);
}

#[test]
fn the_houses_own_packs_run_without_the_built_in_ones() {
    let pack =
        b"pack: house\nrules:\n  use:\n    check: existence\n    message: 'No.'\n    tokens: [utilise]\n";
    let here = folder(&[
        (".copydesk.yml", b"builtin: false\npacks: [house.yml]\n"),
        ("house.yml", pack),
        ("a.md", format!("They utilise it.\n\n{PLUG}").as_bytes()),
    ]);
    let mut command = copydesk(here.path());
    command.args(["check", "a.md", "--output-format", "concise"]);
    let found = stdout(&mut command);
    assert!(found.contains("house.use") && !found.contains("newsletter"), "{found}");
}

#[test]
fn what_is_written_names_a_schema_that_is_there() {
    let vale = (".vale.ini", &b"StylesPath = styles\n[*.md]\nBasedOnStyles = Vale\n"[..]);
    for (command, files) in [("init", &[][..]), ("import-vale", &[vale])] {
        let here = folder(files);
        copydesk(here.path()).arg(command).assert().code(0);
        let written = fs::read_to_string(here.path().join(".copydesk.yml")).unwrap();
        let schema = schema_of(&here.path().join(".copydesk.yml"));
        assert!(schema.contains("overrides"), "{written}");
        assert_eq!(schema, stdout(copydesk(here.path()).args(["schema", "config"])));
    }
}

/// The text of the schema that the first line of a YAML file leads to.
fn schema_of(file: &Path) -> String {
    let text = fs::read_to_string(file).unwrap();
    let line = text.lines().next().unwrap();
    let schema = line.strip_prefix("# yaml-language-server: $schema=").unwrap();
    fs::read_to_string(file.parent().unwrap().join(schema)).unwrap()
}

#[test]
fn the_stream_answers_in_order_and_survives_bad_lines() {
    let here = folder(&[]);
    let input = "{\"id\":1,\"text\":\"Sign up for our morning newsletter.\"}\nnot json\n{\"id\":\"c\",\"text\":\"Fine.\"}\n";
    let output = copydesk(here.path()).arg("stream").write_stdin(input).output().unwrap();
    let lines: Vec<serde_json::Value> = String::from_utf8(output.stdout)
        .unwrap()
        .lines()
        .map(|line| serde_json::from_str(line).unwrap())
        .collect();
    assert_eq!(lines.len(), 3);
    assert_eq!(lines[0]["findings"][0]["rule"], "boilerplate.newsletter");
    assert!(lines[1]["error"].is_string());
    assert_eq!(lines[2], serde_json::json!({"id": "c", "findings": []}));
}

#[cfg(unix)]
#[test]
fn pipes_and_broken_links_are_no_articles() {
    let here = folder(&[("a.md", b"All is well.\n")]);
    std::os::unix::fs::symlink("nowhere.md", here.path().join("broken.md")).unwrap();
    copydesk(here.path()).args(["check", "."]).assert().code(0);
    copydesk(here.path()).args(["check", "broken.md"]).assert().code(2);
    copydesk(here.path()).args(["check", "/dev/null"]).assert().code(2);
}

#[test]
fn a_baseline_lets_only_new_findings_count() {
    let here = folder(&[("a.md", PLUG.as_bytes())]);
    copydesk(here.path()).args(["check", "a.md", "--write-baseline", "known.json"]).assert().code(0);
    copydesk(here.path()).args(["check", "a.md", "--baseline", "known.json"]).assert().code(0);
    fs::write(here.path().join("a.md"), format!("A new line.\n\n{PLUG}\nThe work will cost TK million.\n"))
        .unwrap();
    let mut command = copydesk(here.path());
    command.args(["check", "a.md", "--baseline", "known.json", "--output-format", "jsonl"]);
    command.assert().code(1);
    let found = stdout(&mut command);
    assert!(found.contains("leftovers.placeholder") && !found.contains("newsletter"), "{found}");
    fs::write(here.path().join("known.json"), "{\"copydesk_baseline\":").unwrap();
    copydesk(here.path()).args(["check", "a.md", "--baseline", "known.json"]).assert().code(2);
}

#[test]
fn fixes_are_shown_as_a_diff_or_written() {
    let here = folder(&[("a.md", b"They saw the the boat.\n")]);
    let mut command = copydesk(here.path());
    command.args(["check", "a.md", "--diff"]);
    command.assert().code(1);
    assert!(stdout(&mut command).contains("+They saw the boat."));
    copydesk(here.path()).args(["check", "a.md", "--fix"]).assert().code(0);
    assert_eq!(fs::read_to_string(here.path().join("a.md")).unwrap(), "They saw the boat.\n");
}

#[test]
fn a_comment_silences_a_finding_and_must_be_needed() {
    let quiet =
        format!("<!-- copydesk-disable-next-line boilerplate.newsletter -- a story on plugs -->\n{PLUG}");
    let here =
        folder(&[("a.md", quiet.as_bytes()), ("b.md", b"<!-- copydesk-disable -- no need -->\nFine.\n")]);
    copydesk(here.path()).args(["check", "a.md"]).assert().code(0);
    let mut command = copydesk(here.path());
    command.args(["check", "b.md", "--output-format", "concise"]);
    command.assert().code(1);
    assert!(stdout(&mut command).contains("suppressions.unused"));
}

#[test]
fn a_github_workflow_gets_annotations_and_a_page() {
    let here = folder(&[("a.md", PLUG.as_bytes())]);
    let page = here.path().join("summary.md");
    let mut command = copydesk(here.path());
    command.args(["check", "a.md", "--output-format", "github"]).env("GITHUB_STEP_SUMMARY", &page);
    command.assert().code(1);
    assert!(stdout(&mut command).starts_with("::warning title="));
    let written = fs::read_to_string(&page).unwrap();
    // Two runs add to the same page.
    assert_eq!(written.matches("## Copydesk\n").count(), 2);
    assert!(written.contains("| a.md:1:1 | warning | boilerplate.newsletter |"), "{written}");
    let mut other = copydesk(here.path());
    other.args(["check", "a.md", "--output-format", "jsonl"]).env("GITHUB_STEP_SUMMARY", &page);
    other.assert().code(1);
    assert_eq!(fs::read_to_string(&page).unwrap(), written);
}

#[test]
fn the_manual_page_tells_of_every_command_and_option() {
    let here = folder(&[]);
    let page = stdout(copydesk(here.path()).arg("man")).replace("\\-", "-");
    for expected in
        ["copydesk check", "copydesk stream", "--write-baseline", "--changed", ".SH \"EXIT STATUS\""]
    {
        assert!(page.contains(expected), "no {expected}");
    }
}

//! `check --changed` in real git repositories.

#![allow(clippy::unwrap_used, clippy::expect_used, reason = "a test that cannot go on fails")]

mod support;

use std::fs;
use std::path::Path;

use support::{commit, copydesk, git, stderr, stdout};
use tempfile::TempDir;

const OLD: &str = "An old line will cost TK million.\n";
const NEW: &str = "A new line will cost TK million.\n";

/// A repository whose first commit holds a file with an old finding.
fn repository() -> TempDir {
    let folder = TempDir::new().unwrap();
    git(folder.path(), &["init", "--quiet", "--initial-branch", "main"]);
    fs::write(folder.path().join("old.md"), format!("{OLD}\nSecond paragraph.\n\nThird paragraph.\n"))
        .unwrap();
    commit(folder.path());
    folder
}

/// Where findings are, as `path:line`, with `--changed` as given.
fn found(folder: &Path, changed: &str, path: &str) -> Vec<String> {
    let mut command = copydesk(folder);
    command.args(["check", changed, path, "--output-format", "jsonl", "--select", "leftovers.placeholder"]);
    let output = stdout(&mut command);
    let findings = output.lines().map(|line| serde_json::from_str::<serde_json::Value>(line).unwrap());
    findings.map(|finding| format!("{}:{}", finding["path"].as_str().unwrap(), finding["line"])).collect()
}

#[test]
fn only_findings_on_changed_lines_count() {
    let here = repository();
    let path = here.path().join("old.md");
    assert_eq!(found(here.path(), "--changed", "."), [""; 0]);
    fs::write(&path, format!("{OLD}\nSecond paragraph.\n\n{NEW}\nThird paragraph.\n")).unwrap();
    assert_eq!(found(here.path(), "--changed", "."), ["old.md:5"]);
    git(here.path(), &["add", "--all"]);
    assert_eq!(found(here.path(), "--changed", "old.md"), ["old.md:5"]);
    copydesk(here.path()).args(["check", "--changed"]).assert().code(1);
    commit(here.path());
    copydesk(here.path()).args(["check", "--changed"]).assert().code(0);
    assert_eq!(found(here.path(), "--changed=HEAD~1", "."), ["old.md:5"]);
}

#[test]
fn files_git_does_not_know_are_new_and_ignored_ones_are_not() {
    let here = repository();
    fs::write(here.path().join(".gitignore"), "private/\n").unwrap();
    fs::create_dir(here.path().join("private")).unwrap();
    fs::write(here.path().join("private/a.md"), NEW).unwrap();
    fs::write(here.path().join("né w \"q\".md"), NEW).unwrap();
    assert_eq!(found(here.path(), "--changed", "."), ["né w \"q\".md:1"]);
    git(here.path(), &["add", "--all"]);
    assert_eq!(found(here.path(), "--changed", "."), ["né w \"q\".md:1"]);
}

#[test]
fn a_renamed_file_keeps_its_old_lines() {
    let here = repository();
    fs::create_dir(here.path().join("moved")).unwrap();
    git(here.path(), &["mv", "old.md", "moved/name.md"]);
    assert_eq!(found(here.path(), "--changed", "."), [""; 0]);
    let text = fs::read_to_string(here.path().join("moved/name.md")).unwrap();
    fs::write(here.path().join("moved/name.md"), format!("{text}\n{NEW}")).unwrap();
    assert_eq!(found(here.path(), "--changed", "."), ["moved/name.md:7"]);
}

#[test]
fn the_merge_base_counts_not_the_tip() {
    let here = repository();
    git(here.path(), &["switch", "--quiet", "--create", "branch"]);
    fs::write(here.path().join("branch.md"), NEW).unwrap();
    commit(here.path());
    git(here.path(), &["switch", "--quiet", "main"]);
    // What main mended since is no change of the branch.
    fs::write(here.path().join("old.md"), "Mended.\n\nSecond paragraph.\n\nThird paragraph.\n").unwrap();
    commit(here.path());
    git(here.path(), &["switch", "--quiet", "branch"]);
    assert_eq!(found(here.path(), "--changed=main", "."), ["branch.md:1"]);
}

#[test]
fn paths_and_the_current_folder_may_be_anywhere_in_the_work_tree() {
    let here = repository();
    let desk = here.path().join("desk");
    fs::create_dir(&desk).unwrap();
    fs::write(desk.join("a.md"), NEW).unwrap();
    assert_eq!(found(&desk, "--changed", "."), ["a.md:1"]);
    assert_eq!(found(&desk, "--changed", "../old.md"), [""; 0]);
    let full = desk.join("a.md").to_str().unwrap().to_owned();
    assert_eq!(found(Path::new("/"), "--changed", &full), [format!("{full}:1")]);
}

#[test]
fn the_users_settings_of_patches_do_not_matter() {
    let here = repository();
    for (name, value) in [
        ("diff.noprefix", "true"),
        ("diff.external", "false"),
        ("color.ui", "always"),
        ("diff.renames", "false"),
        ("diff.context", "9"),
    ] {
        git(here.path(), &["config", name, value]);
    }
    let path = here.path().join("old.md");
    fs::write(&path, fs::read_to_string(&path).unwrap() + "\n" + NEW).unwrap();
    assert_eq!(found(here.path(), "--changed", "."), ["old.md:7"]);
}

#[test]
fn before_the_first_commit_everything_is_new() {
    let here = TempDir::new().unwrap();
    git(here.path(), &["init", "--quiet"]);
    fs::write(here.path().join("a.md"), NEW).unwrap();
    assert_eq!(found(here.path(), "--changed", "."), ["a.md:1"]);
}

#[test]
fn fixing_leaves_old_lines_alone() {
    let here = repository();
    let path = here.path().join("old.md");
    fs::write(&path, "They saw the the boat.\n\nA second paragraph.\n").unwrap();
    commit(here.path());
    fs::write(&path, "They saw the the boat.\n\nA second paragraph of of text.\n\nAnd and more.\n").unwrap();
    copydesk(here.path()).args(["check", "--changed", "--fix", "--select", "words.doubled"]).assert().code(0);
    let fixed = fs::read_to_string(&path).unwrap();
    assert!(fixed.starts_with("They saw the the boat.\n\nA second paragraph of text.\n\n"), "{fixed}");
}

#[test]
fn what_git_cannot_tell_is_an_error() {
    let here = repository();
    let told = |arguments: &[&str]| {
        let mut command = copydesk(here.path());
        command.args(["check"]).args(arguments);
        command.assert().code(2);
        stderr(&mut command)
    };
    assert!(told(&["--changed=nowhere"]).contains("no revision `nowhere`"));
    assert!(told(&["--changed=--output=x"]).contains("no revision `--output=x`"));
    assert!(told(&["--changed", "-"]).contains("standard input"));
    git(here.path(), &["switch", "--quiet", "--orphan", "apart"]);
    fs::write(here.path().join("a.md"), NEW).unwrap();
    commit(here.path());
    assert!(told(&["--changed=main"]).contains("no common ancestor"));
    let outside = TempDir::new().unwrap();
    let mut command = copydesk(outside.path());
    command.args(["check", "--changed"]).env("GIT_CEILING_DIRECTORIES", outside.path());
    assert!(stderr(&mut command).contains("git work tree"));
}

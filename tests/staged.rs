//! `check --staged`: what the next commit will hold, whatever the work tree holds.

#![allow(clippy::unwrap_used, clippy::expect_used, reason = "a test that cannot go on fails")]

mod support;

use std::fs;
use std::path::Path;

use support::{commit, copydesk, git, stderr, stdout};
use tempfile::TempDir;

const BAD: &str = "The work will cost TK million.\n";
const GOOD: &str = "The work will cost three million.\n";

fn repository() -> TempDir {
    let folder = TempDir::new().unwrap();
    git(folder.path(), &["init", "--quiet", "--initial-branch", "main"]);
    folder
}

fn write(folder: &Path, name: &str, text: &str) {
    let path = folder.join(name);
    fs::create_dir_all(path.parent().unwrap()).unwrap();
    fs::write(path, text).unwrap();
}

fn stage(folder: &Path, name: &str, text: &str) {
    write(folder, name, text);
    git(folder, &["add", name]);
}

/// Where findings are, as `path:line`, with these arguments.
fn found(folder: &Path, arguments: &[&str]) -> Vec<String> {
    let mut command = copydesk(folder);
    command
        .args(["check", "--staged", "--output-format", "jsonl", "--select", "leftovers.placeholder"])
        .args(arguments);
    assert_eq!(stderr(&mut command), "");
    let output = stdout(&mut command);
    let findings = output.lines().map(|line| serde_json::from_str::<serde_json::Value>(line).unwrap());
    findings.map(|finding| format!("{}:{}", finding["path"].as_str().unwrap(), finding["line"])).collect()
}

#[test]
fn what_is_staged_is_checked_and_not_the_work_tree() {
    let here = repository();
    // Before the first commit, and after it.
    for _ in 0..2 {
        stage(
            here.path(),
            "bad.md",
            &format!("# {}\n\n{BAD}", git(here.path(), &["status", "--short"]).len()),
        );
        stage(here.path(), "good.md", &format!("{GOOD}\n{GOOD}"));
        write(here.path(), "bad.md", GOOD);
        write(here.path(), "good.md", BAD);
        assert_eq!(found(here.path(), &[]), ["bad.md:3"]);
        assert_eq!(found(here.path(), &["good.md"]), [""; 0]);
        fs::remove_file(here.path().join("bad.md")).unwrap();
        assert_eq!(found(here.path(), &["bad.md"]), ["bad.md:3"]);
        git(here.path(), &["commit", "--quiet", "--message", "x"]);
        git(here.path(), &["checkout", "--quiet", "--", "."]);
        assert_eq!(found(here.path(), &[]), [""; 0]);
        write(here.path(), "good.md", GOOD);
    }
}

#[test]
fn folders_patterns_and_other_places_are_those_of_a_walk() {
    let here = repository();
    commit_nothing(here.path());
    for name in
        ["news/a.md", "news/deep/b.md", "opinion/c.md", "opinion/.hidden.md", "opinion/picture.png", "out.md"]
    {
        stage(here.path(), name, BAD);
    }
    stage(here.path(), ".copydeskignore", "out.md\n");
    assert_eq!(found(here.path(), &["."]), ["news/a.md:1", "news/deep/b.md:1", "opinion/c.md:1"]);
    assert_eq!(found(here.path(), &["news/*.md", "opinion"]), ["news/a.md:1", "opinion/c.md:1"]);
    assert_eq!(found(&here.path().join("news"), &[]), ["a.md:1", "deep/b.md:1"]);
    assert_eq!(found(&here.path().join("news"), &["../opinion/c.md"]), ["../opinion/c.md:1"]);
    assert_eq!(found(here.path(), &["out.md"]), ["out.md:1"]);
    assert_eq!(found(here.path(), &["out.md", "--force-exclude"]), [""; 0]);
}

fn commit_nothing(folder: &Path) {
    write(folder, "first.md", GOOD);
    commit(folder);
}

#[test]
fn only_staged_lines_count_where_that_is_asked_for() {
    let here = repository();
    write(here.path(), "a.md", &format!("{BAD}\nSecond paragraph.\n"));
    commit(here.path());
    stage(here.path(), "a.md", &format!("{BAD}\nSecond paragraph.\n\n{BAD}"));
    write(here.path(), "a.md", &format!("{BAD}\nSecond paragraph.\n\n{BAD}\n{BAD}"));
    assert_eq!(found(here.path(), &[]), ["a.md:1", "a.md:5"]);
    assert_eq!(found(here.path(), &["--changed"]), ["a.md:5"]);
}

#[test]
fn links_and_what_git_cannot_tell() {
    let here = repository();
    commit_nothing(here.path());
    #[cfg(unix)]
    {
        std::os::unix::fs::symlink("/etc/hostname", here.path().join("link.md")).unwrap();
        git(here.path(), &["add", "link.md"]);
        assert_eq!(found(here.path(), &[]), [""; 0]);
    }
    let bare = TempDir::new().unwrap();
    let mut command = copydesk(bare.path());
    command.args(["check", "--staged"]).env("GIT_CEILING_DIRECTORIES", bare.path().parent().unwrap());
    assert_eq!(command.output().unwrap().status.code(), Some(2));
    assert!(stderr(&mut command).contains("--staged need one"));
    copydesk(here.path()).args(["check", "--staged", "--fix"]).assert().code(2);
    copydesk(here.path()).args(["check", "--staged", "-"]).assert().code(2);
}

#[test]
fn forges_get_paths_from_the_root_of_the_repository() {
    let here = repository();
    write(here.path(), "site/news/a.md", BAD);
    let report = |format: &str, envs: &[(&str, &Path)]| {
        let mut command = copydesk(&here.path().join("site"));
        command.env_remove("GITHUB_WORKSPACE").env_remove("CI_PROJECT_DIR").env_remove("GITHUB_STEP_SUMMARY");
        stdout(command.envs(envs.iter().copied()).args(["check", "news", "--output-format", format]))
    };
    assert!(report("github", &[]).contains("file=site/news/a.md,"));
    assert!(report("gitlab", &[]).contains("\"path\":\"site/news/a.md\""));
    assert!(report("sarif", &[]).contains("\"uri\":\"site/news/a.md\",\"uriBaseId\":\"ROOT\""));
    // People and other programs see files from where they are.
    assert!(report("concise", &[]).starts_with("news/a.md:"));
    assert!(report("json", &[]).contains("\"path\":\"news/a.md\""));
    // What the forge says goes before what git has.
    let above = here.path().parent().unwrap();
    let name = here.path().file_name().unwrap().to_str().unwrap();
    assert!(
        report("github", &[("GITHUB_WORKSPACE", above)]).contains(&format!("file={name}/site/news/a.md,"))
    );
    assert!(report("gitlab", &[("CI_PROJECT_DIR", here.path())]).contains("\"path\":\"site/news/a.md\""));
    let elsewhere = TempDir::new().unwrap();
    assert!(report("github", &[("GITHUB_WORKSPACE", elsewhere.path())]).contains("file=site/news/a.md,"));
}

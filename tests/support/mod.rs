//! What tests of the command line share.

#![allow(dead_code, reason = "each test uses some of it")]

pub mod editor;

use std::fs;
use std::path::{Path, PathBuf};
use std::process;

use assert_cmd::Command;
use tempfile::TempDir;

/// All files with an extension under a folder, sorted.
pub fn files(folder: &Path, extension: &str) -> Vec<PathBuf> {
    let (mut folders, mut found) = (vec![folder.to_owned()], Vec::new());
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                folders.push(path);
            } else if path.extension().is_some_and(|found| found == extension) {
                found.push(path);
            }
        }
    }
    found.sort();
    found
}

/// The sources of the program, sorted.
pub fn sources() -> Vec<PathBuf> {
    files(&Path::new(env!("CARGO_MANIFEST_DIR")).join("src"), "rs")
}

/// The formats of a report.
pub const FORMATS: &[&str] = &[
    "text",
    "concise",
    "grouped",
    "json",
    "jsonl",
    "sarif",
    "github",
    "gitlab",
    "junit",
    "checkstyle",
    "rdjsonl",
    "html",
];

/// The binary, run in a folder, without what the environment says of colours, and finding everything anew.
pub fn copydesk(folder: &Path) -> Command {
    let mut command = Command::cargo_bin("copydesk").unwrap();
    command.current_dir(folder).env_remove("NO_COLOR").env_remove("CI").env("COPYDESK_NO_CACHE", "1");
    command
}

/// A folder with these files; it looks like a repository's root.
pub fn folder(files: &[(&str, &[u8])]) -> TempDir {
    let folder = TempDir::new().unwrap();
    // A repository's root, so that no configuration above it is found.
    fs::create_dir(folder.path().join(".git")).unwrap();
    for (name, content) in files {
        let path = folder.path().join(name);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, content).unwrap();
    }
    folder
}

/// What a command prints.
pub fn stdout(command: &mut Command) -> String {
    String::from_utf8(command.output().unwrap().stdout).unwrap()
}

/// What a command says besides.
pub fn stderr(command: &mut Command) -> String {
    String::from_utf8(command.output().unwrap().stderr).unwrap()
}

/// Runs git as every user has it, whatever this machine's configuration says; what it prints.
pub fn git(folder: &Path, arguments: &[&str]) -> String {
    let mut command = process::Command::new("git");
    command.current_dir(folder).args(["-c", "user.name=Desk", "-c", "user.email=desk@example.org"]);
    command.env("GIT_CONFIG_GLOBAL", "/dev/null").env("GIT_CONFIG_SYSTEM", "/dev/null");
    let output = command.args(arguments).output().unwrap();
    assert!(output.status.success(), "git {arguments:?}: {}", String::from_utf8_lossy(&output.stderr));
    String::from_utf8(output.stdout).unwrap()
}

/// Commits all that is in a folder.
pub fn commit(folder: &Path) {
    git(folder, &["add", "--all"]);
    git(folder, &["commit", "--quiet", "--message", "x"]);
}

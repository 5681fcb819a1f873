//! What is said of packs with mistakes: each file in `tests/broken` against its reviewed snapshot.

#![allow(clippy::unwrap_used, reason = "a test that cannot go on fails")]

use std::path::{Path, PathBuf};

use assert_cmd::Command;

/// What `copydesk test` says of files in a folder of `tests/broken`, which it must not be content with.
fn told(folder: &str, files: &[&str]) -> String {
    let here = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/broken").join(folder);
    let mut command = Command::cargo_bin("copydesk").unwrap();
    let output = command.current_dir(here).arg("test").args(files).output().unwrap();
    assert_ne!(output.status.code(), Some(0), "{files:?} are accepted");
    String::from_utf8(output.stderr).unwrap()
}

fn packs(folder: &str) -> Vec<String> {
    let here: PathBuf = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/broken").join(folder);
    let entries = std::fs::read_dir(here).unwrap();
    let mut names: Vec<String> =
        entries.map(|entry| entry.unwrap().file_name().into_string().unwrap()).collect();
    names.retain(|name| !name.starts_with("duplicate-id"));
    names.sort();
    names
}

#[test]
fn mistakes_that_a_schema_knows() {
    for name in packs("by-schema") {
        insta::assert_snapshot!(name.trim_end_matches(".yml"), told("by-schema", &[&name]));
    }
}

#[test]
fn mistakes_that_only_loading_finds() {
    for name in packs("by-loading") {
        insta::assert_snapshot!(name.trim_end_matches(".yml"), told("by-loading", &[&name]));
    }
}

#[test]
fn an_id_of_two_packs() {
    let files = ["duplicate-id.yml", "duplicate-id-again.yml"];
    insta::assert_snapshot!("duplicate-id", told("by-loading", &files));
}

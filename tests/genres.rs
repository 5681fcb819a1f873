//! Genres and other configurations to start from.

#![allow(clippy::unwrap_used, reason = "a test that cannot go on fails")]

use std::fs;
use std::path::Path;

use assert_cmd::Command;
use copydesk::config::GENRES;
use tempfile::TempDir;

const DRAFT: &str = "# The ferry is back\n\nAdd the boat to the whitelist, the harbour board says.\n\n\
    The pier will close in May, a source said on Monday at noon.\n";

fn folder(config: &str) -> TempDir {
    let here = TempDir::new().unwrap();
    fs::create_dir(here.path().join(".git")).unwrap();
    fs::write(here.path().join(".copydesk.yml"), config).unwrap();
    fs::write(here.path().join("draft.md"), DRAFT).unwrap();
    here
}

fn check(here: &Path) -> (i32, String) {
    let mut command = Command::cargo_bin("copydesk").unwrap();
    let output = command.current_dir(here).args(["check", "draft.md", "--output-format", "concise"]).output();
    let output = output.unwrap();
    let text = [output.stdout, output.stderr].concat();
    (output.status.code().unwrap(), String::from_utf8(text).unwrap())
}

/// Whether the rules about sources and about technical terms speak.
fn spoken(config: &str) -> (bool, bool) {
    let here = folder(&format!("lang: en\n{config}"));
    let (code, text) = check(here.path());
    assert!(code < 2, "{config}: {text}");
    (text.contains("attribution.bare-source"), text.contains("inclusive.technical"))
}

#[test]
fn each_genre_names_rules_that_there_are() {
    for (name, _) in GENRES {
        let here = folder(&format!("extends: {name}\n"));
        let (code, text) = check(here.path());
        assert!(code < 2, "{name}: {text}");
    }
}

#[test]
fn news_is_the_default() {
    assert_eq!(spoken(""), (true, false));
    assert_eq!(spoken("extends: news\n"), (true, false));
}

#[test]
fn a_genre_sets_rules_and_the_configuration_goes_before_it() {
    assert_eq!(spoken("extends: docs\n"), (false, true));
    assert_eq!(spoken("extends: blog\n"), (false, false));
    assert_eq!(spoken("extends: docs\nrules:\n  attribution.bare-source: on\n"), (true, true));
}

#[test]
fn without_the_built_in_rules_a_genre_says_nothing() {
    assert_eq!(spoken("extends: docs\nbuiltin: false\n"), (false, false));
}

#[test]
fn of_a_list_the_last_goes_first() {
    assert_eq!(spoken("extends: [docs, news]\n"), (true, true));
    assert_eq!(spoken("extends: [news, blog]\n"), (false, false));
}

#[test]
fn two_files_may_start_from_the_same_one() {
    let here = folder("extends: [one.yml, other.yml]\n");
    fs::write(here.path().join("one.yml"), "extends: base.yml\n").unwrap();
    fs::write(here.path().join("other.yml"), "extends: base.yml\n").unwrap();
    fs::write(here.path().join("base.yml"), "extends: docs\nlang: en\n").unwrap();
    let (code, text) = check(here.path());
    assert_eq!(code, 0, "{text}");
    assert!(text.contains("inclusive.technical"), "{text}");
    fs::write(here.path().join("base.yml"), "extends: one.yml\n").unwrap();
    let (code, text) = check(here.path());
    assert_eq!(code, 2);
    assert!(text.contains("extends itself"), "{text}");
}

#[test]
fn a_genre_that_is_not_there_is_underlined() {
    for (config, line) in [("lang: en\nextends: blgo\n", ":2:"), ("extends: [news, blgo]\n", ":1:17")] {
        let here = folder(config);
        let (code, text) = check(here.path());
        assert_eq!(code, 2);
        assert!(text.contains("did you mean `blog`?") && text.contains(line), "{text}");
    }
}

//! What stands in several articles of one run.

#![allow(clippy::unwrap_used, clippy::expect_used, reason = "a test that cannot go on fails")]

mod support;

use std::fs;
use std::path::Path;

use serde_json::Value;
use support::{copydesk, folder, stderr, stdout};
use tempfile::TempDir;

const BRIDGE: &str = "The bridge was built in 1931 and carries some 40,000 cars a day; it was last repaired \
    after the flood of 1987, when a barge hit its second pier.";
const FERRY: &str = "Ferries have crossed the bay since 1874, at first under sail, and the company that runs \
    them still belongs to the family of the first captain.";
const ON: &str = "rules: { 'archive.*': on }\n";

/// A folder of articles with all rules about archives turned on.
fn archive(articles: &[(&str, &str)]) -> TempDir {
    let mut files = vec![(".copydesk.yml", ON.as_bytes())];
    files.extend(articles.iter().map(|(name, text)| (*name, text.as_bytes())));
    folder(&files)
}

/// The findings, each as `path:line rule <- first path:line`.
fn found(folder: &Path, arguments: &[&str]) -> Vec<String> {
    let mut command = copydesk(folder);
    read(&stdout(command.arg("check").args(arguments).args(["--output-format", "jsonl"])))
}

fn read(output: &str) -> Vec<String> {
    let place = |value: &Value| format!("{}:{}", value["path"].as_str().unwrap(), value["line"]);
    let findings = output.lines().map(|line| serde_json::from_str::<Value>(line).unwrap());
    let about_archives = findings.filter(|finding| finding["rule"].as_str().unwrap().starts_with("archive."));
    let told = about_archives.map(|finding| {
        let rule = finding["rule"].as_str().unwrap();
        format!("{} {rule} <- {}", place(&finding), place(&finding["related"][0]))
    });
    told.collect()
}

#[test]
fn each_later_place_is_told_in_the_order_of_files_whatever_the_threads_do() {
    let long: Vec<(String, String)> = (0..300)
        .map(|number| (format!("{number:03}.md"), format!("Number {number}.\n\n{BRIDGE}\n")))
        .collect();
    let articles: Vec<(&str, &str)> =
        long.iter().map(|(name, text)| (name.as_str(), text.as_str())).collect();
    let here = archive(&articles);
    let one = found(here.path(), &[".", "--jobs", "1", "--ignore", "archive.boilerplate"]);
    assert_eq!(one.len(), 299);
    assert_eq!(one[0], "001.md:3 archive.reused-paragraph <- 000.md:3");
    assert_eq!(one[298], "299.md:3 archive.reused-paragraph <- 000.md:3");
    for jobs in ["2", "7"] {
        assert_eq!(found(here.path(), &[".", "--jobs", jobs, "--ignore", "archive.boilerplate"]), one);
    }
}

#[test]
fn captions_standfirsts_and_paragraphs_are_told_and_nothing_within_one_article() {
    let one = format!(
        "---\ndescription: Drivers must take the ferry for a year.\n---\n\n# One\n\n{BRIDGE}\n\n{BRIDGE}\n"
    );
    let two = "---\ndescription: Drivers must take the ferry for a year.\n---\n\n# Two\n\n\
        ![Cars](a.jpg \"Cars queue on the harbour bridge on Monday morning\")\n";
    let three = format!(
        "# Three\n\n![Cars](a.jpg \"Cars queue on the harbour bridge on Monday morning\")\n\n{BRIDGE}\n"
    );
    let here = archive(&[("1.md", one.as_str()), ("2.md", two), ("3.md", three.as_str())]);
    let expected = [
        "2.md:2 archive.duplicate-teaser <- 1.md:2",
        "3.md:3 archive.duplicate-caption <- 2.md:7",
        "3.md:5 archive.reused-paragraph <- 1.md:7",
    ];
    assert_eq!(found(here.path(), &["."]), expected);
    assert_eq!(found(here.path(), &["3.md", "2.md", "1.md"]), expected);
}

#[test]
fn they_are_off_by_default() {
    let text = format!("{BRIDGE}\n");
    let here = folder(&[("a.md", text.as_bytes()), ("b.md", text.as_bytes())]);
    assert_eq!(found(here.path(), &["."]), Vec::<String>::new());
    assert_eq!(found(here.path(), &[".", "--select", "archive.reused-paragraph"]).len(), 1);
}

#[test]
fn a_whole_article_is_one_finding() {
    let text = format!("# One\n\n{BRIDGE}\n\n{FERRY}\n");
    let here = archive(&[("a.md", &text), ("b.md", &text.replace("One", "Other")), ("c.md", FERRY)]);
    let expected =
        ["b.md:1 archive.duplicate-article <- a.md:3", "c.md:1 archive.reused-paragraph <- a.md:5"];
    assert_eq!(found(here.path(), &["."]), expected);
}

#[test]
fn a_comment_silences_them_and_is_needed() {
    let silenced =
        format!("<!-- copydesk-disable-next-line archive.reused-paragraph -- by agreement -->\n{BRIDGE}\n");
    let here = archive(&[("a.md", BRIDGE), ("b.md", &silenced), ("c.md", BRIDGE)]);
    assert_eq!(found(here.path(), &["."]), ["c.md:1 archive.reused-paragraph <- a.md:1"]);
    assert!(!stdout(copydesk(here.path()).args(["check", "."])).contains("suppressions.unused"));
}

#[test]
fn a_baseline_knows_them() {
    let here = archive(&[("a.md", BRIDGE), ("b.md", BRIDGE)]);
    copydesk(here.path()).args(["check", ".", "--write-baseline", "known.json"]).output().unwrap();
    assert_eq!(found(here.path(), &[".", "--baseline", "known.json"]), Vec::<String>::new());
    fs::write(here.path().join("c.md"), BRIDGE).unwrap();
    let new = found(here.path(), &[".", "--baseline", "known.json"]);
    assert_eq!(new, ["c.md:1 archive.reused-paragraph <- a.md:1"]);
}

#[test]
fn what_is_fixed_is_compared_as_it_is_then() {
    let doubled = BRIDGE.replace("after the flood", "after the the flood");
    let here = archive(&[("a.md", &doubled), ("b.md", BRIDGE)]);
    assert_eq!(found(here.path(), &["."]), Vec::<String>::new());
    assert_eq!(found(here.path(), &[".", "--fix"]), ["b.md:1 archive.reused-paragraph <- a.md:1"]);
}

#[test]
fn the_cache_knows_their_texts() {
    let here = archive(&[("a.md", BRIDGE), ("b.md", BRIDGE), ("c.md", FERRY)]);
    let cache = TempDir::new().unwrap();
    let check = || {
        let mut command = copydesk(here.path());
        command.env_remove("COPYDESK_NO_CACHE").env("COPYDESK_CACHE_DIR", cache.path());
        read(&stdout(command.args(["check", ".", "--output-format", "jsonl"])))
    };
    for _ in 0..2 {
        assert_eq!(check(), ["b.md:1 archive.reused-paragraph <- a.md:1"]);
    }
    fs::write(here.path().join("a.md"), format!("Other.\n\n{FERRY}\n")).unwrap();
    for _ in 0..2 {
        assert_eq!(check(), ["c.md:1 archive.reused-paragraph <- a.md:3"]);
    }
    fs::remove_file(here.path().join("c.md")).unwrap();
    assert_eq!(check(), Vec::<String>::new());
}

#[test]
fn a_pack_of_ones_own_may_look_for_what_recurs() {
    let pack = "pack: house\nrules:\n  twice:\n    check: recurring\n    words: 2\n    limit: 1\n    \
        message: \"As in {first}.\"\n    examples:\n      flag:\n        - { before: [The quay.], text: '[[The quay]]' }\n      \
        pass:\n        - The quay.\n";
    let here = folder(&[
        (".copydesk.yml", b"packs: [house.yml]\n"),
        ("house.yml", pack.as_bytes()),
        ("a.md", b"The quay.\n\nThe pier.\n"),
        ("b.md", b"The pier.\n\nThe quay.\n"),
    ]);
    let told = stdout(copydesk(here.path()).args(["check", ".", "--output-format", "concise"]));
    assert_eq!(told.matches("As in a.md.").count(), 1, "{told}");
    assert!(copydesk(here.path()).args(["test", "house.yml"]).output().unwrap().status.success());
    let wrong = pack.replace("limit: 1", "fix: remove-block").replace("words: 2", "articles: 1");
    fs::write(here.path().join("house.yml"), wrong).unwrap();
    let told = stderr(copydesk(here.path()).args(["check", "."]));
    let unheard = pack.replace("limit: 1", "unit: article\n    articles: 3\n    percent: 101");
    fs::write(here.path().join("house.yml"), unheard).unwrap();
    let also = stderr(copydesk(here.path()).args(["check", "."]));
    assert!(also.contains("two by two") && also.contains("at most 100"), "{also}");
    assert!(told.contains("cannot fix one") && told.contains("from the second article on"), "{told}");
}

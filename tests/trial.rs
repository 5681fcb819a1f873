//! `copydesk try` on real articles and in real git repositories.

#![allow(clippy::unwrap_used, reason = "a test that cannot go on fails")]

mod support;

use std::fs;
use std::path::Path;

use serde_json::Value;
use support::{commit, copydesk, folder, git, stderr, stdout};
use tempfile::TempDir;

/// A pack with one rule that flags some words.
fn pack(tokens: &str) -> String {
    format!(
        "pack: house\nrules:\n  ferry-line:\n    check: existence\n    message: \"Not “{{match}}”.\"\n    \
         help: Ask the desk.\n    tokens: [{tokens}]\n  tar:\n    check: existence\n    message: Tar.\n    tokens: [tar]\n"
    )
}

/// A repository with a pack and two articles, all committed.
fn repository() -> TempDir {
    let here = TempDir::new().unwrap();
    git(here.path(), &["init", "--quiet", "--initial-branch", "main"]);
    fs::create_dir(here.path().join("news")).unwrap();
    fs::write(
        here.path().join("news/a.md"),
        "The Isle Line sails at noon.\n\nIsland Lines is its old name.\n",
    )
    .unwrap();
    fs::write(here.path().join("news/b.md"), "Nobody tars the quay, and no tar is left.\n").unwrap();
    fs::write(here.path().join("house.yml"), pack("Isle Line")).unwrap();
    fs::write(here.path().join(".copydesk.yml"), "packs: [house.yml]\n").unwrap();
    commit(here.path());
    here
}

fn json(here: &Path, rule: &str) -> Value {
    let printed = stdout(copydesk(here).args(["try", rule, "news", "--format", "json"]));
    serde_json::from_str(&printed).unwrap()
}

/// Where some findings are, as `path:line:column`.
fn places(findings: &Value) -> Vec<String> {
    let place = |finding: &Value| {
        format!("{}:{}:{}", finding["path"].as_str().unwrap(), finding["line"], finding["column"])
    };
    findings.as_array().unwrap().iter().map(place).collect()
}

#[test]
fn hits_are_counted_and_shown_in_their_lines() {
    let here = repository();
    let printed = stdout(copydesk(here.path()).args(["try", "house.ferry-line", "news"]));
    assert!(
        printed.starts_with("house.ferry-line: 1 hit in 2 articles and 21 words, 47.62 per 1,000 words\n"),
        "{printed}"
    );
    assert!(
        printed.contains("--> news/a.md:1:5") && printed.contains("1 │ The Isle Line sails at noon."),
        "{printed}"
    );
    assert!(!printed.contains("Ask the desk"), "{printed}");
    assert!(
        printed.contains("No comparison: this is the first version of the file that git knows."),
        "{printed}"
    );
}

#[test]
fn a_rule_is_named_by_id_or_in_its_file() {
    let here = repository();
    for rule in ["house.ferry-line", "house.yml#ferry-line", "house.yml#house.ferry-line"] {
        let tried = json(here.path(), rule);
        assert_eq!(places(&tried["sample"]), ["news/a.md:1:5"], "{rule}");
        assert_eq!(tried["rules"].as_array().unwrap().len(), 1, "{rule}");
    }
    let whole = json(here.path(), "house.yml");
    assert_eq!(places(&whole["sample"]), ["news/a.md:1:5", "news/b.md:1:30"]);
    assert_eq!((&whole["hits"], &whole["rules"][1]["id"]), (&Value::from(2), &Value::from("house.tar")));
    // A rule that is off is tried all the same.
    fs::write(here.path().join(".copydesk.yml"), "packs: [house.yml]\nrules:\n  house.ferry-line: off\n")
        .unwrap();
    assert_eq!(json(here.path(), "house.ferry-line")["hits"], 1);
}

#[test]
fn an_uncommitted_change_is_compared_with_the_last_commit() {
    let here = repository();
    fs::write(here.path().join("house.yml"), pack("Island Lines")).unwrap();
    for rule in ["house.ferry-line", "house.yml"] {
        let since = &json(here.path(), rule)["since"];
        assert_eq!(places(&since["appeared"]["findings"]), ["news/a.md:3:1"], "{rule}");
        assert_eq!(places(&since["gone"]["findings"]), ["news/a.md:1:5"], "{rule}");
        assert!(since["version"].as_str().unwrap().starts_with("the last commit"), "{since}");
    }
    let printed = stdout(copydesk(here.path()).args(["try", "house.yml#ferry-line", "news"]));
    assert!(printed.contains("1 hit appeared, 1 went."), "{printed}");
}

#[test]
fn a_committed_change_is_compared_with_the_version_before() {
    let here = repository();
    fs::write(here.path().join("house.yml"), pack("Isle Line, Island Lines")).unwrap();
    commit(here.path());
    // Later commits that leave the pack alone do not count.
    fs::write(here.path().join("news/c.md"), "The Isle Line again.\n").unwrap();
    commit(here.path());
    let since = &json(here.path(), "house.ferry-line")["since"];
    assert_eq!(places(&since["appeared"]["findings"]), ["news/a.md:3:1"]);
    assert_eq!(since["gone"]["count"], 0);
    assert!(since["version"].as_str().unwrap().starts_with("the version before"), "{since}");
    // From another folder too.
    let printed = stdout(copydesk(&here.path().join("news")).args(["try", "../house.yml#ferry-line", "."]));
    assert!(printed.contains("1 hit appeared, 0 went."), "{printed}");
}

#[test]
fn a_new_rule_has_nothing_to_compare_with() {
    let here = repository();
    let longer =
        pack("Isle Line") + "  quay:\n    check: existence\n    message: Quay.\n    tokens: [quay]\n";
    fs::write(here.path().join("house.yml"), longer).unwrap();
    let printed = stdout(copydesk(here.path()).args(["try", "house.quay", "news"]));
    assert!(printed.contains("No comparison: no such rule was sound in the last commit"), "{printed}");
    let printed = stdout(copydesk(here.path()).args(["try", "words.doubled", "news"]));
    assert!(printed.contains("No comparison: the rule comes with Copydesk"), "{printed}");
}

#[test]
fn a_seed_draws_the_same_hits_again() {
    let many = "Tar and feathers.\n\n".repeat(200);
    let here = folder(&[("house.yml", pack("Isle Line").as_bytes()), ("news/a.md", many.as_bytes())]);
    let draw = |seed: &str| {
        stdout(copydesk(here.path()).args([
            "try",
            "house.yml#tar",
            "news",
            "--format",
            "json",
            "--seed",
            seed,
        ]))
    };
    let tried: Value = serde_json::from_str(&draw("1")).unwrap();
    assert_eq!((tried["hits"].as_u64(), tried["sample"].as_array().unwrap().len()), (Some(200), 10));
    assert!(draw("1") == draw("1") && draw("1") != draw("2"));
    let printed = stdout(copydesk(here.path()).args(["try", "house.yml#tar", "news", "--hits", "3"]));
    assert!(printed.contains("3 hits, drawn at random:"), "{printed}");
    assert_eq!(printed.matches("--> news/a.md:").count(), 3);
}

#[test]
fn what_cannot_be_tried_is_told_with_a_remedy() {
    let here = repository();
    let told = |arguments: &[&str]| {
        let mut command = copydesk(here.path());
        let told = stderr(command.arg("try").args(arguments));
        command.assert().code(2);
        told
    };
    assert!(told(&["house.fery-line", "news"]).contains("did you mean `house.ferry-line`?"));
    assert!(told(&["house.yml#fery-line", "news"]).contains("did you mean `ferry-line`?"));
    assert!(told(&["nowhere.yml", "news"]).contains("nowhere.yml"));
    assert!(told(&["house.tar", "nowhere"]).contains("nowhere"));
    fs::write(here.path().join("bad.yml"), "pack: bad\nrules:\n  one:\n    chek: existence\n").unwrap();
    assert!(told(&["bad.yml", "news"]).contains("bad.yml:"));
}

#[test]
fn what_stands_in_several_articles_is_held_against_those_before() {
    let text = "The ferries leave the old quay at nine, at noon and at four on every day of the week but Sunday, and the \
                harbour office sells the tickets at its gate.\n";
    let here = folder(&[
        ("news/a.md", text.as_bytes()),
        ("news/b.md", text.as_bytes()),
        ("news/c.md", b"No ferry sails.\n"),
    ]);
    let tried = json(here.path(), "archive.reused-paragraph");
    assert_eq!((&tried["hits"], &tried["sample"][0]["path"]), (&1.into(), &"news/b.md".into()), "{tried}");
}

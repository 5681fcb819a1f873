//! Options of rules in `.copydesk.yml`: values laid over values, mistakes underlined where they are written.

#![allow(clippy::unwrap_used, clippy::expect_used, reason = "a test that cannot go on fails")]

mod support;

use std::collections::BTreeMap;

use serde_json::Value;
use support::{copydesk, folder};

const DRAFT: &[u8] = b"# The harbour bridge closes\n\nThe boat is back, and so is the the crew.\n";

/// What is found with a configuration, as lines of `path line rule`, and what is told beside it.
fn check(config: &str, files: &[&str]) -> (Vec<String>, String) {
    let mut all: Vec<(&str, &[u8])> = files.iter().map(|name| (*name, DRAFT)).collect();
    all.push((".copydesk.yml", config.as_bytes()));
    let here = folder(&all);
    let output = copydesk(here.path()).args(["check", "--output-format", "jsonl", "."]).output().unwrap();
    let findings = String::from_utf8(output.stdout).unwrap();
    let line = |line: &str| {
        let finding: Value = serde_json::from_str(line).unwrap();
        let text = |key: &str| finding[key].as_str().unwrap().to_owned();
        format!("{} {} {}", text("path"), text("severity"), text("rule"))
    };
    (findings.lines().map(line).collect(), String::from_utf8(output.stderr).unwrap())
}

#[test]
fn a_number_of_a_built_in_rule_is_changed_and_turns_the_rule_on() {
    let (found, _) = check("rules:\n  headline.length: {max: 10}\n  words.doubled: off\n", &["a.md"]);
    assert_eq!(found, ["a.md suggestion headline.length"]);
    let (found, _) =
        check("rules:\n  headline.length: {max: 10, severity: error}\n  words.doubled: off\n", &["a.md"]);
    assert_eq!(found, ["a.md error headline.length"]);
    let (found, _) = check("rules:\n  headline.length: {max: 90}\n  words.doubled: off\n", &["a.md"]);
    assert!(found.is_empty());
}

#[test]
fn folders_have_options_of_their_own() {
    let config = "rules:\n  headline.length: {max: 90}\n  words.doubled: off\noverrides:\n  \
                  - paths: ['short/**']\n    rules:\n      headline.length: {max: 10}\n  \
                  - paths: ['**/loud.md']\n    rules:\n      headline.length: {severity: warning}\n";
    let (found, _) = check(config, &["a.md", "short/a.md", "short/loud.md"]);
    assert_eq!(found, ["short/a.md suggestion headline.length", "short/loud.md warning headline.length"]);
}

#[test]
fn lists_are_added_to_and_taken_from() {
    let config =
        "rules:\n  boilerplate.newsletter: {tokens: {add: ['the boat is back']}}\n  words.doubled: off\n";
    let (found, _) = check(config, &["a.md"]);
    assert_eq!(found, ["a.md warning boilerplate.newsletter"]);
}

#[test]
fn a_pack_of_the_house_and_a_file_that_is_extended_have_options_too() {
    let pack =
        b"pack: house\nrules:\n  boat:\n    check: existence\n    message: \"A boat.\"\n    tokens: [ship]\n";
    let base = b"packs: [house.yml]\nrules:\n  house.boat: {tokens: [boat]}\n  words.doubled: off\n";
    let here = folder(&[
        ("a.md", DRAFT),
        ("house.yml", pack),
        ("base.yml", base),
        (".copydesk.yml", b"extends: base.yml\nrules:\n  house.boat: {severity: error}\n"),
    ]);
    let output = copydesk(here.path()).args(["check", "--output-format", "concise"]).output().unwrap();
    let text = String::from_utf8(output.stdout).unwrap();
    assert!(text.contains("a.md:3:5: error[house.boat]"), "{text}");
}

#[test]
fn mistakes_are_underlined_in_the_configuration() {
    let (found, told) = check(
        "rules:\n  headline.length: {maxx: 10}\n  boilerplate.newsletter: {tokens: {add: ['a (']}}\n  \
         headline.full-stop: {check: existence}\noverrides:\n  - paths: ['x/**']\n    rules:\n      \
         words.doubled: {limit: many}\n",
        &["a.md"],
    );
    // The rules without a mistake are run all the same.
    assert_eq!(found, ["a.md warning words.doubled"]);
    for wanted in [
        ".copydesk.yml:2:21",
        "did you mean `max`?",
        ".copydesk.yml:3:46",
        "unclosed group",
        ".copydesk.yml:4:24",
        ".copydesk.yml:8:30",
    ] {
        assert!(told.contains(wanted), "no {wanted} in {told}");
    }
    assert_eq!(told.matches("error: ").count(), 4, "{told}");
}

#[test]
fn rules_of_a_vale_style_and_terms_have_options_too() {
    let style = b"extends: occurrence\nmessage: Too many.\nlevel: warning\nscope: paragraph\ntoken: '\\bthe\\b'\nmax: 9\n";
    let terms = b"- preferred: vessel\n  banned: [ship]\n";
    let config = |rules: &str| format!("builtin: false\nvale: .vale.ini\nterms: terms.yml\nrules: {rules}\n");
    let run = |rules: &str| {
        let here = folder(&[
            ("a.md", DRAFT),
            (".vale.ini", b"StylesPath = styles\n\n[*.md]\nBasedOnStyles = House\n"),
            ("styles/House/Articles.yml", style),
            ("terms.yml", terms),
            (".copydesk.yml", config(rules).as_bytes()),
        ]);
        let output = copydesk(here.path()).args(["check", "--output-format", "concise"]).output().unwrap();
        let text = |bytes| String::from_utf8(bytes).unwrap();
        (text(output.stdout), text(output.stderr))
    };
    let (found, told) = run("{}");
    assert!(found.is_empty(), "{found}{told}");
    let (found, told) = run("{House.Articles: {max: 1}, terms.vessel: {banned: {add: [boat]}}}");
    assert!(found.contains("House.Articles") && found.contains("terms.vessel"), "{found}{told}");
    let (_, told) = run("{House.Articles: {maxx: 1}}");
    assert!(told.contains(".copydesk.yml:4:26") && told.contains("did you mean `max`?"), "{told}");
}

#[test]
fn a_misspelt_rule_is_underlined_with_the_nearest() {
    let (_, told) = check("lang: en\nrules:\n  headline.lenght: off\n", &["a.md"]);
    assert!(told.contains(".copydesk.yml:3:3") && told.contains("did you mean `headline.length`?"), "{told}");
    let (_, told) = check("rules:\n  leftovers: {limit: 3}\n", &["a.md"]);
    assert!(told.contains(".copydesk.yml:2:3") && told.contains("whole name"), "{told}");
}

#[test]
fn the_list_of_rules_is_the_same_whether_a_rule_runs_or_not() {
    let listed = |config: &str| -> BTreeMap<String, Value> {
        let here = folder(&[(".copydesk.yml", config.as_bytes())]);
        let output = copydesk(here.path()).args(["rules", "--output-format", "json"]).output().unwrap();
        let rules: Vec<Value> = serde_json::from_slice(&output.stdout).unwrap();
        rules.into_iter().map(|rule| (rule["id"].as_str().unwrap().to_owned(), rule)).collect()
    };
    let (some, all) = (listed("lang: en\n"), listed("rules: {'*': on}\n"));
    assert_eq!(some.len(), all.len());
    for (id, rule) in &some {
        for key in ["severity", "fix", "languages", "summary", "options"] {
            assert_eq!(rule[key], all[id][key], "{key} of {id}");
        }
        assert_ne!(rule["summary"], "", "{id}");
    }
    let length = &listed("rules:\n  headline.length: {max: 60}\n")["headline.length"]["options"]["max"];
    assert_eq!(length["value"], 60);
    assert!(length["from"].as_str().unwrap().ends_with(".copydesk.yml"));
    assert_eq!(some["headline.length"]["options"]["max"]["value"], 70);
}

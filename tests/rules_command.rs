//! `copydesk rules`: the list of rules, its filters and its JSON.

#![allow(clippy::unwrap_used, reason = "a test that cannot go on fails")]

use std::fs;
use std::path::Path;

use assert_cmd::Command;
use copydesk::engine::RuleSetBuilder;
use copydesk::rules::{Facts, settings};
use serde_json::Value;
use tempfile::TempDir;

fn run(here: &Path, arguments: &[&str]) -> (i32, String, String) {
    let output =
        Command::cargo_bin("copydesk").unwrap().current_dir(here).arg("rules").args(arguments).output();
    let output = output.unwrap();
    let text = |bytes| String::from_utf8(bytes).unwrap();
    (output.status.code().unwrap(), text(output.stdout), text(output.stderr))
}

fn json(here: &Path, arguments: &[&str]) -> Vec<Value> {
    let (code, stdout, stderr) = run(here, &[arguments, &["--output-format", "json"]].concat());
    assert_eq!(code, 0, "{stderr}");
    serde_json::from_str(&stdout).unwrap()
}

fn empty() -> TempDir {
    let here = TempDir::new().unwrap();
    fs::create_dir(here.path().join(".git")).unwrap();
    here
}

#[test]
fn json_says_all_there_is_to_know() {
    let here = empty();
    fs::write(here.path().join(".copydesk.yml"), "rules:\n  words.cliche: error\n  words.doubled: off\n")
        .unwrap();
    let rules = json(here.path(), &[]);
    assert!(rules.len() >= 80, "{} rules", rules.len());
    let rule = |id: &str| rules.iter().find(|rule| rule["id"] == id).unwrap();
    let cliche = rule("words.cliche");
    assert_eq!(cliche["pack"], "words");
    assert_eq!(cliche["severity"], "error");
    assert_eq!(cliche["enabled"], true);
    assert_eq!(cliche["default"], false);
    assert_eq!(cliche["fixable"], false);
    assert_eq!(cliche["languages"], serde_json::json!(["en"]));
    let doubled = rule("words.doubled");
    assert_eq!((&doubled["enabled"], &doubled["default"]), (&Value::Bool(false), &Value::Bool(true)));
    assert_eq!((&doubled["fixable"], doubled["fix"].as_str()), (&Value::Bool(true), Some("safe")));
}

#[test]
fn each_filter_narrows_the_list() {
    let here = empty();
    let all = json(here.path(), &[]);
    let count = |arguments: &[&str], holds: &dyn Fn(&Value) -> bool| {
        let rules = json(here.path(), arguments);
        assert!(!rules.is_empty() && rules.len() < all.len(), "{arguments:?}");
        assert!(rules.iter().all(holds), "{arguments:?}");
        rules.len()
    };
    count(&["--pack", "german,legal"], &|rule| rule["pack"] == "german" || rule["pack"] == "legal");
    count(&["--severity", "error"], &|rule| rule["severity"] == "error");
    count(&["--fixable"], &|rule| rule["fixable"] == true);
    let (default, opt_in) = (
        count(&["--default"], &|rule| rule["default"] == true),
        count(&["--opt-in"], &|rule| rule["default"] == false),
    );
    assert_eq!(default + opt_in, all.len());
    let speaks_german = |rule: &Value| {
        let languages = rule["languages"].as_array().unwrap();
        languages.is_empty() || languages.iter().any(|tag| tag == "de")
    };
    count(&["--lang", "de-AT"], &speaks_german);
    count(&["suicide", "NEUTRAL"], &|rule| rule["id"].as_str().unwrap().contains("suicide"));
}

#[test]
fn what_is_listed_of_a_rule_that_is_off_is_what_the_rule_says() {
    let here = empty();
    let listed = json(here.path(), &["--opt-in", "--fixable"]);
    let (rules, errors) = RuleSetBuilder::new().builtin().build();
    assert!(errors.is_empty());
    let wanted: Vec<_> = rules.rules().filter(|rule| !rule.enabled && rule.head.fix.is_some()).collect();
    assert!(!wanted.is_empty() && listed.len() == wanted.len(), "{} of {}", listed.len(), wanted.len());
    for rule in rules.rules() {
        let id = &*rule.head.id;
        let Some(listed) = listed.iter().find(|listed| listed["id"] == id) else { continue };
        let languages: Vec<String> = rule.languages.iter().map(ToString::to_string).collect();
        let fix = serde_json::json!(rule.head.fix.map(|(_, applicability)| applicability));
        assert_eq!(listed["severity"], rule.head.severity.as_str(), "{id}");
        assert_eq!(listed["summary"].as_str(), Some(&*Facts::new(rule).summary), "{id}");
        assert_eq!(listed["languages"], serde_json::json!(languages), "{id}");
        assert_eq!(listed["fix"], fix, "{id}");
        let options: Vec<String> = settings(rule).into_iter().map(|setting| setting.parameter.name).collect();
        assert!(listed["options"].as_object().unwrap().keys().eq(&options), "{id}");
    }
}

#[test]
fn the_table_names_packs_and_counts() {
    let here = empty();
    let (code, table, _) = run(here.path(), &["--pack", "legal"]);
    assert_eq!(code, 0);
    assert!(table.starts_with("legal: "), "{table}");
    let line = table.lines().find(|line| line.contains("legal.hedge-stack")).unwrap();
    let cells: Vec<&str> = line.split_whitespace().take(6).collect();
    // The fifth tells of the readings.
    assert_eq!(cells[..4], ["legal.hedge-stack", "on", "suggestion", "-"]);
    assert_eq!(cells[5], "en");
    assert!(table.lines().last().unwrap().contains("rules, 1 on"), "{table}");
}

#[test]
fn what_there_is_not_is_said() {
    let here = empty();
    let (code, _, message) = run(here.path(), &["--pack", "leagl"]);
    assert_eq!(code, 2);
    assert!(message.contains("did you mean `legal`?"), "{message}");
    let (code, _, message) = run(here.path(), &["--lang", "english"]);
    assert_eq!(code, 2);
    assert!(message.contains("no language tag"), "{message}");
    assert_eq!(run(here.path(), &["--default", "--opt-in"]).0, 2);
}

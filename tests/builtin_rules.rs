//! The rules that come with the binary: they load, say why they are there, and do what their examples show.

use std::path::Path;

use copydesk::engine::{RuleSet, RuleSetBuilder};
use copydesk::rules::Expectation;

fn builtin() -> RuleSet {
    let (rules, errors) = RuleSetBuilder::new().builtin().build();
    for error in &errors {
        for problem in &error.problems {
            eprintln!("{}: {problem:?}", error.origin.display());
        }
    }
    assert!(errors.is_empty(), "a built-in pack has mistakes");
    rules
}

#[test]
fn every_example_holds() {
    let rules = builtin();
    let (count, failures) = rules.test();
    let told: Vec<String> = failures
        .iter()
        .map(|failure| {
            format!("{}: {} ({:?})", failure.rule.head.id, failure.failure.message, failure.failure.at)
        })
        .collect();
    assert!(told.is_empty(), "{} of {count} examples fail:\n{}", told.len(), told.join("\n"));
}

#[test]
fn every_rule_has_examples_and_a_reason() {
    let rules = builtin();
    let mut told = Vec::new();
    for rule in rules.rules() {
        let mut tell = |is_wrong: bool, what: &str| {
            if is_wrong {
                told.push(format!("{} {what}", rule.head.id));
            }
        };
        tell(rule.why.is_empty(), "does not say why");
        // Comments that silence findings need findings to silence: the engine's tests show these rules.
        if rule.pack == "suppressions" {
            continue;
        }
        let count = |wanted| rule.examples.iter().filter(|example| example.expectation == wanted).count();
        tell(count(Expectation::Flag) < 2, "has too few examples to flag");
        tell(count(Expectation::Pass) < 2, "has too few examples to pass");
    }
    assert!(told.is_empty(), "{}", told.join("\n"));
}

#[test]
fn a_broken_example_fails() {
    let pack = "rules:\n  word:\n    check: existence\n    message: No.\n    tokens: [wharf]\n    examples:\n      flag: [the quay]\n      pass: [the wharf]\n";
    let (rules, errors) = RuleSetBuilder::new().pack(Path::new("house.yml"), pack).build();
    assert!(errors.is_empty());
    let (count, failures) = rules.test();
    assert_eq!((count, failures.len()), (2, 2));
}

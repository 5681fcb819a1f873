//! What a check kind states of itself holds: its example runs, its parameters are told of, and Vale's form of it
//! speaks of parameters and names that there are.

#![allow(clippy::unwrap_used, reason = "a test that cannot go on fails")]

mod support;

use std::path::Path;

use copydesk::checking::{Kind, Subject};
use copydesk::checks::KINDS;
use copydesk::engine::RuleSetBuilder;
use copydesk::rules::Expectation;

/// The mistakes in the example of a kind.
fn mistakes(kind: &Kind) -> Vec<String> {
    // The files that an example names lie beside the pages.
    let origin = Path::new(env!("CARGO_MANIFEST_DIR")).join("docs/kinds/example.yml");
    let (rules, errors) = RuleSetBuilder::new().pack(&origin, kind.example).build();
    let problems = errors.iter().flat_map(|error| &error.problems).map(|problem| problem.message.clone());
    let failures = rules.test().1;
    let failures =
        failures.iter().map(|failure| format!("{} {:?}", failure.failure.message, failure.failure.at));
    let mut told: Vec<String> = problems.chain(failures).collect();
    let all: Vec<_> = rules.rules().collect();
    if all.len() != 1 || all.iter().any(|rule| rule.kind != kind.name) {
        told.push("an example is a pack with one rule of its kind".to_owned());
    }
    for wanted in [Expectation::Flag, Expectation::Pass] {
        let has = all.iter().any(|rule| rule.examples.iter().any(|example| example.expectation == wanted));
        if !has && kind.subject != Subject::Comment {
            told.push(format!("no example to {wanted:?}"));
        }
    }
    told
}

#[test]
fn every_example_runs_and_holds() {
    let told: Vec<String> = KINDS
        .iter()
        .flat_map(|kind| mistakes(kind).into_iter().map(move |told| format!("{}: {told}", kind.name)))
        .collect();
    assert!(told.is_empty(), "{}", told.join("\n"));
}

/// A file that `src/checks/mod.rs` does not name is not even compiled, so that nothing else tells of it.
#[test]
fn every_kind_is_registered() {
    let checks = Path::new(env!("CARGO_MANIFEST_DIR")).join("src/checks");
    let mut named: Vec<String> = Vec::new();
    for path in support::files(&checks, "rs") {
        let text = std::fs::read_to_string(path).unwrap();
        let stated =
            text.lines().filter_map(|line| line.trim().strip_prefix("const KIND: &'static str = \""));
        named.extend(stated.filter_map(|rest| Some(rest.split_once('"')?.0.to_owned())));
    }
    for name in &named {
        assert!(KINDS.iter().any(|kind| kind.name == name), "`{name}` is not in KINDS in src/checks/mod.rs");
    }
    assert_eq!(named.len(), KINDS.len());
}

#[test]
fn every_kind_and_parameter_is_told_of() {
    for kind in KINDS {
        assert!(kind.about().contains("Flags "), "`{}` does not say what it flags", kind.name);
        for parameter in kind.parameters() {
            assert!(!parameter.about.is_empty(), "`{}` of `{}`", parameter.name, kind.name);
            assert!(
                parameter.choices.iter().all(|(_, about)| !about.is_empty()),
                "{}: {parameter:?}",
                kind.name
            );
        }
        assert!(kind.placeholders.iter().all(|(_, about)| !about.is_empty()), "{}", kind.name);
    }
}

#[test]
fn what_vale_calls_it_is_there() {
    for kind in KINDS {
        let Some(vale) = kind.vale else { continue };
        let names: Vec<&str> = kind.message_names().collect();
        // Kinds that tell nothing but the match have one value less than Vale allows for.
        let values = vale.values.iter().chain(vale.proposed).filter(|name| **name != "other");
        for name in values {
            assert!(names.contains(name), "`{{{name}}}` of `{}`", kind.name);
        }
        for (key, _) in vale.patterns {
            assert!(kind.keys().contains(key), "`{key}` of `{}`", kind.name);
        }
    }
}

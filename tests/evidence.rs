//! What a rule may do hangs on how its findings were judged: packs and `rules/EVIDENCE.tsv` together.

use copydesk::engine::{RuleSet, RuleSetBuilder};
use copydesk::finding::Severity;
use copydesk::rules::{Earned, Evidence, Rule};

fn builtin() -> RuleSet {
    let (rules, errors) = RuleSetBuilder::new().builtin().build();
    assert!(errors.is_empty(), "a built-in pack has mistakes");
    rules
}

/// The rules that articles can be read for: no article holds comments to Copydesk.
fn judged(rules: &RuleSet) -> impl Iterator<Item = &Rule> {
    rules.rules().filter(|rule| rule.pack != "suppressions")
}

fn earned(rule: &Rule) -> Earned {
    Evidence::of(&rule.head.id).map_or(Earned::Nothing, Evidence::earned)
}

fn readings(rule: &Rule) -> String {
    let told = Evidence::of(&rule.head.id).map_or_else(|| "nothing was read.".to_owned(), Evidence::sentence);
    format!("{}: {told}", rule.head.id)
}

#[test]
fn an_error_has_earned_it() {
    let rules = builtin();
    let unearned: Vec<String> = judged(&rules)
        .filter(|rule| rule.head.severity == Severity::Error && earned(rule) < Earned::Error)
        .map(readings)
        .collect();
    assert!(unearned.is_empty(), "make these warnings or suggestions:\n{}", unearned.join("\n"));
}

/// Warnings that so few findings were read of that other texts count for more, and why.
const STAY_WARNINGS: &[(&str, &str)] = &[
    (
        "boilerplate.newsletter",
        "five were read, three of them true pleas of an outlet of its own; of the labelled pages every line that it marks \
         is one that people marked",
    ),
    ("leftovers.placeholder", FILLER),
];

/// Why the readings of placeholders are not taken as they stand.
const FILLER: &str = "all that was wrong is filler in demos of a layout, on one site that is no publication";

#[test]
fn a_warning_on_by_default_has_earned_it() {
    let rules = builtin();
    let stays = |rule: &Rule| STAY_WARNINGS.iter().any(|(id, _)| *id == &*rule.head.id);
    let unearned: Vec<String> = judged(&rules)
        .filter(|rule| rule.enabled && !stays(rule) && rule.head.severity == Severity::Warning)
        .filter(|rule| earned(rule) < Earned::Default)
        .map(readings)
        .collect();
    assert!(unearned.is_empty(), "make these suggestions, or turn them off:\n{}", unearned.join("\n"));
}

/// Suggestions that stay on though the readings are against them, and why. None may be added without a reason that holds
/// on other texts.
const STAY_ON: &[(&str, &str)] = &[
    ("leftovers.placeholder", FILLER),
    (
        "quotes.unbalanced",
        "99 of 100 are right on the labelled articles of other sites; what is wrong here is code as text",
    ),
    (
        "structure.duplicate-paragraph",
        "without it one in twenty labelled repetitions is missed; refrains of songs are told",
    ),
];

#[test]
fn no_suggestion_on_by_default_is_known_to_be_wrong() {
    let rules = builtin();
    let stays = |rule: &Rule| STAY_ON.iter().any(|(id, _)| *id == &*rule.head.id);
    let refuted: Vec<String> = judged(&rules)
        .filter(|rule| {
            rule.enabled && !stays(rule) && Evidence::of(&rule.head.id).is_some_and(Evidence::is_against)
        })
        .map(readings)
        .collect();
    assert!(refuted.is_empty(), "turn these off, or mend them:\n{}", refuted.join("\n"));
}

#[test]
fn the_table_names_rules_that_there_are() {
    let rules = builtin();
    let gone: Vec<&str> = Evidence::rules().filter(|name| rules.rule(name).is_none()).collect();
    assert!(gone.is_empty(), "{gone:?}");
}

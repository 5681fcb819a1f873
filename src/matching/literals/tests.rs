use proptest::prelude::*;

use super::*;

#[test]
fn alternatives_each_give_a_literal() {
    assert_eq!(required(r"\b(?:sign up|subscribe) to\b"), ["sign up to", "subscribe to"]);
}

#[test]
fn ends_that_may_be_empty_are_left_out() {
    assert_eq!(required(r"^\W*(?:read more|also read)\W*$"), ["also read", "read more"]);
}

#[test]
fn a_branch_without_a_literal_guards_nothing() {
    assert!(required(r"(?:newsletter|\d+)").is_empty());
}

#[test]
fn the_rarest_stretch_guards() {
    assert_eq!(required(r"\d+ (?:per cent|percent) of \w+"), [" per cent of ", " percent of "]);
    assert_eq!(
        required(r"cookies? polic(?:y|ies)"),
        ["cookie policies", "cookie policy", "cookies policies", "cookies policy"]
    );
}

#[test]
fn what_stands_before_a_choice_goes_on_into_it() {
    assert_eq!(required(r"\[(?:video|vc_\w+)[^\]]*\]"), ["[vc_", "[video"]);
    assert_eq!(required(r"held for (?:theft|drink[- ]\w+)"), ["held for drink", "held for theft"]);
}

#[test]
fn what_is_only_looked_at_is_no_part_of_the_match() {
    assert_eq!(required(r"(?<!not )ready(?! made)"), ["ready"]);
    assert!(required(r"(?=subscribe)\w+").is_empty());
}

#[test]
fn repetitions_that_allow_none_guard_nothing() {
    for pattern in [r"(?:abcd)*", r"(?:abcd){0,2}", r"(?:abcd)?", r"(?:abcd)+?*", r"a{2}{0}", r"(\d)\1"] {
        assert!(required(pattern).is_empty(), "{pattern}");
    }
    assert_eq!(required(r"(?:abcd)+"), ["abcd"]);
    assert_eq!(required(r"(?:abcd){2}"), ["abcdabcd"]);
}

#[test]
fn case_outside_ascii_cuts_and_scripts_without_case_stay() {
    assert_eq!(required("größer als"), ["er als"]);
    assert_eq!(required("关注公众号"), ["关注公众号"]);
}

/// Patterns out of the parts that rules are made of.
fn pattern() -> impl Strategy<Value = String> {
    let word = prop::sample::select(vec![
        "abc", "cab", "b c", "a", r"\.", "[ab]", "[^a]", "[a-c]", r"\w", r"\b", ".", "^", "…",
    ]);
    word.prop_map(str::to_owned).prop_recursive(4, 24, 3, |inner| {
        let pieces = prop::collection::vec(inner.clone(), 1..4);
        let choices = prop::collection::vec(inner.clone(), 1..4);
        let sign = prop::sample::select(vec!["?", "*", "+", "{0,2}", "{2}", "+?"]);
        prop_oneof![
            pieces.prop_map(|pieces| pieces.concat()),
            choices.prop_map(|choices| format!("(?:{})", choices.join("|"))),
            (inner.clone(), sign).prop_map(|(inner, sign)| format!("(?:{inner}){sign}")),
            inner.prop_map(|inner| format!("({inner})")),
        ]
    })
}

proptest! {
    #[test]
    fn every_match_holds_a_literal(pattern in pattern(), text in "[abcABC .…]{0,24}") {
        let literals = required(&pattern);
        let regex = regex::Regex::new(&format!("(?i){pattern}")).unwrap();
        for found in regex.find_iter(&text).filter(|_| !literals.is_empty()) {
            let found = found.as_str().to_ascii_lowercase();
            prop_assert!(literals.iter().any(|literal| found.contains(literal)), "{found:?} {literals:?}");
        }
    }
}

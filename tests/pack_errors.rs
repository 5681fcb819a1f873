//! Mistakes in a pack file are all told in one run, each at its place.

use std::path::Path;

use copydesk::engine::RuleSetBuilder;
use copydesk::yaml::Index;

const PACK: &str = "\
pack: house
rules:
  misspelt-key:
    check: existence
    mesage: Not here.
    message: Not here.
    tokens: [quay]
  unknown-check:
    check: existance
    message: Not here.
  bad-pattern:
    check: existence
    message: Not here.
    tokens: ['quay(']
  unknown-name:
    check: existence
    message: 'Not {mtach} here.'
    tokens: [quay]
  unknown-scope:
    check: existence
    message: Not here.
    scope: paragraf
    tokens: [quay]
";

#[test]
fn five_mistakes_are_told_in_one_run() {
    let (rules, errors) = RuleSetBuilder::new().pack(Path::new("house.yml"), PACK).build();
    assert_eq!(rules.rules().count(), 0);
    let [error] = errors.as_slice() else { panic!("one file has mistakes") };
    let index = Index::new(&error.text);
    let told: Vec<(&str, String)> = error
        .problems
        .iter()
        .map(|problem| {
            (&error.text[problem.range(&error.text, &index)], problem.remedy.clone().unwrap_or_default())
        })
        .collect();
    let places: Vec<&str> = told.iter().map(|(place, _)| *place).collect();
    assert_eq!(places, ["mesage", "existance", "(", "mtach", "paragraf"]);
    for (index, near) in [(0, "`message`"), (1, "`existence`"), (3, "`{match}`"), (4, "`paragraph`")] {
        assert!(told[index].1.contains(near), "{:?} names {near}", told[index]);
    }
}

//! What is known of a check kind stands in its own file: no other code names a kind, or a rule that comes with the
//! binary. A part that writes rules of a kind names the kind's type, which the compiler knows. And one name has one
//! meaning: a type is called by what it is, so that hardly two are called the same.

#![allow(clippy::unwrap_used, reason = "a test that cannot go on fails")]

mod support;

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;

use copydesk::checking::SCOPE_WORDS;
use copydesk::checks::KINDS;
use copydesk::engine::RuleSetBuilder;
use regex::Regex;

use support::sources;

/// The sources: each with its path in `src` and its text.
fn texts() -> Vec<(String, String)> {
    let src = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let place = |path: &Path| path.strip_prefix(&src).unwrap().to_str().unwrap().replace('\\', "/");
    let texts = sources().into_iter().map(|path| (place(&path), fs::read_to_string(path).unwrap()));
    // That one is for unit tests.
    texts.filter(|(place, _)| place != "report/fixture.rs").collect()
}

/// The lines of a file that are neither comments nor unit tests, with their numbers.
fn code(text: &str) -> impl Iterator<Item = (usize, &str)> {
    let lines = text.lines().take_while(|line| !line.starts_with("#[cfg(test)]"));
    let lines = lines.enumerate().map(|(index, line)| (index + 1, line));
    lines.filter(|(_, line)| !line.trim_start().starts_with("//"))
}

/// The texts in quotation marks on a line.
fn literals(line: &str) -> impl Iterator<Item = &str> {
    line.split('"').skip(1).step_by(2)
}

/// The folders and files that cannot know of kinds, since they are below them, and use the same words for parts of
/// a document, a table's columns and the like.
const BELOW: &[&str] =
    &["dialects", "document", "formats", "furniture", "language", "matching", "reading", "yaml"];
/// Words for something else: the file, the word and what it is there.
const OTHER_MEANINGS: &[(&str, &str, &str)] = &[
    ("cli/new_rule/sentences.rs", "headline", "a scope"),
    ("checks/markup/tag.rs", "figure", "an HTML element"),
    ("checks/script.rs", "script", "the kind's parameter of that name"),
    ("checks/metric.rs", "characters", "a variable of formulas"),
    ("checking/scope/vale.rs", "figure", "an HTML element in Vale's scopes"),
    ("engine/skips.rs", "figure", "an HTML element"),
    ("report/html/article.rs", "metadata", "a class of the page"),
    ("rules/terms.rs", "term", "the name of a term without letters"),
];

/// Whether a line of code names a kind.
fn names(line: &str, kind: &str) -> bool {
    let written = ["check", "extends"].map(|key| format!("{key}: {kind}"));
    literals(line).any(|text| text == kind || written.iter().any(|written| text.contains(written)))
}

#[test]
fn a_kind_is_named_in_its_own_file_only() {
    let (mut named, mut met) = (Vec::new(), BTreeSet::<&(&str, &str, &str)>::new());
    for (place, text) in texts() {
        if BELOW.iter().any(|folder| place.starts_with(folder)) {
            continue;
        }
        for (number, line) in code(&text) {
            for kind in KINDS.iter().map(|kind| kind.name).filter(|kind| names(line, kind)) {
                let is_own = line.trim() == format!("const KIND: &'static str = \"{kind}\";");
                // A word of the scope language names a block.
                let is_scope = SCOPE_WORDS.contains(&kind) && place.starts_with("checking/scope/");
                let other = OTHER_MEANINGS.iter().find(|(file, word, _)| *file == place && *word == kind);
                met.extend(other);
                if !is_own && !is_scope && other.is_none() {
                    named.push(format!("src/{place}:{number}: {}", line.trim()));
                }
            }
        }
    }
    assert!(named.is_empty(), "a kind is named outside of its file:\n{}", named.join("\n"));
    let idle: Vec<_> = OTHER_MEANINGS.iter().filter(|meaning| !met.contains(*meaning)).collect();
    assert!(idle.is_empty(), "these words are gone: {idle:?}");
}

#[test]
fn no_rule_is_named() {
    let (rules, errors) = RuleSetBuilder::new().builtin().build();
    assert!(errors.is_empty());
    let ids: Vec<&str> = rules.rules().map(|rule| &*rule.head.id).collect();
    let mut named = Vec::new();
    for (place, text) in texts() {
        for (number, line) in code(&text) {
            // In a text for people, `between backticks`, a rule may be an example.
            let is_named = |id: &&&str| line.contains(**id) && !line.contains(&format!("`{id}`"));
            if let Some(id) = ids.iter().find(is_named) {
                named.push(format!("src/{place}:{number}: {id}"));
            }
        }
    }
    assert!(named.is_empty(), "rules are named in code:\n{}", named.join("\n"));
}

/// So many types may have one name; it is two where the same thing is met in two formats.
const MOST_NAMESAKES: usize = 2;

#[test]
fn a_type_has_a_name_of_its_own() {
    let defined = Regex::new(r"(?m)^(?:pub(?:\([^)]*\))? )?(?:struct|enum|trait|type|union) (\w+)").unwrap();
    let mut types: BTreeMap<String, Vec<String>> = BTreeMap::new();
    for (place, text) in texts() {
        let text = text.split("\n#[cfg(test)]\nmod tests").next().unwrap();
        for found in defined.captures_iter(text) {
            types.entry(found[1].to_owned()).or_default().push(place.clone());
        }
    }
    let shared: Vec<_> = types.iter().filter(|(_, places)| places.len() > MOST_NAMESAKES).collect();
    assert!(shared.is_empty(), "these names stand for too many types: {shared:#?}");
}

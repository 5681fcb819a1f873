//! Texts whose cost once grew faster than their length: one place was looked through again for each match
//! in it. Each is so long that it would take minutes if that came back. Nothing here measures time.

#![allow(clippy::unwrap_used, clippy::expect_used, reason = "a test that cannot go on fails")]
#![allow(clippy::format_collect, reason = "short beats quick here")]

use std::path::Path;
use std::sync::Arc;

use copydesk::document::{Document, Format};
use copydesk::engine::{Choice, Linter, RuleSetBuilder};
use copydesk::finding::Finding;
use copydesk::source::Source;

/// What one of the built-in rules, or of a pack's, finds in a text of Markdown.
fn found(pack: &str, rule: &str, text: &str) -> Vec<Finding> {
    let builder = RuleSetBuilder::new().builtin();
    let builder = if pack.is_empty() { builder } else { builder.pack(Path::new("house.yml"), pack) };
    let (rules, mistakes) = builder.build();
    assert!(mistakes.is_empty(), "{mistakes:?}");
    let choice = Choice { only: Some(vec![rule.to_owned()]), ..Choice::default() };
    Linter::new(Arc::new(rules), &choice).lint(&Source::new("long.md", text), Format::Markdown, None)
}

/// A name of its own for each number, such as `Babaab`.
fn name(number: usize) -> String {
    let syllable = |part: usize| ["ba", "de", "fi", "go", "lu", "ma", "ne", "pi"][number / part % 8];
    let name = [1, 8, 64, 512, 4096, 32768].map(syllable).concat();
    name[..1].to_uppercase() + &name[1..]
}

#[test]
fn exceptions_are_looked_for_once_in_a_paragraph() {
    let pack = "pack: house\ndescription: D.\nrules:\n  pairs: {check: existence, severity: warning, \
                message: M., tokens: [ab], exceptions: [ab c], unless: [nowhere]}\n";
    let found = found(pack, "house.pairs", &format!("{}ab c.", "ab, ".repeat(50_000)));
    assert_eq!(found.len(), 50_000);
    let term = "pack: house\ndescription: D.\nrules:\n  line: {check: term, severity: warning, message: '{advice}', \
                preferred: Island Line, banned: [Isle Line, Line]}\n";
    assert_eq!(self::found(term, "house.line", &"Isle Line and Island Line, ".repeat(5_000)).len(), 10_000);
}

#[test]
fn names_are_compared_with_those_that_are_alike() {
    let names: String = (0..10_000).map(|number| format!("It was Ann {} there. ", name(number))).collect();
    let text = format!("{names}Rosa Kortzel and Rosa Kortzel, not Rosa Kortezl, then Rosa Kortzel. ");
    let found = found("", "names.near-miss", &text);
    assert_eq!(found.iter().map(|finding| &text[finding.span.range()]).collect::<Vec<_>>(), ["Kortezl"]);
}

#[test]
fn a_paragraph_is_read_for_its_numbers_once() {
    let text = "It rose 25 percent from 4,000 to 4,800 cars, and ".repeat(5_000);
    assert!(!found("", "numbers.percent-change", &text).is_empty());
    let counts: String = (0..5_000).map(|number| format!("{number} boats and ")).collect();
    found("", "numbers.value-conflict", &format!("# Storm takes 7 boats\n\n{counts}\n"));
}

#[test]
fn a_line_is_not_measured_for_each_finding_in_it() {
    let text = "Sign up for our morning newsletter today. ".repeat(10_000);
    let found = found("", "boilerplate.newsletter", &text);
    assert!(found.iter().all(|finding| finding.fix.is_some()) && found.len() == 10_000, "{}", found.len());
}

#[test]
fn addresses_are_not_held_against_every_link() {
    let text = "[a](http://b.example/c) or http://b.example/c ".repeat(10_000);
    assert_eq!(found("", "links.bare-url", &text).len(), 10_000);
}

#[test]
fn a_paragraph_of_pictures_is_not_read_again_for_each() {
    found("", "captions.duplicate", &"![a](b) ".repeat(100_000));
}

#[test]
fn what_a_paragraph_begins_with_is_not_read_again_for_each_mark() {
    found("", "quotes.unbalanced", &format!("{}{}", "…".repeat(50_000), " “a".repeat(20_000)));
}

#[test]
fn open_elements_are_not_counted_again_for_each_text() {
    for text in
        ["<p>a".repeat(20_000), "<div><p>a".repeat(20_000), "<b>a<p>".repeat(20_000), "<!a>".repeat(20_000)]
    {
        Document::parse(&Source::new("deep.html", text), Format::Html, None);
    }
}

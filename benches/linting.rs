//! How long the parts of a run take: loading rules, reading a document, each kind of check, all of it.
//!
//! The text is the two articles in `examples/`, over and over; comparisons on a real archive are the
//! work of `benches/peers`.

use std::sync::Arc;

use copydesk::checks::KINDS;
use copydesk::document::{Document, Format};
use copydesk::engine::{Choice, Linter, RuleSet, RuleSetBuilder};
use copydesk::source::Source;
use divan::counter::BytesCount;
use divan::{Bencher, black_box};

const ARTICLES: [&str; 2] = [include_str!("../examples/clean.md"), include_str!("../examples/harbour.md")];

fn main() {
    divan::main();
}

fn rules() -> RuleSet {
    RuleSetBuilder::new().builtin().build().0
}

/// Both articles, so many times; the front matter is left off, for it could stand only once.
fn draft(times: usize) -> Source {
    let bodies = ARTICLES.map(|article| article.rsplit_once("\n---\n").map_or(article, |(_, body)| body));
    Source::new("draft.md", bodies.concat().repeat(times))
}

fn bytes(source: &Source) -> BytesCount {
    BytesCount::of_str(source.text())
}

/// Start-up: the rules that run by default, ready to look at a document.
#[divan::bench]
fn start_up() -> Linter {
    let (rules, _) = RuleSetBuilder::new().builtin_where(&|_, enabled| enabled).build();
    Linter::new(Arc::new(rules), &Choice::default())
}

/// The Markdown parser alone: what everything else is measured against.
#[divan::bench]
fn bare_parse(bencher: Bencher<'_, '_>) {
    let source = draft(10);
    bencher.counter(bytes(&source)).bench(|| pulldown_cmark::Parser::new(black_box(source.text())).count());
}

/// From text to blocks.
#[divan::bench]
fn document(bencher: Bencher<'_, '_>) {
    let source = draft(10);
    bencher
        .counter(bytes(&source))
        .bench(|| Document::parse(black_box(&source), Format::Markdown, None).blocks().len());
}

/// The whole of it, over texts of growing length: the rate must stay.
#[divan::bench(args = [1, 10, 100])]
fn lint(bencher: Bencher<'_, '_>, times: usize) {
    let source = draft(times);
    let linter = Linter::new(Arc::new(rules()), &Choice::default());
    bencher.counter(bytes(&source)).bench(|| linter.lint(black_box(&source), Format::Markdown, None));
}

/// All rules of one kind of check, without the parsing.
#[divan::bench(args = KINDS.iter().map(|kind| kind.name))]
fn check(bencher: Bencher<'_, '_>, kind: &str) {
    let rules = rules();
    let of_kind =
        rules.rules().filter(|rule| rule.kind == kind).map(|rule| rule.head.id.to_string()).collect();
    let choice = Choice { only: Some(of_kind), ..Choice::default() };
    let linter = Linter::new(Arc::new(rules), &choice);
    let source = draft(10);
    let document = Document::parse(&source, Format::Markdown, None);
    bencher.counter(bytes(&source)).bench(|| linter.lint_document(black_box(&document)));
}

/// The time of so many phrase rules, of which the text holds none: it should hardly grow.
#[divan::bench(args = [10, 100, 1000])]
fn phrase_rules(bencher: Bencher<'_, '_>, count: usize) {
    let linter = Linter::new(Arc::new(phrases(count)), &Choice::default());
    let source = draft(10);
    bencher.counter(bytes(&source)).bench(|| linter.lint(black_box(&source), Format::Markdown, None));
}

fn phrases(count: usize) -> RuleSet {
    let rules = (0..count).map(|number| {
        // Letters for digits, so that the phrases are such as people write.
        let word: String = number.to_string().bytes().map(|digit| char::from(digit - b'0' + b'b')).collect();
        format!("  r{number}:\n    check: existence\n    message: Not this.\n    tokens: [q{word}x phrase]\n")
    });
    let pack = format!("pack: phrases\nrules:\n{}", rules.collect::<String>());
    let (rules, mistakes) = RuleSetBuilder::new().pack("phrases.yml".as_ref(), &pack).build();
    assert!(mistakes.is_empty(), "the pack holds");
    rules
}

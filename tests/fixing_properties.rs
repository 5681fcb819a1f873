//! What must hold of fixes and baselines whatever the text, through the library's public interface.
//!
//! Texts are put together from the built-in rules' own examples and from pieces that get in each
//! other's way, so that fixes meet, overlap and feed one another.

#![allow(clippy::unwrap_used, clippy::expect_used, reason = "a test that cannot go on fails")]

use std::cell::Cell;
use std::collections::{BTreeSet, HashMap};
use std::path::Path;
use std::sync::{Arc, LazyLock};

use copydesk::desk::baseline::Baseline;
use copydesk::document::{Document, Format};
use copydesk::engine::{Choice, Linter, LinterProofreader, RuleSetBuilder};
use copydesk::finding::{Applicability, Finding, RuleId, Severity};
use copydesk::fix::{self, Proofreader};
use copydesk::report::FileReport;
use copydesk::source::Source;
use proptest::prelude::*;
use proptest::sample::select;

/// All built-in rules, those that are off by default too, but one house style only: houses contradict
/// each other on purpose, and nobody follows two.
static LINTER: LazyLock<Linter> = LazyLock::new(|| {
    let (rules, mistakes) = RuleSetBuilder::new().builtin().build();
    assert!(mistakes.is_empty());
    let is_followed = |id: &str| !id.starts_with("house-") || id.starts_with("house-ap-like.");
    let ids = rules.rules().map(|rule| rule.head.id.to_string());
    let only = ids.filter(|id| is_followed(id)).collect();
    Linter::new(Arc::new(rules), &Choice { only: Some(only), ..Choice::default() })
});

/// Texts in which some rule must speak.
static FLAGGED: LazyLock<Vec<String>> = LazyLock::new(|| {
    let examples = LINTER.rule_set().rules().flat_map(|rule| &rule.examples);
    examples
        .filter(|example| example.format == Format::Markdown)
        .map(|example| example.text.clone())
        .collect()
});

/// Pieces of a line that fixes change, and that change what fixes see.
const PIECES: [&str; 22] = [
    "the",
    "the the",
    "that that",
    "boat",
    "  ",
    " ",
    ",",
    ".",
    "\u{200B}",
    "\u{FEFF}",
    "\u{AD}",
    "“",
    "”",
    "\"",
    "'",
    "**",
    "[link](https://example.org)",
    "TK",
    "(Adds details)",
    "Â£",
    "\r\n",
    "\n",
];

fn line() -> impl Strategy<Value = String> {
    prop::collection::vec(select(&PIECES[..]), 1..12).prop_map(|pieces| pieces.join(" "))
}

fn draft() -> impl Strategy<Value = String> {
    let paragraph = prop_oneof![2 => select(&FLAGGED[..]), 1 => line()];
    (prop::collection::vec(paragraph, 1..5), select(&["\n\n", "\r\n\r\n", "\n"][..]))
        .prop_map(|(paragraphs, between)| paragraphs.join(between))
}

fn applicability() -> impl Strategy<Value = Applicability> {
    select(&[Applicability::Safe, Applicability::Unsafe][..])
}

fn lint(source: &Source) -> Vec<Finding> {
    LINTER.lint(source, Format::Markdown, None)
}

fn proofreader() -> LinterProofreader<'static> {
    LINTER.proofreader(Format::Markdown, None)
}

/// A proofreader that finds what a function says.
struct Finds<F>(F);

impl<F: Fn(&Source) -> Vec<Finding>> Proofreader for Finds<F> {
    fn read<'s>(&self, source: &'s Source) -> Document<'s> {
        Document::parse(source, Format::Markdown, None)
    }

    fn lint(&self, source: &Source) -> Vec<Finding> {
        self.0(source)
    }
}

/// How often each rule speaks at or above a severity.
fn tally(findings: &[Finding], lowest: Severity) -> HashMap<RuleId, usize> {
    let mut tally = HashMap::new();
    for finding in findings.iter().filter(|finding| finding.severity >= lowest) {
        *tally.entry(finding.rule.clone()).or_default() += 1;
    }
    tally
}

fn report(text: &str) -> FileReport {
    let source = Source::new("no/such/draft.md", text);
    let findings = lint(&source);
    FileReport { source, read_as: Format::Markdown.into(), findings }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 192, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn fixing_twice_is_fixing_once(draft in draft(), lowest in applicability()) {
        let source = Source::new("draft.md", draft);
        let once = fix::fix(&source, lowest, &proofreader());
        let twice = fix::fix(&source.with_text(once.text.clone()), lowest, &proofreader());
        prop_assert_eq!(&once.text, &twice.text);
        prop_assert!(twice.mended.is_empty());
    }

    #[test]
    fn fixing_makes_no_finding_as_severe_as_what_it_mends(draft in draft(), lowest in applicability()) {
        let source = Source::new("draft.md", draft);
        let before = lint(&source);
        let fixable = before.iter().filter(|finding| finding.fix.is_some());
        let rules: BTreeSet<(RuleId, Severity)> =
            fixable.map(|finding| (finding.rule.clone(), finding.severity)).collect();
        for (rule, severity) in rules {
            // Only what this rule offers is mended.
            let alone = |source: &Source| {
                let mut findings = lint(source);
                findings.iter_mut().filter(|finding| finding.rule != rule).for_each(|finding| finding.fix = None);
                findings
            };
            let fixed = source.with_text(fix::fix(&source, lowest, &Finds(alone)).text);
            let known = tally(&before, severity);
            for (name, number) in tally(&lint(&fixed), severity) {
                let before = known.get(&name).copied().unwrap_or_default();
                prop_assert!(number <= before, "{rule} makes {name} in {:?}", fixed.text());
            }
        }
    }

    #[test]
    fn fixing_everything_makes_no_finding_as_severe_as_the_worst_it_mends(draft in draft()) {
        let source = Source::new("draft.md", draft);
        let before = lint(&source);
        let fixable = before.iter().filter(|finding| finding.fix.is_some());
        let Some(worst) = fixable.map(|finding| finding.severity).max() else { return Ok(()) };
        let fixed = source.with_text(fix::fix(&source, Applicability::Unsafe, &proofreader()).text);
        let known = tally(&before, worst);
        for (name, number) in tally(&lint(&fixed), worst) {
            prop_assert!(number <= known.get(&name).copied().unwrap_or_default(), "{name} in {:?}", fixed.text());
        }
    }

    #[test]
    fn a_fix_changes_only_what_its_edits_span(draft in draft()) {
        let source = Source::new("draft.md", draft);
        for finding in lint(&source) {
            let Some(mending) = &finding.fix else { continue };
            let is_first = Cell::new(true);
            let alone = |_: &Source| if is_first.replace(false) { vec![finding.clone()] } else { Vec::new() };
            let fixed = fix::fix(&source, Applicability::Unsafe, &Finds(alone));
            // Some can only be made with others.
            if !fixed.refused.is_empty() {
                prop_assert_eq!(&fixed.text, source.text());
                continue;
            }
            let fixed = fixed.text;
            // What stands before, between and after the edits is there still, in its order and place.
            let (mut rest, mut end) = (fixed.as_str(), 0);
            for edit in &mending.edits {
                let kept = &source.text()[end..edit.span.start as usize];
                prop_assert!(rest.starts_with(kept), "{} in {:?}", finding.rule, source.text());
                rest = &rest[kept.len()..];
                prop_assert!(rest.starts_with(&edit.replacement), "{} in {:?}", finding.rule, source.text());
                rest = &rest[edit.replacement.len()..];
                end = edit.span.end as usize;
            }
            prop_assert_eq!(rest, &source.text()[end..]);
        }
    }

    #[test]
    fn a_baseline_silences_exactly_what_it_was_written_from(draft in draft()) {
        let mut known = Baseline::new(Path::new("known.json"));
        let mut same = report(&draft);
        let number = same.findings.len();
        known.add(&same);
        let mut known = Baseline::read(Path::new("known.json"), &known.to_text()).unwrap();
        prop_assert_eq!(known.take_from(&mut same), number);
        prop_assert!(same.findings.is_empty());
        prop_assert_eq!(known.entries().count(), 0);
    }

    #[test]
    fn what_a_baseline_does_not_know_it_does_not_silence(draft in draft(), taken in any::<prop::sample::Index>()) {
        let all = report(&draft);
        prop_assume!(!all.findings.is_empty());
        // One finding was not there when the baseline was written.
        let mut fewer = all.clone();
        let new = fewer.findings.remove(taken.index(all.findings.len()));
        let mut known = Baseline::new(Path::new("known.json"));
        known.add(&fewer);
        let mut now = all.clone();
        prop_assert_eq!(known.take_from(&mut now), all.findings.len() - 1);
        prop_assert_eq!(now.findings.len(), 1);
        prop_assert_eq!(&now.findings[0].rule, &new.rule);
        // Of findings that look the same, the last counts as the new one.
        prop_assert_eq!(now.source.slice(now.findings[0].span).to_lowercase(), now.source.slice(new.span).to_lowercase());
    }
}

//! Applying fixes.
//!
//! The edits of a finding belong together: all of them are applied or none. Where the fixes of two
//! findings overlap, the earlier one wins and the document is linted again, until nothing changes.
//!
//! No fix is offered, and none is made, that does more than mend what was found: `guard` holds the documents
//! before and after against each other. A fix after which some rule would speak more often than before, as severely
//! as the mended finding or more so, is left to a person: what it lays bare wants to be looked at together with it.
//! Whatever is not done has a [`Refusal`] that says why.

mod changes;
mod choice;
mod edits;
mod guard;
mod named;
mod offer;
mod round;

use std::collections::{BTreeMap, BTreeSet};
use std::io;

use crate::document::Document;
use crate::files;
use crate::finding::{Applicability, Finding, Refusal, RuleId};
use crate::source::{Source, SourceSpan};
pub use changes::changes;
use edits::Edits;
use guard::Ground;
pub use named::name;
pub use offer::offer;
use round::Round;

/// After so many rounds a fix that keeps making findings is given up.
const MOST_ROUNDS: usize = 50;

/// Who reads a text and finds what is wrong with it.
pub trait Proofreader {
    /// Reads a text as its format says.
    fn read<'s>(&self, source: &'s Source) -> Document<'s>;

    /// What is wrong with a text.
    fn lint(&self, source: &Source) -> Vec<Finding>;
}

/// A text after fixing.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Fixed {
    /// The text.
    pub text: String,
    /// How many findings of each rule were mended.
    pub mended: BTreeMap<RuleId, usize>,
    /// The fixes that were asked for and not made: the rule, where in the text after fixing, and why.
    pub refused: Vec<(RuleId, SourceSpan, Refusal)>,
}

impl Fixed {
    /// Takes the fixes that were refused out of what is found in the text after fixing.
    pub fn withhold(&self, findings: &mut [Finding]) {
        for finding in findings {
            let is_this = |(rule, span, _): &&(RuleId, SourceSpan, Refusal)| {
                *rule == finding.rule && *span == finding.span
            };
            if let Some((.., refusal)) = self.refused.iter().find(is_this) {
                finding.withhold(*refusal);
            }
        }
    }
}

/// Whether the fix of one of the findings in a source can be made by itself: what is offered may rely on others.
pub fn stands_alone(source: &Source, finding: &Finding, desk: &impl Proofreader) -> bool {
    let document = desk.read(source);
    let text = source.with_text(Edits::of(&[finding]).apply(source.text()));
    guard::judge(&Ground::new(&document), &desk.read(&text), &[finding]).is_ok()
}

/// Applies fixes to a source until nothing changes.
pub fn fix(source: &Source, lowest: Applicability, desk: &impl Proofreader) -> Fixed {
    let mut barred = BTreeSet::new();
    loop {
        match fix_without(&barred, source, lowest, desk) {
            Ok(fixed) => return fixed,
            // Without their rules there is one rule less to begin with, so this comes to an end.
            Err(endless) => barred.extend(endless),
        }
    }
}

/// The same without the fixes of some rules.
///
/// # Errors
/// When there is no end to it; the error names the rules that go round in a circle.
fn fix_without(
    barred: &BTreeSet<RuleId>,
    source: &Source,
    lowest: Applicability,
    desk: &impl Proofreader,
) -> Result<Fixed, BTreeSet<RuleId>> {
    let mut mended: BTreeMap<RuleId, usize> = BTreeMap::new();
    let (mut current, mut findings) = (source.clone(), desk.lint(source));
    let mut earlier: Vec<(String, BTreeSet<RuleId>)> = Vec::new();
    for _ in 0..MOST_ROUNDS {
        let round = Round::of(&current, &findings, |finding| {
            !barred.contains(&finding.rule)
                && finding.fix.as_ref().is_some_and(|fix| fix.applicability >= lowest)
        });
        let made = round.make(desk);
        let Some((text, left)) = made.best else {
            let refused = refused(&findings, made.refused, barred, lowest);
            return Ok(Fixed { text: current.text().to_owned(), mended, refused });
        };
        made.taken.iter().for_each(|rule| *mended.entry(rule.clone()).or_default() += 1);
        earlier.push((current.text().to_owned(), made.taken.into_iter().collect()));
        (current, findings) = (text, left);
        if let Some(first) = earlier.iter().position(|(text, _)| text == current.text()) {
            return Err(earlier.split_off(first).into_iter().flat_map(|(_, rules)| rules).collect());
        }
    }
    Err(earlier.pop().map(|(_, rules)| rules).unwrap_or_default())
}

/// What was asked for and not made: refused when it was offered, in the last round, or with all of its rule.
fn refused(
    findings: &[Finding],
    in_round: Vec<(RuleId, SourceSpan, Refusal)>,
    barred: &BTreeSet<RuleId>,
    lowest: Applicability,
) -> Vec<(RuleId, SourceSpan, Refusal)> {
    let mut refused = in_round;
    for finding in findings {
        let is_asked = finding.fix.as_ref().is_some_and(|fix| fix.applicability >= lowest);
        let never_ends = (is_asked && barred.contains(&finding.rule)).then_some(Refusal::NeverEnds);
        let withheld = finding.withheld.filter(|withheld| withheld.applicability >= lowest);
        let refusal = withheld.map(|withheld| withheld.refusal).or(never_ends);
        refused.extend(refusal.map(|refusal| (finding.rule.clone(), finding.span, refusal)));
    }
    refused.sort_by(|one, other| (one.1, &one.0).cmp(&(other.1, &other.0)));
    refused
}

/// Writes a changed text to the source's file: whole or not at all, with its permissions and encoding.
///
/// # Errors
/// When the file changed since it was read, may not be written, or the disk is full. The file is
/// then as it was.
pub fn write(source: &Source, text: &str) -> io::Result<()> {
    let bytes = source.encode(text).map_err(io::Error::other)?;
    files::replace(source.path(), &source.bytes(), &bytes)
}

/// A unified diff from a source to its fixed text; empty where nothing changed.
pub fn diff(source: &Source, fixed: &str) -> String {
    if source.text() == fixed {
        return String::new();
    }
    let path = source.display_path();
    let changes = similar::TextDiff::from_lines(source.text(), fixed);
    changes.unified_diff().header(&format!("a/{path}"), &format!("b/{path}")).to_string()
}

#[cfg(test)]
mod tests {
    use std::fs;
    use std::sync::Arc;

    use super::*;
    use crate::document::Format;
    use crate::finding::{Edit, Fix, Severity};
    use edits::apart;

    /// A desk that finds what a function says.
    struct Finds<F>(F);

    impl<F: Fn(&Source) -> Vec<Finding>> Proofreader for Finds<F> {
        fn read<'s>(&self, source: &'s Source) -> Document<'s> {
            Document::parse(source, Format::Markdown, None)
        }

        fn lint(&self, source: &Source) -> Vec<Finding> {
            self.0(source)
        }
    }

    fn finding(start: u32, end: u32, replacement: &str) -> Finding {
        let span = SourceSpan::new(start, end);
        let edits = vec![Edit { span, replacement: replacement.to_owned() }];
        Finding {
            rule: Arc::from("test.rule"),
            severity: Severity::Warning,
            message: String::new(),
            span,
            related: Vec::new(),
            help: None,
            fix: Some(Fix { applicability: Applicability::Safe, edits }),
            withheld: None,
        }
    }

    fn applied(text: &str, findings: &[Finding]) -> String {
        let all: Vec<usize> = (0..findings.len()).collect();
        let apart: Vec<&Finding> =
            apart(findings, &all).into_iter().map(|number| &findings[number]).collect();
        Edits::of(&apart).apply(text)
    }

    #[test]
    fn of_two_overlapping_fixes_the_earlier_wins() {
        let findings = [finding(0, 3, "X"), finding(2, 5, "Y"), finding(6, 7, "Z")];
        assert_eq!(applied("abcdefgh", &findings), "XdefZh");
    }

    #[test]
    fn a_fix_that_contradicts_itself_is_not_applied() {
        let mut contradiction = finding(0, 3, "X");
        let edits = &mut contradiction.fix.as_mut().unwrap().edits;
        edits.push(Edit { span: SourceSpan::new(2, 5), replacement: "Y".to_owned() });
        assert_eq!(applied("abcdefgh", &[contradiction, finding(6, 7, "Z")]), "abcdefZh");
    }

    #[test]
    fn a_fix_that_makes_a_finding_is_left_out_and_the_others_are_applied() {
        let source = Source::new("a.md", "abcabc");
        // Each letter is to be doubled but once; two of `b` are a finding of their own.
        let lint = |source: &Source| {
            let text = source.text();
            let mut findings: Vec<Finding> = ["a", "b", "c"]
                .iter()
                .filter(|letter| text.matches(*letter).count() == 2)
                .filter_map(|letter| text.find(letter).map(|at| (letter, at)))
                .map(|(letter, at)| {
                    finding(u32::try_from(at).unwrap(), u32::try_from(at).unwrap() + 1, &letter.repeat(2))
                })
                .collect();
            if text.contains("bb") {
                findings.push(Finding { rule: Arc::from("test.other"), fix: None, ..finding(0, 1, "") });
            }
            findings
        };
        let fixed = fix(&source, Applicability::Safe, &Finds(lint));
        assert_eq!((fixed.text.as_str(), fixed.mended.values().sum()), ("aabccabc", 2));
        assert_eq!(fixed.refused, [(Arc::from("test.rule"), SourceSpan::new(2, 3), Refusal::MakesFindings)]);
    }

    #[test]
    fn a_fix_that_overlaps_one_that_is_refused_is_made() {
        let source = Source::new("a.md", "ab `c`");
        let lint = |source: &Source| match source.text() {
            "ab `c`" => vec![finding(1, 5, ""), finding(1, 2, "x")],
            _ => Vec::new(),
        };
        let fixed = fix(&source, Applicability::Safe, &Finds(lint));
        assert_eq!(fixed.text, "ax `c`");
    }

    #[test]
    fn rules_that_undo_each_other_change_nothing() {
        let lint = |source: &Source| vec![finding(0, 1, if source.text() == "a" { "b" } else { "a" })];
        for text in ["a", "b"] {
            let fixed = fix(&Source::new("a.md", text), Applicability::Safe, &Finds(lint));
            assert_eq!((fixed.text.as_str(), fixed.mended.len()), (text, 0));
            assert_eq!(fixed.refused[0].2, Refusal::NeverEnds);
        }
    }

    #[test]
    fn a_fix_that_makes_its_own_finding_over_and_over_is_not_made() {
        let source = Source::new("a.md", "x");
        let fixed = fix(&source, Applicability::Safe, &Finds(|_: &Source| vec![finding(0, 1, "xx")]));
        assert_eq!((fixed.text.as_str(), fixed.mended.len()), ("x", 0));
    }

    #[test]
    fn a_file_changed_meanwhile_is_left_alone() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("a.md");
        fs::write(&path, "new").unwrap();
        assert!(write(&Source::new(&path, "old"), "fixed").is_err());
        assert_eq!(fs::read_to_string(&path).unwrap(), "new");
        write(&Source::new(&path, "new"), "fixed").unwrap();
        assert_eq!(fs::read_to_string(&path).unwrap(), "fixed");
    }
}

//! Applying fixes.
//!
//! The edits of a finding belong together: all of them are applied or none. Where the fixes of two
//! findings overlap, the earlier one wins and the document is linted again, until nothing changes.
//!
//! A fix after which some rule would speak more often than before, as severely as the mended finding or
//! more so, is left to a person: what it lays bare wants to be looked at together with it.

use std::collections::{BTreeMap, HashMap};
use std::fs;
use std::io;

use crate::finding::{Applicability, Edit, Finding, RuleId, Severity};
use crate::source::Source;
use crate::whole_file;

/// After so many rounds a fix that keeps making findings is given up.
const MOST_ROUNDS: usize = 10;
/// So many texts are tried in a round to tell good fixes from those that make findings.
const MOST_TRIALS: usize = 100;

/// A text after fixing.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fixed {
    /// The text.
    pub text: String,
    /// How many findings were mended.
    pub mended: usize,
}

/// Applies fixes to a source until nothing changes. `lint` finds what is wrong with a text.
pub fn fix(source: &Source, lowest: Applicability, lint: impl Fn(&Source) -> Vec<Finding>) -> Fixed {
    let (mut current, mut mended) = (source.clone(), 0);
    let mut findings = lint(&current);
    let mut earlier: Vec<String> = Vec::new();
    for _ in 0..MOST_ROUNDS {
        let fixes = apart(&findings, lowest);
        let mut round = Round::new(&current, &findings, &lint);
        round.accept(&fixes);
        let Some((text, left)) = round.best else { break };
        mended += round.accepted.len();
        earlier.push(current.text().to_owned());
        (current, findings) = (text, left);
        if let Some(first) = earlier.iter().position(|text| text == current.text()) {
            // Rules that undo each other; the same text must come out wherever in the circle one begins.
            if let Some(text) = earlier.split_off(first).into_iter().min() {
                current = current.with_text(text);
            }
            break;
        }
    }
    if current.text() == source.text() {
        mended = 0;
    }
    Fixed { text: current.text().to_owned(), mended }
}

/// The findings whose fixes are sure enough and do not touch each other; of two that do, the earlier.
fn apart(findings: &[Finding], lowest: Applicability) -> Vec<&Finding> {
    let mut chosen = Chosen::default();
    let mut apart = Vec::new();
    for finding in findings {
        let Some(fix) = finding.fix.as_ref().filter(|fix| fix.applicability >= lowest) else { continue };
        if are_apart(&fix.edits) && !fix.edits.iter().any(|edit| chosen.touches(edit)) {
            fix.edits.iter().for_each(|edit| chosen.add(edit));
            apart.push(finding);
        }
    }
    apart
}

/// A text with the fixes of some findings, which stand apart, applied.
fn apply(text: &str, findings: &[&Finding]) -> String {
    let fixes = findings.iter().filter_map(|finding| finding.fix.as_ref());
    let mut edits: Vec<&Edit> = fixes.flat_map(|fix| &fix.edits).collect();
    edits.sort_by_key(|edit| edit.span);
    let mut result = String::with_capacity(text.len());
    let mut end = 0;
    for edit in edits {
        result.push_str(text.get(end..edit.span.start as usize).unwrap_or_default());
        result.push_str(&edit.replacement);
        end = edit.span.end as usize;
    }
    result.push_str(text.get(end..).unwrap_or_default());
    result
}

/// The search for those fixes to a text that make no finding.
struct Round<'f, L> {
    source: &'f Source,
    lint: L,
    /// How often each rule speaks in the text as it is.
    spoken: HashMap<(RuleId, Severity), usize>,
    accepted: Vec<&'f Finding>,
    /// The text with the accepted fixes, and what is found in it; none if it is the text as it is.
    best: Option<(Source, Vec<Finding>)>,
    trials: usize,
}

impl<'f, L: Fn(&Source) -> Vec<Finding>> Round<'f, L> {
    fn new(source: &'f Source, findings: &[Finding], lint: L) -> Self {
        let spoken = spoken(findings);
        Self { source, lint, spoken, accepted: Vec::new(), best: None, trials: 0 }
    }

    /// Accepts as many fixes as it can: all together, or else each half by itself.
    fn accept(&mut self, fixes: &[&'f Finding]) {
        if fixes.is_empty() || self.trials >= MOST_TRIALS || self.accept_all(fixes) || fixes.len() == 1 {
            return;
        }
        let (first, second) = fixes.split_at(fixes.len() / 2);
        self.accept(first);
        self.accept(second);
    }

    fn accept_all(&mut self, fixes: &[&'f Finding]) -> bool {
        self.trials += 1;
        let together: Vec<&Finding> = self.accepted.iter().chain(fixes).copied().collect();
        let text = apply(self.source.text(), &together);
        if text == self.source.text() {
            return false;
        }
        let text = self.source.with_text(text);
        let findings = (self.lint)(&text);
        let least = together.iter().map(|finding| finding.severity).min();
        let before = |key: &(RuleId, Severity)| self.spoken.get(key).copied().unwrap_or_default();
        let makes_findings = spoken(&findings)
            .iter()
            .any(|(key, &number)| least.is_some_and(|least| key.1 >= least) && number > before(key));
        if !makes_findings {
            self.accepted = together;
            self.best = Some((text, findings));
        }
        !makes_findings
    }
}

/// How often each rule speaks, at which severity.
fn spoken(findings: &[Finding]) -> HashMap<(RuleId, Severity), usize> {
    let mut spoken = HashMap::new();
    for finding in findings {
        *spoken.entry((finding.rule.clone(), finding.severity)).or_default() += 1;
    }
    spoken
}

/// Whether edits, in order, can all be made.
fn are_apart(edits: &[Edit]) -> bool {
    edits.windows(2).all(|pair| pair[0].span.end <= pair[1].span.start)
}

/// Edits that are to be made, by where they start. Those of different fixes stand apart from each other.
#[derive(Default)]
struct Chosen<'f>(BTreeMap<u32, Vec<&'f Edit>>);

impl<'f> Chosen<'f> {
    /// Whether an edit overlaps one of these, or merely touches it: what one takes away the other may
    /// rely on.
    fn touches(&self, edit: &Edit) -> bool {
        // Those that start before it end in their order too, so the last of them reaches furthest.
        let last = self.0.range(..=edit.span.end).next_back();
        last.is_some_and(|(_, edits)| edits.iter().any(|other| other.span.end >= edit.span.start))
    }

    fn add(&mut self, edit: &'f Edit) {
        self.0.entry(edit.span.start).or_default().push(edit);
    }
}

/// Writes a changed text to the source's file: whole or not at all, with its permissions and encoding.
///
/// # Errors
/// When the file changed since it was read, may not be written, or the disk is full. The file is
/// then as it was.
pub fn write(source: &Source, text: &str) -> io::Result<()> {
    if fs::read(source.path())? != *source.bytes() {
        return Err(io::Error::other("changed while it was being checked; check it again"));
    }
    let bytes = source.encode(text).map_err(io::Error::other)?;
    whole_file::write(source.path(), &mut &*bytes)
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
    use std::sync::Arc;

    use super::*;
    use crate::finding::{Fix, Severity};
    use crate::source::SourceSpan;

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
        }
    }

    #[test]
    fn of_two_overlapping_fixes_the_earlier_wins() {
        let findings = [finding(0, 3, "X"), finding(2, 5, "Y"), finding(6, 7, "Z")];
        assert_eq!(apply("abcdefgh", &apart(&findings, Applicability::Safe)), "XdefZh");
    }

    #[test]
    fn a_fix_that_contradicts_itself_is_not_applied() {
        let mut contradiction = finding(0, 3, "X");
        let edits = &mut contradiction.fix.as_mut().unwrap().edits;
        edits.push(Edit { span: SourceSpan::new(2, 5), replacement: "Y".to_owned() });
        let findings = [contradiction, finding(6, 7, "Z")];
        assert_eq!(apply("abcdefgh", &apart(&findings, Applicability::Safe)), "abcdefZh");
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
        let fixed = fix(&source, Applicability::Safe, lint);
        assert_eq!((fixed.text.as_str(), fixed.mended), ("aabccabc", 2));
    }

    #[test]
    fn rules_that_undo_each_other_end_with_the_same_text() {
        let lint = |source: &Source| vec![finding(0, 1, if source.text() == "a" { "b" } else { "a" })];
        let fixed = |text: &str| fix(&Source::new("a.md", text), Applicability::Safe, lint);
        assert_eq!(fixed("b"), Fixed { text: "a".to_owned(), mended: 2 });
        assert_eq!(fixed("a"), Fixed { text: "a".to_owned(), mended: 0 });
    }

    #[test]
    fn fixing_ends_even_where_a_fix_makes_its_own_finding() {
        let source = Source::new("a.md", "x");
        let fixed = fix(&source, Applicability::Safe, |_| vec![finding(0, 1, "xx")]);
        assert_eq!(fixed.mended, MOST_ROUNDS);
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

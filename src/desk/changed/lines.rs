//! The changed lines of one file.

use std::ops::Range;

use similar::{ChangeTag, TextDiff};

use crate::finding::{Finding, Place};
use crate::source::{Source, SourceSpan};

/// The changed lines of one file. A line ends at `\n`, as git counts them.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ChangedLines {
    /// The whole file is new.
    All,
    /// Lines counted from 0, in order, apart from each other; an empty range is a place where lines were
    /// taken out.
    Some(Vec<Range<u32>>),
}

impl ChangedLines {
    /// Keeps the findings that touch a changed line, with their own place or a related one.
    pub fn keep(&self, source: &Source, findings: &mut Vec<Finding>) {
        let Self::Some(changed) = self else { return };
        let starts = line_starts(source.text());
        findings.retain(|finding| {
            let related = finding.related.iter().filter_map(|related| match &related.place {
                Place::Here(span) => Some(*span),
                Place::Elsewhere(_) => None,
            });
            related.chain([finding.span]).any(|span| touches(changed, &lines_of(&starts, span)))
        });
    }

    /// The changed lines of a text that was edited further: those that were changed before, and the new ones.
    #[must_use]
    pub fn after(&self, old: &str, new: &str) -> Self {
        let Self::Some(changed) = self else { return Self::All };
        if old == new {
            return self.clone();
        }
        let (mut lines, mut number, mut old_number) = (Vec::new(), 0, 0);
        for change in TextDiff::from_lines(old, new).iter_all_changes() {
            let was_changed = || touches(changed, &(old_number..old_number + 1));
            match change.tag() {
                ChangeTag::Delete => {
                    lines.push(number..number);
                    old_number += 1;
                }
                ChangeTag::Insert => {
                    lines.push(number..number + 1);
                    number += 1;
                }
                ChangeTag::Equal => {
                    if changed.contains(&(old_number..old_number)) {
                        lines.push(number..number);
                    }
                    if was_changed() {
                        lines.push(number..number + 1);
                    }
                    number += 1;
                    old_number += 1;
                }
            }
        }
        Self::Some(lines)
    }
}

/// Whether some lines hold a changed one, or stand on both sides of a place where lines were taken out.
fn touches(changed: &[Range<u32>], lines: &Range<u32>) -> bool {
    let first = changed.partition_point(|range| range.end <= lines.start);
    changed[first..].iter().take_while(|range| range.start < lines.end).any(|range| {
        let is_gap = range.is_empty();
        !is_gap || range.start > lines.start
    })
}

/// Where each line starts.
fn line_starts(text: &str) -> Vec<usize> {
    let after = memchr::memchr_iter(b'\n', text.as_bytes()).map(|end| end + 1);
    std::iter::once(0).chain(after).collect()
}

/// The lines a span stands on; an empty span stands on one.
fn lines_of(starts: &[usize], span: SourceSpan) -> Range<u32> {
    let (start, end) = (span.start as usize, span.end as usize);
    let line_at = |at: usize| starts.partition_point(|&start| start <= at).saturating_sub(1);
    let last = line_at(end.saturating_sub(1).max(start));
    let number = |line: usize| u32::try_from(line).unwrap_or(u32::MAX);
    number(line_at(start))..number(last + 1)
}

#[cfg(test)]
#[allow(clippy::single_range_in_vec_init, reason = "changed lines are ranges, and there may be one")]
mod tests {
    use super::*;
    use crate::finding::Severity;

    fn kept(changed: &[Range<u32>], text: &str, marked: &str) -> usize {
        let spans = text.match_indices(marked).map(|(at, _)| SourceSpan::from_range(at..at + marked.len()));
        let mut findings: Vec<Finding> = spans
            .map(|span| Finding {
                rule: "test.rule".into(),
                severity: Severity::Warning,
                message: String::new(),
                span,
                related: Vec::new(),
                help: None,
                fix: None,
                withheld: None,
            })
            .collect();
        ChangedLines::Some(changed.to_vec()).keep(&Source::new("a.md", text), &mut findings);
        findings.len()
    }

    #[test]
    fn findings_on_other_lines_do_not_count() {
        assert_eq!(kept(&[1..2], "TK\nTK\nTK\n", "TK"), 1);
        assert_eq!(kept(&[0..1, 2..3], "TK\r\nTK\r\nTK\r\n", "TK"), 2);
        assert_eq!(kept(&[], "TK\n", "TK"), 0);
    }

    #[test]
    fn a_finding_over_several_lines_counts_if_one_of_them_changed() {
        assert_eq!(kept(&[2..3], "a\n“b\nc”\nd\n", "“b\nc”"), 1);
        assert_eq!(kept(&[3..4], "a\n“b\nc”\nd\n", "“b\nc”"), 0);
    }

    #[test]
    fn what_stands_around_a_removed_line_is_touched_only_where_it_spans_the_gap() {
        assert_eq!(kept(&[2..2], "a\n“b\nc”\nd\n", "“b\nc”"), 1);
        assert_eq!(kept(&[2..2], "a\nTK\nTK\nd\n", "TK"), 0);
    }

    #[test]
    fn lines_are_followed_through_further_edits() {
        let changed = ChangedLines::Some(vec![1..1, 2..3]);
        assert_eq!(changed.after("a\nb\nc\n", "new\na\nb\nc\n"), ChangedLines::Some(vec![0..1, 2..2, 3..4]));
        assert_eq!(changed.after("a\nb\nc\n", "b\nc\n"), ChangedLines::Some(vec![0..0, 0..0, 1..2]));
        assert_eq!(ChangedLines::All.after("a", "b"), ChangedLines::All);
    }
}

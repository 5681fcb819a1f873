//! Applying fixes.
//!
//! The edits of a finding belong together: all of them are applied or none. Where the fixes of two
//! findings overlap, the earlier one wins and the document is linted again, until nothing changes.

use std::collections::BTreeMap;
use std::fs;
use std::io::{self, Write};
use std::path::Path;

use tempfile::NamedTempFile;

use crate::finding::{Applicability, Edit, Finding};
use crate::source::Source;

/// After so many rounds a fix that keeps making findings is given up.
const MOST_ROUNDS: usize = 10;

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
    let mut current = source.clone();
    let mut mended = 0;
    for _ in 0..MOST_ROUNDS {
        let findings = lint(&current);
        let (text, applied) = apply(current.text(), &findings, lowest);
        if applied == 0 || text == current.text() {
            break;
        }
        mended += applied;
        current = current.with_text(text);
    }
    Fixed { text: current.text().to_owned(), mended }
}

/// Applies the fixes that do not overlap, in order of the findings; the text, and how many were applied.
fn apply(text: &str, findings: &[Finding], lowest: Applicability) -> (String, usize) {
    let mut chosen = Chosen::default();
    let mut applied = 0;
    let fixes = findings.iter().filter_map(|finding| finding.fix.as_ref());
    for fix in fixes.filter(|fix| fix.applicability >= lowest) {
        if are_apart(&fix.edits) && !fix.edits.iter().any(|edit| chosen.touches(edit)) {
            fix.edits.iter().for_each(|edit| chosen.add(edit));
            applied += 1;
        }
    }
    let mut result = String::with_capacity(text.len());
    let mut end = 0;
    for edit in chosen.in_order() {
        result.push_str(text.get(end..edit.span.start as usize).unwrap_or_default());
        result.push_str(&edit.replacement);
        end = edit.span.end as usize;
    }
    result.push_str(text.get(end..).unwrap_or_default());
    (result, applied)
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

    fn in_order(&self) -> impl Iterator<Item = &'f Edit> + '_ {
        self.0.values().flatten().copied()
    }
}

/// Writes a changed text to the source's file: whole or not at all, with its permissions and encoding.
///
/// The new content goes to a temporary file in the same folder, which then takes the file's name;
/// a symbolic link is followed to its target.
///
/// # Errors
/// When the file changed since it was read, may not be written, or the disk is full. The file is
/// then as it was.
pub fn write(source: &Source, text: &str) -> io::Result<()> {
    let target = fs::canonicalize(source.path())?;
    if fs::read(&target)? != source.encode(source.text()) {
        return Err(io::Error::other("changed while it was being checked; check it again"));
    }
    let metadata = fs::metadata(&target)?;
    if metadata.permissions().readonly() {
        return Err(io::Error::new(io::ErrorKind::PermissionDenied, "is read-only"));
    }
    let folder = target.parent().unwrap_or(Path::new("."));
    let mut file = NamedTempFile::new_in(folder)?;
    file.write_all(&source.encode(text))?;
    file.as_file().set_permissions(metadata.permissions())?;
    file.as_file().sync_all()?;
    file.persist(&target).map_err(|error| error.error)?;
    Ok(())
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
        assert_eq!(apply("abcdefgh", &findings, Applicability::Safe), ("XdefZh".to_owned(), 2));
    }

    #[test]
    fn a_fix_that_contradicts_itself_is_not_applied() {
        let mut contradiction = finding(0, 3, "X");
        let edits = &mut contradiction.fix.as_mut().unwrap().edits;
        edits.push(Edit { span: SourceSpan::new(2, 5), replacement: "Y".to_owned() });
        let findings = [contradiction, finding(6, 7, "Z")];
        assert_eq!(apply("abcdefgh", &findings, Applicability::Safe), ("abcdefZh".to_owned(), 1));
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

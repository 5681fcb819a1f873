//! Known findings that do not count, so that an old archive can be taken on as it is.
//!
//! A finding is known by its [fingerprint](crate::fingerprint), not by its line: editing above it does not
//! wake it. A file that was renamed keeps its baseline, because a finding is also known by the path of a
//! file that is no longer there.

use std::collections::BTreeSet;
use std::path::Path;

use serde::{Deserialize, Serialize};
use thiserror::Error;

use crate::fingerprint::fingerprints;
use crate::report::FileReport;

/// The version of the file format that is written.
const VERSION: u32 = 1;

/// A known finding. Sorted by path first, so that the file diffs well.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Entry {
    /// The file it was in.
    pub path: String,
    /// The rule that spoke.
    pub rule: String,
    /// What it is known by.
    pub fingerprint: String,
}

#[derive(Debug, Serialize, Deserialize)]
struct Stored {
    copydesk_baseline: u32,
    findings: Vec<Entry>,
}

/// Known findings, each good for one.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Baseline {
    entries: BTreeSet<Entry>,
}

/// Why a baseline cannot be used.
#[derive(Debug, Error)]
pub enum BaselineError {
    /// It is no JSON, or was cut off.
    #[error("is no baseline: {0}; write it again with --write-baseline")]
    Unreadable(#[from] serde_json::Error),
    /// It was written by a later program.
    #[error("is a baseline of version {0}, which this program does not know; bring Copydesk up to date")]
    Newer(u32),
}

impl Baseline {
    /// Reads a baseline.
    ///
    /// # Errors
    /// When the text is no baseline, or one of a later version.
    pub fn read(text: &str) -> Result<Self, BaselineError> {
        let stored: Stored = serde_json::from_str(text)?;
        if stored.copydesk_baseline > VERSION {
            return Err(BaselineError::Newer(stored.copydesk_baseline));
        }
        Ok(Self { entries: stored.findings.into_iter().collect() })
    }

    /// Adds the findings of a file.
    pub fn add(&mut self, report: &FileReport) {
        let path = report.source.display_path();
        let names = fingerprints(&report.source, &report.findings);
        for (finding, fingerprint) in report.findings.iter().zip(names) {
            self.entries.insert(Entry { path: path.clone(), rule: finding.rule.to_string(), fingerprint });
        }
    }

    /// Takes the known findings out of a report; each entry is used up by one finding. The result is their number.
    pub fn take_from(&mut self, report: &mut FileReport) -> usize {
        let path = report.source.display_path();
        let names = fingerprints(&report.source, &report.findings);
        let before = report.findings.len();
        let mut names = names.into_iter();
        report.findings.retain(|finding| {
            let Some(fingerprint) = names.next() else { return true };
            !self.take(&Entry { path: path.clone(), rule: finding.rule.to_string(), fingerprint })
        });
        before - report.findings.len()
    }

    fn take(&mut self, wanted: &Entry) -> bool {
        if self.entries.remove(wanted) {
            return true;
        }
        let renamed = self.entries.iter().find(|entry| {
            entry.fingerprint == wanted.fingerprint
                && entry.rule == wanted.rule
                && !Path::new(&entry.path).exists()
        });
        let renamed = renamed.cloned();
        renamed.is_some_and(|entry| self.entries.remove(&entry))
    }

    /// The entries that no finding has used up.
    pub fn entries(&self) -> impl Iterator<Item = &Entry> {
        self.entries.iter()
    }

    /// The baseline as a file: sorted, one finding after the other.
    pub fn to_text(&self) -> String {
        let stored = Stored { copydesk_baseline: VERSION, findings: self.entries.iter().cloned().collect() };
        // Plain texts and numbers always become JSON.
        serde_json::to_string_pretty(&stored).unwrap_or_default() + "\n"
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::finding::{Finding, Severity};
    use crate::source::{Source, SourceSpan};

    fn report(path: &str, text: &str, word: &str) -> FileReport {
        let findings = text.match_indices(word).map(|(at, word)| Finding {
            rule: "test.rule".into(),
            severity: Severity::Warning,
            message: String::new(),
            span: SourceSpan::from_range(at..at + word.len()),
            related: Vec::new(),
            help: None,
            fix: None,
        });
        FileReport { source: Source::new(path, text), findings: findings.collect() }
    }

    #[test]
    fn a_baseline_silences_what_it_was_written_from_and_nothing_else() {
        let mut written = Baseline::default();
        written.add(&report("a.md", "one TK two\nthree TK\n", "TK"));
        let mut read = Baseline::read(&written.to_text()).unwrap();
        let mut moved = report("a.md", "A new first line.\n\none TK two\nthree TK\nfour TK\n", "TK");
        assert_eq!(read.take_from(&mut moved), 2);
        assert_eq!(moved.source.slice(moved.findings[0].span), "TK");
        assert_eq!(moved.findings.len(), 1);
        assert_eq!(read.entries().count(), 0);
    }

    #[test]
    fn a_renamed_file_keeps_its_baseline() {
        let mut baseline = Baseline::default();
        baseline.add(&report("no/such/file.md", "one TK two", "TK"));
        assert_eq!(baseline.take_from(&mut report("renamed.md", "one TK two", "TK")), 1);
    }

    #[test]
    fn what_is_no_baseline_is_refused() {
        assert!(matches!(Baseline::read("{\"findings\": ["), Err(BaselineError::Unreadable(_))));
        let later = "{\"copydesk_baseline\": 9, \"findings\": []}";
        assert!(matches!(Baseline::read(later), Err(BaselineError::Newer(9))));
    }
}

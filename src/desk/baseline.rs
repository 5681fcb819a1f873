//! Known findings that do not count, so that an old archive can be taken on as it is.
//!
//! A finding is known by its fingerprint, not by its line: editing above it does not
//! wake it. A file that was renamed keeps its baseline, because a finding is also known by the path of a
//! file that is no longer there.

use std::collections::{BTreeSet, HashMap};
use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use serde::{Deserialize, Serialize};
use thiserror::Error;

use crate::files::{self, full};
use crate::finding::Finding;
use crate::finding::fingerprints;
use crate::report::FileReport;
use crate::source::display_path;

/// The version of the file format that is written.
const VERSION: u32 = 1;

/// A known finding. Sorted by path first, so that the file diffs well.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct BaselineEntry {
    /// The file it was in.
    pub path: String,
    /// The part of the file, if it was in one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub part: Option<String>,
    /// The rule that spoke.
    pub rule: String,
    /// What it is known by.
    pub fingerprint: String,
}

#[derive(Debug, Deserialize)]
struct Version {
    copydesk_baseline: u32,
}

#[derive(Debug, Serialize, Deserialize)]
struct Stored {
    copydesk_baseline: u32,
    findings: Vec<BaselineEntry>,
}

/// Known findings, each good for one.
///
/// Paths are kept as seen from the folder the baseline is in, so that it holds from wherever it is used.
#[derive(Debug, Clone, Default)]
pub struct Baseline {
    path: PathBuf,
    folder: PathBuf,
    entries: BTreeSet<BaselineEntry>,
    /// The entries of files that are no longer there, by rule and fingerprint; found when first asked for.
    orphans: Option<Orphans>,
}

/// For each rule and fingerprint, the files and their parts.
type Orphans = HashMap<(String, String), Vec<(String, Option<String>)>>;

/// Why a baseline cannot be used.
#[derive(Debug, Error)]
#[non_exhaustive]
pub enum BaselineError {
    /// It is no JSON, or was cut off.
    #[error("is no baseline: {0}; write it anew to a file that is not there yet")]
    Unreadable(#[from] serde_json::Error),
    /// It was written by a later program.
    #[error("is a baseline of version {0}, which this program does not know; bring Copydesk up to date")]
    Newer(u32),
    /// Its file could not be read or written.
    #[error(transparent)]
    File(#[from] io::Error),
}

impl Baseline {
    /// An empty baseline, to be written to a file of this name.
    pub fn new(path: &Path) -> Self {
        let folder = full(path).parent().map(Path::to_owned).unwrap_or_default();
        Self { path: path.to_owned(), folder, ..Self::default() }
    }

    /// Reads a baseline from its file.
    ///
    /// # Errors
    /// When there is no such file, or it is no baseline, or one of a later version.
    pub fn open(path: &Path) -> Result<Self, BaselineError> {
        Self::read(path, &fs::read_to_string(path)?)
    }

    /// Reads a baseline from the text of the file of this name.
    ///
    /// # Errors
    /// When the text is no baseline, or one of a later version.
    pub fn read(path: &Path, text: &str) -> Result<Self, BaselineError> {
        // A later version may have other fields; its number is asked for first.
        let Version { copydesk_baseline: version } = serde_json::from_str(text)?;
        if version > VERSION {
            return Err(BaselineError::Newer(version));
        }
        let stored: Stored = serde_json::from_str(text)?;
        Ok(Self { entries: stored.findings.into_iter().collect(), ..Self::new(path) })
    }

    /// The name of its file.
    pub fn path(&self) -> &Path {
        &self.path
    }

    /// Whether a baseline may be written to a file: a new or empty one, or a baseline this program knows.
    ///
    /// # Errors
    /// When the file holds something else, which writing would destroy.
    pub fn may_replace(path: &Path) -> Result<(), BaselineError> {
        match fs::read_to_string(path) {
            Ok(text) if text.trim().is_empty() => Ok(()),
            Ok(text) => Self::read(path, &text).map(|_| ()),
            Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(()),
            Err(error) => Err(error.into()),
        }
    }

    /// Adds the findings of a file.
    pub fn add(&mut self, report: &FileReport) {
        self.entries.extend(entries_of(&self.folder, report));
    }

    /// Adds those entries of an earlier baseline that are not known to be gone.
    pub fn keep(&mut self, earlier: &Self, is_known_gone: impl Fn(&BaselineEntry) -> bool) {
        let kept = earlier.entries.iter().filter(|entry| !is_known_gone(entry));
        self.entries.extend(kept.cloned());
    }

    /// Takes the known findings out of a report; each entry is used up by one finding. The result is their number.
    pub fn take_from(&mut self, report: &mut FileReport) -> usize {
        if self.entries.is_empty() {
            return 0;
        }
        let before = report.findings.len();
        let mut wanted = entries_of(&self.folder, report).into_iter();
        report.findings.retain(|_| !wanted.next().is_some_and(|entry| self.take(entry)));
        before - report.findings.len()
    }

    fn take(&mut self, wanted: BaselineEntry) -> bool {
        self.entries.remove(&wanted) || self.take_orphan(wanted)
    }

    /// Takes an equal entry of a file that is no longer there: the file was renamed.
    fn take_orphan(&mut self, wanted: BaselineEntry) -> bool {
        let key = (wanted.rule, wanted.fingerprint);
        let orphans = self.orphans.get_or_insert_with(|| orphans(&self.folder, &self.entries));
        let Some(paths) = orphans.get_mut(&key) else { return false };
        let (rule, fingerprint) = key;
        let mut entry = BaselineEntry { path: String::new(), part: None, rule, fingerprint };
        while let Some((path, part)) = paths.pop() {
            (entry.path, entry.part) = (path, part);
            if self.entries.remove(&entry) {
                return true;
            }
        }
        false
    }

    /// The entries that no finding has used up.
    pub fn entries(&self) -> impl Iterator<Item = &BaselineEntry> {
        self.entries.iter()
    }

    /// The name a file goes by in the entries.
    pub fn name_of(&self, path: &Path) -> String {
        name_in(&self.folder, path)
    }

    /// Whether an entry's file is still there.
    pub fn has_file(&self, entry: &BaselineEntry) -> bool {
        self.folder.join(&entry.path).exists()
    }

    /// What it holds, in a few words.
    pub fn told(&self) -> String {
        let paths: BTreeSet<&str> = self.entries.iter().map(|entry| entry.path.as_str()).collect();
        let counted =
            |number: usize, noun: &str| format!("{number} {noun}{}", if number == 1 { "" } else { "s" });
        format!("{} in {}", counted(self.entries.len(), "finding"), counted(paths.len(), "file"))
    }

    /// The baseline as a file: sorted, one finding after the other.
    pub fn to_text(&self) -> String {
        let stored = Stored { copydesk_baseline: VERSION, findings: self.entries.iter().cloned().collect() };
        // Plain texts and numbers always become JSON.
        serde_json::to_string_pretty(&stored).unwrap_or_default() + "\n"
    }

    /// Writes the baseline to its file, whole or not at all.
    ///
    /// # Errors
    /// When the file holds something else than a baseline, or cannot be written. It is then as it was.
    pub fn write(&self, path: &Path) -> Result<(), BaselineError> {
        Self::may_replace(path)?;
        Ok(files::write(path, &mut self.to_text().as_bytes())?)
    }
}

/// What the findings of a file are known by, in their order.
fn entries_of(folder: &Path, report: &FileReport) -> Vec<BaselineEntry> {
    if report.findings.is_empty() {
        return Vec::new();
    }
    let path = name_in(folder, report.source.path());
    let names = fingerprints(&report.source, &report.findings);
    let entry = |(finding, fingerprint): (&Finding, String)| BaselineEntry {
        path: path.clone(),
        part: report.source.part().map(str::to_owned),
        rule: finding.rule.to_string(),
        fingerprint,
    };
    report.findings.iter().zip(names).map(entry).collect()
}

/// A file's path as seen from a folder, with forward slashes; its full path where it is outside.
fn name_in(folder: &Path, path: &Path) -> String {
    let full = full(path);
    display_path(full.strip_prefix(folder).unwrap_or(&full))
}

fn orphans(folder: &Path, entries: &BTreeSet<BaselineEntry>) -> Orphans {
    let mut orphans = Orphans::new();
    let mut last = ("", true);
    // Sorted by path, and from the back: of equal entries the first is taken first.
    for entry in entries.iter().rev() {
        if entry.path != last.0 {
            last = (&entry.path, folder.join(&entry.path).exists());
        }
        if !last.1 {
            let key = (entry.rule.clone(), entry.fingerprint.clone());
            orphans.entry(key).or_default().push((entry.path.clone(), entry.part.clone()));
        }
    }
    orphans
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::finding::Severity;
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
            withheld: None,
        });
        FileReport {
            source: Source::new(path, text),
            read_as: crate::document::Format::Markdown.into(),
            findings: findings.collect(),
        }
    }

    #[test]
    fn a_baseline_silences_what_it_was_written_from_and_nothing_else() {
        let mut written = Baseline::new(Path::new("known.json"));
        written.add(&report("a.md", "one TK two\nthree TK\n", "TK"));
        let mut read = Baseline::read(Path::new("known.json"), &written.to_text()).unwrap();
        let mut moved = report("a.md", "A new first line.\n\none TK two\nthree TK\nfour TK\n", "TK");
        assert_eq!(read.take_from(&mut moved), 2);
        assert_eq!(moved.source.slice(moved.findings[0].span), "TK");
        assert_eq!(moved.findings.len(), 1);
        assert_eq!(read.entries().count(), 0);
    }

    #[test]
    fn a_renamed_file_keeps_its_baseline() {
        let mut baseline = Baseline::new(Path::new("known.json"));
        baseline.add(&report("no/such/file.md", "one TK two", "TK"));
        assert_eq!(baseline.take_from(&mut report("renamed.md", "one TK two", "TK")), 1);
    }

    #[test]
    fn what_is_no_baseline_is_refused() {
        assert!(matches!(
            Baseline::read(Path::new("a"), "{\"findings\": ["),
            Err(BaselineError::Unreadable(_))
        ));
        let later = "{\"copydesk_baseline\": 9, \"known\": []}";
        assert!(matches!(Baseline::read(Path::new("a"), later), Err(BaselineError::Newer(9))));
    }
}

//! One document to check: read, looked up or looked at, and fixed if that is asked for.

use std::path::PathBuf;
use std::sync::Arc;

use crate::cache::Cache;
use crate::changed::ChangedLines;
use crate::checks::Prints;
use crate::config::Project;
use crate::document::Format;
use crate::engine::{Linter, Looked};
use crate::files::{self, FileError};
use crate::finding::{Applicability, Finding};
use crate::fix;
use crate::report::FileReport;
use crate::source::{Encoding, Source};

/// A document to check, with the project it belongs to.
pub struct Job {
    /// Its name, as reports print it.
    pub path: PathBuf,
    /// How it is read.
    pub format: Format,
    /// The project.
    pub project: Arc<Project>,
    /// The text of standard input; files are read when their turn comes.
    pub given: Option<Source>,
    /// The lines whose findings count.
    pub changed: ChangedLines,
    /// What was found earlier.
    pub cache: Option<Arc<Cache>>,
}

impl Job {
    fn look(&self, source: &Source) -> Looked {
        let look = || {
            let document = self.project.parse(source, self.format, None);
            self.linter().look(&document)
        };
        let Some(cache) = &self.cache else { return look() };
        let key = |source| self.project.key(source, self.format);
        if let Some(known) = key(source).and_then(|key| cache.looked(&key)) {
            return known;
        }
        let looked = look();
        // The rules are loaded now, and may be others than those that were promised.
        if let Some(key) = key(source).filter(|_| !looked.gave_up) {
            cache.keep_looked(&key, &looked);
        }
        looked
    }

    /// The rules in force for it.
    pub fn linter(&self) -> Arc<Linter> {
        self.project.linter(&self.path)
    }

    /// What counts in a text that came of `read` by fixing.
    pub fn look_changed(&self, read: &Source, source: &Source) -> Looked {
        let mut looked = self.look(source);
        self.keep_changed(read, source, &mut looked.findings);
        looked
    }

    /// Leaves only the findings that count in a text that came of `read` by fixing.
    pub fn keep_changed(&self, read: &Source, source: &Source, findings: &mut Vec<Finding>) {
        // Git takes UTF-16 for binary, and its line ends for no lines.
        let has_lines = !matches!(read.encoding(), Encoding::Utf16Le { .. } | Encoding::Utf16Be { .. });
        if matches!(self.changed, ChangedLines::Some(_)) && has_lines {
            self.changed.after(read.text(), source.text()).keep(source, findings);
        }
    }

    /// The text.
    ///
    /// # Errors
    /// When the file cannot be read.
    fn read(&self) -> Result<Source, FileError> {
        self.given.clone().map_or_else(|| files::read(&self.path), Ok)
    }

    /// Reads and checks it; `lowest` are the least sure fixes that are asked for.
    ///
    /// # Errors
    /// When the file cannot be read.
    pub fn check(&self, lowest: Option<Applicability>) -> Result<Checked, FileError> {
        let source = self.read()?;
        let Looked { findings, prints, .. } = self.look_changed(&source, &source);
        let fixed = lowest
            .filter(|lowest| {
                findings
                    .iter()
                    .any(|finding| finding.fix.as_ref().is_some_and(|fix| fix.applicability >= *lowest))
            })
            .map(|lowest| fix::fix(&source, lowest, |text| self.look_changed(&source, text).findings).text);
        Ok(Checked { report: FileReport { source, findings }, prints, fixed })
    }
}

/// What came of one document.
pub struct Checked {
    /// The findings, and the text they are about.
    pub report: FileReport,
    /// The texts that rules look for in other documents.
    pub prints: Vec<Prints>,
    /// The text after fixing, where fixes were asked for and changed it.
    pub fixed: Option<String>,
}

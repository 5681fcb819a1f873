//! One article: how it is read, which rules hold for it, and what they find in it.

use std::borrow::Cow;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::{Path, PathBuf};
use std::sync::Arc;

use super::baseline::Baseline;
use super::cache::Cache;
use super::changed::{ChangedLines, Staged};
use super::{FileError, read};
use crate::checking::Prints;
use crate::config::Project;
use crate::document::{Document, Format};
use crate::engine::{Limits, Linter, Looked, Targets};
use crate::finding::{Applicability, Finding, Refusal};
use crate::fix::{self, Fixed, Proofreader};
use crate::formats::{Container, ReadAs};
use crate::language::Language;
use crate::report::FileReport;
use crate::source::{Encoding, Source};

/// An article, with the project it belongs to.
pub struct Article {
    pub(super) path: PathBuf,
    pub(super) form: ArticleForm,
    /// The language of a text that does not state its own, where that is told with the article.
    pub(super) language: Option<Language>,
    pub(super) project: Arc<Project>,
    pub(super) content: TextPlace,
    /// The lines whose findings count.
    pub(super) changed: ChangedLines,
    /// The known findings that do not count.
    pub(super) known: Option<Arc<Baseline>>,
    /// What was found earlier.
    pub(super) cache: Option<Arc<Cache>>,
    /// The files that it may lead to; none where it lies on no disk.
    pub(super) targets: Option<Arc<Targets>>,
}

/// How a file holds its text.
#[derive(Clone)]
pub(super) enum ArticleForm {
    /// It is one text.
    Text(Format),
    /// It holds texts in parts.
    Container(Arc<dyn Container>),
}

/// Where the text is.
pub(super) enum TextPlace {
    /// On the disk; it is read when its turn comes.
    File,
    /// In git's index; it is asked for when its turn comes.
    Staged(Staged),
    /// Here, as it would be stored.
    Bytes(Vec<u8>),
    /// Here.
    Text(Source),
}

/// A text of an article with how it is read: all of the article, or one of its parts.
#[derive(Debug, Clone)]
pub struct Text {
    /// The text.
    pub source: Source,
    /// How it is read.
    pub read_as: ReadAs,
}

impl Text {
    /// The document that it is.
    pub fn document(&self) -> Document<'_> {
        self.read_as.document(&self.source)
    }
}

/// What came of a text.
pub struct Checked {
    /// All findings, and the text they are about.
    pub report: FileReport,
    /// How many findings of a rule are listed, for those that found more.
    pub limits: Limits,
    /// The texts that rules look for in other documents.
    pub prints: Vec<Prints>,
    /// What came of fixing, where fixes were asked for and there were any.
    pub fixed: Option<Fixed>,
}

impl Checked {
    /// The report with as many findings of each rule as are listed.
    pub fn into_report(mut self) -> FileReport {
        self.limits.fold(&mut self.report.findings);
        self.report
    }
}

impl Article {
    /// Its name, as reports print it.
    pub fn path(&self) -> &Path {
        &self.path
    }

    /// Whether it is a file on the disk; other texts are given by whoever asks.
    pub fn is_file(&self) -> bool {
        matches!(self.content, TextPlace::File)
    }

    /// Whether its text stands in parts of a file.
    pub fn is_container(&self) -> bool {
        matches!(self.form, ArticleForm::Container(_))
    }

    /// What the nearest configuration says.
    pub fn project(&self) -> &Project {
        &self.project
    }

    /// The rules in force for it.
    pub fn linter(&self) -> Arc<Linter> {
        self.project.linter(&self.path)
    }

    /// Whether configuration or an ignore file says not to check it.
    pub fn is_ignored(&self) -> bool {
        self.project.ignores(&self.path) || super::walk::is_ignored(&self.path)
    }

    /// Its texts: one, but for a container.
    ///
    /// # Errors
    /// When its file cannot be read, or holds no text.
    pub fn texts(&self) -> Result<Vec<Text>, FileError> {
        match &self.form {
            ArticleForm::Text(format) => Ok(vec![self.text(self.source()?, *format)]),
            ArticleForm::Container(container) => {
                let parts = read::opened(&self.path, &self.bytes()?, &**container)?;
                Ok(parts.into_iter().map(|(source, format)| self.text(source, format)).collect())
            }
        }
    }

    fn source(&self) -> Result<Source, FileError> {
        match &self.content {
            TextPlace::File | TextPlace::Staged(_) | TextPlace::Bytes(_) => {
                read::decoded(&self.path, self.bytes()?.into_owned())
            }
            TextPlace::Text(source) => {
                read::refuse_unread(&self.path, source.text().as_bytes())?;
                Ok(source.clone())
            }
        }
    }

    fn bytes(&self) -> Result<Cow<'_, [u8]>, FileError> {
        match &self.content {
            TextPlace::File => read::bytes(&self.path).map(Cow::Owned),
            TextPlace::Staged(staged) => {
                let content = staged.content();
                content.map(Cow::Owned).map_err(|source| FileError::Git { path: self.path.clone(), source })
            }
            TextPlace::Bytes(bytes) => Ok(Cow::Borrowed(bytes)),
            TextPlace::Text(source) => Ok(source.bytes()),
        }
    }

    fn text(&self, source: Source, format: Format) -> Text {
        Text { source, read_as: self.project.read_as(&self.path, format, self.language) }
    }

    /// What the rules find in one of its texts, by way of the cache.
    fn look(&self, source: &Source, read_as: &ReadAs) -> Looked {
        let mut looked = self.look_up(source, read_as);
        if let Some(targets) = &self.targets {
            self.linter().settle(&mut looked, &self.path, targets, self.project.site_roots());
        }
        if source.part().is_some() {
            looked.findings.iter_mut().for_each(|finding| finding.withhold(Refusal::Part));
        }
        looked
    }

    fn look_up(&self, source: &Source, read_as: &ReadAs) -> Looked {
        let look = || self.linter().look(&read_as.document(source));
        let Some(cache) = &self.cache else { return look() };
        let key = || self.project.key(source, read_as);
        if let Some(known) = key().and_then(|key| cache.looked(&key)) {
            return known;
        }
        let looked = look();
        // The rules are loaded now, and may be others than those that were promised.
        if let Some(key) = key().filter(|_| !looked.gave_up) {
            cache.keep_looked(&key, &looked);
        }
        looked
    }

    /// What counts in a text that came of `read` by fixing.
    fn look_changed(&self, read: &Source, source: &Source, read_as: &ReadAs) -> Looked {
        let mut looked = self.look(source, read_as);
        self.keep_changed(read, source, &mut looked.findings);
        looked
    }

    /// Leaves only the findings that count in a text that came of `read` by fixing.
    pub(super) fn keep_changed(&self, read: &Source, source: &Source, findings: &mut Vec<Finding>) {
        // Git takes UTF-16 and containers for binary, and their line ends for no lines.
        let has_lines = !matches!(read.encoding(), Encoding::Utf16Le { .. } | Encoding::Utf16Be { .. });
        if matches!(self.changed, ChangedLines::Some(_)) && has_lines && read.part().is_none() {
            self.changed.after(read.text(), source.text()).keep(source, findings);
        }
    }

    /// Reads and checks it; `lowest` are the least sure fixes that are asked for.
    ///
    /// # Errors
    /// When it cannot be read.
    pub fn check(&self, lowest: Option<Applicability>) -> Result<Vec<Checked>, FileError> {
        self.apart(|| Ok(self.texts()?.into_iter().map(|text| self.check_text(text, lowest)).collect()))
    }

    /// Does some work on it that ends with it: if the work panics, the other articles go on.
    ///
    /// # Errors
    /// Those of the work, or [`FileError::Panic`].
    pub fn apart<T>(&self, work: impl FnOnce() -> Result<T, FileError>) -> Result<T, FileError> {
        // What the work leaves half done is its own: what articles share is behind locks that do not mind.
        catch_unwind(AssertUnwindSafe(work))
            .unwrap_or_else(|_| Err(FileError::Panic { path: self.path.clone() }))
    }

    fn check_text(&self, text: Text, lowest: Option<Applicability>) -> Checked {
        let Looked { findings, limits, prints, .. } =
            self.look_changed(&text.source, &text.source, &text.read_as);
        let is_asked = |finding: &Finding, lowest| {
            let is_sure = finding.fix.as_ref().is_some_and(|fix| fix.applicability >= lowest);
            is_sure || finding.withheld.is_some_and(|withheld| withheld.applicability >= lowest)
        };
        let lowest = lowest.filter(|&lowest| findings.iter().any(|finding| is_asked(finding, lowest)));
        let fixed = lowest.map(|lowest| fix::fix(&text.source, lowest, &self.proofreader(&text)));
        let Text { source, read_as } = text;
        Checked { report: FileReport { source, read_as, findings }, limits, prints, fixed }
    }

    /// What counts in each of its texts, looked at alone.
    ///
    /// # Errors
    /// When it cannot be read.
    pub fn reports(&self) -> Result<Vec<FileReport>, FileError> {
        let reports = self.check(None)?.into_iter().map(|mut checked| {
            if let Some(known) = self.known.as_ref().filter(|_| !checked.report.findings.is_empty()) {
                Baseline::clone(known).take_from(&mut checked.report);
            }
            checked.into_report()
        });
        Ok(reports.collect())
    }

    /// What came of a text once its fixes are made; none where there are none. The file is left as it is.
    pub fn after_fixing(&self, checked: &Checked) -> Option<Checked> {
        let fixed = checked.fixed.as_ref()?;
        let (read, read_as) = (&checked.report.source, checked.report.read_as.clone());
        let source = read.with_text(fixed.text.clone());
        let Looked { mut findings, limits, prints, .. } = self.look_changed(read, &source, &read_as);
        fixed.withhold(&mut findings);
        Some(Checked { report: FileReport { source, read_as, findings }, limits, prints, fixed: None })
    }

    /// Who reads and lints one of its texts while it is fixed.
    pub fn proofreader<'a>(&'a self, text: &'a Text) -> impl Proofreader + 'a {
        Fixing { article: self, read: text }
    }
}

/// A text that is being fixed.
struct Fixing<'a> {
    article: &'a Article,
    /// The text as it was read.
    read: &'a Text,
}

impl Proofreader for Fixing<'_> {
    fn read<'s>(&self, source: &'s Source) -> Document<'s> {
        self.read.read_as.document(source)
    }

    fn lint(&self, source: &Source) -> Vec<Finding> {
        self.article.look_changed(&self.read.source, source, &self.read.read_as).findings
    }
}

//! A run over all documents: what becomes of each, and how the run ends.

use std::io::{self, Write};
use std::path::Path;
use std::time::Instant;

use super::rule_infos::rule_infos;
use super::stale::{self, Ran};
use super::{job_summary, mended, reads_stdin, root};
use crate::cli::arguments::{Check, FailOn};
use crate::cli::guessed::Guessed;
use crate::cli::output::{self, Output};
use crate::cli::{Outcome, fail, say};
use crate::desk::baseline::Baseline;
use crate::desk::{self, Article, Checked, Desk, Pass};
use crate::files;
use crate::finding::{Applicability, Finding, Severity};
use crate::fix;
use crate::report::{JobSummary, Options, Reporter, Summary, reporter};
use crate::source::parent;

/// A run over all articles.
pub(super) struct CheckRun<'a> {
    arguments: &'a Check,
    out: Output,
    reporter: Box<dyn Reporter>,
    summary: Summary,
    started: Instant,
    pass: Pass,
    /// All findings, where a baseline is to be written.
    written: Baseline,
    /// The page of the job, where GitHub wants one.
    job_summary: JobSummary,
    guessed: Guessed,
    /// What is yet to be told of the files that were fixed.
    told: String,
    failed: bool,
    would_change: bool,
    /// Whether there is a finding that makes the run fail.
    fails: bool,
}

impl<'a> CheckRun<'a> {
    /// A run that has met no document; it has failed already if `failed`.
    pub(super) fn new(arguments: &'a Check, out: Output, desk: &Desk, failed: bool) -> Self {
        let options = Options {
            color: out.has_color(arguments.color),
            links: out.has_links(arguments.color),
            width: out.width(),
            rules: if arguments.output_format().names_rules() { rule_infos(desk) } else { Vec::new() },
            root: root::root(),
            statistics: arguments.statistics,
        };
        let reporter = reporter(arguments.output_format(), options);
        let (summary, started) = (Summary::default(), Instant::now());
        let written = Baseline::new(arguments.write_baseline.as_deref().unwrap_or(Path::new("")));
        let job_summary = JobSummary::default();
        Self {
            arguments,
            out,
            reporter,
            summary,
            started,
            pass: Pass::default(),
            written,
            job_summary,
            guessed: Guessed::default(),
            told: String::new(),
            failed,
            would_change: false,
            fails: false,
        }
    }

    /// Checks all documents and reports.
    pub(super) fn all(mut self, articles: &[Article]) -> Outcome {
        match self.try_all(articles) {
            Ok(()) => self.outcome(),
            // Whoever read the report wants no more of it.
            Err(error) if error.kind() == io::ErrorKind::BrokenPipe => self.outcome(),
            Err(error) => fail(format!("the report could not be written: {error}")),
        }
    }

    fn try_all(&mut self, articles: &[Article]) -> io::Result<()> {
        let reports = self.reports();
        if reports {
            self.reporter.begin(&mut self.out)?;
        }
        let bar = output::progress(articles.len(), !self.arguments.no_progress);
        let lowest = self.lowest();
        let mut result = Ok(());
        desk::in_order(
            articles,
            |article| article.check(lowest).map(|checked| (article, checked)),
            |checked| {
                bar.inc(1);
                result = match checked {
                    Ok((article, checked)) => {
                        let taken = checked.into_iter().try_for_each(|checked| self.take(article, checked));
                        if !self.told.is_empty() {
                            bar.suspend(|| say::tell(std::mem::take(&mut self.told)));
                        }
                        taken
                    }
                    Err(error) => {
                        self.failed = true;
                        bar.suspend(|| fail(error));
                        Ok(())
                    }
                };
                result.is_ok()
            },
        );
        bar.finish_and_clear();
        result?;
        self.write_baseline(articles);
        self.pass.known().for_each(|known| stale::tell(self.arguments, known, articles));
        self.guessed.tell();
        if self.pass.is_full() {
            let most = "the first 900,000 texts";
            say::tell(format!(
                "copydesk: archive rules compared with {most} only; check fewer files at once\n"
            ));
        }
        self.summary.elapsed = self.started.elapsed();
        if reports {
            self.reporter.finish(&mut self.out, &self.summary)?;
            job_summary::write(self.arguments, &self.job_summary, &self.summary);
        }
        self.out.finish()
    }

    fn write_baseline(&mut self, articles: &[Article]) {
        let Some(path) = &self.arguments.write_baseline else { return };
        // That there is none, or none that may be replaced, is told when it is written.
        if let Ok(earlier) = Baseline::open(path) {
            let ran = Ran::new(self.arguments, &earlier, articles);
            self.written.keep(&earlier, |entry| ran.covers(entry));
        }
        if let Err(error) = self.written.write(path) {
            self.failed = true;
            fail(format!("{}: the baseline was not written: {error}", path.display()));
        } else {
            let (path, told) = (path.display(), self.written.told());
            say::tell(format!(
                "copydesk: {path}: wrote {told}; from now on, leave them out by --baseline {path}, or by `baseline: {path}` \
                 in .copydesk.yml\n"
            ));
        }
    }

    /// Whether findings are printed.
    fn reports(&self) -> bool {
        !self.prints_text() && self.arguments.prints_findings()
    }

    /// Whether standard output is for a text or a diff, not for findings.
    fn prints_text(&self) -> bool {
        self.arguments.diff || (self.lowest().is_some() && reads_stdin(self.arguments))
    }

    /// The least sure fixes that are to be applied; none if none are.
    fn lowest(&self) -> Option<Applicability> {
        if self.arguments.unsafe_fixes {
            Some(Applicability::Unsafe)
        } else if self.arguments.fix || self.arguments.diff {
            Some(Applicability::Safe)
        } else {
            None
        }
    }

    fn take(&mut self, article: &Article, checked: Checked) -> io::Result<()> {
        self.guessed.add(&checked.report.source);
        let is_given = !article.is_file();
        let read = checked.fixed.is_some().then(|| checked.report.source.clone());
        let mut checked = match &checked.fixed {
            Some(fixed) if self.arguments.diff => {
                let changes = fix::diff(&checked.report.source, &fixed.text);
                self.would_change |= !changes.is_empty();
                self.out.write_all(changes.as_bytes())?;
                let after = checked.report.source.with_text(fixed.text.clone());
                self.told.push_str(&mended::refused(&after, fixed));
                checked
            }
            Some(_) => self.mend(article, checked),
            None => checked,
        };
        self.pass.compare(article, read.as_ref(), &mut checked);
        let report = &checked.report;
        if is_given && self.prints_text() && !self.arguments.diff {
            self.out.write_all(&report.source.bytes())?;
        }
        if self.arguments.write_baseline.is_some() {
            self.written.add(report);
        }
        self.summary.baselined += self.pass.take_known(article, &mut checked.report);
        let report = checked.into_report();
        self.summary.count(&report);
        let lowest = self.fails_on(article);
        let is_enough = |finding: &Finding| lowest.is_some_and(|lowest| finding.severity >= lowest);
        self.fails |= report.findings.iter().any(is_enough);
        self.job_summary.file(&report);
        if self.reports() { self.reporter.file(&mut self.out, &report) } else { Ok(()) }
    }

    /// What came of the text after fixing, which is on the disk now; of the old one if it could not be written.
    fn mend(&mut self, article: &Article, checked: Checked) -> Checked {
        let Some(after) = article.after_fixing(&checked) else { return checked };
        let (old, new) = (&checked.report.source, &after.report.source);
        if article.is_file() {
            files::sweep(parent(article.path()));
        }
        let is_written = old.text() != new.text() && article.is_file();
        let other_names = if is_written { files::other_names(article.path()) } else { 0 };
        if is_written && let Err(error) = fix::write(old, new.text()) {
            self.failed = true;
            fail(format!("{}: was not fixed: {error}", old.display_path()));
            return checked;
        }
        if let Some(fixed) = &checked.fixed {
            self.summary.mended += fixed.mended.values().sum::<usize>();
            self.told.push_str(&mended::told(new, fixed));
            self.told.push_str(&mended::left_to(new, other_names));
        }
        after
    }

    /// The lowest severity of a finding in an article that makes the run fail. Vale fails on errors only.
    fn fails_on(&self, article: &Article) -> Option<Severity> {
        let usual = match article.project() {
            _ if self.arguments.write_baseline.is_some() => FailOn::Never,
            project if project.is_vales() => FailOn::Error,
            _ => FailOn::Warning,
        };
        self.arguments.fail_on.unwrap_or(usual).lowest()
    }

    fn outcome(&self) -> Outcome {
        match (self.failed, self.would_change || self.fails) {
            (true, _) => Outcome::Failed,
            (false, true) => Outcome::Findings,
            (false, false) => Outcome::Clean,
        }
    }
}

//! A run over all documents: what becomes of each, and how the run ends.

use std::io::{self, Write};
use std::path::Path;
use std::time::Instant;

use super::job::{Checked, Job};
use super::jobs::reads_stdin;
use super::rule_infos::rule_infos;
use super::{job_summary, mended, stale};
use crate::baseline::Baseline;
use crate::checks::Prints;
use crate::cli::arguments::Check;
use crate::cli::guessed::Guessed;
use crate::cli::output::{self, Output};
use crate::cli::projects::Projects;
use crate::cli::{Outcome, fail, say};
use crate::engine::{Archive, Limits};
use crate::files;
use crate::finding::Applicability;
use crate::fix::{self, Fixed};
use crate::report::{FileReport, JobSummary, Options, Reporter, Summary, reporter};
use crate::source::Source;

/// A run over all jobs.
pub(super) struct Run<'a> {
    arguments: &'a Check,
    out: Output,
    reporter: Box<dyn Reporter>,
    summary: Summary,
    started: Instant,
    /// Known findings that were not met yet.
    known: Baseline,
    /// All findings, where a baseline is to be written.
    written: Baseline,
    /// The page of the job, where GitHub wants one.
    job_summary: JobSummary,
    /// What stood in the files so far.
    archive: Archive,
    guessed: Guessed,
    /// What is yet to be told of the files that were fixed.
    told: String,
    failed: bool,
    would_change: bool,
}

impl<'a> Run<'a> {
    /// A run that has met no document; it has failed already if `failed`.
    pub(super) fn new(
        arguments: &'a Check,
        out: Output,
        projects: &Projects,
        known: Baseline,
        failed: bool,
    ) -> Self {
        let options = Options {
            color: out.has_color(arguments.color),
            width: output::width(),
            rules: if arguments.output_format.names_rules() { rule_infos(projects) } else { Vec::new() },
            statistics: arguments.statistics,
        };
        let reporter = reporter(arguments.output_format, options);
        let (summary, started) = (Summary::default(), Instant::now());
        let written = Baseline::new(arguments.write_baseline.as_deref().unwrap_or(Path::new("")));
        let job_summary = JobSummary::default();
        Self {
            arguments,
            out,
            reporter,
            summary,
            started,
            known,
            written,
            job_summary,
            archive: Archive::new(),
            guessed: Guessed::default(),
            told: String::new(),
            failed,
            would_change: false,
        }
    }

    /// Checks all documents and reports.
    pub(super) fn all(mut self, jobs: &[Job]) -> Outcome {
        match self.try_all(jobs) {
            Ok(()) => self.outcome(),
            // Whoever read the report wants no more of it.
            Err(error) if error.kind() == io::ErrorKind::BrokenPipe => self.outcome(),
            Err(error) => fail(format!("the report could not be written: {error}")),
        }
    }

    fn try_all(&mut self, jobs: &[Job]) -> io::Result<()> {
        let prints_text = self.prints_text();
        if !prints_text {
            self.reporter.begin(&mut self.out)?;
        }
        let bar = output::progress(jobs.len(), !self.arguments.no_progress);
        let lowest = self.lowest();
        let mut result = Ok(());
        files::in_order(
            jobs,
            |job| job.check(lowest).map(|checked| (job, checked)),
            |checked| {
                bar.inc(1);
                result = match checked {
                    Ok((job, checked)) => {
                        let taken = self.take(job, checked);
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
        self.write_baseline();
        stale::tell(self.arguments, &self.known, jobs);
        self.guessed.tell();
        if self.archive.is_full() {
            let most = "the first 900,000 texts";
            say::tell(format!(
                "copydesk: archive rules compared with {most} only; check fewer files at once\n"
            ));
        }
        self.summary.elapsed = self.started.elapsed();
        if !prints_text {
            self.reporter.finish(&mut self.out, &self.summary)?;
            job_summary::write(self.arguments, &self.job_summary, &self.summary);
        }
        self.out.finish()
    }

    fn write_baseline(&mut self) {
        let Some(path) = &self.arguments.write_baseline else { return };
        if let Err(error) = self.written.write(path) {
            self.failed = true;
            fail(format!("{}: the baseline was not written: {error}", path.display()));
        }
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

    fn take(&mut self, job: &Job, checked: Checked) -> io::Result<()> {
        let Checked { report, mut limits, mut prints, fixed } = checked;
        self.guessed.add(&report.source);
        let read = fixed.is_some().then(|| report.source.clone());
        let mut report = match fixed {
            Some(fixed) if self.arguments.diff => {
                let changes = fix::diff(&report.source, &fixed.text);
                self.would_change |= !changes.is_empty();
                self.out.write_all(changes.as_bytes())?;
                report
            }
            Some(fixed) => self.mend(job, report, &fixed, (&mut limits, &mut prints)),
            None => report,
        };
        self.compare(job, read.as_ref(), &mut report, &prints);
        if job.given.is_some() && self.prints_text() && !self.arguments.diff {
            self.out.write_all(&report.source.bytes())?;
        }
        if self.arguments.write_baseline.is_some() {
            self.written.add(&report);
        }
        self.summary.baselined += self.known.take_from(&mut report);
        limits.fold(&mut report.findings);
        self.summary.count(&report);
        self.job_summary.file(&report);
        if self.prints_text() { Ok(()) } else { self.reporter.file(&mut self.out, &report) }
    }

    /// Adds what stood in files before this one. `read` is the text that it was before fixing.
    fn compare(&mut self, job: &Job, read: Option<&Source>, report: &mut FileReport, prints: &[Prints]) {
        if prints.is_empty() {
            return;
        }
        let head = |id: &str| job.linter().head(id).cloned();
        let mut found = self.archive.judge(&report.source, prints, head);
        job.keep_changed(read.unwrap_or(&report.source), &report.source, &mut found);
        report.findings.append(&mut found);
        report.findings.sort_by(|one, other| one.order().cmp(&other.order()));
    }

    /// The report of the text after fixing, which is on the disk now; the old one if it could not be written.
    fn mend(
        &mut self,
        job: &Job,
        report: FileReport,
        fixed: &Fixed,
        (limits, prints): (&mut Limits, &mut Vec<Prints>),
    ) -> FileReport {
        let source = report.source.with_text(fixed.text.clone());
        let is_changed = source.text() != report.source.text();
        if is_changed
            && job.given.is_none()
            && let Err(error) = fix::write(&report.source, source.text())
        {
            self.failed = true;
            fail(format!("{}: was not fixed: {error}", report.source.display_path()));
            return report;
        }
        self.summary.mended += fixed.mended.values().sum::<usize>();
        self.told.push_str(&mended::told(&source, fixed));
        let looked = job.look_changed(&report.source, &source);
        (*limits, *prints) = (looked.limits, looked.prints);
        let mut findings = looked.findings;
        fixed.withhold(&mut findings);
        FileReport { source, findings }
    }

    fn outcome(&self) -> Outcome {
        let fails = self.would_change
            || self.arguments.fail_on.lowest().is_some_and(|lowest| self.summary.at_least(lowest) > 0);
        match (self.failed, fails) {
            (true, _) => Outcome::Failed,
            (false, true) => Outcome::Findings,
            (false, false) => Outcome::Clean,
        }
    }
}

//! `copydesk check`: files and folders in, findings out.

use std::collections::HashSet;
use std::io::{self, Read, Write};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::Instant;

use super::arguments::Check;
use super::articles::{self, Article};
use super::job::{Checked, Job};
use super::output::{self, Output};
use super::projects::Projects;
use super::{Outcome, fail, mistakes, say, watch};
use crate::baseline::{Baseline, Entry};
use crate::cache::{self, Cache};
use crate::changed::{ChangedLines, Changes};
use crate::checks::Prints;
use crate::engine::Archive;
use crate::files;
use crate::finding::Applicability;
use crate::fix;
use crate::report::{FileReport, JobSummary, Options, OutputFormat, Reporter, RuleInfo, Summary, reporter};
use crate::source::Source;

/// Standard input, as a path.
const STDIN: &str = "-";
/// The name standard input goes by where none is given; it is read as Markdown.
const STDIN_NAME: &str = "<stdin>.md";

/// The variable that names the file for the page of a job.
const JOB_SUMMARY: &str = "GITHUB_STEP_SUMMARY";
/// How many known findings that are gone are told one by one.
const STALE_SHOWN: usize = 10;

/// Runs `copydesk check`.
pub fn run(arguments: &Check) -> Outcome {
    if (arguments.changed.is_some() || arguments.watch) && reads_stdin(arguments) {
        return fail("--changed and --watch need files; there is no telling what changes in standard input");
    }
    if arguments.watch { watch::articles(arguments, once) } else { once(arguments) }
}

fn reads_stdin(arguments: &Check) -> bool {
    arguments.paths.iter().any(|path| path.as_os_str() == STDIN)
}

/// Checks and reports.
pub(super) fn once(arguments: &Check) -> Outcome {
    if let Some(jobs) = arguments.jobs {
        // A pool that is already there keeps its size; there is none yet.
        let _ = rayon::ThreadPoolBuilder::new().num_threads(jobs).build_global();
    }
    let cache = cache(arguments).map(Arc::new);
    let mut projects = Projects::new(&arguments.setup).with(cache.clone());
    let known = match baselines(arguments) {
        Ok(known) => known,
        Err(outcome) => return outcome,
    };
    let mut failed = false;
    let jobs = if reads_stdin(arguments) {
        stdin_job(arguments, &mut projects).map(|job| vec![job])
    } else {
        file_jobs(arguments, &mut projects, &mut failed)
    };
    let jobs = match jobs {
        Ok(jobs) => jobs,
        Err(outcome) => return outcome,
    };
    let out = match Output::open(arguments.output_file.as_deref()) {
        Ok(out) => out,
        Err(outcome) => return outcome,
    };
    failed |= projects.has_mistakes;
    let outcome = Run::new(arguments, out, &projects, known, failed).all(&jobs);
    let was_late = projects.tell_late();
    if let Some(cache) = cache {
        projects.keep(&cache);
        cache.save();
    }
    if was_late { Outcome::Failed } else { outcome }
}

/// What was found earlier; none for standard input.
fn cache(arguments: &Check) -> Option<Cache> {
    let wanted = !arguments.no_cache && !reads_stdin(arguments);
    let folder = wanted.then(|| cache::folder(arguments.cache_dir.as_deref())).flatten();
    folder.as_deref().map(Cache::new)
}

/// The known findings, once it is sure that both baselines can be used.
fn baselines(arguments: &Check) -> Result<Baseline, Outcome> {
    let told = |path: &Path, error| fail(format!("{}: {error}", path.display()));
    if let Some(path) = arguments.write_baseline.as_deref() {
        Baseline::may_replace(path).map_err(|error| told(path, error))?;
    }
    match arguments.baseline.as_deref() {
        Some(path) => Baseline::open(path).map_err(|error| told(path, error)),
        None => Ok(Baseline::default()),
    }
}

fn stdin_job(arguments: &Check, projects: &mut Projects) -> Result<Job, Outcome> {
    let path = arguments.stdin_filename.clone().unwrap_or_else(|| PathBuf::from(STDIN_NAME));
    let project = projects.of(&path).map_err(|error| mistakes::project_failed(&error))?;
    let mut bytes = Vec::new();
    io::stdin().lock().read_to_end(&mut bytes).map_err(|error| fail(format!("standard input: {error}")))?;
    let source =
        Source::from_bytes(&path, bytes).map_err(|error| fail(format!("standard input: {error}")))?;
    let format = files::named_format(project.format(&path));
    Ok(Job { path, format, project, given: Some(source), changed: ChangedLines::All, cache: None })
}

fn file_jobs(arguments: &Check, projects: &mut Projects, failed: &mut bool) -> Result<Vec<Job>, Outcome> {
    let articles = articles::find(&arguments.paths, projects, arguments.force_exclude, failed)?;
    let probe = arguments.paths.first().cloned().unwrap_or_default();
    let since = arguments.changed.as_deref().map(|revision| Changes::since(revision, &probe)).transpose();
    let since = since.map_err(fail)?;
    let jobs = articles.into_iter().filter_map(|Article { path, format, project }| {
        let changed = changed_lines(since.as_ref(), &path)?;
        Some(Job { path, format, project, given: None, changed, cache: projects.cache() })
    });
    Ok(jobs.collect())
}

/// The lines of a file whose findings count; none if it did not change.
fn changed_lines(changes: Option<&Changes>, path: &Path) -> Option<ChangedLines> {
    changes.map_or(Some(ChangedLines::All), |changes| changes.of(path))
}

/// A run over all jobs.
struct Run<'a> {
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
    failed: bool,
    would_change: bool,
}

impl<'a> Run<'a> {
    fn new(arguments: &'a Check, out: Output, projects: &Projects, known: Baseline, failed: bool) -> Self {
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
            failed,
            would_change: false,
        }
    }

    fn all(mut self, jobs: &[Job]) -> Outcome {
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
                    Ok((job, checked)) => self.take(job, checked),
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
        self.tell_stale(jobs);
        if self.archive.is_full() {
            let most = "the first 900,000 texts";
            say::tell(format!(
                "copydesk: archive rules compared with {most} only; check fewer files at once\n"
            ));
        }
        self.summary.elapsed = self.started.elapsed();
        if !prints_text {
            self.reporter.finish(&mut self.out, &self.summary)?;
            self.write_job_summary();
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

    /// Adds to the page of the job, where a GitHub workflow runs.
    fn write_job_summary(&self) {
        let wanted = self.arguments.output_format == OutputFormat::Github;
        let Some(path) = std::env::var_os(JOB_SUMMARY).filter(|path| wanted && !path.is_empty()) else {
            return;
        };
        let page = self.job_summary.markdown(&self.summary);
        let file = std::fs::OpenOptions::new().create(true).append(true).open(path);
        if let Err(error) = file.and_then(|mut file| file.write_all(page.as_bytes())) {
            say::tell(format!("copydesk: the job summary ({JOB_SUMMARY}) was not written: {error}\n"));
        }
    }

    /// Tells of known findings that are gone, so that the baseline can shrink: those of the files checked,
    /// and, where folders were walked, those of files that are no longer there.
    fn tell_stale(&self, jobs: &[Job]) {
        let Some(path) = &self.arguments.baseline else { return };
        let checked: HashSet<String> = jobs.iter().map(|job| self.known.name_of(&job.path)).collect();
        let walked =
            self.arguments.changed.is_none() && self.arguments.paths.iter().any(|path| path.is_dir());
        let is_stale =
            |entry: &&Entry| checked.contains(&entry.path) || (walked && !self.known.has_file(entry));
        let stale: Vec<_> = self.known.entries().filter(is_stale).collect();
        if stale.is_empty() {
            return;
        }
        let (number, path) = (stale.len(), path.display());
        let are_gone = if number == 1 { "known finding is gone" } else { "known findings are gone" };
        say::tell(format!("copydesk: {path}: {number} {are_gone}; write the baseline again:\n"));
        for entry in stale.iter().take(STALE_SHOWN) {
            say::tell(format!("  {}: {}\n", entry.path, entry.rule));
        }
        if number > STALE_SHOWN {
            say::tell(format!("  and {} more\n", number - STALE_SHOWN));
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
        let Checked { report, mut prints, fixed } = checked;
        let read = fixed.is_some().then(|| report.source.clone());
        let mut report = match fixed {
            Some(text) if self.arguments.diff => {
                let changes = fix::diff(&report.source, &text);
                self.would_change |= !changes.is_empty();
                self.out.write_all(changes.as_bytes())?;
                report
            }
            Some(text) => self.mend(job, report, text, &mut prints),
            None => report,
        };
        self.compare(job, read.as_ref(), &mut report, &prints);
        if job.given.is_some() && self.prints_text() && !self.arguments.diff {
            self.out.write_all(&report.source.encode(report.source.text()))?;
        }
        if self.arguments.write_baseline.is_some() {
            self.written.add(&report);
        }
        self.summary.baselined += self.known.take_from(&mut report);
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
    fn mend(&mut self, job: &Job, report: FileReport, text: String, prints: &mut Vec<Prints>) -> FileReport {
        let source = report.source.with_text(text);
        let written = if job.given.is_some() { Ok(()) } else { fix::write(&report.source, source.text()) };
        match written {
            Ok(()) => {
                let looked = job.look_changed(&report.source, &source);
                *prints = looked.prints;
                FileReport { findings: looked.findings, source }
            }
            Err(error) => {
                self.failed = true;
                fail(format!("{}: was not fixed: {error}", report.source.display_path()));
                report
            }
        }
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

/// The rules that run, of all projects, sorted, each once.
fn rule_infos(projects: &Projects) -> Vec<RuleInfo> {
    let rules = projects.loaded().flat_map(|project| project.rules().rules());
    let rules = rules.filter(|rule| rule.check.is_some());
    let mut infos: Vec<RuleInfo> = rules
        .map(|rule| RuleInfo {
            id: rule.head.id.to_string(),
            pack: rule.pack.clone(),
            summary: rule.summary.clone(),
            why: rule.why.clone(),
            help: rule.head.help.clone(),
            severity: rule.head.severity,
            link: rule.link.clone(),
            languages: rule.languages.iter().map(ToString::to_string).collect(),
        })
        .collect();
    infos.sort_by(|one, other| one.id.cmp(&other.id));
    infos.dedup_by(|one, other| one.id == other.id);
    infos
}

//! `copydesk check`: files and folders in, findings out.

use std::collections::HashMap;
use std::io::{self, Read, Write};
use std::path::{Path, PathBuf};
use std::sync::Arc;

use super::arguments::{Check, Setup};
use super::{Outcome, fail, mistakes};
use crate::config::{Project, ProjectError, Selection, discover};
use crate::document::Format;
use crate::files::{self, Candidate, FileError};
use crate::finding::Finding;
use crate::source::Source;

/// Standard input, as a path.
const STDIN: &str = "-";

/// The projects of the files of one run: one a configuration file.
pub struct Projects {
    search: bool,
    fixed: Option<PathBuf>,
    selection: Selection,
    loaded: HashMap<Option<PathBuf>, Arc<Project>>,
    /// Whether something was wrong with a pack.
    pub has_mistakes: bool,
}

impl Projects {
    /// No project loaded yet.
    pub fn new(setup: &Setup) -> Self {
        let search = !setup.no_config && setup.config.is_none();
        Self {
            search,
            fixed: setup.config.clone(),
            selection: setup.selection(),
            loaded: HashMap::new(),
            has_mistakes: false,
        }
    }

    /// The project of a file; mistakes in its packs are printed the first time.
    ///
    /// # Errors
    /// When its configuration cannot be used.
    pub fn of(&mut self, path: &Path) -> Result<Arc<Project>, ProjectError> {
        let config = if self.search { discover(path) } else { self.fixed.clone() };
        if let Some(project) = self.loaded.get(&config) {
            return Ok(Arc::clone(project));
        }
        let project = Arc::new(Project::load(config.as_deref(), self.selection.clone())?);
        for error in project.mistakes() {
            self.has_mistakes = true;
            mistakes::print_pack(error);
        }
        self.loaded.insert(config, Arc::clone(&project));
        Ok(project)
    }
}

/// A file with the project it belongs to.
struct Job {
    path: PathBuf,
    format: Format,
    project: Arc<Project>,
}

/// Runs `copydesk check`.
pub fn run(arguments: &Check) -> Outcome {
    if let Some(jobs) = arguments.jobs {
        // A pool that is already there keeps its size; there is none yet.
        let _ = rayon::ThreadPoolBuilder::new().num_threads(jobs).build_global();
    }
    let run = Run { arguments, projects: Projects::new(&arguments.setup), worst: Outcome::Clean };
    if arguments.paths.iter().any(|path| path.as_os_str() == STDIN) {
        return run.stdin();
    }
    run.files()
}

struct Run<'a> {
    arguments: &'a Check,
    projects: Projects,
    worst: Outcome,
}

impl Run<'_> {
    fn stdin(mut self) -> Outcome {
        let name = self.arguments.stdin_filename.clone().unwrap_or_else(|| PathBuf::from("<stdin>.md"));
        let project = match self.projects.of(&name) {
            Ok(project) => project,
            Err(error) => return project_failed(&error),
        };
        let mut bytes = Vec::new();
        if let Err(error) = io::stdin().lock().read_to_end(&mut bytes) {
            return fail(format!("standard input: {error}"));
        }
        let source = match Source::from_bytes(&name, bytes) {
            Ok(source) => source,
            Err(error) => return fail(format!("standard input: {error}")),
        };
        let format = files::named_format(project.format(&name));
        let findings = project.linter(&name).lint(&source, format, project.language(&name));
        self.report(&source, &findings);
        self.outcome()
    }

    fn files(mut self) -> Outcome {
        let jobs = match self.jobs() {
            Ok(jobs) => jobs,
            Err(outcome) => return outcome,
        };
        let mut results = Vec::new();
        files::in_order(&jobs, lint, |result| {
            results.push(result);
            true
        });
        for result in results {
            match result {
                Ok((source, findings)) => self.report(&source, &findings),
                Err(error) => self.worst = fail(error),
            }
        }
        self.outcome()
    }

    fn jobs(&mut self) -> Result<Vec<Job>, Outcome> {
        let probe = self.arguments.paths.first().cloned().unwrap_or_default();
        let first = self.projects.of(&probe).map_err(|error| project_failed(&error))?;
        let (candidates, errors) = files::find(&self.arguments.paths, |path| first.format(path).is_some());
        for error in errors {
            self.worst = fail(error);
        }
        if candidates.is_empty() && self.worst == Outcome::Clean {
            anstream::eprintln!("copydesk: found no article to check here");
        }
        let mut jobs = Vec::with_capacity(candidates.len());
        for Candidate { path, named } in candidates {
            let project = self.projects.of(&path).map_err(|error| project_failed(&error))?;
            if named || !project.ignores(&path) {
                let format = files::named_format(project.format(&path));
                jobs.push(Job { path, format, project });
            }
        }
        Ok(jobs)
    }

    fn report(&mut self, source: &Source, findings: &[Finding]) {
        for finding in findings {
            if self.arguments.fail_on.fails(finding.severity) && self.worst == Outcome::Clean {
                self.worst = Outcome::Findings;
            }
            let line = json(source, finding);
            let _ = writeln!(io::stdout().lock(), "{line}");
        }
    }

    fn outcome(&self) -> Outcome {
        if self.projects.has_mistakes { Outcome::Failed } else { self.worst }
    }
}

fn lint(job: &Job) -> Result<(Source, Vec<Finding>), FileError> {
    let source = files::read(&job.path)?;
    let linter = job.project.linter(&job.path);
    let findings = linter.lint(&source, job.format, job.project.language(&job.path));
    Ok((source, findings))
}

/// A finding as JSON.
pub fn json(source: &Source, finding: &Finding) -> serde_json::Value {
    let (start, end) = (source.position(finding.span.start), source.position(finding.span.end));
    serde_json::json!({
        "path": source.display_path(), "rule": &*finding.rule, "severity": finding.severity,
        "message": finding.message, "line": start.line, "column": start.column,
        "end_line": end.line, "end_column": end.column, "excerpt": source.slice(finding.span),
    })
}

fn project_failed(error: &ProjectError) -> Outcome {
    mistakes::print_project(error);
    Outcome::Failed
}

//! The documents to check: standard input, or what stands in files and folders.

use std::io::{self, Read};
use std::path::{Path, PathBuf};

use super::job::Job;
use crate::changed::{ChangedLines, Changes};
use crate::cli::arguments::Check;
use crate::cli::articles::{self, Article};
use crate::cli::projects::Projects;
use crate::cli::{Outcome, fail, mistakes};
use crate::files;

/// Standard input, as a path.
const STDIN: &str = "-";
/// The name standard input goes by where none is given; it is read as Markdown.
const STDIN_NAME: &str = "<stdin>.md";

/// Whether standard input is to be checked.
pub(super) fn reads_stdin(arguments: &Check) -> bool {
    arguments.paths.iter().any(|path| path.as_os_str() == STDIN)
}

/// All documents in order; `failed` becomes true where some cannot be read.
pub(super) fn all(
    arguments: &Check,
    projects: &mut Projects,
    failed: &mut bool,
) -> Result<Vec<Job>, Outcome> {
    if reads_stdin(arguments) {
        stdin_job(arguments, projects).map(|job| vec![job])
    } else {
        file_jobs(arguments, projects, failed)
    }
}

fn stdin_job(arguments: &Check, projects: &mut Projects) -> Result<Job, Outcome> {
    let path = arguments.stdin_filename.clone().unwrap_or_else(|| PathBuf::from(STDIN_NAME));
    let project = projects.of(&path).map_err(|error| mistakes::project_failed(&error))?;
    let mut bytes = Vec::new();
    io::stdin().lock().read_to_end(&mut bytes).map_err(|error| fail(format!("standard input: {error}")))?;
    let told = |error| fail(format!("standard input: {error}"));
    let format = files::named_format(&path, project.format(&path)).map_err(told)?;
    let source = files::decoded(&path, bytes).map_err(told)?;
    Ok(Job { path, format, project, given: Some(source), changed: ChangedLines::All, cache: None })
}

fn file_jobs(arguments: &Check, projects: &mut Projects, failed: &mut bool) -> Result<Vec<Job>, Outcome> {
    let articles = articles::find(&arguments.paths, projects, arguments.force_exclude, failed)?;
    if arguments.require_articles && articles.is_empty() {
        *failed = true;
        fail("there is nothing to check, and --require-articles asks for something");
    }
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

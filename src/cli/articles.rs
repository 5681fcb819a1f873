//! The articles that paths stand for, each with the project it belongs to.

use std::path::PathBuf;
use std::sync::Arc;

use super::projects::Projects;
use super::{Outcome, fail, mistakes, say};
use crate::config::Project;
use crate::document::Format;
use crate::files::{self, Candidate};

/// An article on the disk.
pub struct Article {
    /// Its file.
    pub path: PathBuf,
    /// How it is written.
    pub format: Format,
    /// What the nearest configuration says.
    pub project: Arc<Project>,
}

/// The articles in some files and folders; what cannot be looked at is told, and noted in `failed`. What the
/// configuration leaves out is met only where it is named itself, and not where that is to count too.
///
/// # Errors
/// When a configuration cannot be used.
pub fn find(
    paths: &[PathBuf],
    projects: &mut Projects,
    force_exclude: bool,
    failed: &mut bool,
) -> Result<Vec<Article>, Outcome> {
    let probe = paths.first().cloned().unwrap_or_default();
    let first = projects.of(&probe).map_err(|error| mistakes::project_failed(&error))?;
    let (candidates, errors) = files::find(paths, |path| first.format(path).is_some());
    for error in &errors {
        *failed = true;
        fail(error);
    }
    if candidates.is_empty() && errors.is_empty() {
        say::tell("copydesk: found no article to check here\n");
    }
    let mut articles = Vec::with_capacity(candidates.len());
    for Candidate { path, named } in candidates {
        let project = projects.of(&path).map_err(|error| mistakes::project_failed(&error))?;
        let may_leave_out = !named || force_exclude;
        let is_left_out = may_leave_out && (project.ignores(&path) || (named && files::is_ignored(&path)));
        if !is_left_out {
            let format = files::named_format(project.format(&path));
            articles.push(Article { path, format, project });
        }
    }
    Ok(articles)
}

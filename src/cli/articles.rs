//! The articles that paths stand for, each with the project it belongs to.

use std::collections::BTreeMap;
use std::path::PathBuf;
use std::sync::Arc;

use super::projects::Projects;
use super::{Outcome, fail, mistakes, say};
use crate::config::Project;
use crate::document::{Format, Unread};
use crate::files::{self, Candidate, Found};

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
    let Found { candidates, errors, mut left_out } = files::find(paths, |path| first.format(path).is_some());
    for error in &errors {
        *failed = true;
        fail(error);
    }
    left_out.retain(|(path, _)| !first.ignores(path));
    tell_left_out(&left_out, candidates.is_empty() && errors.is_empty());
    let mut articles = Vec::with_capacity(candidates.len());
    for Candidate { path, named } in candidates {
        let project = projects.of(&path).map_err(|error| mistakes::project_failed(&error))?;
        let may_leave_out = !named || force_exclude;
        let is_left_out = may_leave_out && (project.ignores(&path) || (named && files::is_ignored(&path)));
        if !is_left_out {
            match files::named_format(&path, project.format(&path)) {
                Ok(format) => articles.push(Article { path, format, project }),
                Err(error) => {
                    *failed = true;
                    fail(error);
                }
            }
        }
    }
    Ok(articles)
}

/// Tells what was met in folders and is not read: drafts, and where there was nothing else, all of it.
fn tell_left_out(left_out: &[(PathBuf, &'static Unread)], nothing_else: bool) {
    let mut counts: BTreeMap<&Unread, usize> = BTreeMap::new();
    for (_, format) in left_out.iter().filter(|(_, format)| nothing_else || format.is_draft) {
        *counts.entry(format).or_default() += 1;
    }
    let counted = |(format, count): (&&Unread, &usize)| {
        if *count == 1 { format.one.to_owned() } else { format!("{count} {}", format.many) }
    };
    let counts: Vec<String> = counts.iter().map(counted).collect();
    let listed = match counts.as_slice() {
        [] => None,
        [only] => Some(only.clone()),
        [others @ .., last] => Some(format!("{} and {last}", others.join(", "))),
    };
    let found_none = "found no article to check here";
    let told = match (nothing_else, listed) {
        (true, Some(listed)) => format!("{found_none}; left out {listed}, not read yet"),
        (true, None) => found_none.to_owned(),
        (false, Some(listed)) => format!("left out {listed}, not read yet"),
        (false, None) => return,
    };
    say::tell(format!("copydesk: {told}\n"));
}

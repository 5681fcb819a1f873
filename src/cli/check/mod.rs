//! `copydesk check`: files and folders in, findings out.

mod job;
mod job_summary;
mod jobs;
mod mended;
mod rule_infos;
mod run;
mod stale;

use std::path::Path;
use std::sync::Arc;

use super::arguments::Check;
use super::output::Output;
use super::projects::Projects;
use super::{Outcome, fail, watch};
use crate::baseline::Baseline;
use crate::cache::{self, Cache};
use jobs::reads_stdin;
use run::Run;

/// Runs `copydesk check`.
pub fn run(arguments: &Check) -> Outcome {
    if (arguments.changed.is_some() || arguments.watch) && reads_stdin(arguments) {
        return fail("--changed and --watch need files; there is no telling what changes in standard input");
    }
    if arguments.watch { watch::articles(arguments, once) } else { once(arguments) }
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
    let jobs = match jobs::all(arguments, &mut projects, &mut failed) {
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
    if !arguments.watch {
        // The process ends here; its memory goes back faster as a whole than piece by piece.
        std::mem::forget(projects);
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

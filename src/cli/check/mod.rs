//! `copydesk check`: files and folders in, findings out.

mod job_summary;
mod mended;
mod root;
mod rule_infos;
mod run;
mod stale;

use std::io::{self, Read};
use std::path::{Path, PathBuf};
use std::sync::Arc;

use super::arguments::Check;
use super::output::{self, Output};
use super::{Outcome, articles, fail, mistakes, say, signals, watch};
use crate::desk::baseline::Baseline;
use crate::desk::cache::{self, Cache};
use crate::desk::{Article, Desk, Found};
use run::CheckRun;

/// Runs `copydesk check`.
pub fn run(arguments: &Check) -> Outcome {
    if (arguments.changed.is_some() || arguments.staged || arguments.watch) && reads_stdin(arguments) {
        return fail(
            "--changed, --staged and --watch need files; there is no telling what changes in standard input",
        );
    }
    if arguments.watch { watch::articles(arguments, once) } else { once(arguments) }
}

/// Checks and reports.
pub(super) fn once(arguments: &Check) -> Outcome {
    if let Some(jobs) = arguments.jobs {
        // A pool that is already there keeps its size; there is none yet.
        let _ = rayon::ThreadPoolBuilder::new().num_threads(jobs.min(MOST_JOBS)).build_global();
    }
    // Every run may write, if only what it found into its cache.
    signals::leave_nothing_behind();
    let known = match baselines(arguments) {
        Ok(known) => known,
        Err(outcome) => return outcome,
    };
    let desk = desk(arguments, known);
    let mut failed = false;
    let articles = match articles(arguments, &desk, &mut failed) {
        Ok(articles) => articles,
        Err(outcome) => return outcome,
    };
    let read = articles.iter().filter(|article| article.is_file()).map(Article::path);
    let out = match Output::open(arguments.output_file.as_deref(), read, arguments.force) {
        Ok(out) => out,
        Err(outcome) => return outcome,
    };
    let outcome = CheckRun::new(arguments, out, &desk, failed).all(&articles);
    let was_late = mistakes::tell_late(&desk);
    desk.keep_cache();
    if !arguments.watch {
        // The process ends here; its memory goes back faster as a whole than piece by piece.
        std::mem::forget((desk, articles));
    }
    if was_late { Outcome::Failed } else { outcome }
}

/// The desk that the arguments ask for.
fn desk(arguments: &Check, known: Option<Baseline>) -> Desk {
    let mut builder = arguments.setup.desk().force_exclude(arguments.force_exclude);
    if let Some(cache) = cache(arguments) {
        builder = builder.cache(Arc::new(cache));
    }
    if let Some(revision) = &arguments.changed {
        builder = builder.changed_since(revision);
    }
    if let Some(known) = known {
        builder = builder.baseline(known);
    }
    if arguments.staged {
        builder = builder.staged();
    }
    builder.build()
}

/// More threads than this only stand in each other's way.
const MOST_JOBS: usize = 256;

/// Standard input, as a path.
const STDIN: &str = "-";
/// The name standard input goes by where none is given; it is read as Markdown.
const STDIN_NAME: &str = "<stdin>.md";

/// Whether standard input is to be checked.
fn reads_stdin(arguments: &Check) -> bool {
    arguments.paths.iter().any(|path| path.as_os_str() == STDIN)
}

/// The articles to check: standard input, or those in files and folders; `failed` becomes true where some cannot be
/// read.
fn articles(arguments: &Check, desk: &Desk, failed: &mut bool) -> Result<Vec<Article>, Outcome> {
    if reads_stdin(arguments) {
        return stdin(arguments, desk, failed).map(|article| vec![article]);
    }
    let mut found = articles::find(desk, &arguments.paths, failed)?;
    if arguments.write_baseline.is_none() {
        tell_missing(&desk.missing_baselines());
    }
    leave_out_report(arguments, &mut found);
    if arguments.require_articles && found.considered == 0 {
        *failed = true;
        fail("there is nothing to check, and --require-articles is given");
    }
    Ok(found.articles)
}

/// Leaves out the report of the last run, which this one writes anew: it lies in a folder that is checked.
fn leave_out_report(arguments: &Check, found: &mut Found) {
    let Some(report) = arguments.output_file.as_deref().filter(|path| output::is_ours(path)) else { return };
    let Ok(place) = report.canonicalize() else { return };
    let is_named = |path: &Path| arguments.paths.iter().any(|named| named == path);
    let is_report = |path: &Path| {
        path.file_name() == report.file_name() && path.canonicalize().is_ok_and(|path| path == place)
    };
    found.articles.retain(|article| is_named(article.path()) || !is_report(article.path()));
}

/// Tells of known findings that the configuration names and nobody has written yet.
fn tell_missing(baselines: &[PathBuf]) {
    for baseline in baselines {
        let path = baseline.display();
        say::tell(format!(
            "copydesk: {path}: the baseline that the configuration names is not there; --write-baseline writes one\n"
        ));
    }
}

fn stdin(arguments: &Check, desk: &Desk, failed: &mut bool) -> Result<Article, Outcome> {
    let path = arguments.stdin_filename.clone().unwrap_or_else(|| PathBuf::from(STDIN_NAME));
    // What is wrong with the configuration is told before anything is waited for.
    articles::project(desk, &path, failed)?;
    let mut bytes = Vec::new();
    io::stdin().lock().read_to_end(&mut bytes).map_err(|error| fail(format!("standard input: {error}")))?;
    articles::met(desk, desk.take_bytes(&path, bytes), failed)
}

/// What was found earlier; none for standard input.
fn cache(arguments: &Check) -> Option<Cache> {
    let wanted = !arguments.no_cache && !reads_stdin(arguments);
    let folder = wanted.then(|| cache::folder(arguments.cache_dir.as_deref()))?;
    // Without it everything is found anew: that is no failure.
    let folder = folder.unwrap_or_else(|exposed| {
        say::tell(format!("copydesk: {exposed}\n"));
        None
    });
    folder.as_deref().map(Cache::new)
}

/// The known findings that the arguments name, once it is sure that both baselines can be used.
fn baselines(arguments: &Check) -> Result<Option<Baseline>, Outcome> {
    let told = |path: &Path, error| fail(format!("{}: {error}", path.display()));
    if let Some(path) = arguments.write_baseline.as_deref() {
        Baseline::may_replace(path).map_err(|error| told(path, error))?;
    }
    let named = arguments.baseline.as_deref();
    named.map(|path| Baseline::open(path).map_err(|error| told(path, error))).transpose()
}

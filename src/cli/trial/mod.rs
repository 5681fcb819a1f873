//! `copydesk try`: what a rule says about real articles, and what its last change changed.

mod earlier;
mod sample;
mod show;
mod subject;
mod tally;

use super::arguments::{Try, TryFormat};
use super::articles::{self, Article};
use super::output;
use super::projects::Projects;
use super::{Outcome, fail};
use crate::engine::Linter;
use crate::files::{self, FileError};
use crate::finding::Finding;
use crate::source::Source;
use earlier::Earlier;
use subject::Subject;
use tally::{Tally, Tried};

/// Runs `copydesk try`.
pub fn run(arguments: &Try) -> Outcome {
    let subject = match Subject::find(&arguments.rule, &arguments.setup) {
        Ok(subject) => subject,
        Err(outcome) => return outcome,
    };
    let earlier = Earlier::of(&subject);
    let mut projects = Projects::new(&arguments.setup);
    let mut failed = false;
    let articles = match articles::find(&arguments.paths, &mut projects, false, &mut failed) {
        Ok(articles) => articles,
        Err(outcome) => return outcome,
    };
    let linters = Linters { now: &subject.linter, before: earlier.linter.as_ref() };
    let mut tally = Tally::new(arguments.seed, arguments.hits);
    let bar = output::progress(articles.len(), !arguments.no_progress);
    files::in_order(
        &articles,
        |article| linters.try_on(article),
        |tried| {
            bar.inc(1);
            match tried {
                Ok(tried) => tally.add(tried),
                Err(error) => {
                    failed = true;
                    bar.suspend(|| fail(error));
                }
            }
            true
        },
    );
    bar.finish_and_clear();
    let shown = match arguments.output_format {
        TryFormat::Text => show::text(&subject, &earlier, &tally),
        TryFormat::Json => show::json(&subject, &earlier, &tally),
    };
    // A reader that went away wants no more.
    let _ = shown;
    if failed || projects.has_mistakes { Outcome::Failed } else { Outcome::Clean }
}

/// The rule as it is now, and as it was.
struct Linters<'l> {
    now: &'l Linter,
    before: Option<&'l Linter>,
}

impl Linters<'_> {
    fn try_on(&self, article: &Article) -> Result<Tried, FileError> {
        let source: Source = files::read(&article.path)?;
        let (words, now, before) = {
            let document = article.project.parse(&source, article.format, None);
            let lint = |linter: &Linter| -> Vec<Finding> { linter.lint_document(&document) };
            (tally::words(&document), lint(self.now), self.before.map(lint))
        };
        Ok(Tried { source, words, now, before })
    }
}

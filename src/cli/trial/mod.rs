//! `copydesk try`: what a rule says about real articles, and what its last change changed.

mod earlier;
mod sample;
mod show;
mod subject;
mod tally;

use super::arguments::{Try, TryFormat};
use super::{Outcome, articles, fail, output};
use crate::desk::{self, Article, FileError};
use crate::engine::Linter;
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
    let mut failed = false;
    let articles = match articles::find(&subject.desk(&arguments.setup), &arguments.paths, &mut failed) {
        Ok(found) => found.articles,
        Err(outcome) => return outcome,
    };
    let linters = Linters { now: subject.linter.as_ref(), before: earlier.linter.as_ref() };
    let mut tally = Tally::new(arguments.seed, arguments.hits);
    let bar = output::progress(articles.len(), !arguments.no_progress);
    desk::in_order(
        &articles,
        |article| linters.try_on(article),
        |tried| {
            bar.inc(1);
            match tried {
                Ok(tried) => tried.into_iter().for_each(|tried| tally.add(tried)),
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
    if failed { Outcome::Failed } else { Outcome::Clean }
}

/// The rule as it is now, and as it was.
struct Linters<'l> {
    /// None where each article's configuration has it.
    now: Option<&'l Linter>,
    before: Option<&'l Linter>,
}

impl Linters<'_> {
    fn try_on(&self, article: &Article) -> Result<Vec<Tried>, FileError> {
        let configured = self.now.is_none().then(|| article.linter());
        let tried = article.texts()?.into_iter().map(|text| {
            let document = text.document();
            let lint = |linter: &Linter| linter.lint_document(&document);
            let now = self.now.or(configured.as_deref()).map(lint).unwrap_or_default();
            let (words, before) = (tally::words(&document), self.before.map(lint));
            Tried { text, words, now, before }
        });
        Ok(tried.collect())
    }
}

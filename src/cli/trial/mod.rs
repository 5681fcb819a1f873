//! `copydesk try`: what a rule says about real articles, and what its last change changed.

mod earlier;
mod sample;
mod show;
mod subject;
mod tally;

use std::sync::Arc;

use super::arguments::{Try, TryFormat};
use super::guessed::Guessed;
use super::{Outcome, articles, fail, output};
use crate::desk::{self, Article, FileError, Text};
use crate::engine::{Archive, Linter, Looked};
use crate::finding::Finding;
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
    let mut archives = Archives::default();
    let mut guessed = Guessed::default();
    let bar = output::progress(articles.len(), !arguments.no_progress);
    desk::in_order(
        &articles,
        |article| linters.try_on(article),
        |seen| {
            bar.inc(1);
            match seen {
                Ok(seen) => seen.into_iter().for_each(|seen| {
                    let tried = archives.compare(seen, &linters);
                    guessed.add(&tried.text.source);
                    tally.add(tried);
                }),
                Err(error) => {
                    failed = true;
                    bar.suspend(|| fail(error));
                }
            }
            true
        },
    );
    bar.finish_and_clear();
    guessed.tell();
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
    fn try_on(&self, article: &Article) -> Result<Vec<Seen>, FileError> {
        let configured = self.now.is_none().then(|| article.linter());
        let seen = article.texts()?.into_iter().map(|text| {
            let document = text.document();
            let look = |linter: &Linter| linter.look(&document);
            let now = self.now.or(configured.as_deref()).map(look).unwrap_or_default();
            let (words, before) = (tally::words(&document), self.before.map(look));
            Seen { text, words, now, before, configured: configured.clone() }
        });
        Ok(seen.collect())
    }
}

/// What was seen in one article alone.
struct Seen {
    text: Text,
    words: usize,
    now: Looked,
    before: Option<Looked>,
    /// The rules as the article's configuration has them, where that says what is tried.
    configured: Option<Arc<Linter>>,
}

/// The articles so far, for rules about what stands in several of them.
#[derive(Default)]
struct Archives {
    now: Archive,
    before: Archive,
}

impl Archives {
    /// What was found in the next article, held against those before it.
    fn compare(&mut self, seen: Seen, linters: &Linters<'_>) -> Tried {
        let Seen { text, words, now, before, configured } = seen;
        let linter = linters.now.or(configured.as_deref());
        let now = linter.map(|linter| findings(&mut self.now, linter, &text, now)).unwrap_or_default();
        let before = linters
            .before
            .zip(before)
            .map(|(linter, before)| findings(&mut self.before, linter, &text, before));
        Tried { text, words, now, before }
    }
}

/// The findings about an article alone, and those about texts that earlier ones have.
fn findings(archive: &mut Archive, linter: &Linter, text: &Text, looked: Looked) -> Vec<Finding> {
    let recurring = archive.judge(&text.source, &looked.prints, |id| linter.head(id).cloned());
    let mut findings = [looked.findings, recurring].concat();
    findings.sort_by(|one, other| one.order().cmp(&other.order()));
    findings
}

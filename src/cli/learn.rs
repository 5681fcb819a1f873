//! `copydesk learn`: an archive in, a pack of its furniture out.

use std::fmt::Write as _;
use std::io::{self, Write};

use indicatif::ProgressBar;

use super::arguments::Learn;
use super::guessed::{Guess, Guessed};
use super::output::{self, Output};
use super::{Outcome, articles, fail, say, signals};
use crate::desk::{self, Article, FileError};
use crate::document::Document;
use crate::learn::{self, Learner, Proposal, WrittenPack};
use crate::source::display_path;

/// How many characters of a line are shown in the list.
const SHOWN: usize = 100;

/// Runs `copydesk learn`.
pub fn run(arguments: &Learn) -> Outcome {
    let mut failed = false;
    let articles = match articles::find(&arguments.setup.desk().build(), &arguments.archive, &mut failed) {
        Ok(found) => found.articles,
        Err(outcome) => return outcome,
    };
    if arguments.output_file.is_some() {
        signals::leave_nothing_behind();
    }
    let paths = articles.iter().map(Article::path);
    let mut out = match Output::open(arguments.output_file.as_deref(), paths, arguments.force) {
        Ok(out) => out,
        Err(outcome) => return outcome,
    };
    let learner = read(&articles, arguments, &mut failed);
    let (count, least) = (learner.articles(), learner.min_articles());
    let archive: Vec<String> = arguments.archive.iter().map(|path| display_path(path)).collect();
    let written = {
        let file = arguments.output_file.as_deref();
        learn::write(learner.proposals(), arguments.limit, file, &archive.join(" "), count)
    };
    if arguments.output_file.is_some() {
        say::print(list(&written));
    }
    say::tell(format!(
        "copydesk: {} from {count} articles; each stands in {least} or more. Read them before you use them.\n",
        match written.rules.len() {
            1 => "1 proposal".to_owned(),
            number => format!("{number} proposals"),
        }
    ));
    match out.write_all(written.text.as_bytes()).and_then(|()| out.finish()) {
        // Whoever read the pack wants no more of it.
        Err(error) if error.kind() != io::ErrorKind::BrokenPipe => {
            fail(format!("the pack could not be written: {error}"))
        }
        _ if failed => Outcome::Failed,
        _ => Outcome::Clean,
    }
}

/// Reads the archive twice.
fn read(articles: &[Article], arguments: &Learn, failed: &mut bool) -> Learner {
    let mut learner = Learner::new(arguments.min_articles);
    let bar = output::progress(2 * articles.len(), !arguments.no_progress);
    // The number of each article's first text.
    let (mut first, mut numbers) = (0, Vec::with_capacity(articles.len()));
    let mut guessed = Guessed::default();
    let fingerprint = |article| {
        parsed(article, |_, document| (Learner::fingerprint(document), Guess::of(document.source())))
    };
    desk::in_order(articles, fingerprint, |fingerprints| {
        bar.inc(1);
        numbers.push(first);
        let fingerprints = told(fingerprints, &bar, failed).unwrap_or_default();
        first += fingerprints.len();
        for (fingerprint, guess) in fingerprints {
            learner.count(&fingerprint);
            guessed.take(guess);
        }
        true
    });
    let numbered: Vec<(usize, &Article)> = numbers.into_iter().zip(articles).collect();
    let mut sighted = Vec::new();
    for batch in numbered.chunks(BATCH) {
        let sight = |(first, article): &(usize, &Article)| {
            parsed(article, |number, document| (first + number, learner.sighted(first + number, document)))
        };
        desk::in_order(batch, sight, |found| {
            bar.inc(1);
            // What could not be read was told of the first time.
            sighted.extend(found.unwrap_or_default());
            true
        });
        for (number, found) in sighted.drain(..) {
            learner.collect(number, found);
        }
    }
    bar.finish_and_clear();
    guessed.tell();
    learner
}

/// How many articles are sighted before what was seen is put away.
const BATCH: usize = 256;

/// What is made of the texts of an article, which are numbered from 0.
fn parsed<R>(article: &Article, make: impl Fn(usize, &Document<'_>) -> R) -> Result<Vec<R>, FileError> {
    article.apart(|| {
        let texts = article.texts()?;
        Ok(texts.iter().enumerate().map(|(number, text)| make(number, &text.document())).collect())
    })
}

/// What was made; a file that could not be read is told of.
fn told<R>(made: Result<R, FileError>, bar: &ProgressBar, failed: &mut bool) -> Option<R> {
    made.map_err(|error| {
        *failed = true;
        bar.suspend(|| fail(error));
    })
    .ok()
}

/// The proposals with counts and places.
fn list(written: &WrittenPack) -> String {
    let mut text = String::new();
    for (index, (name, proposal)) in written.rules.iter().enumerate() {
        // Writing to a string cannot fail.
        let _ = writeln!(text, "{:>3}. {name}: {}", index + 1, counts(proposal));
        for line in proposal.lines() {
            let _ = writeln!(text, "     {}", shown(line.text()));
        }
        let _ = writeln!(text, "     {}\n", places(proposal));
    }
    text
}

fn counts(proposal: &Proposal) -> String {
    let (articles, forms) = (proposal.articles(), proposal.forms());
    let forms = if forms > 1 { format!(", {forms} forms") } else { String::new() };
    format!("{articles} articles{forms}")
}

fn places(proposal: &Proposal) -> String {
    let places: Vec<String> = proposal.places().iter().map(ToString::to_string).collect();
    format!("at {}", places.join(", "))
}

fn shown(text: &str) -> String {
    let mut characters =
        text.chars().map(|character| if character.is_whitespace() { ' ' } else { character });
    let start: String = characters.by_ref().take(SHOWN).collect();
    if characters.next().is_some() { format!("{start}…") } else { start }
}

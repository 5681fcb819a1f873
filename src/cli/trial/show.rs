//! What came of a trial, for people and for programs.

use std::io::{self, Write};

use serde_json::json;

use super::earlier::Earlier;
use super::subject::Subject;
use super::tally::{Changes, Tally};
use crate::cli::arguments::Color;
use crate::cli::output::Output;
use crate::report::{FileReport, Options, OutputFormat, Record, Reporter, reporter};

/// How many findings that came or went are shown in full.
const CHANGES_SHOWN: usize = 20;

/// Prints the trial for a terminal.
pub(super) fn text(subject: &Subject, earlier: &Earlier, tally: &Tally) -> io::Result<()> {
    let mut out = Output::standard();
    let options = Options {
        color: out.has_color(Color::Auto),
        width: out.width(),
        links: out.has_links(Color::Auto),
        rules: Vec::new(),
        root: None,
        statistics: false,
    };
    let mut reporter = reporter(OutputFormat::Text, options);
    writeln!(out, "{}: {}", subject.asked, summary(tally))?;
    if subject.ids.len() > 1 {
        for (id, hits) in &tally.hits {
            writeln!(out, "  {id}: {}, {:.2} per 1,000 words", counted(*hits), tally.rate(*hits))?;
        }
    }
    let sample = tally.sample.in_order();
    // A drawn hit ends with an empty line.
    if sample.is_empty() {
        writeln!(out)?;
    } else {
        let which = if sample.len() < tally.all() { "drawn at random" } else { "all there are" };
        writeln!(out, "\n{}, {which}:\n", counted(sample.len()))?;
        sample.into_iter().try_for_each(|report| reporter.file(&mut out, report))?;
    }
    changes(&mut out, &mut *reporter, earlier, tally)?;
    out.finish()
}

fn summary(tally: &Tally) -> String {
    let (hits, articles, words) = (tally.all(), tally.articles, tally.words);
    let (hits, rate) = (counted(hits), tally.rate(hits));
    format!("{hits} in {articles} articles and {words} words, {rate:.2} per 1,000 words")
}

fn counted(hits: usize) -> String {
    format!("{hits} {}", if hits == 1 { "hit" } else { "hits" })
}

fn changes(
    out: &mut Output,
    reporter: &mut dyn Reporter,
    earlier: &Earlier,
    tally: &Tally,
) -> io::Result<()> {
    if earlier.linter.is_none() {
        return writeln!(out, "No comparison: {}.", earlier.about);
    }
    let (appeared, gone) = (&tally.appeared, &tally.gone);
    writeln!(out, "Since {}: {} appeared, {} went.", earlier.about, counted(appeared.count), gone.count)?;
    for (title, changes) in [("Appeared", appeared), ("Went", gone)] {
        list(out, reporter, title, changes)?;
    }
    Ok(())
}

fn list(out: &mut Output, reporter: &mut dyn Reporter, title: &str, changes: &Changes) -> io::Result<()> {
    if changes.count == 0 {
        return Ok(());
    }
    writeln!(out, "\n{title}:\n")?;
    let mut left = CHANGES_SHOWN;
    for report in &changes.kept {
        let findings: Vec<_> = report.findings.iter().take(left).cloned().collect();
        left -= findings.len();
        reporter.file(out, &FileReport { findings, ..report.clone() })?;
    }
    let more = changes.count.saturating_sub(CHANGES_SHOWN);
    if more > 0 { writeln!(out, "and {more} more") } else { Ok(()) }
}

/// Prints the trial as one JSON object.
pub(super) fn json(subject: &Subject, earlier: &Earlier, tally: &Tally) -> io::Result<()> {
    let rules = subject.ids.iter().map(|id| {
        let hits = tally.hits.get(id).copied().unwrap_or(0);
        json!({"id": id, "hits": hits, "per_1000_words": tally.rate(hits)})
    });
    let sample: Vec<Record<'_>> = tally.sample.in_order().into_iter().flat_map(Record::all).collect();
    let change = |changes: &Changes| {
        let findings = changes.kept.iter().flat_map(Record::all).map(|record| json!(record));
        json!({"count": changes.count, "findings": findings.collect::<Vec<_>>()})
    };
    let since = earlier.linter.as_ref().map(|_| {
        json!({
            "version": earlier.about, "commit": earlier.commit,
            "appeared": change(&tally.appeared), "gone": change(&tally.gone),
        })
    });
    let all = json!({
        "rules": rules.collect::<Vec<_>>(),
        "articles": tally.articles,
        "words": tally.words,
        "hits": tally.all(),
        "per_1000_words": tally.rate(tally.all()),
        "sample": sample,
        "since": since,
    });
    let mut out = Output::standard();
    serde_json::to_writer_pretty(&mut out, &all)?;
    writeln!(out)?;
    out.finish()
}

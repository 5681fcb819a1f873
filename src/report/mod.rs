//! What was found, written down: one file for each output format.
//!
//! A [`Reporter`] gets the files one by one, in the order in which they are to be listed, and may
//! write as it goes; it gets sources and findings, never a document. A new format is one file
//! here, its line in [`OutputFormat`] and its line in [`reporter`].

mod checkstyle;
mod concise;
mod github;
mod gitlab;
mod grouped;
mod html;
mod job_summary;
mod json;
mod junit;
mod link;
mod rdjsonl;
mod rooted;
mod sarif;
mod summary;
mod text;
mod wrap;

#[cfg(test)]
mod fixture;
#[cfg(test)]
mod tests;

use std::io::{self, Write};
use std::path::PathBuf;

use rooted::Rooted;

use crate::document::Document;
use crate::finding::{Finding, Located, Place, Related, Severity};
use crate::formats::ReadAs;
use crate::source::{Source, one_line};

pub use html::SIGN as HTML_SIGN;
pub use job_summary::JobSummary;
pub use json::Record;
pub use summary::Summary;

/// The formats in which findings can be written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
#[cfg_attr(feature = "cli", derive(clap::ValueEnum))]
#[non_exhaustive]
pub enum OutputFormat {
    /// Source lines with what is wrong marked in them.
    #[default]
    Text,
    /// One line a finding.
    Concise,
    /// The findings of each file under its name.
    Grouped,
    /// One array of objects.
    Json,
    /// One object a line, written file by file.
    Jsonl,
    /// SARIF 2.1.0, for code scanning.
    Sarif,
    /// Workflow commands, for annotations of a pull request.
    Github,
    /// Code Quality.
    Gitlab,
    /// A test suite for each file, for test reports.
    Junit,
    /// The XML that Jenkins reads.
    Checkstyle,
    /// Diagnostics for reviewdog, one a line.
    Rdjsonl,
    /// One self-contained page for the editor.
    Html,
}

impl OutputFormat {
    /// Whether the rules are described besides the findings.
    pub fn names_rules(self) -> bool {
        matches!(self, Self::Sarif | Self::Rdjsonl)
    }

    /// Whether it is read by a forge, which looks for files from the root of the repository.
    fn is_for_forges(self) -> bool {
        matches!(self, Self::Github | Self::Gitlab | Self::Sarif)
    }
}

/// A checked file with what was found in it; files without findings are reported too.
#[derive(Debug, Clone)]
pub struct FileReport {
    /// The file, or a part of it.
    pub source: Source,
    /// How it was read.
    pub read_as: ReadAs,
    /// The findings, in order of their places.
    pub findings: Vec<Finding>,
}

impl FileReport {
    /// The document that was checked.
    pub fn document(&self) -> Document<'_> {
        self.read_as.document(&self.source)
    }
}

/// What reports say about a rule.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RuleInfo {
    /// The full name, `pack.rule`.
    pub id: String,
    /// The pack.
    pub pack: String,
    /// What its findings say, in one sentence.
    pub summary: String,
    /// Why it matters to readers; may be empty.
    pub why: String,
    /// What to do about it.
    pub help: Option<String>,
    /// How much its findings matter here.
    pub severity: Severity,
    /// Where to read more.
    pub link: Option<String>,
    /// The languages it knows, as tags; empty for all.
    pub languages: Vec<String>,
}

/// What the person who asked for the report decides about it.
#[derive(Debug, Clone)]
pub struct Options {
    /// Whether the text formats may use terminal colours.
    pub color: bool,
    /// Whether the text formats may link rules to their pages, as some terminals show them.
    pub links: bool,
    /// How many columns the text formats may fill.
    pub width: usize,
    /// The rules in force, for formats that describe them.
    pub rules: Vec<RuleInfo>,
    /// The folder that formats for forges name files from; none for the current one.
    pub root: Option<PathBuf>,
    /// Whether the text formats end with the number of findings of each rule.
    pub statistics: bool,
}

impl Default for Options {
    fn default() -> Self {
        Self { color: false, links: false, width: 80, rules: Vec::new(), root: None, statistics: false }
    }
}

/// Writes findings in one format.
pub trait Reporter {
    /// Called once, before all files.
    fn begin(&mut self, out: &mut dyn Write) -> io::Result<()> {
        let _ = out;
        Ok(())
    }

    /// Called for every checked file, with or without findings.
    fn file(&mut self, out: &mut dyn Write, report: &FileReport) -> io::Result<()>;

    /// Called once, after all files.
    fn finish(&mut self, out: &mut dyn Write, summary: &Summary) -> io::Result<()> {
        let _ = (out, summary);
        Ok(())
    }
}

/// The reporter of a format.
pub fn reporter(format: OutputFormat, options: Options) -> Box<dyn Reporter> {
    let root = options.root.clone().filter(|_| format.is_for_forges());
    let plain = plain(format, options);
    match root {
        Some(root) => Box::new(Rooted::new(plain, &root)),
        None => plain,
    }
}

fn plain(format: OutputFormat, options: Options) -> Box<dyn Reporter> {
    match format {
        OutputFormat::Text => Box::new(text::TextReporter::new(options)),
        OutputFormat::Concise => Box::new(concise::Concise::new(options)),
        OutputFormat::Grouped => Box::new(grouped::Grouped::new(options)),
        OutputFormat::Json => Box::new(json::Json::default()),
        OutputFormat::Jsonl => Box::new(json::Jsonl),
        OutputFormat::Sarif => Box::new(sarif::Sarif::new(options)),
        OutputFormat::Github => Box::<github::Github>::default(),
        OutputFormat::Gitlab => Box::new(gitlab::Gitlab::default()),
        OutputFormat::Junit => Box::new(junit::Junit::new()),
        OutputFormat::Checkstyle => Box::new(checkstyle::Checkstyle),
        OutputFormat::Rdjsonl => Box::new(rdjsonl::Rdjsonl::new(options)),
        OutputFormat::Html => Box::<html::Html>::default(),
    }
}

/// A related place with its positions, wherever it is.
fn located(source: &Source, related: &Related) -> Located {
    match &related.place {
        Place::Here(span) => Located::new(source, *span),
        Place::Elsewhere(located) => (**located).clone(),
    }
}

/// Text on one line that XML 1.0 may hold; escaping is left to the writer.
fn xml_text(text: &str) -> String {
    one_line(text).replace(['\u{FFFE}', '\u{FFFF}'], "\u{FFFD}")
}

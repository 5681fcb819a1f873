//! The report for people at a terminal: source lines with what is wrong marked in them.
//!
//! codespan-reporting draws; it does not crop, measures a character at a time and knows no suggestions,
//! so it gets an [`excerpt`] to draw instead of the source and draws into a [`painter`].

mod cell;
mod crop;
mod excerpt;
mod notes;
mod painter;

use std::io::{self, Write};

use codespan_reporting::diagnostic::{Diagnostic, Label, LabelStyle, Severity as Level};
use codespan_reporting::files::Error;
use codespan_reporting::term::{self, Chars, Config};
use unicode_width::UnicodeWidthStr;

use super::wrap::wrap_after;
use super::{FileReport, Options, Reporter, Summary, link};
use crate::finding::{Finding, Place};
use crate::source::{Source, SourceSpan, one_line};
use excerpt::{Excerpt, Pointer};
use painter::Painter;
pub(super) use painter::severity_color;

/// The narrowest terminal that is drawn for.
const NARROWEST: usize = 40;

/// Further lines of a message begin in this column, from 0.
const INDENT: usize = 2;

pub(super) struct TextReporter {
    options: Options,
    config: Config,
}

impl TextReporter {
    pub(super) fn new(options: Options) -> Self {
        let chars = Chars { snippet_start: "-->".to_owned(), ..Chars::box_drawing() };
        let config = Config { chars, start_context_lines: 0, end_context_lines: 0, ..Config::default() };
        Self { options, config }
    }

    fn draw(&self, source: &Source, finding: &Finding) -> io::Result<String> {
        let width = self.options.width.max(NARROWEST);
        let title = format!("{}[{}]", finding.severity.as_str(), finding.rule);
        let labels = labels(source, finding);
        let pointers: Vec<Pointer> = labels.iter().map(|label| label.pointer.clone()).collect();
        let excerpt = Excerpt::new(source, printable(&source.display_name()), &pointers, width);
        let digits = source.line_count().to_string().len();
        let diagnostic = Diagnostic::new(Level::Note)
            .with_message(header(&title, &printable(&finding.message), width))
            .with_labels(labels.iter().flat_map(|label| label.draw(source, &excerpt)).collect())
            .with_notes(notes::notes(source, finding, width.saturating_sub(digits + 3)));
        let title = link::to_rule(&title, &finding.rule, self.options.links);
        let mut painter = Painter::new(&title, finding.severity, self.options.color);
        term::emit_to_write_style(&mut painter, &self.config, &excerpt, &diagnostic)
            .map_err(drawing_failed)?;
        let drawn = painter.finish(&excerpt.pictures);
        Ok(if self.options.color { drawn } else { without_trailing_spaces(&drawn) })
    }
}

impl Reporter for TextReporter {
    fn file(&mut self, out: &mut dyn Write, report: &FileReport) -> io::Result<()> {
        for finding in &report.findings {
            out.write_all(self.draw(&report.source, finding)?.as_bytes())?;
        }
        Ok(())
    }

    fn finish(&mut self, out: &mut dyn Write, summary: &Summary) -> io::Result<()> {
        summary.close(out, &self.options)
    }
}

/// The words behind a title, in as many lines as the terminal needs.
fn header(title: &str, message: &str, width: usize) -> String {
    let first = width.saturating_sub(title.width() + ": ".len());
    wrap_after(message, first, width - INDENT).replace('\n', &format!("\n{:INDENT$}", ""))
}

/// A place to draw, with the words beside it.
struct Labelled {
    pointer: Pointer,
    style: LabelStyle,
    message: String,
}

impl Labelled {
    fn new(source: &Source, span: SourceSpan, style: LabelStyle, message: String) -> Self {
        let pointer = Pointer { span: without_line_end(source, span), label: message.width() };
        Self { pointer, style, message }
    }

    /// The label. Where its words would leave the terminal, an empty label at its end comes with it:
    /// that makes codespan-reporting hang the words below its start, for which the excerpt has left room.
    fn draw(&self, source: &Source, excerpt: &Excerpt) -> Vec<Label<()>> {
        let range = excerpt.locate(source, self.pointer.span);
        let last = range.end.saturating_sub(1).max(range.start);
        let label = Label::new(self.style, (), range.clone()).with_message(&self.message);
        if self.message.is_empty() || excerpt.has_room(range.end, self.pointer.label + 1) {
            vec![label]
        } else {
            vec![Label::new(self.style, (), last..range.end), label]
        }
    }
}

/// The finding's own place, and those of its related places that can be drawn with it.
fn labels(source: &Source, finding: &Finding) -> Vec<Labelled> {
    let own = Labelled::new(source, finding.span, LabelStyle::Primary, String::new());
    let related = finding.related.iter().filter_map(|related| match related.place {
        Place::Here(span) if notes::stands_beside(&related.place, &related.message) => {
            let message = printable(&related.message);
            Some(Labelled::new(source, span, LabelStyle::Secondary, message))
        }
        _ => None,
    });
    std::iter::once(own).chain(related).collect()
}

/// A span that ends with its line's last visible character, not on the line after it.
fn without_line_end(source: &Source, span: SourceSpan) -> SourceSpan {
    let kept = source.slice(span).trim_end_matches(['\n', '\r']).len();
    SourceSpan::from_range(span.range().start..span.range().start + kept)
}

/// Borders are drawn with spaces behind them, which only get in the way of those who copy or compare.
fn without_trailing_spaces(drawn: &str) -> String {
    drawn.lines().flat_map(|line| [line.trim_end(), "\n"]).collect()
}

/// Text on one line that cannot be taken for a stand-in.
fn printable(text: &str) -> String {
    one_line(text).replace(cell::is_private, "\u{FFFD}")
}

fn drawing_failed(error: Error) -> io::Error {
    match error {
        Error::Io(error) => error,
        other => io::Error::other(other),
    }
}

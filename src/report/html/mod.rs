//! One page for the editor: articles as they read, findings marked in place, notes in the margin.
//!
//! The page holds all it needs and its policy forbids it to ask for more, so it can be mailed, printed
//! and opened from a disk. Without its script everything is shown; the script filters and jumps.

/// Formats into a string, which cannot fail.
macro_rules! put {
    ($html:expr, $($piece:tt)*) => {{
        use std::fmt::Write as _;
        let _ = write!($html, $($piece)*);
    }};
}

mod article;
mod runs;

use std::io::{self, Write};

use super::{FileReport, Reporter, Summary};
use crate::finding::Severity;
use crate::source::visible;

const STYLE: &str = include_str!("page.css");
const SCRIPT: &str = include_str!("page.js");

/// Collects the articles: the counts that stand above them are known last.
#[derive(Default)]
pub(super) struct Html {
    articles: String,
    written: usize,
}

impl Reporter for Html {
    fn file(&mut self, _: &mut dyn Write, report: &FileReport) -> io::Result<()> {
        if !report.findings.is_empty() {
            article::write_article(&mut self.articles, report, self.written + 1);
            self.written += report.findings.len();
        }
        Ok(())
    }

    fn finish(&mut self, out: &mut dyn Write, summary: &Summary) -> io::Result<()> {
        write!(
            out,
            "<!doctype html>\n<html lang=en><head><meta charset=utf-8>\
             <meta http-equiv=Content-Security-Policy content=\"default-src 'none'; img-src data:; style-src 'unsafe-inline'; script-src 'unsafe-inline'\">\
             <meta name=viewport content=\"width=device-width, initial-scale=1\">\
             <link rel=icon href=\"data:,\"><title>Copydesk report</title>\n<style>\n{STYLE}</style></head><body>\n"
        )?;
        writeln!(out, "{}", bar(summary))?;
        let articles = if self.written == 0 { "<p class=empty>Nothing to mend.</p>" } else { &self.articles };
        write!(out, "<main>\n{articles}</main>\n<script>\n{SCRIPT}</script></body></html>\n")
    }
}

/// The counts and filters.
fn bar(summary: &Summary) -> String {
    let severities = [
        (Severity::Error, summary.errors),
        (Severity::Warning, summary.warnings),
        (Severity::Suggestion, summary.suggestions),
    ];
    let severities = severities.iter().filter(|(_, count)| *count > 0);
    let severities: Vec<String> =
        severities.map(|(severity, count)| filter("severity", severity.as_str(), *count)).collect();
    let severities = severities.concat();
    let rules: String =
        summary.statistics().iter().map(|(rule, count)| filter("rule", rule, *count)).collect();
    let line = escaped(&summary.line());
    format!(
        "<header class=bar><h1>Copydesk</h1><span>{line}</span>\
         <fieldset><legend>Severities</legend>{severities}</fieldset>\
         <details><summary>Rules</summary><fieldset><legend>Rules</legend>\
         <button type=button id=rules-all>All or none</button>{rules}</fieldset></details>\
         <span id=shown class=keys role=status></span>\
         <span class=\"end keys\">j, k: next, previous · Enter: jump · Esc: leave</span>\
         <button type=button id=theme>Light or dark</button></header>"
    )
}

fn filter(name: &str, value: &str, count: usize) -> String {
    let value = escaped(value);
    format!("<label><input type=checkbox name={name} value=\"{value}\" checked> {value} ({count})</label>")
}

/// Text as HTML; control characters become pictures, and what would show as nothing is named.
fn escaped(text: &str) -> String {
    let mut html = String::with_capacity(text.len());
    for character in text.chars() {
        match character {
            '&' => html.push_str("&amp;"),
            '<' => html.push_str("&lt;"),
            '>' => html.push_str("&gt;"),
            '"' => html.push_str("&quot;"),
            '\'' => html.push_str("&#39;"),
            '\n' | '\t' => html.push(character),
            '\u{00AD}'
            | '\u{200B}'
            | '\u{2060}'
            | '\u{202A}'..='\u{202E}'
            | '\u{2066}'..='\u{2069}'
            | '\u{FEFF}' => {
                put!(html, "‹U+{:04X}›", u32::from(character));
            }
            character => html.push(visible(character)),
        }
    }
    html
}

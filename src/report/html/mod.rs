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
mod contents;
mod runs;

use std::io::{self, Write};

use super::{FileReport, Reporter, Summary};
use crate::finding::Severity;
use crate::source::visible;

/// What each page begins with, so that a run knows the report of another one.
pub const SIGN: &str = "<!doctype html>\n<!-- A report by Copydesk, no article. -->\n";

const STYLE: &str = include_str!("page.css");
const SCRIPT: &str = include_str!("page.js");

/// Collects the articles: the counts that stand above them are known last.
#[derive(Default)]
pub(super) struct Html {
    /// The list of the articles, and the articles.
    entries: String,
    articles: String,
    /// How many articles and findings there are in them.
    count: usize,
    written: usize,
}

impl Reporter for Html {
    fn file(&mut self, _: &mut dyn Write, report: &FileReport) -> io::Result<()> {
        if !report.findings.is_empty() {
            self.count += 1;
            let document = report.document();
            contents::write_entry(&mut self.entries, report, &document, self.count);
            article::write_article(&mut self.articles, report, &document, self.count, self.written + 1);
            self.written += report.findings.len();
        }
        Ok(())
    }

    fn finish(&mut self, out: &mut dyn Write, summary: &Summary) -> io::Result<()> {
        write!(
            out,
            "{SIGN}<html lang=en><head><meta charset=utf-8>\
             <meta http-equiv=Content-Security-Policy content=\"default-src 'none'; img-src data:; style-src 'unsafe-inline'; script-src 'unsafe-inline'\">\
             <meta name=viewport content=\"width=device-width, initial-scale=1\">\
             <link rel=icon href=\"data:,\"><title>Copydesk report</title>\n<style>\n{STYLE}</style></head><body>\n\
             <header class=bar><h1>Copydesk</h1><p>{}</p><button type=button id=theme>Light or dark</button></header>\n",
            escaped(&summary.plain_line())
        )?;
        if self.written == 0 {
            write!(out, "<main><p class=empty>Nothing to mend.</p>\n</main>\n")?;
        } else {
            let (menu, articles) = (self.menu(summary), &self.articles);
            write!(out, "<div class=page>\n{menu}<main>\n{STEPS}{articles}</main>\n</div>\n")?;
        }
        write!(out, "<script>\n{SCRIPT}</script></body></html>\n")
    }
}

impl Html {
    /// The search, the filters and the list of the articles.
    fn menu(&self, summary: &Summary) -> String {
        let severities = [
            (Severity::Error, summary.errors),
            (Severity::Warning, summary.warnings),
            (Severity::Suggestion, summary.suggestions),
        ];
        let severities = severities.iter().filter(|(_, count)| *count > 0);
        let severities: String =
            severities.map(|(severity, count)| filter("severity", severity.as_str(), *count)).collect();
        let rules: String =
            summary.statistics().iter().map(|(rule, count)| filter("rule", rule, *count)).collect();
        format!(
            "<nav class=side aria-label=\"Files and filters\"><details id=menu open><summary>Files and filters</summary>\n\
             <input type=search id=search placeholder=\"Search files and findings\" aria-label=\"Search files and findings\">\n\
             <fieldset id=severities><legend>Severities</legend>{severities}</fieldset>\n\
             <details id=rules><summary>Rules ({})</summary><fieldset><legend>Rules</legend>\
             <button type=button id=rules-all>All or none</button>{rules}</fieldset></details>\n\
             <p id=files-shown role=status></p><ol class=files>\n{}</ol></details></nav>\n",
            summary.rules.len(),
            self.entries,
        )
    }
}

/// How to go from file to file and from finding to finding; of use with the script only.
const STEPS: &str = "<p class=steps hidden><button type=button id=before>Previous file</button> \
                     <button type=button id=after>Next file</button> <span id=shown role=status></span> \
                     <span class=keys>Keys: j and k for the next finding and the one before, Enter to jump, Esc to leave</span></p>\n";

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

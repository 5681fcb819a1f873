//! Plain text: a headline, paragraphs, list lines and label lines.

mod breaks;
mod comment;
mod headline;
mod line;
mod lines;
mod quotation;
mod wrapping;

use crate::document::{BlockKind, Builder, Containers};
use crate::source::SourceSpan;
use line::{Line, is_wide};
use wrapping::Habits;

pub(super) fn parse(builder: &mut Builder<'_>) {
    let runs = lines::runs(builder);
    let habits = Habits::of(&runs);
    for lines in &runs {
        for paragraph in wrapping::paragraphs(lines, &habits) {
            block(builder, &lines[paragraph]);
        }
    }
    headline::mark(builder);
}

/// Adds lines that belong together as one block.
fn block(builder: &mut Builder<'_>, lines: &[Line<'_>]) {
    let [first, rest @ ..] = lines else { return };
    let kind = if first.marker > 0 {
        BlockKind::ListItem
    } else if !rest.is_empty() {
        BlockKind::Paragraph
    } else if first.is_label() {
        BlockKind::Label
    } else {
        BlockKind::Paragraph
    };
    let list = if first.marker > 0 { Containers::LIST } else { Containers::NONE };
    let quote = if first.is_quoted { Containers::QUOTE } else { Containers::NONE };
    builder.open();
    let skipped = SourceSpan::from_range(0..first.marker).end;
    builder.verbatim(SourceSpan::new(first.span.start + skipped, first.span.end));
    let mut span = first.span;
    for (line, next) in lines.iter().zip(rest) {
        builder.decoded(between(line.text, next.text), SourceSpan::new(line.span.end, next.span.start));
        builder.verbatim(next.span);
        span = span.cover(next.span);
    }
    builder.close(kind, span, list | quote, 0);
}

/// What readers see for a line break within a paragraph: a space, but none behind a hyphen or between
/// characters of a script without spaces.
fn between(line: &str, next: &str) -> &'static str {
    let mut before = line.chars().rev();
    let (last, last_but_one) = (before.next(), before.next());
    let hyphenates = matches!(last, Some('-' | '‐' | '\u{AD}'))
        && last_but_one.is_some_and(char::is_alphabetic)
        && next.starts_with(char::is_lowercase);
    let has_no_spaces = next.starts_with(is_wide)
        && line.chars().rev().find(|last| last.is_alphanumeric()).is_some_and(is_wide);
    if hyphenates || has_no_spaces { "" } else { " " }
}

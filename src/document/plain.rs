//! Plain text: a headline, paragraphs, list lines, label lines and caption-like lines.
//!
//! Two habits exist: one paragraph a line, and lines wrapped at a fixed width. Each run of lines
//! between blank lines is looked at by itself, because pasted drafts mix them.

use super::{BlockKind, Builder, Containers};
use crate::source::SourceSpan;

/// Lines shorter than this are never taken for wrapped ones.
const SHORTEST_WRAPPED: usize = 45;
/// Lines longer than this are whole paragraphs.
const LONGEST_WRAPPED: usize = 120;

pub(super) fn parse(builder: &mut Builder<'_>) {
    let source = builder.source();
    let mut run: Vec<SourceSpan> = Vec::new();
    for number in 1..=source.line_count() {
        let Some(span) = source.line_span(number) else { continue };
        let line = trimmed(builder, span);
        if line.is_empty() {
            flush(builder, &mut run);
        } else {
            run.push(line);
        }
    }
    flush(builder, &mut run);
}

/// The line without white space around it.
fn trimmed(builder: &Builder<'_>, span: SourceSpan) -> SourceSpan {
    let text = builder.source().slice(span);
    let start = text.len() - text.trim_start().len();
    let content = SourceSpan::from_range(0..text.trim().len());
    content.shift(span.start + SourceSpan::from_range(start..start).start)
}

/// Adds the lines of one run as blocks.
fn flush(builder: &mut Builder<'_>, run: &mut Vec<SourceSpan>) {
    if run.is_empty() {
        return;
    }
    if is_wrapped(builder, run) {
        paragraph(builder, run);
    } else {
        for &line in run.iter() {
            single(builder, line);
        }
    }
    run.clear();
}

/// Whether a run's lines are one paragraph wrapped at a width.
fn is_wrapped(builder: &Builder<'_>, run: &[SourceSpan]) -> bool {
    let [lines @ .., _] = run else { return false };
    if lines.is_empty() {
        return false;
    }
    let width = |span: SourceSpan| builder.source().slice(span).chars().count();
    let longest = run.iter().map(|&line| width(line)).max().unwrap_or(0);
    if !(SHORTEST_WRAPPED..=LONGEST_WRAPPED).contains(&longest) {
        return false;
    }
    if !runs_on(builder, run) {
        return false;
    }
    // A wrapped line could not have taken the next line's first word as well.
    lines.iter().zip(&run[1..]).all(|(&line, &next)| {
        let next_text = builder.source().slice(next);
        let first_word = next_text.split_whitespace().next().map_or(0, |word| word.chars().count());
        bullet(next_text).is_none() && width(line) + 1 + first_word >= longest
    })
}

/// Whether somewhere a sentence goes on from one line to the next.
///
/// Two titles of the same length one below the other are no paragraph.
fn runs_on(builder: &Builder<'_>, run: &[SourceSpan]) -> bool {
    let text = |span: SourceSpan| builder.source().slice(span);
    run.windows(2).any(|pair| {
        let begins_lower =
            text(pair[1]).chars().next().is_some_and(|first| first.is_lowercase() || !first.is_alphabetic());
        begins_lower && !text(pair[0]).ends_with(['.', '!', '?', ':'])
    }) && run.windows(2).all(|pair| text(pair[0]) != text(pair[1]))
}

fn paragraph(builder: &mut Builder<'_>, run: &[SourceSpan]) {
    let (Some(&first), Some(&last)) = (run.first(), run.last()) else { return };
    builder.open();
    let mut before: Option<SourceSpan> = None;
    for &line in run {
        if let Some(before) = before {
            builder.decoded(" ", SourceSpan::new(before.end, line.start));
        }
        builder.verbatim(line);
        before = Some(line);
    }
    builder.close(BlockKind::Paragraph, first.cover(last), Containers::NONE, 0);
}

fn single(builder: &mut Builder<'_>, line: SourceSpan) {
    let text = builder.source().slice(line);
    let is_first = builder.blocks_mut().is_empty();
    let marker = bullet(text);
    let kind = if marker.is_some() {
        BlockKind::ListItem
    } else if is_first && is_headline(text) {
        BlockKind::Heading(1)
    } else if is_label(text) {
        BlockKind::Label
    } else {
        BlockKind::Paragraph
    };
    let containers = if marker.is_some() { Containers::LIST } else { Containers::NONE };
    let skipped = SourceSpan::from_range(0..marker.unwrap_or(0)).end;
    builder.open();
    builder.verbatim(SourceSpan::new(line.start + skipped, line.end));
    builder.close(kind, line, containers, 0);
}

/// Length in bytes of a list marker with the space behind it: a bullet of any kind, or a number.
fn bullet(text: &str) -> Option<usize> {
    let first = text.chars().next()?;
    let marker = if "•◦▪▸►‣⁃●○■□·*-–—+".contains(first) {
        first.len_utf8()
    } else {
        let digits = text.bytes().take_while(u8::is_ascii_digit).count();
        let closes = matches!(text.as_bytes().get(digits), Some(b'.' | b')'));
        if digits == 0 || digits > 3 || !closes {
            return None;
        }
        digits + 1
    };
    let rest = &text[marker..];
    let space = rest.len() - rest.trim_start().len();
    (space > 0 && space < rest.len()).then_some(marker + space)
}

/// A first line that names the story: short, and not a sentence of it.
fn is_headline(text: &str) -> bool {
    let words = text.split_whitespace().count();
    (2..=25).contains(&words)
        && !text.ends_with(['.', ':', ',', ';'])
        && text.chars().any(char::is_alphabetic)
}

/// A line of labels only, such as `Read more:` or `Published: Updated:`.
fn is_label(text: &str) -> bool {
    text.ends_with(':') && text.split_whitespace().count() <= 6
}

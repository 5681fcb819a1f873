//! The lines of plain text, parted into runs.

use super::comment;
use super::line::Line;
use crate::dialects;
use crate::document::Builder;
use crate::source::{Source, SourceSpan};

/// What a mail quotes has a line of so many bytes at least; shorter ones are links with an arrow before them.
const QUOTED_LENGTH: u32 = 40;
/// What word processors put for a line break: vertical tab, next line, line and paragraph separator.
const BREAKS: [char; 4] = ['\u{B}', '\u{85}', '\u{2028}', '\u{2029}'];

/// The lines of a text that are not blank, parted where one is, and where what a mail quotes begins or ends.
/// Comments are noted, and are no lines.
pub(super) fn runs<'s>(builder: &mut Builder<'s>) -> Vec<Vec<Line<'s>>> {
    let source = builder.source();
    let mut runs = Vec::new();
    let mut run: Vec<Line<'_>> = Vec::new();
    let is_marked = |span: SourceSpan| source.slice(span).trim_start().starts_with('>');
    let mut spans = spans(source);
    spans.retain(|span| !note_comment(builder, *span));
    for spans in spans.chunk_by(|one, next| is_marked(*one) == is_marked(*next)) {
        let is_long = |span: &SourceSpan| span.len() >= QUOTED_LENGTH;
        let is_quoted = spans.len() > 1 && is_marked(spans[0]) && spans.iter().any(is_long);
        for &span in spans {
            let line = Line::new(source, if is_quoted { behind_marks(source, span) } else { span });
            let line = line.filter(|line| !dialects::is_thing(line.text.trim()));
            let line = line.map(|line| Line { is_quoted, ..line });
            let goes_on =
                line.is_some_and(|line| run.last().is_none_or(|last| last.is_quoted == line.is_quoted));
            if !goes_on && !run.is_empty() {
                runs.push(std::mem::take(&mut run));
            }
            run.extend(line);
        }
    }
    if !run.is_empty() {
        runs.push(run);
    }
    runs
}

/// Notes a line that is a comment; whether it is one.
fn note_comment(builder: &mut Builder<'_>, span: SourceSpan) -> bool {
    let whole = builder.source().slice(span);
    let text = whole.trim();
    let Some(content) = comment::content(text) else { return false };
    let start = span.start + SourceSpan::from_range(0..whole.len() - whole.trim_start().len()).end;
    let span = SourceSpan::from_range(0..text.len()).shift(start);
    builder.comment(span, SourceSpan::from_range(content).shift(start));
    true
}

/// The lines, however they end.
fn spans(source: &Source) -> Vec<SourceSpan> {
    let mut spans = Vec::with_capacity(source.line_count() as usize);
    for span in (1..=source.line_count()).filter_map(|number| source.line_span(number)) {
        let text = source.slice(span);
        let mut start = 0;
        for (at, found) in text.match_indices(BREAKS) {
            spans.push(SourceSpan::from_range(start..at).shift(span.start));
            start = at + found.len();
        }
        spans.push(SourceSpan::from_range(start..text.len()).shift(span.start));
    }
    spans
}

/// A line without the marks by which a mail quotes it.
fn behind_marks(source: &Source, span: SourceSpan) -> SourceSpan {
    let text = source.slice(span);
    let behind = text.trim_start_matches(|mark: char| mark == '>' || mark.is_whitespace());
    // One space belongs to the marks, further ones are an indent.
    let before = text.len() - behind.len();
    let marks = text[..before].rfind('>').map_or(0, |last| last + 1);
    let space = usize::from(text[marks..].starts_with(' '));
    SourceSpan::from_range(marks + space..text.len()).shift(span.start)
}

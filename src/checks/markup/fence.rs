//! Signs of code without their partner.

use super::{is_escaped, lines};
use crate::checking::{Context, Sink};
use crate::document::BlockKind;
use crate::source::{SourceSpan, TextSpan};

/// Reports code between fences that has no fence at its end.
pub(super) fn report(context: &Context<'_>, sink: &mut Sink<'_>) {
    let document = context.document();
    let end = document.source().text().trim_end().len();
    // Code without an end runs on to the end of the document.
    let last = document.blocks().iter().rev().find(|block| block.kind == BlockKind::Code);
    let Some(block) = last.filter(|block| block.span.end as usize >= end) else { return };
    let Some((start, first)) = lines(document, block.span).next() else { return };
    let Some((sign, length)) = fence(first) else { return };
    let closes = |line: &str| {
        fence(line).is_some_and(|(other, number)| other == sign && number >= length)
            && line.trim().chars().all(|character| character == sign)
    };
    if !lines(document, block.span).skip(1).last().is_some_and(|(_, line)| closes(line)) {
        let line = SourceSpan::from_range(0..first.len()).shift(start);
        sink.report_source(line).emit();
    }
}

/// The sign of which a fence is made, and how many of them.
fn fence(line: &str) -> Option<(char, usize)> {
    let line = line.trim_start_matches([' ', '\t', '>']);
    let sign = line.chars().next().filter(|first| matches!(first, '`' | '~'))?;
    let length = line.len() - line.trim_start_matches(sign).len();
    (length >= 3).then_some((sign, length))
}

/// Reports a backtick that stands alone in its block, on one side of a word.
pub(super) fn report_backticks(context: &Context<'_>, sink: &mut Sink<'_>) {
    let document = context.document();
    for (_, block) in context.blocks() {
        let text = document.text(block.text);
        let mut places = memchr::memchr_iter(b'`', text.as_bytes());
        let (Some(at), None) = (places.next(), places.next()) else { continue };
        let (before, after) = (text[..at].chars().next_back(), text[at + 1..].chars().next());
        let is_word = |beside: Option<char>| beside.is_some_and(char::is_alphanumeric);
        let opens = is_word(after) && !is_word(before);
        let closes = is_word(before) && !is_word(after);
        // An old way to write quotation marks: `like this'.
        let is_quotation = opens && text[at + 1..].contains('\'');
        let span = TextSpan::from_range(at..at + 1).shift(block.text.start);
        if (opens || closes) && !is_quotation && !is_escaped(document, span) {
            sink.report(span).emit();
        }
    }
}

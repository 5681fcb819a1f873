//! Indents in MDX: none of them makes code, so that what stands in elements may stand as far in as it likes.

use crate::document::{Token, Tokens};
use crate::source::SourceSpan;

/// The text directly within an element, or within none.
struct IndentLevel {
    /// Where the element ends.
    end: usize,
    /// What is kept of an indent, as the element stands in an entry of a list.
    keep: usize,
    /// A list in it: the indents of its marks and of the text behind them.
    list: Option<(usize, usize)>,
}

impl IndentLevel {
    /// How much of an indent is cut off.
    fn cut(&self, indent: usize) -> usize {
        let base = self.list.map_or(indent, |(base, _)| base.min(indent));
        base.saturating_sub(self.keep)
    }

    /// Takes note of a line of text.
    fn see(&mut self, indent: usize, line: &str, is_behind_blank: bool) {
        let mark = mark_length(line);
        let has_ended = |(base, text): (usize, usize)| match mark {
            Some(_) => indent < base,
            None => is_behind_blank && indent < text,
        };
        self.list = self.list.filter(|&list| !has_ended(list));
        if let (Some(mark), None) = (mark, self.list) {
            self.list = Some((indent, indent + mark));
        }
    }
}

/// The indents to be cut off so that Markdown takes none for code, in order. `start` is where the body begins.
pub(crate) fn indents(text: &str, start: usize, tokens: &Tokens) -> Vec<SourceSpan> {
    let mut levels = vec![IndentLevel { end: usize::MAX, keep: 0, list: None }];
    let mut elements = tokens.elements().iter().peekable();
    let mut cuts = Vec::new();
    let mut is_behind_blank = true;
    let mut at = start;
    for line in text[start..].split_inclusive('\n') {
        let line_start = at;
        at += line.len();
        let content = line.trim_start_matches([' ', '\t']);
        let indent = line.len() - content.len();
        let place = SourceSpan::from_range(line_start..line_start).start;
        let within = tokens.get(tokens.first_behind(place)).is_some_and(|token| token.span.start < place);
        if within || content.trim().is_empty() {
            is_behind_blank = !within;
            continue;
        }
        while levels.len() > 1 && levels.last().is_some_and(|level| level.end <= line_start) {
            levels.pop();
        }
        let is_text = !is_tokens_alone(text, line_start + indent..line_start + line.trim_end().len(), tokens);
        let Some(level) = levels.last_mut() else { break };
        if is_text {
            level.see(indent, content, is_behind_blank);
            let cut = level.cut(indent);
            if cut > 0 {
                cuts.push(SourceSpan::from_range(line_start..line_start + cut));
            }
        }
        let keep = match level.list {
            Some((_, text)) if indent >= text => indent - level.cut(indent),
            _ => level.keep,
        };
        is_behind_blank = !is_text;
        while let Some(element) = elements.next_if(|element| element.span.range().start < at) {
            let range = element.span.range();
            if range.end > at {
                levels.push(IndentLevel { end: range.end, keep, list: None });
            }
        }
    }
    cuts
}

/// Whether a piece of a line is made of tokens and spaces only.
fn is_tokens_alone(text: &str, piece: std::ops::Range<usize>, tokens: &Tokens) -> bool {
    let piece = SourceSpan::from_range(piece);
    let mut end = piece.start;
    let is_blank = |start: u32, end: u32| text[start as usize..end.max(start) as usize].trim().is_empty();
    let are_apart = |token: &Token| {
        let is_apart = is_blank(end, token.span.start);
        end = token.span.end;
        is_apart
    };
    tokens.within(piece).iter().all(are_apart) && is_blank(end, piece.end)
}

/// The length of a list's mark with the space behind it, if a line begins with one.
fn mark_length(line: &str) -> Option<usize> {
    let digits = line.bytes().take_while(u8::is_ascii_digit).count();
    let signs: &[char] = if digits > 0 { &['.', ')'] } else { &['-', '*', '+'] };
    let rest = line[digits..].strip_prefix(signs)?;
    let text = rest.trim_start_matches([' ', '\t']);
    let space = rest.len() - text.len();
    (space > 0 || rest.trim().is_empty()).then_some(digits + 1 + space.clamp(1, 4))
}

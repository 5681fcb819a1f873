//! The text as it is handed to the Markdown parser: foreign tokens are words in it, or gone.
//!
//! Where there is no token, that is the source itself.

use std::borrow::Cow;
use std::ops::Range;

use crate::dialects::{blank_line_rest, is_line_lead};
use crate::document::{Builder, Meaning, Token, Tokens};
use crate::source::{Source, SourceSpan};

/// A longer line is not looked at.
const LONGEST_LINE: usize = 2048;
/// A word that stands for a token.
const WORD: &str = "x";

/// Text to be parsed, with the way back to the source.
pub(super) struct Rewritten<'s> {
    text: Cow<'s, str>,
    pieces: Vec<RewrittenPiece>,
    /// Indents that are left out.
    cuts: Vec<SourceSpan>,
    next_cut: usize,
}

/// A stretch of it that begins at a byte and was made by a span of the source.
struct RewrittenPiece {
    at: u32,
    source: SourceSpan,
    /// Whether it stands there letter for letter.
    is_copy: bool,
}

impl RewrittenPiece {
    /// The source at a byte of the text; all of what is no copy was made by the same, whose end is asked for.
    fn place(&self, at: u32, end: u32) -> u32 {
        if self.is_copy { (self.source.start + (at - self.at)).min(self.source.end) } else { end }
    }
}

impl<'s> Rewritten<'s> {
    /// The text from a byte of the source on, without some indents.
    pub(super) fn new(source: &'s Source, start: u32, tokens: &mut Tokens, cuts: Vec<SourceSpan>) -> Self {
        let text = source.text();
        let mut rewritten = Self { text: Cow::Borrowed(""), pieces: Vec::new(), cuts, next_cut: 0 };
        if tokens.is_empty() && rewritten.cuts.is_empty() {
            rewritten.text = Cow::Borrowed(text.get(start as usize..).unwrap_or_default());
            rewritten.note(0, SourceSpan::from_range(start as usize..text.len()), true);
            return rewritten;
        }
        let mut copy = String::with_capacity(text.len() - start as usize);
        let mut at = start as usize;
        let mut rest = tokens.as_mut_slice();
        while !rest.is_empty() {
            let (group, behind) = rest.split_at_mut(group_length(text, rest));
            rest = behind;
            let line = lines(text, at, group);
            let line = line.filter(|_| group.iter().all(|token| !matches!(token.meaning, Meaning::Value)));
            if let Some(line) = line {
                for token in group.iter_mut() {
                    token.is_alone = true;
                }
                rewritten.copy(&mut copy, text, at..line.start);
                // An empty line would end the HTML.
                at = if is_within_html(&copy) { line.end } else { line.content_end };
                continue;
            }
            for token in group {
                rewritten.copy(&mut copy, text, at..token.span.start as usize);
                if matches!(token.meaning, Meaning::Break) {
                    rewritten.end_block(&mut copy, token.span);
                    at = token.span.end as usize;
                    continue;
                }
                let stands_for_it = stand_in(source, token);
                if !stands_for_it.is_empty() {
                    rewritten.note_at(copy.len(), token.span, false);
                    copy.push_str(stands_for_it);
                }
                at = token.span.end as usize;
            }
        }
        rewritten.copy(&mut copy, text, at..text.len());
        rewritten.text = Cow::Owned(copy);
        rewritten
    }

    /// Puts an empty line where a block ends, within the quotation or the list that it stands in.
    fn end_block(&mut self, copy: &mut String, place: SourceSpan) {
        let line = copy.rfind('\n').map_or(0, |end| end + 1);
        let lead = copy.len() - copy[line..].trim_start_matches([' ', '\t', '>']).len();
        let is_at_start = lead == copy.len();
        self.note_at(copy.len(), place, false);
        copy.push('\n');
        copy.extend_from_within(line..lead);
        if !is_at_start {
            copy.push('\n');
        }
    }

    fn copy(&mut self, copy: &mut String, text: &str, range: Range<usize>) {
        let mut at = range.start;
        while let Some(cut) =
            self.cuts.get(self.next_cut).map(|cut| cut.range()).filter(|cut| cut.start < range.end)
        {
            self.copy_whole(copy, text, at..cut.start.max(at));
            at = cut.end.clamp(at, range.end);
            self.next_cut += 1;
        }
        self.copy_whole(copy, text, at..range.end);
    }

    fn copy_whole(&mut self, copy: &mut String, text: &str, range: Range<usize>) {
        if !range.is_empty() {
            self.note_at(copy.len(), SourceSpan::from_range(range.clone()), true);
            copy.push_str(&text[range]);
        }
    }

    fn note_at(&mut self, at: usize, source: SourceSpan, is_copy: bool) {
        self.note(SourceSpan::from_range(at..at).start, source, is_copy);
    }

    fn note(&mut self, at: u32, source: SourceSpan, is_copy: bool) {
        self.pieces.push(RewrittenPiece { at, source, is_copy });
    }

    /// What the parser is to read.
    pub(super) fn text(&self) -> &str {
        &self.text
    }

    /// The source that made a range of the text.
    pub(super) fn place(&self, range: Range<usize>) -> SourceSpan {
        let range = SourceSpan::from_range(range);
        let start = self.piece(range.start).map_or(0, |piece| piece.place(range.start, piece.source.start));
        if range.is_empty() {
            return SourceSpan::new(start, start);
        }
        let last = self.piece(range.end - 1);
        SourceSpan::new(start, last.map_or(0, |piece| piece.place(range.end, piece.source.end)))
    }

    /// The piece that holds a byte.
    fn piece(&self, at: u32) -> Option<&RewrittenPiece> {
        self.pieces[..self.pieces.partition_point(|piece| piece.at <= at)].last()
    }

    /// An address within a range as its author wrote it, with the tags of templates in it.
    pub(super) fn written(&self, builder: &Builder<'_>, address: &str, range: Range<usize>) -> String {
        let place = self.place_of_last(address, range).filter(|place| builder.foreign().touch(*place));
        place.map_or(address, |place| builder.source().slice(place)).to_owned()
    }

    /// The source that made the last place of a text within a range.
    pub(super) fn place_of_last(&self, wanted: &str, range: Range<usize>) -> Option<SourceSpan> {
        let at = self.text.get(range.clone())?.rfind(wanted).filter(|_| !wanted.is_empty())?;
        let start = range.start + at;
        Some(self.place(start..start + wanted.len()))
    }
}

/// What the parser reads in the place of a token.
fn stand_in<'t>(source: &Source, token: &'t Token) -> &'t str {
    match &token.meaning {
        Meaning::Markup(markup) => markup,
        Meaning::Literal(literal) if source.slice(*literal).trim().is_empty() => " ",
        meaning if meaning.is_seen() => WORD,
        _ => "",
    }
}

/// How many tokens stand on the same lines as the first, with nothing but spaces between them.
fn group_length(text: &str, tokens: &[Token]) -> usize {
    let touch = |pair: &&[Token]| {
        let between = text.get(pair[0].span.end as usize..pair[1].span.start as usize).unwrap_or_default();
        let ends_line = text[..pair[0].span.end as usize].ends_with('\n');
        !ends_line && between.bytes().all(|byte| matches!(byte, b' ' | b'\t'))
    };
    1 + tokens.windows(2).take_while(touch).count()
}

/// The lines of tokens on which nothing else stands.
struct Lines {
    /// The first byte of the first token.
    start: usize,
    /// One past the last byte before the line end.
    content_end: usize,
    /// One past the line end.
    end: usize,
}

/// The lines of a group of tokens, if nothing else stands there. `from` is where the token before them ends.
fn lines(text: &str, from: usize, group: &[Token]) -> Option<Lines> {
    let (start, last) = (group.first()?.span.start as usize, group.last()?.span.end as usize);
    let before = &text[from..start];
    let lead = match before.rfind('\n') {
        Some(at) => &before[at + 1..],
        None if from == 0 || text[..from].ends_with('\n') => before,
        None => return None,
    };
    let end = blank_line_rest(text, last)?;
    let content_end = text[..end].trim_end_matches(['\n', '\r']).len().max(last);
    is_line_lead(lead).then_some(Lines { start, content_end, end })
}

/// Whether the last line that is whole is a tag of HTML.
fn is_within_html(copy: &str) -> bool {
    let reach = copy.len().saturating_sub(LONGEST_LINE);
    let start = (reach..=copy.len()).find(|&at| copy.is_char_boundary(at)).unwrap_or(copy.len());
    let lines = copy[start..].rsplit_once('\n').map_or("", |(lines, _)| lines);
    let line = lines.rsplit('\n').next().unwrap_or_default().trim();
    let is_tag = |rest: &str| rest.starts_with(|first: char| first.is_ascii_alphabetic() || first == '/');
    line.strip_prefix('<').is_some_and(is_tag) && line.ends_with('>') && !line.contains("://")
}

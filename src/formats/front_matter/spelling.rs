//! What a value says, mapped to the bytes that say it.

use std::ops::Range;

use crate::document::{Builder, Quoting};
use crate::source::SourceSpan;

/// A stretch of a value's text with the bytes that made it.
#[derive(Debug, Clone, PartialEq, Eq)]
struct ValuePiece {
    text: Range<usize>,
    /// In the source.
    span: SourceSpan,
    kind: PieceKind,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum PieceKind {
    Verbatim,
    Escape,
    /// The end of a line with the white space around it.
    Fold,
}

/// A value's text, and where each piece of it stands.
#[derive(Debug)]
pub(super) struct ValueSpelling<'t> {
    text: &'t str,
    whole: SourceSpan,
    /// In order; empty where the text could not be followed through what is written.
    pieces: Vec<ValuePiece>,
}

impl<'t> ValueSpelling<'t> {
    /// Follows a text through what is written, marks and all, in `source` at a span.
    pub(super) fn new(text: &'t str, source: &str, span: SourceSpan, quoting: Quoting) -> Self {
        let written = source.get(span.range()).unwrap_or_default();
        let marks = quoting.marks(written);
        let inner = written.get(marks..written.len() - marks).unwrap_or_default();
        let start = span.start + SourceSpan::from_range(0..marks).end;
        let pieces = follow(text, inner, start, quoting).unwrap_or_default();
        Self { text, whole: span, pieces }
    }

    /// What it says.
    pub(super) fn text(&self) -> &'t str {
        self.text
    }

    /// What it says, without the white space around it.
    pub(super) fn range(&self) -> Range<usize> {
        let start = self.text.len() - self.text.trim_start().len();
        start..self.text.trim_end().len().max(start)
    }

    /// Where a stretch of the text is written.
    pub(super) fn span(&self, range: &Range<usize>) -> SourceSpan {
        let pieces = self.touching(range);
        let spans = pieces.first().zip(pieces.last());
        spans.map_or(self.whole, |(first, last)| first.part(range).cover(last.part(range)))
    }

    /// The pieces that a stretch of the text reaches into.
    fn touching(&self, range: &Range<usize>) -> &[ValuePiece] {
        let start = self.pieces.partition_point(|piece| piece.text.end <= range.start);
        let end = self.pieces.partition_point(|piece| piece.text.start < range.end);
        self.pieces.get(start..end).unwrap_or_default()
    }

    /// Adds a stretch of the text to the open block.
    pub(super) fn add(&self, builder: &mut Builder<'_>, range: &Range<usize>) {
        if self.pieces.is_empty() {
            let text: Vec<&str> = self.text[range.clone()].split_whitespace().collect();
            return builder.decoded(&text.join(" "), self.whole);
        }
        for piece in self.touching(range) {
            match piece.kind {
                PieceKind::Verbatim => builder.verbatim(piece.part(range)),
                PieceKind::Escape => builder.decoded(&self.text[piece.text.clone()], piece.span),
                PieceKind::Fold => builder.decoded(" ", piece.span),
            }
        }
    }
}

impl ValuePiece {
    /// Where the part of a stretch stands that lies in this piece.
    fn part(&self, range: &Range<usize>) -> SourceSpan {
        if self.kind != PieceKind::Verbatim {
            return self.span;
        }
        let start = range.start.saturating_sub(self.text.start);
        let end = range.end.min(self.text.end) - self.text.start;
        SourceSpan::from_range(start..end).shift(self.span.start)
    }
}

/// The pieces of a text; none if what is written says something else.
fn follow(text: &str, written: &str, start: u32, quoting: Quoting) -> Option<Vec<ValuePiece>> {
    let mut pieces: Vec<ValuePiece> = Vec::new();
    let blank = |text: &str| text.len() - text.trim_start().len();
    // Between double marks even a blank at the beginning may be an escape.
    let (mut made, mut at) = match quoting {
        Quoting::Double => (0, fold(written).unwrap_or(0)),
        _ => (blank(text), blank(written)),
    };
    let end = text.trim_end().len();
    while made < end {
        let (wanted, rest) = (&text[made..end], &written[at..]);
        let (kind, said, length) = if let Some(length) = fold(rest) {
            (PieceKind::Fold, blank(wanted), length)
        } else if let Some((length, says)) = escape(rest, quoting) {
            let said = if says { wanted.chars().next().map_or(0, char::len_utf8) } else { 0 };
            (PieceKind::Escape, said, length)
        } else {
            let letter = wanted.chars().next()?;
            if !rest.starts_with(letter) {
                return None;
            }
            (PieceKind::Verbatim, letter.len_utf8(), letter.len_utf8())
        };
        if kind == PieceKind::Fold && said == 0 {
            return None;
        }
        let span = SourceSpan::from_range(at..at + length).shift(start);
        match pieces.last_mut() {
            Some(last)
                if kind == PieceKind::Verbatim
                    && last.kind == PieceKind::Verbatim
                    && last.span.end == span.start =>
            {
                last.text.end += said;
                last.span.end = span.end;
            }
            _ => pieces.push(ValuePiece { text: made..made + said, span, kind }),
        }
        made += said;
        at += length;
    }
    Some(pieces)
}

/// The length of white space with the end of a line in it.
fn fold(rest: &str) -> Option<usize> {
    let blank = &rest[..rest.len() - rest.trim_start().len()];
    blank.contains(['\n', '\r']).then_some(blank.len())
}

/// The length of an escape, and whether it stands for a character.
fn escape(rest: &str, quoting: Quoting) -> Option<(usize, bool)> {
    match quoting {
        Quoting::Single => rest.starts_with("''").then_some((2, true)),
        Quoting::Double => {
            let behind = rest.strip_prefix('\\')?;
            if let Some(length) = fold(behind) {
                return Some((1 + length, false));
            }
            let letter = behind.chars().next()?;
            let length = match letter {
                'x' => 4,
                'u' if is_half(behind) => 12,
                'u' => 6,
                'U' => 10,
                letter => 1 + letter.len_utf8(),
            };
            rest.is_char_boundary(length).then_some((length, true))
        }
        _ => None,
    }
}

/// Whether a `uXXXX` is the first half of a character that takes two.
fn is_half(escape: &str) -> bool {
    let is_high =
        |digits: &str| u32::from_str_radix(digits, 16).is_ok_and(|code| (0xD800..0xDC00).contains(&code));
    escape.get(1..5).is_some_and(is_high) && escape.get(5..7) == Some("\\u")
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    /// What each piece says, and what is written for it.
    fn pieces(text: &str, written: &str, quoting: Quoting) -> Vec<(String, String)> {
        let whole = SourceSpan::from_range(0..written.len());
        let spelling = ValueSpelling::new(text, written, whole, quoting);
        let said = spelling
            .pieces
            .iter()
            .map(|piece| (text[piece.text.clone()].to_owned(), written[piece.span.range()].to_owned()));
        said.collect()
    }

    fn own(pairs: &[(&str, &str)]) -> Vec<(String, String)> {
        pairs.iter().map(|(said, written)| ((*said).to_owned(), (*written).to_owned())).collect()
    }

    #[test]
    fn escapes_and_line_ends_are_told_from_the_rest() {
        assert_eq!(pieces("it's", "'it''s'", Quoting::Single), own(&[("it", "it"), ("'", "''"), ("s", "s")]));
        assert_eq!(
            pieces("é \"x\" 😀", r#""\u00e9 \"x\" \ud83d\ude00""#, Quoting::Double),
            own(&[
                ("é", r"\u00e9"),
                (" ", " "),
                ("\"", "\\\""),
                ("x", "x"),
                ("\"", "\\\""),
                (" ", " "),
                ("😀", r"\ud83d\ude00")
            ])
        );
        assert_eq!(
            pieces("one two", "one  \n   two", Quoting::Plain { in_flow: false }),
            own(&[("one", "one"), (" ", "  \n   "), ("two", "two")])
        );
        assert_eq!(
            pieces("one two", "\"one \\\n  two\"", Quoting::Double),
            own(&[("one ", "one "), ("", "\\\n  "), ("two", "two")])
        );
        assert_eq!(
            pieces("one\ntwo\n", "one\r\n  two\r\n", Quoting::Block),
            own(&[("one", "one"), ("\n", "\r\n  "), ("two", "two")])
        );
        assert_eq!(pieces("other", "'it'", Quoting::Single), Vec::new());
    }

    proptest! {
        #[test]
        fn json_is_followed_wherever_it_is_escaped(text in "[a-z \\\\\"'\n\té文😀\u{1}]{0,12}") {
            let written = serde_json::to_string(&text).unwrap();
            let whole = SourceSpan::from_range(0..written.len());
            let spelling = ValueSpelling::new(&text, &written, whole, Quoting::Double);
            let said: String = spelling.pieces.iter().map(|piece| &text[piece.text.clone()]).collect();
            prop_assert_eq!(said, text.trim_end());
        }
    }
}

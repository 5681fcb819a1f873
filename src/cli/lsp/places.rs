//! Places as the protocol counts them: lines from 0, columns in units that the editor and the server agree upon.

use gen_lsp_types::{Position, PositionEncodingKind, Range};

use crate::source::{Encoding, Source, SourceSpan};

/// What columns are counted in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) enum Units {
    /// Bytes of UTF-8.
    Utf8,
    /// What editors count in that say nothing of it.
    #[default]
    Utf16,
    /// Characters.
    Utf32,
}

impl Units {
    /// The first of the names that an editor knows and we do.
    pub(super) fn first_of<'n>(names: impl IntoIterator<Item = &'n str>) -> Self {
        let known = |name| match name {
            "utf-8" => Some(Self::Utf8),
            "utf-16" => Some(Self::Utf16),
            "utf-32" => Some(Self::Utf32),
            _ => None,
        };
        names.into_iter().find_map(known).unwrap_or_default()
    }

    pub(super) fn name(self) -> PositionEncodingKind {
        match self {
            Self::Utf8 => PositionEncodingKind::UTF8,
            Self::Utf16 => PositionEncodingKind::UTF16,
            Self::Utf32 => PositionEncodingKind::UTF32,
        }
    }

    fn of(self, character: char) -> u32 {
        let units = match self {
            Self::Utf8 => character.len_utf8(),
            Self::Utf16 => character.len_utf16(),
            Self::Utf32 => 1,
        };
        u32::try_from(units).unwrap_or(1)
    }

    /// The range of a span.
    pub(super) fn range(self, source: &Source, span: SourceSpan) -> Range {
        Range { start: self.position(source, span.start), end: self.position(source, span.end) }
    }

    pub(super) fn position(self, source: &Source, offset: u32) -> Position {
        let place = source.position(offset);
        let start = source.line_span(place.line).map_or(0, |span| span.start);
        let before = match self {
            Self::Utf8 => offset - start,
            Self::Utf16 => source.utf16_units(offset) - source.utf16_units(start),
            Self::Utf32 => place.column - 1,
        };
        Position { line: place.line - 1, character: before + self.mark(source, place.line) }
    }

    /// How many units a byte order mark takes on a line: it is part of the editor's text, and not of ours.
    fn mark(self, source: &Source, line: u32) -> u32 {
        let is_marked = line == 1 && source.encoding() == Encoding::Utf8 { mark: true };
        if is_marked { self.of('\u{FEFF}') } else { 0 }
    }

    /// The offset of a position; the end of the line for a column behind it.
    pub(super) fn offset(self, source: &Source, position: Position) -> Option<u32> {
        let line = source.line_span(position.line.checked_add(1)?)?;
        let mut units = self.mark(source, position.line + 1);
        for (at, character) in source.slice(line).char_indices() {
            if units >= position.character {
                return Some(line.start + u32::try_from(at).ok()?);
            }
            units += self.of(character);
        }
        Some(line.end)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_are_counted_there_and_back() {
        let source = Source::new("a.md", "one\n🙂é漢 x\r\nend");
        let at = u32::try_from(source.text().find('x').unwrap()).unwrap();
        for (units, column) in [(Units::Utf8, 10), (Units::Utf16, 5), (Units::Utf32, 4)] {
            let range = units.range(&source, SourceSpan::new(at, at + 1));
            assert_eq!(range.start, Position { line: 1, character: column });
            assert_eq!(units.offset(&source, range.start), Some(at));
            assert_eq!(units.offset(&source, Position { line: 1, character: 99 }), Some(at + 1));
            assert_eq!(units.offset(&source, Position { line: 9, character: 0 }), None);
        }
    }

    #[test]
    fn a_byte_order_mark_stands_in_the_editors_text() {
        let source = Source::new("a.md", "\u{FEFF}x");
        for (units, column) in [(Units::Utf8, 3), (Units::Utf16, 1), (Units::Utf32, 1)] {
            assert_eq!(units.position(&source, 0).character, column);
        }
    }

    #[test]
    fn the_units_are_those_that_the_editor_would_rather_have() {
        assert_eq!(Units::first_of(["utf-7", "utf-32", "utf-8"]), Units::Utf32);
        assert_eq!(Units::first_of([]), Units::Utf16);
    }
}

//! What becomes of a document when the editor tells what changed in it.

use gen_lsp_types::{Position, TextDocumentContentChangeEvent};

use super::places::Units;
use crate::source::{Encoding, Source};

/// A document after changes, each of which is about what the one before it left.
pub(super) fn edited(
    source: &Source,
    changes: Vec<TextDocumentContentChangeEvent>,
    units: Units,
) -> Option<Source> {
    let mut edited: Option<Source> = None;
    for change in changes {
        let before = edited.as_ref().unwrap_or(source);
        let text = match change {
            TextDocumentContentChangeEvent::TextDocumentContentChangeWholeDocument(whole) => whole.text,
            TextDocumentContentChangeEvent::TextDocumentContentChangePartial(part) => {
                let (one, other) =
                    (offset(before, units, part.range.start), offset(before, units, part.range.end));
                let text = before.text();
                let mark = if before.encoding() == (Encoding::Utf8 { mark: true }) { "\u{FEFF}" } else { "" };
                [mark, &text[..one.min(other)], &part.text, &text[one.max(other)..]].concat()
            }
        };
        edited = Some(Source::new(before.path(), text));
    }
    edited
}

/// The byte at a place; the end of the text for one behind it.
fn offset(source: &Source, units: Units, position: Position) -> usize {
    units.offset(source, position).map_or(source.text().len(), |offset| offset as usize)
}

#[cfg(test)]
mod tests {
    use gen_lsp_types::Range;
    use proptest::prelude::*;
    use serde_json::json;

    use super::*;
    use crate::source::SourceSpan;

    fn part(range: Range, text: &str) -> TextDocumentContentChangeEvent {
        serde_json::from_value(json!({ "range": range, "text": text })).unwrap()
    }

    #[test]
    fn each_change_is_about_what_the_one_before_it_left() {
        let at = |line, character| Position { line, character };
        let source = Source::new("a.md", "\u{FEFF}one\r\n🙂 two");
        let changes = vec![
            part(Range { start: at(1, 3), end: at(1, 6) }, "three\nfour"),
            part(Range { start: at(2, 0), end: at(9, 9) }, "end"),
            part(Range { start: at(0, 1), end: at(0, 1) }, "x"),
        ];
        let edited = edited(&source, changes, Units::Utf16).unwrap();
        assert_eq!(edited.text(), "xone\r\n🙂 three\nend");
        assert_eq!(edited.encoding(), Encoding::Utf8 { mark: true });
    }

    proptest! {
        #[test]
        fn a_part_is_replaced_whatever_columns_are_counted_in(
            text in "[aé漢🙂\n]{0,20}",
            one in 0_usize..40,
            other in 0_usize..40,
            new in "[bé🙂\n]{0,5}",
        ) {
            let bound = |at: usize| (0..=at.min(text.len())).rev().find(|&at| text.is_char_boundary(at)).unwrap();
            let (start, end) = (bound(one.min(other)), bound(one.max(other)));
            let source = Source::new("a.md", text.clone());
            for units in [Units::Utf8, Units::Utf16, Units::Utf32] {
                let range = units.range(&source, SourceSpan::from_range(start..end));
                let after = edited(&source, vec![part(range, &new)], units).unwrap();
                let expected = [&text[..start], &new, &text[end..]].concat();
                prop_assert_eq!(after.text(), expected);
            }
        }
    }
}

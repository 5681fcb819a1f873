//! Marks of footnotes that have no note.

use super::is_escaped;
use crate::checking::{Context, Sink};
use crate::document::BlockKind;
use crate::source::TextSpan;

/// Longer names of notes are none, in bytes.
const LONGEST: usize = 40;
/// So many figures has the number of a note.
const MOST_DIGITS: usize = 3;

/// Reports marks such as `[^1]` that stand in the text as they were written, behind a word or a mark of the sentence.
pub(super) fn report(context: &Context<'_>, sink: &mut Sink<'_>) {
    let document = context.document();
    let has_notes = document.blocks().iter().any(|block| block.kind == BlockKind::Footnote);
    for (_, block) in context.blocks() {
        let text = document.text(block.text);
        for at in memchr::memmem::find_iter(text.as_bytes(), "[^") {
            let (before, rest) = (&text[..at], &text[at + 2..]);
            let rest = &rest[..rest.floor_char_boundary(LONGEST)];
            let Some(length) = rest.find(']') else { continue };
            let name = &rest[..length];
            let is_number = name.len() <= MOST_DIGITS && name.bytes().all(|byte| byte.is_ascii_digit());
            let is_name = has_notes
                && name.chars().all(|letter| letter.is_alphanumeric() || letter == '-' || letter == '_');
            let stands_behind =
                before.ends_with(|last: char| last.is_alphanumeric() || ".,;:!?)\"”’»…。）*".contains(last));
            // What ends in a colon is a note that was not read as one.
            let is_mark = !name.is_empty()
                && (is_number || is_name)
                && stands_behind
                && !text[at + 2 + length..].starts_with("]:");
            let place = TextSpan::from_range(at..at + 2 + length + 1).shift(block.text.start);
            if is_mark && !is_escaped(document, place) {
                sink.report(place).value("problem", name).emit();
            }
        }
    }
}

//! What stands between a line of plain text and the next.

use super::line::{Begin, Line};

/// The break between a line and the next.
#[derive(Debug, Clone, Copy)]
pub(super) struct Break {
    /// The next line begins something of its own.
    pub(super) is_forced: bool,
    /// A sentence ends.
    pub(super) ends: bool,
    /// The sentence goes on, for it has not ended and the next line begins with a small letter.
    pub(super) goes_on: bool,
    /// Columns of the line.
    pub(super) width: usize,
    /// Columns of the line with the next one's first word added.
    pub(super) with_next: usize,
}

/// The breaks between lines.
pub(super) fn breaks(lines: &[Line<'_>]) -> Vec<Break> {
    let base = lines.iter().map(|line| line.indent).min().unwrap_or_default();
    let indented = lines.iter().filter(|line| line.indent > base).count();
    // The first line of a paragraph hangs out where most are indented.
    let hangs = indented * 2 > lines.len() && lines[0].indent == base;
    // The indent of the list entry that the line stands in.
    let mut entry: Option<usize> = None;
    let pairs = lines.windows(2).map(|pair| {
        let (line, next) = (&pair[0], &pair[1]);
        if line.marker > 0 {
            entry = Some(line.indent);
        }
        entry = entry.filter(|indent| next.indent > *indent);
        let is_start = match entry {
            Some(_) => false,
            None if hangs => next.indent == base,
            None => next.indent > base,
        };
        between(line, next, is_start)
    });
    pairs.collect()
}

/// The break between two lines, the second of which is indented as the start of a paragraph is, or not.
fn between(line: &Line<'_>, next: &Line<'_>, is_start: bool) -> Break {
    let ends = line.ends_sentence();
    let is_aside = next.begins_with_aside() && line.marker == 0 && !ends;
    let is_entry = next.marker > 0 && !is_aside;
    let goes_on = !ends && line.has_words() && (is_aside || !is_entry && next.begin() == Begin::Small);
    let stands_alone =
        is_entry || line.is_row() || next.is_row() || line.is_label() || line.text == next.text;
    // No paragraph ends with a comma: verse is indented line by line.
    let is_forced = stands_alone || is_start && !goes_on && !line.ends_clause();
    let width = line.width();
    Break {
        is_forced,
        ends,
        goes_on: goes_on && !is_forced,
        width,
        with_next: width + 1 + next.first_width(),
    }
}

//! Line starts, and positions computed from them.

use super::SourceSpan;
use super::milestones::{Milestones, STEP};
use super::span::offset;

/// A place as people count it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, serde::Serialize, serde::Deserialize)]
pub struct Position {
    /// Line, counted from 1.
    pub line: u32,
    /// Column, counted from 1 in Unicode scalar values.
    pub column: u32,
}

/// Where each line starts. A line ends at `\n`, `\r\n` or a lone `\r`.
#[derive(Debug, Clone)]
pub(super) struct LineIndex {
    starts: Vec<u32>,
}

impl LineIndex {
    pub(super) fn new(text: &str) -> Self {
        let bytes = text.as_bytes();
        let mut starts = vec![0];
        for end in memchr::memchr2_iter(b'\n', b'\r', bytes) {
            let is_crlf_start = bytes[end] == b'\r' && bytes.get(end + 1) == Some(&b'\n');
            if !is_crlf_start {
                starts.push(offset(end + 1));
            }
        }
        Self { starts }
    }

    pub(super) fn count(&self) -> u32 {
        offset(self.starts.len())
    }

    /// The place of a byte; only in a very long line `milestones` are asked for.
    pub(super) fn position<'m>(
        &self,
        text: &str,
        at: u32,
        milestones: impl FnOnce() -> &'m Milestones,
    ) -> Position {
        let line = self.starts.partition_point(|&start| start <= at).max(1);
        let start = self.starts[line - 1] as usize;
        let end = (at as usize).min(text.len());
        let before = if end.saturating_sub(start) > STEP {
            let milestones = milestones();
            milestones.characters(text, end) - milestones.characters(text, start)
        } else {
            offset(text.get(start..end).map_or(0, |before| before.chars().count()))
        };
        Position { line: offset(line), column: before + 1 }
    }

    pub(super) fn line_span(&self, text: &str, line: u32) -> Option<SourceSpan> {
        let index = (line as usize).checked_sub(1)?;
        let start = *self.starts.get(index)?;
        let end = self.starts.get(index + 1).map_or(text.len(), |&next| next as usize);
        let content = text.get(start as usize..end)?.trim_end_matches(['\n', '\r']);
        Some(SourceSpan::new(start, start + offset(content.len())))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_line_ending_ends_a_line_once() {
        let index = LineIndex::new("a\r\nb\rc\nd");
        assert_eq!(index.starts, [0, 3, 5, 7]);
    }

    #[test]
    fn columns_count_characters_not_bytes() {
        let text = "é🙂x";
        let index = LineIndex::new(text);
        let milestones = Milestones::new(text);
        assert_eq!(index.position(text, 6, || &milestones), Position { line: 1, column: 3 });
    }

    #[test]
    fn columns_in_a_long_line_are_counted_alike() {
        let text = format!("ab\n{}x", "é🙂".repeat(STEP));
        let (index, milestones) = (LineIndex::new(&text), Milestones::new(&text));
        let at = offset(text.len() - 1);
        let column = offset(2 * STEP + 1);
        assert_eq!(index.position(&text, at, || &milestones), Position { line: 2, column });
    }
}

//! Line starts, and positions computed from them.

use super::SourceSpan;
use super::span::offset;

/// A place as people count it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
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

    pub(super) fn position(&self, text: &str, at: u32) -> Position {
        let line = self.starts.partition_point(|&start| start <= at).max(1);
        let start = self.starts[line - 1] as usize;
        let end = (at as usize).min(text.len());
        let column = text.get(start..end).map_or(0, |before| before.chars().count());
        Position { line: offset(line), column: offset(column) + 1 }
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
        assert_eq!(index.position(text, 6), Position { line: 1, column: 3 });
    }
}

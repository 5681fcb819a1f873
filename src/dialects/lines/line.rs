//! A line and what stands before its content.

use std::ops::Range;

/// A line of the text.
#[derive(Debug, Clone, Copy)]
pub(super) struct Line<'t> {
    text: &'t str,
    /// Its first byte.
    pub(super) start: usize,
    /// Where its own text begins: behind the indents of boxes.
    inner: usize,
    /// Where its content begins: behind the marks of quotations and lists.
    pub(super) content_start: usize,
    /// Its content, without white space at the end.
    pub(super) content: &'t str,
    /// Where the next line begins.
    pub(super) next: usize,
}

impl<'t> Line<'t> {
    /// The line that begins at a byte.
    pub(super) fn new(text: &'t str, start: usize) -> Self {
        let next = memchr::memchr(b'\n', &text.as_bytes()[start..]).map_or(text.len(), |at| start + at + 1);
        let mut line = Self { text, start, inner: start, content_start: start, content: "", next };
        line.find_content();
        line
    }

    fn find_content(&mut self) {
        let written = self.text[self.inner..self.next].trim_end();
        self.content_start = self.inner + lead(written);
        self.content = &self.text[self.content_start..self.inner + written.len()];
    }

    pub(super) fn is_blank(&self) -> bool {
        self.text[self.start..self.next].trim().is_empty()
    }

    /// Where its content ends.
    pub(super) fn content_end(&self) -> usize {
        self.content_start + self.content.len()
    }

    /// By how many columns it is indented.
    pub(super) fn indent(&self) -> usize {
        indent(&self.text[self.inner..self.next])
    }

    /// The column at which its content begins, those of open boxes counted.
    pub(super) fn column(&self) -> usize {
        let before = &self.text[self.start..self.content_start];
        indent(before).max(before.len())
    }

    /// Takes a number of indents of four columns off; where they stand.
    pub(super) fn unindent(&mut self, number: usize) -> Option<Range<usize>> {
        let mut at = self.inner;
        for _ in 0..number {
            let rest = &self.text[at..self.next];
            at += if rest.starts_with('\t') {
                1
            } else {
                rest.bytes().take(4).take_while(|&byte| byte == b' ').count()
            };
        }
        let indent = self.inner..at;
        self.inner = at;
        self.find_content();
        (!indent.is_empty()).then_some(indent)
    }

    /// Whether it stands in a quotation.
    pub(super) fn is_quoted(&self) -> bool {
        self.text[self.inner..self.content_start].contains('>')
    }

    /// Whether it begins an entry of a list.
    pub(super) fn is_list_item(&self) -> bool {
        !self.text[self.inner..self.content_start].trim_matches([' ', '\t', '>']).is_empty()
    }

    /// The row of equal signs with which its content begins, if they are three or more.
    pub(super) fn row(&self) -> Option<(u8, usize)> {
        let bytes = self.content.as_bytes();
        let sign = *bytes.first()?;
        let length = bytes.iter().take_while(|&&byte| byte == sign).count();
        (length >= 3).then_some((sign, length))
    }

    /// The next line that is not empty, if there is one.
    pub(super) fn next_text(&self) -> Option<Line<'t>> {
        let mut at = self.next;
        while at < self.text.len() {
            let line = Line::new(self.text, at);
            if !line.is_blank() {
                return Some(line);
            }
            at = line.next;
        }
        None
    }
}

/// By how many columns a text is indented.
fn indent(text: &str) -> usize {
    text.bytes().take_while(|byte| matches!(byte, b' ' | b'\t')).fold(0, |column, byte| match byte {
        b'\t' => (column / 4 + 1) * 4,
        _ => column + 1,
    })
}

/// The length of the indent and of the marks of quotations and lists with which a line begins.
fn lead(line: &str) -> usize {
    let mut rest = line.trim_start_matches([' ', '\t', '>']);
    loop {
        let digits = rest.bytes().take_while(u8::is_ascii_digit).count();
        let signs: &[char] = if digits > 0 { &['.', ')'] } else { &['-', '*', '+'] };
        let Some(behind) = rest[digits..].strip_prefix(signs).filter(|rest| rest.starts_with([' ', '\t']))
        else {
            return line.len() - rest.len();
        };
        rest = behind.trim_start_matches([' ', '\t', '>']);
    }
}

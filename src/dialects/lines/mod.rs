//! Syntax of Markdown that is told by whole lines: boxes, tabs, directives, lists of contents, abbreviations.
//!
//! The signs of such lines become tokens; the text in them stays where it is, and is read as the rest. What a block is
//! by them, a box's title or a caption, is told by its place: [`MarkedPart`](crate::document::Part).
//!
//! A line inside code is no such line, nor is one that nothing follows which belongs to it.

mod alerts;
mod alone;
mod colons;
mod directives;
mod indented;
mod line;

pub(crate) use alerts::is_alert;

use crate::document::{BlockKind, MarkedPart, Meaning, Token, Tokens};
use crate::source::SourceSpan;
use colons::Colons;
use line::Line;

/// What lines stand for, from the first to the last.
#[derive(Default)]
pub(super) struct Lines {
    pub(super) tokens: Vec<Token>,
    pub(super) parts: Vec<MarkedPart>,
    /// Indents that belong to boxes, so that they make no code of the text.
    pub(super) indents: Vec<SourceSpan>,
}

impl Lines {
    /// Adds them to the tokens of the same text.
    pub(super) fn add_to(self, all: &mut Tokens) {
        all.add(self.tokens, self.parts, self.indents);
    }
}

/// Looks at all lines of a text from a byte on.
pub(super) fn scan(text: &str, start: usize) -> Lines {
    let mut walker = Walker::new(text);
    let mut at = start;
    while at < text.len() {
        let line = Line::new(text, at);
        at = walker.line(line);
    }
    Lines { tokens: walker.tokens, parts: walker.parts, indents: walker.indents }
}

/// Code, or a directive, that a row of signs began.
#[derive(Debug, Clone, Copy)]
struct Fence {
    sign: u8,
    length: usize,
    /// How many indented boxes it stands in.
    depth: usize,
}

/// The state of the pass.
struct Walker<'t> {
    text: &'t str,
    tokens: Vec<Token>,
    parts: Vec<MarkedPart>,
    indents: Vec<SourceSpan>,
    /// By how many columns the text of the open indented boxes is indented, the innermost last.
    boxes: Vec<usize>,
    code: Option<Fence>,
    /// The directives between backticks that are open.
    directives: Vec<Fence>,
    colons: Colons,
    /// Whether the last line that was not empty is a list's.
    in_list: bool,
    /// Where the lines without an empty one between them begin.
    paragraph: Option<usize>,
    /// Whether the last line is part of a quotation.
    in_quote: bool,
}

impl<'t> Walker<'t> {
    fn new(text: &'t str) -> Self {
        Self {
            text,
            tokens: Vec::new(),
            parts: Vec::new(),
            indents: Vec::new(),
            boxes: Vec::new(),
            code: None,
            directives: Vec::new(),
            colons: Colons::default(),
            in_list: false,
            paragraph: None,
            in_quote: false,
        }
    }

    /// Looks at a line; where the next one begins.
    fn line(&mut self, mut line: Line<'t>) -> usize {
        if line.is_blank() {
            self.paragraph = None;
            self.in_quote = false;
            return line.next;
        }
        self.leave_boxes(&line);
        self.unindent(&mut line);
        if self.code.is_some() {
            self.end_code(&line);
            return line.next;
        }
        let is_code = !self.in_list && line.indent() >= 4 && self.paragraph.is_none();
        if is_code {
            return line.next;
        }
        self.in_list = line.is_list_item() || self.in_list && line.indent() >= 2;
        let next = self.special(&line);
        if next.is_none() {
            self.paragraph.get_or_insert(line.start);
        }
        self.in_quote = line.is_quoted();
        next.unwrap_or(line.next)
    }

    /// Looks whether a line is one that stands for something, and where the next one to look at begins.
    fn special(&mut self, line: &Line<'t>) -> Option<usize> {
        let found = match line.content.as_bytes().first()? {
            b'`' | b'~' => self.fence(line),
            b'!' | b'?' | b'=' => indented::read(self, line),
            b':' => colons::read(self, line),
            b'/' => colons::read_slashes(self, line),
            b'[' if line.is_quoted() => alerts::read(self, line).or_else(|| alone::read(self, line)),
            b'[' | b'+' | b'\\' | b'(' | b'*' | b'{' => alone::read(self, line),
            _ => None,
        };
        if found.is_some() {
            self.paragraph = None;
        }
        found
    }

    /// Ends the indented boxes that a line stands no longer in.
    fn leave_boxes(&mut self, line: &Line<'t>) {
        while self.boxes.last().is_some_and(|&indent| line.indent() < indent) {
            self.boxes.pop();
            let depth = self.boxes.len();
            self.code = self.code.filter(|code| code.depth <= depth);
            self.directives.retain(|directive| directive.depth <= depth);
            self.in_list = line.indent() >= 2;
            self.paragraph = None;
        }
    }

    /// Takes the indents of the open boxes off a line.
    fn unindent(&mut self, line: &mut Line<'t>) {
        if let Some(indent) = line.unindent(self.boxes.len()) {
            self.indents.push(SourceSpan::from_range(indent));
        }
    }

    /// Looks at a row of backticks or tildes.
    fn fence(&mut self, line: &Line<'t>) -> Option<usize> {
        let (sign, length) = line.row()?;
        if self.directives.last().is_some_and(|directive| {
            directive.sign == sign && directive.length <= length && line.content.len() == length
        }) {
            self.directives.pop();
            self.cut(line.content_start, line.content_end());
            return Some(line.next);
        }
        let fence = Fence { sign, length, depth: self.boxes.len() };
        if let Some(next) = directives::read(self, line, length) {
            self.directives.push(fence);
            return Some(next);
        }
        let has_backtick = sign == b'`' && line.content[length..].contains('`');
        self.code = Some(fence).filter(|_| !has_backtick);
        self.code.map(|_| line.next)
    }

    fn end_code(&mut self, line: &Line<'t>) {
        let ends = |code: Fence| {
            line.row().is_some_and(|(sign, length)| {
                sign == code.sign && length >= code.length && line.content.len() == length
            })
        };
        self.code = self.code.filter(|&code| !ends(code));
    }

    /// Adds a token that readers see nothing of and where a block ends.
    fn cut(&mut self, start: usize, end: usize) {
        self.push(start, end, Meaning::Break);
    }

    fn push(&mut self, start: usize, end: usize, meaning: Meaning) {
        if start < end {
            let span = SourceSpan::from_range(start..end);
            self.tokens.push(Token { span, meaning, is_alone: false });
        }
    }

    /// Says what the text between two places is.
    fn part(&mut self, start: usize, end: usize, kind: BlockKind) {
        self.parts.push(MarkedPart { span: SourceSpan::from_range(start..end), kind });
    }

    /// Makes of a line a box's opening, with the title that stands in it by its places.
    fn open(&mut self, line: &Line<'t>, title: Option<(usize, usize)>, kind: BlockKind) {
        match title.filter(|(start, end)| !self.text[*start..*end].trim().is_empty()) {
            Some((start, end)) => {
                self.cut(line.content_start, start);
                self.part(start, end, kind);
                // The line end as well, so that the text below stands apart.
                self.cut(end, line.next);
            }
            None => self.cut(line.content_start, line.content_end()),
        }
    }
}

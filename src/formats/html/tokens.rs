//! Tags, text and comments, as the WHATWG rules for tokenizing part them.
//!
//! Everything is a place in the text, nothing is copied, and nothing calls itself: a tag may have as many attributes
//! as it likes.

use std::ops::Range;

use memchr::{memchr, memchr2, memmem};

/// A piece of the markup.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Token<'t> {
    /// An element begins; its attributes are told by [`Tokens::attributes`] until the next token is asked for.
    Start(Tag<'t>),
    /// An element ends.
    End(Tag<'t>),
    /// Text, its entities not decoded.
    Text(Range<usize>),
    /// A comment.
    Comment {
        /// All of it.
        whole: Range<usize>,
        /// What stands between its delimiters.
        content: Range<usize>,
    },
}

/// A tag.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Tag<'t> {
    /// The element's name as it is written.
    pub name: &'t str,
    /// All of it, from `<` to `>`.
    pub span: Range<usize>,
    /// Whether it ends in `/>`.
    pub closes_itself: bool,
}

/// An attribute of a tag.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Attribute<'t> {
    /// Its name as it is written.
    pub name: &'t str,
    /// Where its value stands, without quotation marks; empty, behind the name, where there is none.
    pub value: Range<usize>,
}

/// What the content of an element is, where it is not markup.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum RawContent {
    /// Text that ends at the element's end tag.
    Raw,
    /// The same, in which comments may hide such an end tag.
    Script,
    /// Text to the end.
    Plain,
}

/// Reads a text from token to token.
#[derive(Debug)]
pub(super) struct Tokens<'t> {
    text: &'t str,
    at: usize,
    attributes: Vec<Attribute<'t>>,
    /// The element just begun whose content is not markup.
    content: Option<(&'t str, RawContent)>,
    /// Whether the next token stands in a drawing or a formula, which follow rules of their own.
    is_foreign: bool,
}

impl<'t> Tokens<'t> {
    /// Begins to read.
    pub(super) fn new(text: &'t str) -> Self {
        Self { text, at: 0, attributes: Vec::new(), content: None, is_foreign: false }
    }

    /// The attributes of the tag read last.
    pub(super) fn attributes(&self) -> &[Attribute<'t>] {
        &self.attributes
    }

    /// Says whether what follows stands in `svg` or `math`.
    pub(super) fn set_foreign(&mut self, is_foreign: bool) {
        self.is_foreign = is_foreign;
    }

    /// Reads on as if the tag read last were none.
    pub(super) fn read_on(&mut self) {
        self.content = None;
    }

    /// The next token.
    pub(super) fn next(&mut self) -> Option<Token<'t>> {
        if let Some((name, content)) = self.content.take() {
            let end = match content {
                RawContent::Raw => self.raw_end(name, self.at).unwrap_or(self.text.len()),
                RawContent::Script => self.script_end(name),
                RawContent::Plain => self.text.len(),
            };
            if let Some(text) = self.text_until(end) {
                return Some(text);
            }
        }
        loop {
            let mut end = self.at;
            let markup = loop {
                let Some(found) = memchr(b'<', &self.text.as_bytes()[end..]) else { break None };
                end += found;
                if self.begins_markup(end) {
                    break Some(end);
                }
                end += 1;
            };
            if let Some(text) = self.text_until(markup.unwrap_or(self.text.len())) {
                return Some(text);
            }
            markup?;
            if let Some(token) = self.markup() {
                return Some(token);
            }
        }
    }

    fn text_until(&mut self, end: usize) -> Option<Token<'t>> {
        let text = self.at..end;
        self.at = end;
        (!text.is_empty()).then_some(Token::Text(text))
    }

    fn byte(&self, at: usize) -> u8 {
        self.text.as_bytes().get(at).copied().unwrap_or_default()
    }

    /// Whether `<` begins more than itself.
    fn begins_markup(&self, at: usize) -> bool {
        match self.byte(at + 1) {
            b'!' | b'?' => true,
            b'/' => at + 2 < self.text.len(),
            next => next.is_ascii_alphabetic(),
        }
    }

    /// Reads what begins with the `<` here; none for what is neither a whole tag nor a comment.
    fn markup(&mut self) -> Option<Token<'t>> {
        let rest = &self.text[self.at..];
        if rest.starts_with("<!--") {
            return Some(self.comment());
        }
        if rest.starts_with("<![CDATA[") && self.is_foreign {
            let start = self.at + "<![CDATA[".len();
            let length = memmem::find(&self.text.as_bytes()[start..], b"]]>");
            self.at = length.map_or(self.text.len(), |length| start + length + 3);
            return Some(Token::Text(start..length.map_or(self.text.len(), |length| start + length)));
        }
        let (ends, name) =
            if self.byte(self.at + 1) == b'/' { (true, self.at + 2) } else { (false, self.at + 1) };
        if self.byte(name).is_ascii_alphabetic() {
            return self.tag(name, ends);
        }
        // A doctype, an instruction, an empty end tag.
        let end = memchr(b'>', &self.text.as_bytes()[name..]);
        self.at = end.map_or(self.text.len(), |end| name + end + 1);
        None
    }

    fn comment(&mut self) -> Token<'t> {
        let (begin, content) = (self.at, self.at + 4);
        let bytes = self.text.as_bytes();
        let empty = [">", "->"].into_iter().find(|end| self.text[content..].starts_with(end));
        if let Some(end) = empty {
            self.at = content + end.len();
            return Token::Comment { whole: begin..self.at, content: content..content };
        }
        let mut end = content;
        loop {
            let Some(found) = memmem::find(&bytes[end..], b"--") else {
                self.at = bytes.len();
                return Token::Comment { whole: begin..self.at, content: content..self.at };
            };
            end += found;
            let close = match &bytes[end + 2..] {
                [b'>', ..] => 3,
                [b'!', b'>', ..] => 4,
                _ => {
                    end += 1;
                    continue;
                }
            };
            self.at = end + close;
            return Token::Comment { whole: begin..self.at, content: content..end };
        }
    }

    /// Reads a tag from its name on; none if the text ends in it.
    fn tag(&mut self, name: usize, ends: bool) -> Option<Token<'t>> {
        let start = self.at;
        let bytes = self.text.as_bytes();
        let is_name = |byte: &u8| !byte.is_ascii_whitespace() && !matches!(byte, b'/' | b'>');
        let name = name..name + bytes[name..].iter().take_while(|byte| is_name(byte)).count();
        self.at = name.end;
        self.attributes.clear();
        let Some(closes_itself) = self.read_attributes() else {
            self.at = self.text.len();
            return None;
        };
        let tag = Tag { name: &self.text[name], span: start..self.at, closes_itself };
        if ends {
            return Some(Token::End(tag));
        }
        self.content =
            if self.is_foreign { None } else { content_of(tag.name).map(|content| (tag.name, content)) };
        Some(Token::Start(tag))
    }

    /// Reads to the end of a tag, and tells whether it closes itself; none if the text ends before.
    fn read_attributes(&mut self) -> Option<bool> {
        let bytes = self.text.as_bytes();
        let mut slash = false;
        loop {
            match *bytes.get(self.at)? {
                b'>' => {
                    self.at += 1;
                    return Some(slash);
                }
                b'/' => {
                    slash = true;
                    self.at += 1;
                }
                byte if byte.is_ascii_whitespace() => {
                    slash = false;
                    self.at += 1;
                }
                _ => {
                    slash = false;
                    self.attribute()?;
                }
            }
        }
    }

    fn attribute(&mut self) -> Option<()> {
        let bytes = self.text.as_bytes();
        let start = self.at;
        // An equals sign here begins the name.
        let is_name = |byte: &u8| !byte.is_ascii_whitespace() && !matches!(byte, b'/' | b'>' | b'=');
        self.at += 1 + bytes[start + 1..].iter().take_while(|byte| is_name(byte)).count();
        let name = &self.text[start..self.at];
        let end = self.at;
        self.skip_white_space();
        if self.byte(self.at) != b'=' {
            self.attributes.push(Attribute { name, value: end..end });
            return Some(());
        }
        self.at += 1;
        self.skip_white_space();
        let value = match *bytes.get(self.at)? {
            quote @ (b'"' | b'\'') => {
                let start = self.at + 1;
                let end = start + memchr(quote, &bytes[start..])?;
                self.at = end + 1;
                start..end
            }
            b'>' => self.at..self.at,
            _ => {
                let start = self.at;
                let is_value = |byte: &u8| !byte.is_ascii_whitespace() && *byte != b'>';
                self.at += bytes[start..].iter().take_while(|byte| is_value(byte)).count();
                start..self.at
            }
        };
        self.attributes.push(Attribute { name, value });
        Some(())
    }

    fn skip_white_space(&mut self) {
        self.at +=
            self.text.as_bytes()[self.at..].iter().take_while(|byte| byte.is_ascii_whitespace()).count();
    }

    /// Where the end tag of an element stands.
    fn raw_end(&self, name: &str, from: usize) -> Option<usize> {
        let text = &self.text.as_bytes()[from..];
        memmem::find_iter(text, b"</").map(|at| from + at).find(|&at| self.names(at + 2, name))
    }

    /// Whether an element's name stands at a place, and ends there.
    fn names(&self, at: usize, name: &str) -> bool {
        let end = at + name.len();
        let ends = || matches!(self.byte(end), b'/' | b'>') || self.byte(end).is_ascii_whitespace();
        self.text.get(at..end).is_some_and(|written| written.eq_ignore_ascii_case(name)) && ends()
    }

    /// Where the end tag of a script stands. In a comment, one that follows a start tag belongs to that one.
    fn script_end(&self, name: &str) -> usize {
        let bytes = self.text.as_bytes();
        let (mut at, mut in_comment, mut nested) = (self.at, false, false);
        while let Some(found) = memchr2(b'<', b'-', &bytes[at..]) {
            at += found;
            let rest = &bytes[at..];
            if self.names(at + 2, name) && rest.starts_with(b"</") {
                if !nested {
                    return at;
                }
                nested = false;
            } else if in_comment && rest.starts_with(b"-->") {
                (in_comment, nested) = (false, false);
            } else if in_comment && rest.starts_with(b"<") && self.names(at + 1, name) {
                nested = true;
            } else if !in_comment && rest.starts_with(b"<!--") {
                in_comment = true;
                // Its dashes may end it as well.
                at += 1;
            }
            at += 1;
        }
        bytes.len()
    }
}

fn content_of(name: &str) -> Option<RawContent> {
    const RAW: [&str; 7] = ["style", "title", "textarea", "iframe", "xmp", "noembed", "noframes"];
    let is = |known: &str| name.eq_ignore_ascii_case(known);
    match name.len() {
        6 if is("script") => Some(RawContent::Script),
        9 if is("plaintext") => Some(RawContent::Plain),
        3..=8 if RAW.into_iter().any(is) => Some(RawContent::Raw),
        _ => None,
    }
}

#[cfg(test)]
mod tests;

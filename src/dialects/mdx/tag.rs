//! One tag of JSX: `<Name prop="text" other={code} {...rest}>`, `</Name>`, `<>`.

use std::ops::Range;

use super::script::Script;

/// A tag with its parts.
#[derive(Debug, Clone)]
pub(in crate::dialects) struct JsxTag {
    /// Where it begins.
    pub(super) start: usize,
    /// Empty for a fragment.
    pub(super) name: Range<usize>,
    pub(super) side: TagSide,
    /// The props that hold a text, by their names and what stands between the quotes.
    pub(super) texts: Vec<(Range<usize>, Range<usize>)>,
    /// What is written in braces.
    pub(super) code: Vec<Range<usize>>,
    pub(super) end: usize,
}

/// Whether a tag begins an element, ends one, or is one.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum TagSide {
    /// `<a>`
    Begins,
    /// `</a>`
    Ends,
    /// `<a/>`
    Whole,
}

/// Reads tags.
struct TagReader<'t> {
    text: &'t str,
    at: usize,
    limit: usize,
}

/// The tag that begins at a place and ends before a limit.
pub(super) fn read(text: &str, at: usize, limit: usize) -> Option<JsxTag> {
    let mut reader = TagReader { text, at: at + 1, limit };
    let ends = reader.take(b'/');
    let name = reader.name();
    let mut tag = JsxTag {
        start: at,
        name,
        side: if ends { TagSide::Ends } else { TagSide::Begins },
        texts: Vec::new(),
        code: Vec::new(),
        end: at,
    };
    loop {
        reader.space();
        match reader.peek()? {
            b'>' => break,
            b'/' if !ends && reader.text[reader.at..].starts_with("/>") => {
                reader.at += 1;
                tag.side = TagSide::Whole;
                break;
            }
            _ if ends || tag.name.is_empty() => return None,
            b'{' => tag.code.push(reader.script()?),
            _ => reader.prop(&mut tag)?,
        }
    }
    tag.end = reader.at + 1;
    Some(tag)
}

impl TagReader<'_> {
    fn peek(&self) -> Option<u8> {
        self.text.as_bytes().get(self.at).copied().filter(|_| self.at < self.limit)
    }

    fn take(&mut self, byte: u8) -> bool {
        let is_there = self.peek() == Some(byte);
        self.at += usize::from(is_there);
        is_there
    }

    /// Skips white space and comments.
    fn space(&mut self) {
        while let Some(byte) = self.peek() {
            let rest = &self.text[self.at..self.limit];
            self.at += match byte {
                _ if byte.is_ascii_whitespace() => 1,
                b'/' if rest.starts_with("/*") => rest.find("*/").map_or(rest.len(), |end| end + 2),
                b'/' if rest.starts_with("//") => rest.find('\n').unwrap_or(rest.len()),
                _ => return,
            };
        }
    }

    /// A name of an element or a prop; empty if none stands here.
    fn name(&mut self) -> Range<usize> {
        let rest = self.text.get(self.at..self.limit).unwrap_or_default();
        let is_first = |c: char| c.is_alphabetic() || matches!(c, '_' | '$');
        let is_inner = |c: char| is_first(c) || c.is_numeric() || matches!(c, '-' | '.' | ':');
        let length = if rest.starts_with(is_first) {
            rest.find(|c: char| !is_inner(c)).unwrap_or(rest.len())
        } else {
            0
        };
        self.at += length;
        self.at - length..self.at
    }

    fn script(&mut self) -> Option<Range<usize>> {
        let start = self.at;
        self.at = Script::new(self.text, self.at).closed(self.limit)?;
        Some(start..self.at)
    }

    fn prop(&mut self, tag: &mut JsxTag) -> Option<()> {
        let name = self.name();
        if name.is_empty() {
            return None;
        }
        self.space();
        if !self.take(b'=') {
            return Some(());
        }
        self.space();
        match self.peek()? {
            mark @ (b'"' | b'\'') => {
                let start = self.at + 1;
                let inner = self.text.as_bytes().get(start..self.limit)?;
                let value = start..start + memchr::memchr(mark, inner)?;
                self.at = value.end + 1;
                tag.texts.push((name, value));
            }
            b'{' => {
                let code = self.script()?;
                tag.texts.extend(literal(self.text, code.clone()).map(|value| (name, value)));
                tag.code.push(code);
            }
            _ => return None,
        }
        Some(())
    }
}

/// What stands between the quotes of an expression that is nothing but a string: `{"text"}`.
pub(super) fn literal(text: &str, braces: Range<usize>) -> Option<Range<usize>> {
    let inner = &text[braces.start + 1..braces.end - 1];
    let trimmed = inner.trim();
    let mark = trimmed.chars().next().filter(|mark| matches!(mark, '"' | '\'' | '`'))?;
    let value = trimmed[1..].strip_suffix(mark)?;
    let start = braces.start + 1 + inner.find(mark)? + 1;
    (!value.contains([mark, '\\', '\n']) && !value.contains("${")).then_some(start..start + value.len())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read_all(text: &str) -> Option<(&str, TagSide, Vec<&str>)> {
        let tag = read(text, 0, text.len())?;
        let texts = tag.texts.iter().map(|(_, value)| &text[value.clone()]).collect();
        assert_eq!(&text[tag.end..], "!");
        Some((&text[tag.name], tag.side, texts))
    }

    #[test]
    fn tags_of_all_forms() {
        let text = "<A.B x-y=\"it's >\" b={() => { a > b; }} {...c}\n d = {'t'} e>!";
        assert_eq!(read_all(text), Some(("A.B", TagSide::Begins, vec!["it's >", "t"])));
        let text = "<A // it's\n b='c' /* > */\n>!";
        assert_eq!(read_all(text), Some(("A", TagSide::Begins, vec!["c"])));
        assert_eq!(read_all("<a/>!"), Some(("a", TagSide::Whole, vec![])));
        assert_eq!(read_all("</a >!"), Some(("a", TagSide::Ends, vec![])));
        assert_eq!(read_all("<>!"), Some(("", TagSide::Begins, vec![])));
        for text in ["<a <b>", "< a>", "<5>", "<a b=c>", "<https://a>", "<a", "</a b>", "<a b={c>"] {
            assert!(read(text, 0, text.len()).is_none(), "{text}");
        }
    }
}

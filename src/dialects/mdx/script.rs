//! How far a piece of JavaScript reaches: brackets, strings, templates and comments are told apart, no more.

/// What is open at a place of a script.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum OpenSign {
    /// A brace, bracket or parenthesis.
    Bracket,
    /// The text between backticks.
    Template,
    /// `${` in such a text.
    Substitution,
}

/// Walks a script from a byte on.
pub(super) struct Script<'t> {
    bytes: &'t [u8],
    at: usize,
    open: Vec<OpenSign>,
    /// Whether braces alone count: the text of an element may hold half a pair of brackets.
    braces_only: bool,
}

impl<'t> Script<'t> {
    /// A script that begins at a byte.
    pub(super) fn new(text: &'t str, at: usize) -> Self {
        Self { bytes: text.as_bytes(), at, open: Vec::new(), braces_only: true }
    }

    /// One past the brace that closes the one at the first byte, before a limit.
    pub(super) fn closed(mut self, limit: usize) -> Option<usize> {
        while self.at < limit {
            self.step();
            if self.open.is_empty() {
                return Some(self.at);
            }
        }
        None
    }

    /// The line end before the first empty line at which nothing is open, or the end of the text.
    pub(super) fn paragraph_end(self) -> Option<usize> {
        let (bytes, at) = (self.bytes, self.at);
        let with_all = Self { braces_only: false, ..self };
        with_all.end().or_else(|| Self { bytes, at, open: Vec::new(), braces_only: true }.end())
    }

    fn end(mut self) -> Option<usize> {
        while self.at < self.bytes.len() {
            let is_end =
                self.open.is_empty() && self.bytes[self.at] == b'\n' && self.is_blank_line(self.at + 1);
            if is_end {
                return Some(self.at);
            }
            self.step();
        }
        self.open.is_empty().then_some(self.at)
    }

    fn is_blank_line(&self, at: usize) -> bool {
        let line = self.bytes[at..].iter().find(|byte| !matches!(byte, b' ' | b'\t' | b'\r'));
        line.is_none_or(|byte| *byte == b'\n')
    }

    /// Goes on behind the next sign.
    fn step(&mut self) {
        let byte = self.bytes[self.at];
        if self.open.last() == Some(&OpenSign::Template) {
            match byte {
                b'\\' => self.at += 1,
                b'`' => drop(self.open.pop()),
                b'$' if self.bytes.get(self.at + 1) == Some(&b'{') => {
                    self.open.push(OpenSign::Substitution);
                    self.at += 1;
                }
                _ => {}
            }
            self.at += 1;
            return;
        }
        match byte {
            b'[' | b'(' | b']' | b')' if self.braces_only => {}
            b'{' | b'[' | b'(' => self.open.push(OpenSign::Bracket),
            b'}' | b']' | b')' => drop(self.open.pop()),
            b'`' => self.open.push(OpenSign::Template),
            b'"' | b'\'' => self.string(byte),
            b'/' => self.comment(),
            _ => {}
        }
        self.at += 1;
    }

    /// A string ends on its line; else the mark is an apostrophe in the text of an element.
    fn string(&mut self, mark: u8) {
        let mut at = self.at + 1;
        while let Some(&byte) = self.bytes.get(at) {
            match byte {
                b'\\' => at += 1,
                b'\n' => return,
                _ if byte == mark => {
                    self.at = at;
                    return;
                }
                _ => {}
            }
            at += 1;
        }
    }

    /// `/* … */` and `// …`, but not the slashes of an address.
    fn comment(&mut self) {
        let rest = &self.bytes[self.at..];
        if rest.starts_with(b"/*") {
            let end = memchr::memmem::find(&rest[2..], b"*/").map_or(rest.len(), |end| end + 4);
            self.at += end - 1;
        } else if rest.starts_with(b"//") && (self.at == 0 || self.bytes[self.at - 1] != b':') {
            // The line end itself is looked at next.
            self.at += memchr::memchr(b'\n', rest).unwrap_or(rest.len()) - 1;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn closed(text: &str) -> Option<&str> {
        Script::new(text, 0).closed(text.len()).map(|end| &text[end..])
    }

    #[test]
    fn brackets_in_strings_templates_and_comments_do_not_count() {
        assert_eq!(closed("{a['}']} b"), Some(" b"));
        assert_eq!(closed("{`}${ {a: '`'} }}`} b"), Some(" b"));
        assert_eq!(closed("{/* } */} b"), Some(" b"));
        assert_eq!(closed("{a // }\n} b"), Some(" b"));
        assert_eq!(closed("{a && <p>it's</p>} b"), Some(" b"));
        assert_eq!(closed("{a && <p>(it</p>} b"), Some(" b"));
        assert_eq!(closed("{a b"), None);
        assert_eq!(closed("{`a} b"), None);
    }

    #[test]
    fn an_export_reaches_to_the_blank_line_behind_its_last_bracket() {
        let text = "export const a = [\n\n1,\n]\n\nText";
        assert_eq!(Script::new(text, 0).paragraph_end().map(|end| &text[end..]), Some("\n\nText"));
        assert_eq!(Script::new("import a from 'a'", 0).paragraph_end(), Some(17));
        assert_eq!(Script::new("export {", 0).paragraph_end(), None);
    }
}

//! One pass over a text for the places where a token may begin.

use super::ends::Ends;
use super::pairs::{self, Pairs, Side};
use super::{Meaning, Token, Tokens, angle, braces, comments, formula, liquid, mdx, shortcode};
use crate::source::SourceSpan;

/// A longer tag has lost its end.
const LONGEST: usize = 4096;
/// Elements whose text is not read, so that no tag in it counts.
const QUOTING: &[&str] = &["script", "style", "pre", "code", "textarea", "xmp"];

/// What a text is written in, beside the tokens.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::document) enum Syntax {
    /// Backticks quote code, a backslash takes a sign its meaning.
    Markdown,
    /// As Markdown; braces and tags are code.
    Mdx,
    /// Only elements quote code.
    Html,
}

/// The tokens of a text from a byte on.
pub(in crate::document) fn scan(text: &str, start: usize, syntax: Syntax) -> Tokens {
    let body = text.get(start..).unwrap_or_default();
    if syntax != Syntax::Mdx && !may_hold_tokens(body) {
        return Tokens::default();
    }
    let mut scanner = Scanner::new(text, start, syntax);
    scanner.run(start);
    scanner.finish(start)
}

/// Whether a line begins as an import of a module does.
fn holds_imports(text: &str) -> bool {
    text.starts_with("import ") || memchr::memmem::find(text.as_bytes(), b"\nimport ").is_some()
}

/// Whether one of the signs with which tokens begin stands in a text; most texts have none.
fn may_hold_tokens(text: &str) -> bool {
    let bytes = text.as_bytes();
    let has = |sign: &str| memchr::memmem::find(bytes, sign.as_bytes()).is_some();
    memchr::memchr2(b'{', b'$', bytes).is_some()
        || holds_component(bytes)
        || holds_imports(text)
        || ["\\(", "\\[", "<%", "<?", "%%", "[caption", "[/caption", "[//]:"].into_iter().any(has)
}

/// Whether the tag of a component begins in a text.
fn holds_component(bytes: &[u8]) -> bool {
    let is_upper = |at: usize| bytes.get(at).is_some_and(u8::is_ascii_uppercase);
    memchr::memchr_iter(b'<', bytes).any(|at| is_upper(at + 1))
}

/// A token that begins at a place, and what it begins or ends.
pub(super) struct Found {
    /// Where it begins, if not at the sign.
    pub(super) begins: Option<usize>,
    pub(super) end: usize,
    pub(super) meaning: Meaning,
    /// The name of what it begins or ends.
    pub(super) side: Option<(Side, String)>,
    /// Whether it shows that a generator will read the file: a lone `{{ name }}` may be a leftover.
    pub(super) is_certain: bool,
}

impl Found {
    /// A token by itself.
    pub(super) fn new(end: usize, meaning: Meaning) -> Self {
        Self { begins: None, end, meaning, side: None, is_certain: true }
    }
}

/// The state of the pass.
pub(super) struct Scanner<'t> {
    pub(super) text: &'t str,
    pub(super) syntax: Syntax,
    pub(super) ends: Ends,
    tokens: Vec<Token>,
    pairs: Pairs,
    /// The tokens that a generator need not be meant by, by their index.
    doubtful: Vec<usize>,
    pub(super) mdx: mdx::Tags,
    start: usize,
    /// Whether a line of a Markdown file begins as an import does.
    holds_imports: bool,
    /// Where the line that was looked at last begins, and how far that is known.
    line: (usize, usize),
}

impl<'t> Scanner<'t> {
    fn new(text: &'t str, start: usize, syntax: Syntax) -> Self {
        Self {
            text,
            syntax,
            ends: Ends::default(),
            tokens: Vec::new(),
            pairs: Pairs::default(),
            doubtful: Vec::new(),
            mdx: mdx::Tags::default(),
            start,
            holds_imports: syntax == Syntax::Markdown && holds_imports(&text[start..]),
            line: (start, start),
        }
    }

    fn run(&mut self, start: usize) {
        let mut from = start;
        if self.syntax == Syntax::Mdx
            && let Some(found) = mdx::module_code(self, start)
        {
            from = self.add(start, found);
        } else if self.holds_imports
            && let Some(found) = mdx::import(self, start)
        {
            from = self.add(start, found);
        }
        while let Some(at) = self.next_sign(from) {
            from = match self.token(at) {
                Some(found) => self.add(at, found),
                None => self.behind(at),
            };
        }
    }

    fn next_sign(&self, from: usize) -> Option<usize> {
        let is_sign: fn(&u8) -> bool = match self.syntax {
            Syntax::Markdown if self.holds_imports => {
                |byte| matches!(byte, b'`' | b'~' | b'\\' | b'<' | b'{' | b'%' | b'[' | b'$' | b'\n')
            }
            Syntax::Markdown => |byte| matches!(byte, b'`' | b'~' | b'\\' | b'<' | b'{' | b'%' | b'[' | b'$'),
            Syntax::Mdx => |byte| matches!(byte, b'`' | b'~' | b'\\' | b'<' | b'{' | b'[' | b'$' | b'\n'),
            Syntax::Html => |byte| matches!(byte, b'<' | b'{' | b'$' | b'\\'),
        };
        let rest = self.text.as_bytes().get(from..)?;
        rest.iter().position(is_sign).map(|at| from + at)
    }

    /// The token that begins at a sign.
    fn token(&mut self, at: usize) -> Option<Found> {
        let rest = &self.text[at..];
        match rest.as_bytes()[0] {
            b'\n' | b'`' | b'~' | b'<' | b'{' if self.syntax == Syntax::Mdx => mdx::token(self, at),
            b'{' if rest.starts_with("{{<") || rest.starts_with("{{%") => shortcode::token(self, at),
            b'{' if rest.starts_with("{{") => braces::token(self, at),
            b'{' if rest.starts_with("{%") => liquid::token(self, at),
            b'<' if self.syntax == Syntax::Markdown => {
                angle::token(self, at).or_else(|| mdx::component(self, at))
            }
            b'<' => angle::token(self, at),
            b'\n' => mdx::import(self, at + 1),
            b'{' | b'%' | b'[' => comments::token(self, at),
            b'$' | b'\\' => formula::token(self, at),
            _ => None,
        }
    }

    fn add(&mut self, at: usize, found: Found) -> usize {
        let index = self.tokens.len();
        if let Some((side, name)) = found.side {
            self.pairs.add(index, side, name);
        }
        if !found.is_certain {
            self.doubtful.push(index);
        }
        let span = SourceSpan::from_range(found.begins.unwrap_or(at)..found.end);
        self.tokens.push(Token { span, meaning: found.meaning, is_alone: false });
        found.end
    }

    /// Where the search goes on behind a sign that begins no token: behind the code that it begins, if it does.
    fn behind(&mut self, at: usize) -> usize {
        let rest = &self.text[at..];
        match rest.as_bytes()[0] {
            b'`' | b'~' => self.behind_code(at),
            b'\\' if self.syntax != Syntax::Html => {
                at + 1 + rest[1..].chars().next().map_or(0, char::len_utf8)
            }
            b'<' if rest.starts_with("<!--") => {
                self.ends.find(self.text, "-->", at + 4).map_or(at + 4, |end| end.end)
            }
            b'<' => self.behind_element(at).unwrap_or(at + 1),
            _ => at + 1,
        }
    }

    /// Behind an element that quotes code.
    fn behind_element(&mut self, at: usize) -> Option<usize> {
        let rest = &self.text.as_bytes()[at + 1..];
        let length = rest.iter().take_while(|byte| byte.is_ascii_alphabetic()).count();
        let is_whole =
            rest.get(length).is_some_and(|byte| matches!(byte, b'>' | b' ' | b'\t' | b'\r' | b'\n'));
        let name =
            QUOTING.iter().find(|name| is_whole && rest[..length].eq_ignore_ascii_case(name.as_bytes()))?;
        let (text, from) = (self.text, at + 1);
        let end = self.ends.find_with(&format!("</{name}"), from, || {
            memchr::memmem::find_iter(&text.as_bytes()[from..], b"</").map(|place| from + place).find_map(
                |place| {
                    let written = text.as_bytes().get(place + 2..place + 2 + name.len())?;
                    written.eq_ignore_ascii_case(name.as_bytes()).then_some(place..place + 2 + name.len())
                },
            )
        })?;
        Some(end.end)
    }

    /// Behind a fence with its code, inline code, or signs that begin neither.
    fn behind_code(&mut self, at: usize) -> usize {
        if let Some((end, _)) = self.fence(at) {
            return end;
        }
        let sign = self.text.as_bytes()[at];
        let length = run(self.text, at, sign);
        let from = at + length;
        if sign == b'~' {
            return from;
        }
        let text = self.text;
        let end = self.ends.find_with(&format!("`{length}"), from, || {
            let mut place = from;
            while let Some(found) = memchr::memchr(b'`', text.as_bytes().get(place..)?) {
                let begin = place + found;
                place = begin + run(text, begin, b'`');
                if place - begin == length {
                    return Some(begin..place);
                }
            }
            None
        });
        end.filter(|end| !holds_blank_line(&text[from..end.start])).map_or(from, |end| end.end)
    }

    /// A fenced block of code that begins at a sign: one past its end, and the code. One without an end reaches as far
    /// as the text.
    pub(super) fn fence(&mut self, at: usize) -> Option<(usize, SourceSpan)> {
        let sign = self.text.as_bytes()[at];
        let length = run(self.text, at, sign);
        if length < 3 || !self.begins_line(at) {
            return None;
        }
        let mut code_start = None;
        let mut line_start = at;
        while let Some(line_end) = memchr::memchr(b'\n', &self.text.as_bytes()[line_start..]) {
            line_start += line_end + 1;
            let code_start = *code_start.get_or_insert(line_start);
            let line = self.text[line_start..].lines().next().unwrap_or_default();
            let inner = line.trim_start_matches([' ', '\t', '>']);
            let signs = run(inner, 0, sign);
            if signs >= length && inner[signs..].trim().is_empty() {
                return Some((line_start + line.len(), SourceSpan::from_range(code_start..line_start)));
            }
        }
        let end = self.text.len();
        Some((end, SourceSpan::from_range(code_start.unwrap_or(end)..end)))
    }

    /// Whether nothing but the marks of lists and quotations stands before a place on its line.
    pub(super) fn begins_line(&mut self, at: usize) -> bool {
        let (start, known) = self.line;
        let new = self.text.as_bytes().get(known..at).and_then(|text| memchr::memrchr(b'\n', text));
        let start = new.map_or(start, |new| known + new + 1);
        self.line = (start, at.max(known));
        is_line_lead(&self.text[start..at])
    }

    /// Where a tag ends that is over with a sign: near enough, and in the same paragraph.
    pub(super) fn tag_end(&mut self, from: usize, sign: &str) -> Option<usize> {
        let end = self.ends.find(self.text, sign, from)?;
        let inside = &self.text[from..end.start];
        (inside.len() <= LONGEST && !holds_blank_line(inside)).then_some(end.end)
    }

    /// Where the paragraph ends that a place stands in.
    pub(super) fn paragraph_end(&mut self, at: usize) -> usize {
        let text = self.text;
        let end = self.ends.find_with("paragraph", at, || {
            memchr::memchr_iter(b'\n', &text.as_bytes()[at..])
                .map(|end| at + end)
                .find(|end| text[end + 1..].trim_start_matches([' ', '\t', '\r']).starts_with('\n'))
                .map(|end| end..end + 1)
        });
        end.map_or(text.len(), |end| end.start)
    }

    /// Whether a line begins no text that goes on from the line before: that one is empty, or a token ends there.
    pub(super) fn is_behind_paragraph(&self, line_start: usize) -> bool {
        let before = self.text[..line_start].strip_suffix('\n').unwrap_or_default();
        let is_behind_token = || {
            self.tokens.last().is_some_and(|token| {
                matches!(token.meaning, Meaning::Hidden)
                    && before.get(token.span.end as usize..).is_some_and(|rest| rest.trim().is_empty())
            })
        };
        let before_is_front_matter = line_start == self.start;
        before_is_front_matter
            || before.trim_end_matches([' ', '\t', '\r']).ends_with('\n')
            || before.trim().is_empty()
            || is_behind_token()
    }

    /// How many tokens there are so far.
    pub(super) fn token_count(&self) -> usize {
        self.tokens.len()
    }

    fn finish(mut self, start: usize) -> Tokens {
        let elements = mdx::settle(self.text, &mut self.tokens, &mut self.mdx);
        pairs::settle(&mut self.tokens, &self.pairs);
        if self.syntax == Syntax::Html && !self.is_template(start) {
            let mut doubtful = self.doubtful.iter().peekable();
            let mut index = 0;
            self.tokens.retain(|_| {
                let is_doubtful = doubtful.next_if(|&&doubtful| doubtful == index).is_some();
                index += 1;
                !is_doubtful
            });
        }
        // What is not MDX may hold signs that look like it.
        let problem = self.mdx.problem().filter(|_| self.syntax == Syntax::Mdx);
        Tokens::new(self.tokens, elements, problem)
    }

    /// Whether an HTML file is one that a generator or a script fills in, so that no variable in it is left over.
    fn is_template(&self, start: usize) -> bool {
        let bytes = self.text.as_bytes();
        let has = |sign: &str| memchr::memmem::find(bytes, sign.as_bytes()).is_some();
        start > 0
            || self.doubtful.len() < self.tokens.len()
            || self.text.starts_with("---")
            || [" v-if=", " v-for=", " v-bind:", " ng-app", " ng-repeat=", " ng-if=", " x-data="]
                .into_iter()
                .any(has)
    }
}

/// How many of a sign stand in a row at a place.
fn run(text: &str, at: usize, sign: u8) -> usize {
    text.as_bytes()[at..].iter().take_while(|&&byte| byte == sign).count()
}

/// Whether a text before something on its line is no more than the marks of lists and quotations.
pub(in crate::document) fn is_line_lead(text: &str) -> bool {
    let mut rest = text.trim_start_matches([' ', '\t', '>']);
    while !rest.is_empty() {
        let digits = rest.bytes().take_while(u8::is_ascii_digit).count();
        let signs: &[char] = if digits > 0 { &['.', ')'] } else { &['-', '*', '+'] };
        let Some(behind) = rest[digits..].strip_prefix(signs).filter(|rest| rest.starts_with([' ', '\t']))
        else {
            return false;
        };
        rest = behind.trim_start_matches([' ', '\t', '>']);
    }
    true
}

/// Where the line ends that a place stands in, line end included, if nothing but spaces stands behind the place.
pub(in crate::document) fn blank_line_rest(text: &str, at: usize) -> Option<usize> {
    let rest = text[at..].trim_start_matches([' ', '\t', '\r']);
    let end = text.len() - rest.len();
    (rest.is_empty() || rest.starts_with('\n')).then_some(end + usize::from(!rest.is_empty()))
}

/// Whether a text holds an empty line.
pub(super) fn holds_blank_line(text: &str) -> bool {
    let mut lines = text.split('\n');
    lines.next();
    // What stands behind the last line end is the beginning of a line only.
    lines.next_back();
    lines.any(|line| line.trim().is_empty())
}

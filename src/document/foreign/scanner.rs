//! One pass over a text for the places where a token may begin.

use std::collections::HashMap;

use super::ends::Ends;
use super::lines::Lines;
use super::pairs::{self, Pairs, Side};
use super::{
    Link, Meaning, Part, Token, Tokens, angle, attributes, braces, brackets, comments, formula, lines,
    liquid, marks, mdx, names, players, shortcode, wordpress,
};
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
    let mut tokens = Tokens::default();
    if syntax == Syntax::Mdx || may_hold_tokens(body, syntax) {
        let mut scanner = Scanner::new(text, start, syntax);
        scanner.run(start);
        tokens = scanner.finish(start);
    }
    let mut lines = if syntax == Syntax::Html { Lines::default() } else { lines::scan(text, start) };
    // A page that was made already shows an address as it is.
    if syntax != Syntax::Html || !is_page(text) {
        players::add(&mut lines, text, start, syntax != Syntax::Html);
    }
    tokens.merge(lines);
    tokens
}

/// Whether a line begins as an import of a module does.
fn holds_imports(text: &str) -> bool {
    text.starts_with("import ") || memchr::memmem::find(text.as_bytes(), b"\nimport ").is_some()
}

/// The signs at which a token may begin or end, by their bytes.
type Signs = [bool; 256];

const MARKDOWN: Signs = signs(b"`~\\<{%[]$!=+^:");
const MARKDOWN_WITH_IMPORTS: Signs = signs(b"`~\\<{%[]$!=+^:\n");
const MDX: Signs = signs(b"`~\\<{[]$:\n");
const HTML: Signs = signs(b"<{[$\\");

const fn signs(bytes: &[u8]) -> Signs {
    let mut signs = [false; 256];
    let mut index = 0;
    while index < bytes.len() {
        signs[bytes[index] as usize] = true;
        index += 1;
    }
    signs
}

/// Whether one of the signs with which tokens begin stands in a text; most texts have none.
fn may_hold_tokens(text: &str, syntax: Syntax) -> bool {
    let bytes = text.as_bytes();
    let has = |sign: &str| memchr::memmem::find(bytes, sign.as_bytes()).is_some();
    let is_lower = |at: usize| bytes.get(at).is_some_and(u8::is_ascii_lowercase);
    memchr::memchr2(b'{', b'$', bytes).is_some()
        || holds_component(bytes)
        || holds_imports(text)
        || ["\\(", "\\[", "<%", "<?", "%%", "[//]:"].into_iter().any(has)
        || memchr::memchr_iter(b'[', bytes).any(|at| is_lower(at + 1) || bytes.get(at + 1) == Some(&b'/'))
        || syntax == Syntax::Markdown
            && (memchr::memchr2(b'^', b'~', bytes).is_some()
                || ["==", "++", "[[", "]{", "[@", "-->.", "-->,"].into_iter().any(has)
                || memchr::memchr_iter(b':', bytes)
                    .any(|at| is_lower(at + 1) || bytes.get(at + 1) == Some(&b'+')))
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
    parts: Vec<Part>,
    links: Vec<Link>,
    /// Tokens that are known before they are met, by where they begin.
    expected: HashMap<usize, (usize, Meaning)>,
    /// Whether short codes of `WordPress` run here, once it was asked; and how many are open, by their names.
    runs_short_codes: Option<bool>,
    short_codes: HashMap<String, usize>,
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
            parts: Vec::new(),
            links: Vec::new(),
            expected: HashMap::new(),
            runs_short_codes: None,
            short_codes: HashMap::new(),
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
        let signs = match self.syntax {
            Syntax::Markdown if self.holds_imports => &MARKDOWN_WITH_IMPORTS,
            Syntax::Markdown => &MARKDOWN,
            Syntax::Mdx => &MDX,
            Syntax::Html => &HTML,
        };
        let rest = self.text.as_bytes().get(from..)?;
        rest.iter().position(|&byte| signs[usize::from(byte)]).map(|at| from + at)
    }

    /// The token that begins at a sign.
    fn token(&mut self, at: usize) -> Option<Found> {
        if let Some((end, meaning)) = self.expected.remove(&at) {
            return Some(Found::new(end, meaning));
        }
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
            b'[' if rest.starts_with("[[") => wordpress::shown(self, at).or_else(|| self.bracket(at)),
            b'[' => {
                comments::token(self, at).or_else(|| wordpress::token(self, at)).or_else(|| self.bracket(at))
            }
            b'{' if self.syntax == Syntax::Markdown => {
                comments::token(self, at).or_else(|| attributes::token(self, at))
            }
            b'{' | b'%' => comments::token(self, at),
            b'!' if rest.starts_with("![[") => brackets::embed(self, at),
            b'=' | b'+' | b'^' | b'~' => marks::token(self, at),
            b':' => names::token(self, at),
            b'$' | b'\\' => formula::token(self, at),
            _ => None,
        }
    }

    fn bracket(&mut self, at: usize) -> Option<Found> {
        (self.syntax == Syntax::Markdown).then(|| brackets::token(self, at)).flatten()
    }

    /// Notes that a token will begin at a place, where one of the signs stands.
    pub(super) fn expect(&mut self, at: usize, end: usize, meaning: Meaning) {
        self.expected.insert(at, (end, meaning));
    }

    /// Where the last token ends.
    pub(super) fn last_end(&self) -> usize {
        self.tokens.last().map_or(0, |token| token.span.range().end)
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
            b'=' | b'+' | b'^' => at + run(self.text, at, rest.as_bytes()[0]),
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
        let start = self.line_start(at);
        is_line_lead(&self.text[start..at])
    }

    /// Where the line begins that a place stands on.
    pub(super) fn line_start(&mut self, at: usize) -> usize {
        let (start, known) = self.line;
        let new = self.text.as_bytes().get(known..at).and_then(|text| memchr::memrchr(b'\n', text));
        let start = new.map_or(start, |new| known + new + 1);
        self.line = (start, at.max(known));
        start
    }

    /// Where a tag ends that is over with a sign: near enough, and in the same paragraph.
    pub(super) fn tag_end(&mut self, from: usize, sign: &str) -> Option<usize> {
        let end = self.ends.find(self.text, sign, from)?;
        let inside = &self.text[from..end.start];
        (inside.len() <= LONGEST && !holds_blank_line(inside)).then_some(end.end)
    }

    /// Where a tag ends whose arguments hold whole paragraphs; before another one begins.
    pub(super) fn long_tag_end(&mut self, from: usize, sign: &str) -> Option<usize> {
        let end = self.ends.find(self.text, sign, from)?;
        let inside = &self.text[from..end.start];
        let opens_another = memchr::memmem::find(inside.as_bytes(), b"{%").is_some();
        // A quotation mark behind an equals sign is still open where the first paragraph ends.
        let first = inside.split("\n\n").next().unwrap_or_default();
        let is_argument = first.contains("=\"") && first.matches('"').count() % 2 == 1;
        (inside.len() <= 4 * LONGEST && is_argument && !opens_another).then_some(end.end)
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

    /// Whether short codes run: `WordPress` keeps the text, not a page that was made nor another generator's file.
    pub(super) fn runs_short_codes(&mut self) -> bool {
        let (text, start, syntax) = (self.text, self.start, self.syntax);
        *self.runs_short_codes.get_or_insert_with(|| match syntax {
            _ if start > 0 || text.starts_with("---") => false,
            Syntax::Html => !is_page(text),
            Syntax::Markdown => true,
            Syntax::Mdx => false,
        })
    }

    /// Notes that a short code begins that another tag ends.
    pub(super) fn begin_short_code(&mut self, name: &str) {
        *self.short_codes.entry(name.to_owned()).or_default() += 1;
    }

    /// Notes that a short code ends; whether it had begun.
    pub(super) fn end_short_code(&mut self, name: &str) -> bool {
        let open = self.short_codes.get_mut(name).filter(|open| **open > 0);
        open.map(|open| *open -= 1).is_some()
    }

    /// Says what a part of the text is.
    pub(super) fn add_part(&mut self, part: Part) {
        self.parts.push(part);
    }

    /// Notes a link whose text stands between tokens.
    pub(super) fn add_link(&mut self, link: Link) {
        self.links.push(link);
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
        Tokens::new(self.tokens, elements, self.parts, self.links, problem)
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

/// Whether a text is a whole page of HTML.
fn is_page(text: &str) -> bool {
    let head: Vec<u8> = text.bytes().take(1024).map(|byte| byte.to_ascii_lowercase()).collect();
    ["<!doctype", "<html", "<head>", "<body"]
        .into_iter()
        .any(|sign| memchr::memmem::find(&head, sign.as_bytes()).is_some())
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

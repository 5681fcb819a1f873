//! One pass over a text for the places where a token may begin, and who reads it there.

use super::blank::run;
use super::lines::{self, Lines};
use super::page::{is_page, is_template};
use super::scanner::{FoundToken, Scanner};
use super::syntax::Syntax;
use super::{
    angle, attributes, braces, brackets, comments, formula, liquid, marks, mdx, names, pairs, players,
    shortcode, wordpress,
};
use crate::document::Tokens;

/// The tokens of a text from a byte on.
pub(crate) fn scan(text: &str, start: usize, syntax: Syntax) -> Tokens {
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
    lines.add_to(&mut tokens);
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

impl Scanner<'_> {
    fn run(&mut self, start: usize) {
        let holds_imports = self.syntax == Syntax::Markdown && holds_imports(&self.text[start..]);
        let signs = match self.syntax {
            Syntax::Markdown if holds_imports => &MARKDOWN_WITH_IMPORTS,
            Syntax::Markdown => &MARKDOWN,
            Syntax::Mdx => &MDX,
            Syntax::Html => &HTML,
        };
        let mut from = start;
        if self.syntax == Syntax::Mdx
            && let Some(found) = mdx::module_code(self, start)
        {
            from = self.add(start, found);
        } else if holds_imports && let Some(found) = mdx::import(self, start) {
            from = self.add(start, found);
        }
        while let Some(at) = self.next_sign(signs, from) {
            from = match self.token(at) {
                Some(found) => self.add(at, found),
                None => self.behind(at),
            };
        }
    }

    fn next_sign(&self, signs: &Signs, from: usize) -> Option<usize> {
        let rest = self.text.as_bytes().get(from..)?;
        rest.iter().position(|&byte| signs[usize::from(byte)]).map(|at| from + at)
    }

    /// The token that begins at a sign.
    fn token(&mut self, at: usize) -> Option<FoundToken> {
        if let Some(expected) = self.expected(at) {
            return Some(expected);
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

    fn bracket(&mut self, at: usize) -> Option<FoundToken> {
        (self.syntax == Syntax::Markdown).then(|| brackets::token(self, at)).flatten()
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

    fn finish(mut self, start: usize) -> Tokens {
        let elements = mdx::settle(self.text, &mut self.tokens, &mut self.mdx);
        pairs::settle(&mut self.tokens, &self.pairs);
        // A tag that can be nothing else shows that no variable is left over.
        let is_template = || self.doubtful.len() < self.tokens.len() || is_template(self.text, start);
        if self.syntax == Syntax::Html && !is_template() {
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
}

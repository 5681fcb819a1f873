//! What the readers of tokens share while a text is passed over: what was found so far, and where things end.

use std::collections::HashMap;

use super::blank::{holds_blank_line, is_line_lead};
use super::ends::Ends;
use super::mdx::Tags;
use super::page::is_page;
use super::pairs::{PairEnd, Pairs};
use super::syntax::Syntax;
use crate::document::{Link, MarkedPart, Meaning, Token};
use crate::source::SourceSpan;

/// A longer tag has lost its end.
const LONGEST: usize = 4096;

/// A token that begins at a place, and what it begins or ends.
pub(super) struct FoundToken {
    /// Where it begins, if not at the sign.
    pub(super) begins: Option<usize>,
    pub(super) end: usize,
    pub(super) meaning: Meaning,
    /// The name of what it begins or ends.
    pub(super) side: Option<(PairEnd, String)>,
    /// Whether it shows that a generator will read the file: a lone `{{ name }}` may be a leftover.
    pub(super) is_certain: bool,
}

impl FoundToken {
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
    pub(super) tokens: Vec<Token>,
    pub(super) pairs: Pairs,
    /// The tokens that a generator need not be meant by, by their index.
    pub(super) doubtful: Vec<usize>,
    pub(super) mdx: Tags,
    pub(super) parts: Vec<MarkedPart>,
    pub(super) links: Vec<Link>,
    /// Tokens that are known before they are met, by where they begin.
    expected: HashMap<usize, (usize, Meaning)>,
    /// Whether short codes of `WordPress` run here, once it was asked; and how many are open, by their names.
    runs_short_codes: Option<bool>,
    short_codes: HashMap<String, usize>,
    start: usize,
    /// Where the line that was looked at last begins, and how far that is known.
    line: (usize, usize),
}

impl<'t> Scanner<'t> {
    /// Nothing is found yet; `start` is where the body of the text begins.
    pub(super) fn new(text: &'t str, start: usize, syntax: Syntax) -> Self {
        Self {
            text,
            syntax,
            ends: Ends::default(),
            tokens: Vec::new(),
            pairs: Pairs::default(),
            doubtful: Vec::new(),
            mdx: Tags::default(),
            parts: Vec::new(),
            links: Vec::new(),
            expected: HashMap::new(),
            runs_short_codes: None,
            short_codes: HashMap::new(),
            start,
            line: (start, start),
        }
    }

    /// Notes that a token will begin at a place, where one of the signs stands.
    pub(super) fn expect(&mut self, at: usize, end: usize, meaning: Meaning) {
        self.expected.insert(at, (end, meaning));
    }

    /// The token that was noted to begin at a place.
    pub(super) fn expected(&mut self, at: usize) -> Option<FoundToken> {
        self.expected.remove(&at).map(|(end, meaning)| FoundToken::new(end, meaning))
    }

    /// Where the last token ends.
    pub(super) fn last_end(&self) -> usize {
        self.tokens.last().map_or(0, |token| token.span.range().end)
    }

    /// Adds a token that begins at a sign; where it ends.
    pub(super) fn add(&mut self, at: usize, found: FoundToken) -> usize {
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
    pub(super) fn add_part(&mut self, part: MarkedPart) {
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
}

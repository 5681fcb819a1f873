//! One pattern: compiled when it is first needed.

use std::ops::Range;
use std::sync::OnceLock;

use thiserror::Error;

use super::exact::{Exact, is_plain};
use super::framed::Framed;
use super::known::Literals;
use super::loose::Loose;
use super::opening::Opening;
use super::weight;

/// How far a pattern with look-around may go back before it is given up, in steps.
const BACKTRACK_LIMIT: usize = 200_000;

/// A regular expression, with look-around where it has some.
#[derive(Debug)]
pub struct Pattern {
    text: String,
    /// Where in the text the pattern begins as it was written; before it stand flags.
    written: usize,
    literals: OnceLock<Literals>,
    compiled: OnceLock<Option<Engine>>,
}

#[derive(Debug)]
enum Engine {
    Texts(Exact),
    /// One that is compiled where a text begins as it must.
    Opened(Opening, OnceLock<Option<Box<Engine>>>),
    /// One that is compiled where a looser pattern matches.
    Loosened(Box<Loose>, OnceLock<Option<Box<Engine>>>),
    Framed(Box<Framed>),
    Automaton(Box<regex::Regex>),
    Backtracking(Box<fancy_regex::Regex>),
}

/// A match, and the texts of its groups.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Match {
    /// The bytes matched.
    pub range: Range<usize>,
    /// The bytes of each group, from group 1 on.
    pub groups: Vec<Option<Range<usize>>>,
}

/// Why a text is no pattern.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
#[error("this pattern does not compile: {message}")]
pub struct PatternError {
    /// What is wrong.
    pub message: String,
    /// The bytes at fault, counted in the pattern, where that is known.
    pub range: Option<Range<usize>>,
}

/// A search with look-around went back too often to be let go on.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct TooManySteps;

impl Pattern {
    /// A pattern, checked but not yet compiled.
    ///
    /// # Errors
    /// When the text is not a regular expression.
    pub fn new(text: &str, ignore_case: bool) -> Result<Self, PatternError> {
        let pattern = Self::trusted(text, ignore_case);
        if is_plain(text) {
            return Ok(pattern);
        }
        match regex_syntax::parse(text) {
            Ok(hir) if weight::is_heavy(&hir) => {
                regex::Regex::new(&pattern.text).map_err(|_| PatternError::too_large())?;
            }
            Ok(_) => {}
            Err(error) => {
                fancy_regex::Regex::new(&pattern.text)
                    .map_err(|fancy| PatternError::either(&error, &fancy))?;
            }
        }
        Ok(pattern)
    }

    /// A pattern that is known to be a regular expression; one that is none matches nothing.
    pub fn trusted(text: &str, ignore_case: bool) -> Self {
        let full = if ignore_case { ["(?i)", text].concat() } else { text.to_owned() };
        let written = full.len() - text.len();
        Self { text: full, written, literals: OnceLock::new(), compiled: OnceLock::new() }
    }

    /// The literals of which one occurs in every match; empty if the pattern must be tried everywhere.
    pub fn literals(&self) -> &Literals {
        self.literals.get_or_init(|| Literals::of(&self.text[self.written..]))
    }

    /// The pattern as a regular expression.
    pub fn as_str(&self) -> &str {
        &self.text
    }

    /// What finds matches in a text from a byte on; none where there can be none.
    fn engine(&self, text: &str, start: usize) -> Option<&Engine> {
        let mut engine = self.compiled.get_or_init(|| self.prepare()).as_ref()?;
        loop {
            engine = match engine {
                Engine::Opened(opening, _) if !opening.may_open(text) => return None,
                Engine::Opened(_, compiled) => {
                    compiled.get_or_init(|| self.compile().map(Box::new)).as_deref()?
                }
                // Where it was needed once, asking before is no gain.
                Engine::Loosened(loose, compiled)
                    if compiled.get().is_none() && !loose.may_match(text, start) =>
                {
                    return None;
                }
                Engine::Loosened(_, compiled) => {
                    compiled.get_or_init(|| self.compile_whole().map(Box::new)).as_deref()?
                }
                engine => return Some(engine),
            }
        }
    }

    fn prepare(&self) -> Option<Engine> {
        if let Some(exact) = Exact::read(&self.text) {
            return Some(Engine::Texts(exact));
        }
        match Opening::read(&self.text) {
            Some(opening) => Some(Engine::Opened(opening, OnceLock::new())),
            None => self.compile(),
        }
    }

    fn compile(&self) -> Option<Engine> {
        if let Some(framed) = Framed::read(&self.text) {
            return Some(Engine::Framed(Box::new(framed)));
        }
        match Loose::of(&self.text) {
            Some(loose) => Some(Engine::Loosened(Box::new(loose), OnceLock::new())),
            None => self.compile_whole(),
        }
    }

    fn compile_whole(&self) -> Option<Engine> {
        if let Ok(regex) = regex::Regex::new(&self.text) {
            return Some(Engine::Automaton(Box::new(regex)));
        }
        // What is left of it without look-around tells where it may match at all, which an automaton finds fast.
        let mut builder = fancy_regex::RegexOptionsBuilder::new();
        let regex = builder.backtrack_limit(BACKTRACK_LIMIT).seek(true).build(self.text.clone()).ok()?;
        Some(Engine::Backtracking(Box::new(regex)))
    }

    /// The first match at or after a byte of the text.
    pub fn find_at(&self, text: &str, start: usize) -> Option<Range<usize>> {
        self.try_find_at(text, start).unwrap_or(None)
    }

    pub(super) fn try_find_at(&self, text: &str, start: usize) -> Result<Option<Range<usize>>, TooManySteps> {
        match self.engine(text, start) {
            None | Some(Engine::Opened(..) | Engine::Loosened(..)) => Ok(None),
            Some(Engine::Texts(exact)) => Ok(exact.find_at(text, start)),
            Some(Engine::Framed(framed)) => {
                Ok((start == 0 && framed.is_match(text)).then_some(0..text.len()))
            }
            Some(Engine::Automaton(regex)) => Ok(regex.find_at(text, start).map(|found| found.range())),
            Some(Engine::Backtracking(regex)) => {
                let found = regex.find_from_pos(text, start).map_err(|_| TooManySteps)?;
                Ok(found.map(|found| found.range()))
            }
        }
    }

    /// The first match at or after a byte of the text that is not empty.
    pub fn next_at(&self, text: &str, start: usize) -> Option<Range<usize>> {
        next_not_empty(text, start, |start| self.find_at(text, start))
    }

    /// Whether the text holds a match.
    pub fn is_match(&self, text: &str) -> bool {
        self.find_at(text, 0).is_some()
    }

    /// All matches, each behind the one before; empty matches are left out.
    pub fn find_all(&self, text: &str) -> Vec<Range<usize>> {
        all(|start| self.next_at(text, start))
    }

    /// The groups of the match at a byte of the text.
    pub fn groups_at(&self, text: &str, start: usize) -> Option<Match> {
        self.try_groups_at(text, start).unwrap_or(None)
    }

    pub(super) fn try_groups_at(&self, text: &str, start: usize) -> Result<Option<Match>, TooManySteps> {
        match self.engine(text, start) {
            None | Some(Engine::Opened(..) | Engine::Loosened(..)) => Ok(None),
            Some(Engine::Texts(_) | Engine::Framed(_)) => {
                let found = self.try_find_at(text, start)?;
                Ok(found.map(|range| Match { range, groups: Vec::new() }))
            }
            Some(Engine::Automaton(regex)) => Ok(regex.captures_at(text, start).map(|found| Match {
                range: found.get_match().range(),
                groups: (1..found.len()).map(|index| found.get(index).map(|group| group.range())).collect(),
            })),
            Some(Engine::Backtracking(regex)) => {
                let found = regex.captures_from_pos(text, start).map_err(|_| TooManySteps)?;
                Ok(found.and_then(|found| {
                    let groups =
                        (1..found.len()).map(|index| found.get(index).map(|group| group.range())).collect();
                    Some(Match { range: found.get(0)?.range(), groups })
                }))
            }
        }
    }
}

/// The first match from a place on that is not empty.
pub(super) fn next_not_empty(
    text: &str,
    mut start: usize,
    find_at: impl Fn(usize) -> Option<Range<usize>>,
) -> Option<Range<usize>> {
    loop {
        let range = find_at(start)?;
        if !range.is_empty() {
            return Some(range);
        }
        start = next_boundary(text, range.end);
        if start > text.len() {
            return None;
        }
    }
}

/// All matches, each behind the one before.
pub(super) fn all(next_at: impl Fn(usize) -> Option<Range<usize>>) -> Vec<Range<usize>> {
    let mut found: Vec<Range<usize>> = Vec::new();
    while let Some(range) = next_at(found.last().map_or(0, |last| last.end)) {
        found.push(range);
    }
    found
}

fn next_boundary(text: &str, at: usize) -> usize {
    text.get(at..)
        .and_then(|rest| rest.chars().next())
        .map_or(text.len() + 1, |character| at + character.len_utf8())
}

impl PatternError {
    /// What is wrong with a pattern that is well written but too large.
    fn too_large() -> Self {
        let message = "it grows too large; let it repeat less, such as `{0,80}` for `{0,800}`";
        Self { message: message.to_owned(), range: None }
    }

    /// What is wrong with a pattern that neither engine takes: the second speaks if look-around was all
    /// that the first missed.
    fn either(error: &regex_syntax::Error, fancy: &fancy_regex::Error) -> Self {
        use regex_syntax::ast::ErrorKind::{UnsupportedBackreference, UnsupportedLookAround};
        match error {
            regex_syntax::Error::Parse(parse)
                if matches!(parse.kind(), UnsupportedLookAround | UnsupportedBackreference) =>
            {
                Self::look_around(fancy)
            }
            _ => Self::new(error),
        }
    }

    fn look_around(error: &fancy_regex::Error) -> Self {
        use fancy_regex::{CompileError, Error};
        match error {
            Error::CompileError(error) if matches!(**error, CompileError::InnerError(_)) => Self::too_large(),
            other => Self { message: other.to_string(), range: None },
        }
    }

    fn new(error: &regex_syntax::Error) -> Self {
        let (message, span) = match error {
            regex_syntax::Error::Parse(error) => (error.kind().to_string(), Some(error.span())),
            regex_syntax::Error::Translate(error) => (error.kind().to_string(), Some(error.span())),
            other => (other.to_string(), None),
        };
        Self { message, range: span.map(|span| span.start.offset..span.end.offset) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn look_around_works_and_mistakes_are_placed() {
        let pattern = Pattern::new(r"(?<!not )ready", false).unwrap();
        assert_eq!(pattern.find_at("not ready, ready", 0), Some(11..16));
        assert_eq!(Pattern::new("a(b", false).unwrap_err().range, Some(1..2));
    }

    #[test]
    fn patterns_that_grow_too_large_are_refused_at_once() {
        for text in [r"\w{0,900}", "(((a{1000}){1000}){1000}){1000}", "(?=x)(((a{1000}){1000}){1000})"] {
            let error = Pattern::new(text, false).unwrap_err();
            assert!(error.message.contains("too large"), "{text}: {error}");
        }
        assert!(Pattern::new(r"[\w ]{0,60}", false).is_ok());
    }
}

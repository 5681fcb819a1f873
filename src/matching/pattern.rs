//! One pattern: compiled when it is first needed.

use std::ops::Range;
use std::sync::OnceLock;

use thiserror::Error;

use super::literals;

/// How far a pattern with look-around may go back before it is given up, in steps.
const BACKTRACK_LIMIT: usize = 200_000;

/// A regular expression, with look-around where it has some.
#[derive(Debug)]
pub struct Pattern {
    text: String,
    literals: Vec<String>,
    needs_backtracking: bool,
    compiled: OnceLock<Option<Engine>>,
}

#[derive(Debug)]
enum Engine {
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

impl Pattern {
    /// A pattern, checked but not yet compiled.
    ///
    /// # Errors
    /// When the text is not a regular expression.
    pub fn new(text: &str, ignore_case: bool) -> Result<Self, PatternError> {
        let full = if ignore_case { format!("(?i){text}") } else { text.to_owned() };
        let needs_backtracking = match regex_syntax::parse(text) {
            Ok(_) => false,
            Err(error) => {
                fancy_regex::Regex::new(&full).map_err(|_| PatternError::new(&error))?;
                true
            }
        };
        let literals = if needs_backtracking { Vec::new() } else { literals::required(text) };
        Ok(Self { text: full, literals, needs_backtracking, compiled: OnceLock::new() })
    }

    /// The literals of which one occurs in every match; empty if the pattern must be tried everywhere.
    pub fn literals(&self) -> &[String] {
        &self.literals
    }

    /// The pattern as a regular expression.
    pub fn as_str(&self) -> &str {
        &self.text
    }

    fn engine(&self) -> Option<&Engine> {
        self.compiled.get_or_init(|| self.compile()).as_ref()
    }

    fn compile(&self) -> Option<Engine> {
        if self.needs_backtracking {
            let mut builder = fancy_regex::RegexBuilder::new(&self.text);
            return builder
                .backtrack_limit(BACKTRACK_LIMIT)
                .build()
                .ok()
                .map(Box::new)
                .map(Engine::Backtracking);
        }
        regex::Regex::new(&self.text).ok().map(Box::new).map(Engine::Automaton)
    }

    /// The first match at or after a byte of the text.
    pub fn find_at(&self, text: &str, start: usize) -> Option<Range<usize>> {
        match self.engine()? {
            Engine::Automaton(regex) => regex.find_at(text, start).map(|found| found.range()),
            Engine::Backtracking(regex) => {
                regex.find_from_pos(text, start).ok().flatten().map(|found| found.range())
            }
        }
    }

    /// The first match at or after a byte of the text that is not empty.
    pub fn next_at(&self, text: &str, start: usize) -> Option<Range<usize>> {
        let mut start = start;
        loop {
            let range = self.find_at(text, start)?;
            if !range.is_empty() {
                return Some(range);
            }
            start = next_boundary(text, range.end);
            if start > text.len() {
                return None;
            }
        }
    }

    /// Whether the text holds a match.
    pub fn is_match(&self, text: &str) -> bool {
        self.find_at(text, 0).is_some()
    }

    /// All matches, each behind the one before; empty matches are left out.
    pub fn find_all(&self, text: &str) -> Vec<Range<usize>> {
        let mut found = Vec::new();
        let mut start = 0;
        while let Some(range) = self.next_at(text, start) {
            start = range.end;
            found.push(range);
        }
        found
    }

    /// The groups of the match at a byte of the text.
    pub fn groups_at(&self, text: &str, start: usize) -> Option<Match> {
        match self.engine()? {
            Engine::Automaton(regex) => {
                let found = regex.captures_at(text, start)?;
                let groups =
                    (1..found.len()).map(|index| found.get(index).map(|group| group.range())).collect();
                Some(Match { range: found.get_match().range(), groups })
            }
            Engine::Backtracking(regex) => {
                let found = regex.captures_from_pos(text, start).ok().flatten()?;
                let groups =
                    (1..found.len()).map(|index| found.get(index).map(|group| group.range())).collect();
                Some(Match { range: found.get(0)?.range(), groups })
            }
        }
    }
}

fn next_boundary(text: &str, at: usize) -> usize {
    text.get(at..)
        .and_then(|rest| rest.chars().next())
        .map_or(text.len() + 1, |character| at + character.len_utf8())
}

impl PatternError {
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
}

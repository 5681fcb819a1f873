//! Which literal texts must occur wherever a pattern matches.
//!
//! The pattern is read as text, not through a regular expression parser: most patterns are never
//! compiled in a run, and building a syntax tree for each would take most of a short run's time.
//! What is not understood here is taken for "anything", which costs speed, never findings.

mod choose;
mod reader;

pub(super) use choose::has_case_outside_ascii;
use reader::{PatternReader, Piece};

/// Texts that one stretch of a pattern may stand for while its literals are looked for.
const MOST_GUARDS: usize = 400;
/// Texts of which one must stand at the start of a text, of one stretch of a pattern.
const MOST_OPENINGS: usize = 64;
/// Texts that a whole pattern may stand for to be tried one by one.
const MOST_TEXTS: usize = 1000;

/// The literals of which at least one occurs in every match of a pattern, in lower case;
/// none if there is no such set.
///
/// The search for them ignores ASCII case; a literal is cut at letters that have a case outside ASCII.
pub(super) fn required(pattern: &str) -> Vec<String> {
    let mut reader = PatternReader::new(pattern, MOST_GUARDS);
    let piece = reader.alternatives();
    if reader.understood_all() { piece.required() } else { Vec::new() }
}

/// The texts that a pattern matches, if these are all it says; of two that match at one place it prefers the
/// earlier.
pub(super) fn texts(pattern: &str) -> Option<Vec<String>> {
    let mut reader = PatternReader::new(pattern, MOST_TEXTS);
    let Piece::Exact(texts) = reader.alternatives() else { return None };
    let has_empty = texts.iter().any(String::is_empty);
    (reader.understood_all() && reader.is_texts_alone() && !has_empty).then_some(texts)
}

/// The texts with one of which every match begins, if the pattern matches at the start of a text only; and whether
/// what is no word may stand before them.
pub(super) fn openings(pattern: &str) -> Option<(Vec<String>, bool)> {
    let mut reader = PatternReader::new(pattern, MOST_OPENINGS);
    let mut skips = false;
    let openings = reader.openings(&mut skips)?;
    reader.understood_all().then_some((openings, skips))
}

#[cfg(test)]
mod tests;

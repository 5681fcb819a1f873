//! Which literal texts must occur wherever a pattern matches.
//!
//! The pattern is read as text, not through a regular expression parser: most patterns are never
//! compiled in a run, and building a syntax tree for each would take most of a short run's time.
//! What is not understood here is taken for "anything", which costs speed, never findings.

mod choose;
mod reader;

use reader::Reader;

/// The literals of which at least one occurs in every match of a pattern, in lower case;
/// none if there is no such set.
///
/// The search for them ignores ASCII case; a literal is cut at letters that have a case outside ASCII.
pub(super) fn required(pattern: &str) -> Vec<String> {
    let mut reader = Reader::new(pattern);
    let piece = reader.alternatives();
    if reader.understood_all() { piece.required() } else { Vec::new() }
}

#[cfg(test)]
mod tests;

//! Names for findings that outlive edits elsewhere in the file.
//!
//! A line number changes with every edit above it. A fingerprint is made of the rule, the marked text
//! with a few words around it, and a count among equals; not of the path, so that a file can be renamed.

use std::collections::HashMap;

use super::Finding;
use crate::source::{Source, SourceSpan};

/// How many characters on each side belong to what a finding is known by.
///
/// The marked text alone is often one quotation mark, and there are hundreds of those.
const CONTEXT: usize = 24;

/// For each finding a name of 32 hexadecimal digits, different from those of all others in the file.
pub fn fingerprints(source: &Source, findings: &[Finding]) -> Vec<String> {
    let mut seen: HashMap<blake3::Hash, u64> = HashMap::new();
    let names = findings.iter().map(|finding| {
        let (marked, around) = (normalised(source.slice(finding.span)), text_around(source, finding.span));
        let kind = digest(&[finding.rule.as_bytes(), marked.as_bytes(), around.as_bytes()]);
        let ordinal = seen.entry(kind).or_default();
        *ordinal += 1;
        let name = digest(&[kind.as_bytes(), &ordinal.to_le_bytes()]);
        name.to_hex().chars().take(32).collect()
    });
    names.collect()
}

/// A hash in which the parts cannot run into each other.
fn digest(parts: &[&[u8]]) -> blake3::Hash {
    let mut hasher = blake3::Hasher::new();
    for part in parts {
        hasher.update(&(part.len() as u64).to_le_bytes());
        hasher.update(part);
    }
    hasher.finalize()
}

/// The marked text with its neighbourhood on its lines, without regard to case and spacing.
fn text_around(source: &Source, span: SourceSpan) -> String {
    let text = source.text();
    let marked = span.range();
    let before = text.get(..marked.start).unwrap_or_default();
    let after = text.get(marked.end..).unwrap_or_default();
    let before: Vec<char> =
        before.chars().rev().take_while(|&character| is_same_line(character)).take(CONTEXT).collect();
    let after = after.chars().take_while(|&character| is_same_line(character)).take(CONTEXT);
    let around = before.into_iter().rev().chain(source.slice(span).chars()).chain(after);
    normalised(&around.collect::<String>())
}

fn is_same_line(character: char) -> bool {
    !matches!(character, '\n' | '\r')
}

fn normalised(text: &str) -> String {
    text.split_whitespace().map(str::to_lowercase).collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use super::*;
    use crate::finding::Severity;

    fn names(text: &str, marked: &str) -> Vec<String> {
        let source = Source::new("a.md", text);
        let spans = text.match_indices(marked).map(|(at, _)| SourceSpan::from_range(at..at + marked.len()));
        let finding = |span| Finding {
            rule: Arc::from("a.b"),
            severity: Severity::Error,
            message: String::new(),
            span,
            related: Vec::new(),
            help: None,
            fix: None,
            withheld: None,
        };
        fingerprints(&source, &spans.map(finding).collect::<Vec<_>>())
    }

    #[test]
    fn edits_on_other_lines_change_nothing() {
        assert_eq!(names("The the end.", "the"), names("New.\r\n\r\nThe  the end.\nMore.", "the"));
    }

    #[test]
    fn equals_differ_by_their_order() {
        let names = names("so so\nso so\n", "so so");
        assert_eq!(names.len(), 2);
        assert_ne!(names[0], names[1]);
    }

    #[test]
    fn marks_within_the_same_text_tell_findings_apart() {
        let text = "“one’";
        assert_ne!(names(text, "“"), names(text, "’"));
    }

    #[test]
    fn what_stands_around_tells_findings_apart() {
        assert_ne!(names("one \" mark", "\""), names("another \" mark", "\""));
    }
}

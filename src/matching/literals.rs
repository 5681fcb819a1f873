//! Which literal texts must occur wherever a pattern matches.

use regex_syntax::ParserBuilder;
use regex_syntax::hir::literal::{ExtractKind, Extractor, Seq};
use regex_syntax::hir::{Hir, HirKind};

/// Shorter literals occur too often to guard anything.
const SHORTEST: usize = 3;
/// Signs so rare in prose that one alone guards well enough.
const RARE: &[u8] = b"@&%{}<>|;*=$#\\^~`_";
/// More literals than this in one pattern are not worth their place in the automaton.
const MOST: usize = 400;

/// The literals of which at least one occurs in every match of a pattern; none if there is no such set.
///
/// The pattern is read as matching case, because the automaton ignores ASCII case by itself;
/// a literal is cut at its first letter outside ASCII.
pub(super) fn required(pattern: &str) -> Vec<String> {
    let Ok(hir) = ParserBuilder::new().utf8(true).build().parse(pattern) else { return Vec::new() };
    let hir = core(hir);
    let extract = |kind: ExtractKind| {
        let mut extractor = Extractor::new();
        extractor.kind(kind).limit_total(MOST).limit_literal_len(24).limit_repeat(4).limit_class(4);
        usable(&extractor.extract(&hir))
    };
    let (prefixes, suffixes) = (extract(ExtractKind::Prefix), extract(ExtractKind::Suffix));
    let shortest = |literals: &[String]| literals.iter().map(String::len).min().unwrap_or(0);
    if shortest(&suffixes) > shortest(&prefixes) { suffixes } else { prefixes }
}

/// The pattern without what may be empty at its ends, such as `^\W*` and `\W*$`: whatever the rest
/// requires, the whole requires.
fn core(hir: Hir) -> Hir {
    let HirKind::Concat(parts) = hir.kind() else { return hir };
    let may_be_empty = |part: &Hir| part.properties().minimum_len() == Some(0);
    let Some(first) = parts.iter().position(|part| !may_be_empty(part)) else { return hir };
    let last = parts.iter().rposition(|part| !may_be_empty(part)).unwrap_or(first);
    Hir::concat(parts[first..=last].to_vec())
}

fn usable(literals: &Seq) -> Vec<String> {
    let Some(literals) = literals.literals() else { return Vec::new() };
    let mut texts = Vec::with_capacity(literals.len());
    for literal in literals {
        let Some(text) = longest_ascii(literal.as_bytes()) else { return Vec::new() };
        texts.push(text.to_ascii_lowercase());
    }
    texts.sort_unstable();
    texts.dedup();
    texts
}

fn longest_ascii(bytes: &[u8]) -> Option<&str> {
    let run = bytes.split(|byte| !byte.is_ascii()).max_by_key(|run| run.len())?;
    if run.is_empty() || (run.len() < SHORTEST && !is_rare(run)) {
        return None;
    }
    std::str::from_utf8(run).ok()
}

/// Whether a short literal is rare in prose: a sign that writers hardly use, or two signs in a row.
fn is_rare(run: &[u8]) -> bool {
    let are_signs = run.iter().all(u8::is_ascii_punctuation);
    are_signs && (run.len() > 1 || run.iter().all(|byte| RARE.contains(byte)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn alternatives_each_give_a_literal() {
        assert_eq!(required(r"\b(?:sign up|subscribe) to\b"), ["sign up to", "subscribe to"]);
    }

    #[test]
    fn ends_that_may_be_empty_are_left_out() {
        assert_eq!(required(r"^\W*(?:read more|also read)\W*$"), ["also read", "read more"]);
    }

    #[test]
    fn a_branch_without_a_literal_guards_nothing() {
        assert!(required(r"(?:newsletter|\d+)").is_empty());
    }
}

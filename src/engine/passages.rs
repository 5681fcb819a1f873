//! Parts of a document in a language of their own: only rules for that language speak there.

use crate::document::Document;
use crate::finding::Finding;
use crate::language::Language;
use crate::rules::Rule;
use crate::source::SourceSpan;

/// Takes out those findings of a rule, from an index on, that stand in a language it does not judge.
pub(super) fn retain_spoken(rule: &Rule, document: &Document<'_>, findings: &mut Vec<Finding>, from: usize) {
    if rule.languages.is_empty() || document.passages().is_empty() || findings.len() == from {
        return;
    }
    let mut places: Vec<(SourceSpan, Language)> =
        document.passages().iter().map(|part| (document.locate(part.text), part.language)).collect();
    places.sort_unstable_by_key(|(span, _)| span.start);
    let language_at = |place: u32| {
        let before = places[..places.partition_point(|(span, _)| span.start <= place)].last();
        before
            .filter(|(span, _)| place < span.end)
            .map_or(document.language(), |(_, language)| Some(*language))
    };
    let mut index = 0;
    findings.retain(|finding| {
        index += 1;
        index <= from || rule.speaks(language_at(finding.span.start))
    });
}

//! Tells which findings comments silence.
//!
//! There may be very many of both, and a comment may reach to the end of the text. So they are never held
//! against each other one by one: what a comment may name is the key to both.

use std::collections::HashMap;
use std::iter::once;

use super::Suppression;
use crate::finding::Said;
use crate::source::{Source, SourceSpan};

/// What came of applying suppressions.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Applied {
    /// For each of what was said, whether it is silenced.
    pub silenced: Vec<bool>,
    /// The suppressions, by their number, that silence nothing.
    pub unused: Vec<usize>,
}

/// Tells what comments silence, and which of them silence nothing.
pub fn apply(suppressions: &[Suppression], source: &Source, said: &[Said<'_>]) -> Applied {
    let mut used = vec![false; suppressions.len()];
    let mut silenced = vec![false; said.len()];
    by_name(suppressions, source, said, &mut used, &mut silenced);
    by_choice(suppressions, source, said, &mut used, &mut silenced);
    let unused = used.iter().enumerate().filter(|(_, used)| !**used).map(|(index, _)| index).collect();
    Applied { silenced, unused }
}

/// What a comment names: a rule, a pack or, by the empty name, all rules; and the text found, if only that is meant.
type Key<'a> = (&'a str, Option<&'a str>);

/// The comments that name one thing, and the findings that are it.
#[derive(Default)]
struct Named {
    reaches: Vec<SourceSpan>,
    starts: Vec<u32>,
}

impl Named {
    fn put_in_order(&mut self) {
        self.starts.sort_unstable();
        self.reaches.sort_unstable();
        let mut furthest = 0;
        for reach in &mut self.reaches {
            furthest = furthest.max(reach.end);
            reach.end = furthest;
        }
    }

    /// Whether a finding that begins at a place is silenced.
    fn reaches(&self, start: u32) -> bool {
        let before = self.reaches.partition_point(|reach| reach.start <= start);
        before > 0 && self.reaches[before - 1].end > start
    }

    /// Whether a finding lies in reach.
    fn has_within(&self, reach: SourceSpan) -> bool {
        let first = self.starts.partition_point(|start| *start < reach.start);
        self.starts.get(first).is_some_and(|start| *start < reach.end)
    }
}

/// Applies the comments that silence what they name.
fn by_name<'f>(
    suppressions: &'f [Suppression],
    source: &'f Source,
    said: &'f [Said<'f>],
    used: &mut [bool],
    silenced: &mut [bool],
) {
    let mut named: HashMap<Key<'_>, Named> = HashMap::new();
    for suppression in suppressions {
        keys(suppression).for_each(|key| named.entry(key).or_default().reaches.push(suppression.reach));
    }
    let asks_for_text = named.keys().any(|(_, text)| text.is_some());
    let keys_of = |finding: &'f Said<'f>| {
        let text = asks_for_text.then(|| source.slice(finding.span));
        names_of(finding).flat_map(move |name| once((name, None)).chain(text.map(|text| (name, Some(text)))))
    };
    for finding in said {
        for key in keys_of(finding) {
            if let Some(named) = named.get_mut(&key) {
                named.starts.push(finding.span.start);
            }
        }
    }
    named.values_mut().for_each(Named::put_in_order);
    for (finding, silenced) in said.iter().zip(silenced) {
        let reaches = |key| named.get(&key).is_some_and(|named: &Named| named.reaches(finding.span.start));
        *silenced = keys_of(finding).any(reaches);
    }
    for (suppression, used) in suppressions.iter().zip(used) {
        let has_within = |key| named.get(&key).is_some_and(|named| named.has_within(suppression.reach));
        *used = keys(suppression).any(has_within);
    }
}

/// What a comment names; a choice of styles names nothing, but spares something.
fn keys(suppression: &Suppression) -> impl Iterator<Item = Key<'_>> {
    let name = suppression.rule.as_deref().unwrap_or_default();
    let name = suppression.spared.is_empty().then_some(name);
    let any = suppression.matches.is_empty().then_some(None);
    let texts = any.into_iter().chain(suppression.matches.iter().map(|text| Some(text.as_str())));
    texts.filter_map(move |text| Some((name?, text)))
}

/// The names by which a comment may mean a finding's rule.
fn names_of<'f>(finding: &Said<'f>) -> impl Iterator<Item = &'f str> {
    let id = &**finding.rule;
    once("").chain(id.match_indices('.').map(|(at, _)| &id[..at])).chain(once(id))
}

/// Applies the choices of styles. Each ends the one before it, so few are open at any place.
fn by_choice(
    suppressions: &[Suppression],
    source: &Source,
    said: &[Said<'_>],
    used: &mut [bool],
    silenced: &mut [bool],
) {
    let choices = suppressions.iter().zip(used).filter(|(choice, _)| !choice.spared.is_empty());
    let mut choices: Vec<(&Suppression, &mut bool)> = choices.collect();
    if choices.is_empty() {
        return;
    }
    choices.sort_by_key(|(choice, _)| choice.reach);
    let mut findings: Vec<(&Said<'_>, &mut bool)> = said.iter().zip(silenced).collect();
    findings.sort_by_key(|(finding, _)| finding.span);
    let mut ahead = choices.into_iter().peekable();
    let mut open = Vec::new();
    for (finding, silenced) in findings {
        while let Some(choice) = ahead.next_if(|(choice, _)| choice.reach.start <= finding.span.start) {
            open.push(choice);
        }
        open.retain(|(choice, _)| finding.span.start < choice.reach.end);
        for (choice, used) in &mut open {
            if choice.covers(*finding, source) {
                (**used, *silenced) = (true, true);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use std::sync::LazyLock;

    use proptest::prelude::*;

    use super::*;
    use crate::finding::{RuleId, Severity};

    static RULES: LazyLock<[RuleId; 4]> = LazyLock::new(|| ["a.b", "a.c", "ab.c", "d.e"].map(RuleId::from));

    fn finding((rule, start): (usize, u32)) -> Said<'static> {
        let span = SourceSpan::new(start, start + 1);
        Said { rule: &RULES[rule], severity: Severity::Warning, span }
    }

    fn suppression((names, start, length): (Vec<&'static str>, u32, u32), kind: u8) -> Suppression {
        let span = SourceSpan::new(start, start);
        let reach = SourceSpan::new(start, start + length);
        let mut names = names.iter().map(|name| (*name).to_owned());
        let (rule, spared) = if kind == 0 { (None, names.collect()) } else { (names.next(), Vec::new()) };
        let matches = if kind == 1 { vec!["x".to_owned()] } else { Vec::new() };
        Suppression { span, reach, rule, matches, spared, reason: None, is_vale: true }
    }

    proptest! {
        /// Each comment held against each finding gives the same.
        #[test]
        fn each_with_each_gives_the_same(
            text in "[xy]{30}",
            findings in proptest::collection::vec((0_usize..4, 0_u32..28), 0..12),
            comments in proptest::collection::vec(
                ((proptest::sample::subsequence(vec!["a", "a.b", "d", "d.e", "c"], 0..3), 0_u32..28, 0_u32..30), 0_u8..4),
                0..6,
            ),
        ) {
            let source = Source::new("a.md", text);
            let findings: Vec<Said<'_>> = findings.into_iter().map(finding).collect();
            let suppressions: Vec<Suppression> =
                comments.into_iter().map(|(parts, kind)| suppression(parts, kind)).collect();
            let covers = |comment: &Suppression, finding: &Said<'_>| comment.covers(*finding, &source);
            let is_unused = |index: &usize| !findings.iter().any(|finding| covers(&suppressions[*index], finding));
            let unused: Vec<usize> = (0..suppressions.len()).filter(is_unused).collect();
            let is_silenced = |finding| suppressions.iter().any(|comment| covers(comment, finding));
            let silenced = findings.iter().map(is_silenced).collect();
            prop_assert_eq!(apply(&suppressions, &source, &findings), Applied { silenced, unused });
        }
    }
}

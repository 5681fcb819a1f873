//! Patterns of a rule that can be read and still make no sense: what they look for is what they let pass.
//!
//! Only what is certain is told: where a pattern stands for more texts than can be listed, nothing is said.

use std::sync::Arc;

use super::exceptions::whole_words;
use crate::matching::{Pattern, finite_texts};
use crate::yaml::{Path, Place, Problem};

/// How the patterns of a rule are searched for.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Manner {
    /// Whether upper and lower case are the same.
    pub ignore_case: bool,
    /// Whether matches may begin and end within words.
    pub within_words: bool,
}

impl Manner {
    /// A pattern that stands at a place of the rule.
    pub(crate) fn searched(self, written: &str, place: Place) -> Searched {
        let shaped = if self.within_words { format!("(?:{written})") } else { whole_words(written) };
        let pattern = Pattern::new(&shaped, self.ignore_case).ok().map(Arc::new);
        Searched { written: written.to_owned(), place, pattern, texts: finite_texts(written) }
    }

    /// The patterns of a list that stands at a path.
    pub(crate) fn list(self, written: &[String], path: &Path) -> Vec<Searched> {
        let entries = written.iter().enumerate();
        entries.map(|(index, text)| self.searched(text, Place::Value(path.index(index)))).collect()
    }
}

/// A pattern of a rule, with the place it stands at.
#[derive(Clone)]
pub(crate) struct Searched {
    pub written: String,
    place: Place,
    /// The pattern as it is searched for: as whole words.
    pub pattern: Option<Arc<Pattern>>,
    /// All it stands for, where that can be listed.
    texts: Option<Vec<String>>,
}

impl Searched {
    /// Whether it is found in a text.
    pub(crate) fn is_found_in(&self, text: &str) -> bool {
        self.pattern.as_ref().is_some_and(|pattern| pattern.is_match(text))
    }

    /// Whether it holds for all texts that another pattern stands for.
    fn covers(&self, other: &Self) -> bool {
        other
            .texts
            .as_ref()
            .is_some_and(|texts| !texts.is_empty() && texts.iter().all(|text| self.is_found_in(text)))
    }

    fn problem(&self, message: String) -> Problem {
        Problem { message, place: self.place.clone(), remedy: None }
    }
}

/// Exceptions of which no text holds, or stands in, anything that is searched for.
pub(crate) fn never_apply(searched: &[Searched], exceptions: &[Searched]) -> Vec<Problem> {
    let can_apply = |exception: &Searched| {
        let Some(texts) = &exception.texts else { return true };
        searched.iter().any(|pattern| {
            texts.iter().any(|text| pattern.is_found_in(text))
                || pattern
                    .texts
                    .as_ref()
                    .is_none_or(|found| found.iter().any(|text| exception.is_found_in(text)))
        })
    };
    let idle = exceptions.iter().filter(|exception| !can_apply(exception));
    idle.map(|exception| {
        let message =
            format!("this exception never applies: nothing the rule finds is in `{}`", exception.written);
        exception
            .problem(message)
            .remedy("an exception must hold the words that are flagged, or be a part of them")
    })
    .collect()
}

/// Patterns of which every match is let pass; one mistake at the rule where that is so for all of them.
pub(crate) fn never_flagged(searched: &[Searched], passing: &[Searched], path: &Path) -> Vec<Problem> {
    let passed: Vec<(&Searched, &Searched)> = searched
        .iter()
        .filter_map(|pattern| Some((pattern, passing.iter().find(|passing| passing.covers(pattern))?)))
        .collect();
    if passed.len() == searched.len() && !searched.is_empty() {
        let message = "this rule can never report anything: its exceptions cover all that it looks for";
        let mut names: Vec<String> = passed.iter().map(|(_, by)| format!("`{}`", by.written)).collect();
        names.dedup();
        let remedy = format!("narrow what lets it pass: {}", names.join(", "));
        return vec![Problem::at_key(path.clone(), message).remedy(remedy)];
    }
    passed
        .into_iter()
        .map(|(pattern, by)| {
            let message = format!("this is never flagged: `{}` lets all of it pass", by.written);
            pattern.problem(message).remedy("take one of the two out, or narrow the one that lets it pass")
        })
        .collect()
}

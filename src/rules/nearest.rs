//! A mistake in a word, with the word that was meant.

use crate::yaml::{Problem, nearest};

/// The mistake with the nearest known word as its remedy; with all of them where none is near.
pub(super) fn with_nearest<'w>(
    problem: Problem,
    word: &str,
    known: impl IntoIterator<Item = &'w str>,
) -> Problem {
    let known: Vec<&str> = known.into_iter().collect();
    match nearest(word, known.iter().copied()) {
        Some(near) => problem.remedy(format!("did you mean `{near}`?")),
        None => problem.remedy(format!("known here: {}", known.join(", "))),
    }
}

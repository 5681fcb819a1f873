//! The word that was meant by a misspelt one.

/// The known word nearest to a misspelt one, if one is near.
pub fn nearest<'w>(word: &str, known: impl IntoIterator<Item = &'w str>) -> Option<&'w str> {
    let wanted = word.to_lowercase();
    let known: Vec<&str> = known.into_iter().collect();
    let length = wanted.chars().count();
    let allowed = |candidate: &str| (candidate.len().max(word.len()) / 3).max(1);
    let close = known
        .iter()
        .copied()
        // What is much longer or shorter cannot be near, and to know how far it is takes long.
        .filter(|candidate| candidate.chars().count().abs_diff(length) <= allowed(candidate) + 1)
        .map(|candidate| (strsim::damerau_levenshtein(&wanted, &candidate.to_lowercase()), candidate))
        .filter(|(distance, candidate)| *distance <= allowed(candidate))
        .min_by_key(|(distance, _)| *distance)
        .map(|(_, candidate)| candidate);
    // A word cut short, such as `warn` for `warning`.
    let longer = |candidate: &&str| wanted.len() > 2 && candidate.to_lowercase().starts_with(&wanted);
    close.or_else(|| known.iter().copied().find(longer))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn near_words_are_proposed() {
        assert_eq!(nearest("tokns", ["tokens", "swap"]), Some("tokens"));
        assert_eq!(nearest("zebra", ["tokens", "swap"]), None);
    }
}

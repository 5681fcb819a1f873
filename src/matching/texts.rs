//! The texts a pattern stands for, where they can be counted.

use regex_syntax::hir::literal::Extractor;

use super::exact::is_plain;

/// Patterns that stand for more texts than this are not spelt out.
const MOST: usize = 200;

/// All texts that a pattern matches, in its own letter case; none if there are too many to list.
///
/// What stands around a match (word boundaries, the start of the text) is not part of it.
pub fn finite_texts(pattern: &str) -> Option<Vec<String>> {
    if is_plain(pattern) {
        return Some(vec![pattern.to_owned()]);
    }
    let read = regex_syntax::parse(pattern).ok()?;
    let mut extractor = Extractor::new();
    extractor.limit_total(MOST);
    let texts = extractor.extract(&read);
    let literals = texts.literals()?;
    literals
        .iter()
        .map(|literal| literal.is_exact().then(|| String::from_utf8(literal.as_bytes().to_vec()).ok())?)
        .collect()
}

#[cfg(test)]
mod tests {
    use super::finite_texts;

    #[test]
    fn what_can_be_listed_is_listed() {
        let mut texts = finite_texts("(?:sign|signed) up(?: now)?").unwrap();
        texts.sort();
        assert_eq!(texts, ["sign up", "sign up now", "signed up", "signed up now"]);
        assert_eq!(finite_texts("don’t stop").unwrap(), ["don’t stop"]);
        assert_eq!(finite_texts(r"very \w+"), None);
    }
}

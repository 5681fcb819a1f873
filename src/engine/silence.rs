//! Why a rule says nothing about an example that it must flag, where that can be told.

use super::RuleSet;
use crate::document::Document;
use crate::rules::Rule;

/// What to mend, if it is the language, the scope or the ends of a token that keep the rule silent.
pub(super) fn remedy(rules: &RuleSet, rule: &Rule, document: &Document<'_>) -> Option<String> {
    if !rule.speaks_in(document) {
        return Some(
            "the rule does not judge texts in this language: write the example with `text:`, and `lang:` below it"
                .to_owned(),
        );
    }
    let scope = &rule.head.scope;
    let is_in_scope = document.enumerate_blocks().any(|(id, _)| scope.holds(document, id));
    if scope.reads_blocks() && !is_in_scope {
        return Some(
            "nothing in the example is in the rule's `scope`: in Markdown a headline begins with `# `, and an \
             entry of a list with `- `"
                .to_owned(),
        );
    }
    let patterns = rule.check.as_ref()?.patterns()?;
    let mut texts = patterns.iter().map(|id| rules.patterns().pattern(*id).as_str());
    texts.any(ends_with_mark).then(|| {
        "a token is found as a whole word, so one that begins or ends with a mark is not: write `nonword: true`, \
         and `\\` before a mark that has a meaning, such as `\\.`"
            .to_owned()
    })
}

/// Whether a pattern asks for the edge of a word at a mark, where words have none.
fn ends_with_mark(pattern: &str) -> bool {
    let is_mark = |mark: char| ".,;:!%&$€£#@\"'“”„’-–—…".contains(mark);
    let inside = pattern.strip_suffix(r")\b").and_then(|rest| rest.split_once(r"\b(?:"));
    let Some((_, token)) = inside else { return false };
    let first = token.trim_start_matches('\\').chars().next();
    first.is_some_and(|first| is_mark(first) && first != '.')
        || token.ends_with(is_mark)
        || token.ends_with(r"\?")
}

#[cfg(test)]
mod tests {
    use super::ends_with_mark;

    #[test]
    fn words_have_no_edge_at_a_mark() {
        assert!(ends_with_mark(r"(?i)\b(?:approx\.)\b") && ends_with_mark(r"\b(?:#harbour)\b"));
        assert!(!ends_with_mark(r"(?i)\b(?:Isle Line)\b") && !ends_with_mark(r"(?:approx\.)"));
    }
}

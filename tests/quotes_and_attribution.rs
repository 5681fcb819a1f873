//! The quotes and attribution rules on any text: no panic, and every finding in its place.

use std::sync::{Arc, LazyLock};

use copydesk::document::Format;
use copydesk::engine::{Choice, Linter, RuleSetBuilder};
use copydesk::source::Source;
use proptest::prelude::*;

static LINTER: LazyLock<Linter> = LazyLock::new(|| {
    let (rules, _) = RuleSetBuilder::new().builtin().build();
    let ours = |id: &str| id.starts_with("quotes.") || id.starts_with("attribution.");
    let ids = rules.packs().iter().flat_map(|pack| &pack.rules).map(|rule| rule.head.id.to_string());
    let only = Some(ids.filter(|id| ours(id)).collect());
    Linter::new(Arc::new(rules), &Choice { only, ..Choice::default() })
});

proptest! {
    #![proptest_config(ProptestConfig::with_cases(150))]

    #[test]
    fn findings_lie_on_characters_and_in_order(
        pieces in prop::collection::vec(
            "(The boat|said|Ruiz|“|”|\"|'|’|‘|\\(|\\)|\\[|\\]|`|\\*|> |- |# |好|é|\\. |, |: |\n\n|\n| )", 0..60),
        format in prop::sample::select(vec![Format::Markdown, Format::Html, Format::Text]),
    ) {
        let source = Source::new("draft", pieces.concat());
        let findings = LINTER.lint(&source, format, None);
        for finding in &findings {
            prop_assert!(source.text().get(finding.span.range()).is_some());
            for edit in finding.fix.iter().flat_map(|fix| &fix.edits) {
                prop_assert!(source.text().get(edit.span.range()).is_some());
            }
        }
        prop_assert!(findings.is_sorted_by_key(|finding| (finding.span.start, finding.span.end)));
    }
}

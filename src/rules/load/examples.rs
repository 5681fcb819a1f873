//! The examples of a rule.

use crate::document::Format;
use crate::language::Language;
use crate::rules::rule::ExampleText;
use crate::rules::{Example, Expectation, RuleFields};
use crate::yaml::Path;

/// What a rule's fields say it must flag, and must leave alone.
pub(super) fn examples(fields: &RuleFields, path: &Path) -> Vec<Example> {
    let lists = [
        (&fields.examples.flag, "flag", Expectation::Flag),
        (&fields.examples.pass, "pass", Expectation::Pass),
    ];
    let mut examples = Vec::new();
    for (list, key, expectation) in lists {
        for (index, text) in list.iter().enumerate() {
            let at = path.key("examples").key(key).index(index);
            let (text, format, lang, before, beside) = match text {
                ExampleText::Text(text) => (text, None, None, &[][..], &[][..]),
                ExampleText::Full { text, format, lang, before, beside } => {
                    (text, *format, lang.as_deref(), before.as_slice(), beside.as_slice())
                }
            };
            let default = fields.lang.as_ref().and_then(|tags| tags.as_slice().first()).map(String::as_str);
            let language = lang.or(default).and_then(Language::from_tag);
            let format = format.unwrap_or(Format::Markdown);
            examples.push(Example::new(at, expectation, text, format, language).after(before).beside(beside));
        }
    }
    examples
}

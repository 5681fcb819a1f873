//! Template tags in Markdown: never prose.

use crate::document::Builder;
use crate::source::SourceSpan;

/// How template tags begin and end.
const TAGS: &[(&str, &str)] = &[("{{<", ">}}"), ("{{%", "%}}"), ("{%", "%}"), ("{{", "}}"), ("{:", "}")];

/// Adds text to the open block, without the template tags in it.
pub(super) fn add(builder: &mut Builder<'_>, text: &str, span: SourceSpan) {
    let is_plain = !text.contains('{') || builder.source().slice(span) != text;
    if is_plain {
        builder.decoded(text, span);
        return;
    }
    let mut plain = 0;
    let mut at = 0;
    while let Some(open) = text[at..].find('{').map(|found| at + found) {
        let tag = TAGS.iter().find_map(|(begin, end)| {
            let rest = text[open..].strip_prefix(begin)?;
            rest.find(end).map(|length| begin.len() + length + end.len())
        });
        let Some(length) = tag else {
            at = open + 1;
            continue;
        };
        builder.verbatim(SourceSpan::from_range(plain..open).shift(span.start));
        at = open + length;
        plain = at;
    }
    builder.verbatim(SourceSpan::from_range(plain..text.len()).shift(span.start));
}

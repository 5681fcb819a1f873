//! Why the findings at a place are findings, and what to do about them.

use gen_lsp_types::{Contents, Hover, MarkupContent, MarkupKind, Position};

use super::draft::Draft;
use super::places::Units;
use crate::finding::Finding;
use crate::rules::{Rule, Setting, settings};

/// What there is to tell of the findings at a place of a draft.
pub(super) fn hover(draft: &Draft, units: Units, position: Position) -> Option<Hover> {
    let at = units.offset(&draft.source, position)?;
    let here: Vec<&Finding> =
        draft.findings.iter().filter(|finding| finding.span.start <= at && at <= finding.span.end).collect();
    let narrowest = here.iter().min_by_key(|finding| finding.span.end - finding.span.start)?;
    let texts: Vec<String> = here.iter().map(|finding| explanation(draft, finding)).collect();
    let contents = MarkupContent { kind: MarkupKind::Markdown, value: texts.join("\n\n---\n\n") };
    let range = Some(units.range(&draft.source, narrowest.span));
    Some(Hover { contents: Contents::MarkupContent(contents), range })
}

fn explanation(draft: &Draft, finding: &Finding) -> String {
    let rules = draft.checked.as_ref().map(|(article, _)| article.project().rules());
    let rule = rules.and_then(|rules| rules.rule(&finding.rule));
    let why = rule.map(|rule| rule.why.trim()).filter(|why| !why.is_empty());
    let mut parts = vec![format!("**{}** `{}`", finding.message, finding.rule)];
    parts.extend(why.map(str::to_owned));
    parts.extend(finding.help.clone());
    parts.extend(rule.and_then(options));
    parts.join("\n\n")
}

/// The options of a rule that hold one value each, with what they are for; a list tells nothing in an editor.
fn options(rule: &Rule) -> Option<String> {
    let settings = settings(rule).into_iter();
    let single = settings.filter(|setting| setting.value.is_number() || setting.value.is_string());
    let lines: Vec<String> = single
        .map(|Setting { parameter, value, .. }| {
            format!("- `{}: {value}` {}", parameter.name, parameter.about)
        })
        .collect();
    (!lines.is_empty()).then(|| format!("Options in `.copydesk.yml`:\n{}", lines.join("\n")))
}

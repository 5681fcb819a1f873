//! Why the findings at a place are findings, and what to do about them; what a word of the rules means.

use gen_lsp_types::{Contents, Hover, MarkupContent, MarkupKind, Position};

use super::draft::Draft;
use super::places::Units;
use super::rule_file::RuleFile;
use super::vocabulary::proposals;
use super::workspace::Root;
use crate::finding::Finding;
use crate::rules::{Rule, Setting, settings};
use crate::source::{Source, SourceSpan};
use crate::yaml::Cursor;

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

/// What a word of a configuration or a pack means.
pub(super) fn word(root: &Root, source: &Source, units: Units, position: Position) -> Option<Hover> {
    let file = RuleFile::of(root, source)?;
    let offset = units.offset(source, position)?;
    let project = root.desk.project(source.path()).ok()?;
    let cursor = Cursor::in_word(source.text(), offset as usize);
    let written = &source.text()[cursor.word.clone()];
    let proposal =
        proposals(file, &cursor, project.rules()).into_iter().find(|proposal| proposal.word == written)?;
    let detail = if proposal.detail.is_empty() { String::new() } else { format!(" ({})", proposal.detail) };
    let value = format!("**{}**{detail}\n\n{}", proposal.word, proposal.about);
    Some(Hover {
        contents: Contents::MarkupContent(MarkupContent { kind: MarkupKind::Markdown, value }),
        range: Some(units.range(source, SourceSpan::from_range(cursor.word))),
    })
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

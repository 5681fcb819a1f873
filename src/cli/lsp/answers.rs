//! Findings in the words of the protocol: diagnostics, code actions, hovers.

use std::collections::HashMap;

use lsp_types::{
    CodeAction, CodeActionKind, CodeActionOrCommand, CodeActionParams, Diagnostic,
    DiagnosticRelatedInformation, DiagnosticSeverity, Hover, HoverContents, Location, MarkupContent,
    MarkupKind, NumberOrString, Position, Range, TextEdit, Uri, WorkspaceEdit,
};

use super::{Draft, places};
use crate::finding::{Applicability, Finding, Fix, Place, Related, Severity};
use crate::fix;
use crate::rules::{Rule, Setting, settings};
use crate::source::SourceSpan;

/// What an editor lists of a draft.
pub(super) fn diagnostics(draft: &Draft) -> Vec<Diagnostic> {
    draft.findings.iter().map(|finding| diagnostic(draft, finding)).collect()
}

fn diagnostic(draft: &Draft, finding: &Finding) -> Diagnostic {
    let severity = match finding.severity {
        Severity::Error => DiagnosticSeverity::ERROR,
        Severity::Warning => DiagnosticSeverity::WARNING,
        Severity::Suggestion => DiagnosticSeverity::INFORMATION,
    };
    let related: Vec<_> = finding.related.iter().filter_map(|related| elsewhere(draft, related)).collect();
    Diagnostic {
        range: places::range(&draft.source, finding.span),
        severity: Some(severity),
        code: Some(NumberOrString::String(finding.rule.to_string())),
        source: Some("copydesk".to_owned()),
        message: finding.message.clone(),
        related_information: (!related.is_empty()).then_some(related),
        ..Diagnostic::default()
    }
}

fn elsewhere(draft: &Draft, related: &Related) -> Option<DiagnosticRelatedInformation> {
    let location = match &related.place {
        Place::Here(span) => Location::new(draft.uri.clone(), places::range(&draft.source, *span)),
        Place::Elsewhere(located) => {
            let at = |place: crate::source::Position| Position::new(place.line - 1, place.column - 1);
            Location::new(places::uri(&located.path)?, Range::new(at(located.start), at(located.end)))
        }
    };
    Some(DiagnosticRelatedInformation { location, message: related.message.clone() })
}

/// The fixes of the findings in a range, and the fix of everything that can safely be fixed.
pub(super) fn actions(draft: &Draft, asked: &CodeActionParams) -> Vec<CodeActionOrCommand> {
    let wanted = |kind: &CodeActionKind| {
        let only = asked.context.only.as_ref();
        only.is_none_or(|only| only.iter().any(|only| covers(only, kind)))
    };
    let mut actions = Vec::new();
    if wanted(&CodeActionKind::QUICKFIX) {
        let near = draft.findings.iter().filter(|finding| finding.fix.is_some());
        let near = near.filter(|finding| touches(draft, finding, asked.range));
        let alone = near.filter(|finding| stands_alone(draft, finding));
        actions.extend(alone.filter_map(|finding| Some(quick_fix(draft, finding, finding.fix.as_ref()?))));
    }
    if wanted(&CodeActionKind::SOURCE_FIX_ALL) {
        actions.extend(fix_all(draft));
    }
    actions.into_iter().map(CodeActionOrCommand::CodeAction).collect()
}

/// Whether a kind that was asked for stands for another: `source` for `source.fixAll`.
fn covers(asked: &CodeActionKind, kind: &CodeActionKind) -> bool {
    let rest = kind.as_str().strip_prefix(asked.as_str());
    rest.is_some_and(|rest| asked.as_str().is_empty() || rest.is_empty() || rest.starts_with('.'))
}

fn touches(draft: &Draft, finding: &Finding, asked: Range) -> bool {
    let range = places::range(&draft.source, finding.span);
    range.start <= asked.end && asked.start <= range.end
}

/// Whether a finding's fix may be made by itself.
fn stands_alone(draft: &Draft, finding: &Finding) -> bool {
    let checked = draft.checked.as_ref();
    checked
        .is_some_and(|(article, text)| fix::stands_alone(&text.source, finding, &article.proofreader(text)))
}

fn quick_fix(draft: &Draft, finding: &Finding, fix: &Fix) -> CodeAction {
    let edits = fix.edits.iter().map(|edit| TextEdit {
        range: places::range(&draft.source, edit.span),
        new_text: edit.replacement.clone(),
    });
    CodeAction {
        title: format!("Fix {}: {}", finding.rule, finding.message),
        kind: Some(CodeActionKind::QUICKFIX),
        diagnostics: Some(vec![diagnostic(draft, finding)]),
        edit: Some(edit(&draft.uri, edits.collect())),
        is_preferred: Some(fix.applicability == Applicability::Safe),
        ..CodeAction::default()
    }
}

fn fix_all(draft: &Draft) -> Option<CodeAction> {
    let (article, text) = draft.checked.as_ref()?;
    let fixed = fix::fix(&text.source, Applicability::Safe, &article.proofreader(text));
    if fixed.text == draft.source.text() {
        return None;
    }
    let end = u32::try_from(draft.source.text().len()).unwrap_or(u32::MAX);
    let range = places::range(&draft.source, SourceSpan::new(0, end));
    Some(CodeAction {
        title: "Fix all that Copydesk can fix safely".to_owned(),
        kind: Some(CodeActionKind::SOURCE_FIX_ALL),
        edit: Some(edit(&draft.uri, vec![TextEdit { range, new_text: fixed.text }])),
        ..CodeAction::default()
    })
}

// A URI's text never changes, though clippy cannot see that.
#[allow(clippy::mutable_key_type, reason = "the type that the protocol's library asks for")]
fn edit(uri: &Uri, edits: Vec<TextEdit>) -> WorkspaceEdit {
    WorkspaceEdit { changes: Some(HashMap::from([(uri.clone(), edits)])), ..WorkspaceEdit::default() }
}

/// Why the findings at a place are findings, and what to do about them.
pub(super) fn hover(draft: &Draft, position: Position) -> Option<Hover> {
    let at = places::offset(&draft.source, position)?;
    let here: Vec<&Finding> =
        draft.findings.iter().filter(|finding| finding.span.start <= at && at <= finding.span.end).collect();
    let narrowest = here.iter().min_by_key(|finding| finding.span.end - finding.span.start)?;
    let texts: Vec<String> = here.iter().map(|finding| explanation(draft, finding)).collect();
    let contents = MarkupContent { kind: MarkupKind::Markdown, value: texts.join("\n\n---\n\n") };
    let range = Some(places::range(&draft.source, narrowest.span));
    Some(Hover { contents: HoverContents::Markup(contents), range })
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

//! The comment that silences a finding, with a reason to fill in.

use gen_lsp_types::{CodeAction, Edit, SnippetTextEdit, StringValue, WorkspaceEdit};

use super::Asked;
use crate::engine::{Extent, silencing};
use crate::finding::Finding;

/// What stands for the reason until the writer says it.
const REASON: &str = "the reason";

/// The comment that silences a finding at its place, where there is room for one.
pub(super) fn here(asked: Asked<'_>, finding: &Finding) -> Option<CodeAction> {
    comment(asked, finding, Extent::Here, format!("Silence {} here…", finding.rule))
}

/// The comment that silences the rule of a finding in its file.
pub(super) fn in_file(asked: Asked<'_>, finding: &Finding) -> Option<CodeAction> {
    comment(asked, finding, Extent::File, format!("Silence {} in this file", finding.rule))
}

fn comment(asked: Asked<'_>, finding: &Finding, extent: Extent, title: String) -> Option<CodeAction> {
    let (article, text) = asked.draft.checked.as_ref()?;
    let reader = article.proofreader(text);
    let edits = silencing(&text.source, &reader, &finding.rule, finding.span, extent, REASON)?;
    let edit = if asked.teller.0.fills_in { snippets(asked, &edits) } else { asked.edits(&edits) };
    Some(CodeAction { edit: Some(edit), ..asked.about(finding, title) })
}

/// The same edits with the reason as a place to fill in.
fn snippets(asked: Asked<'_>, edits: &[crate::finding::Edit]) -> WorkspaceEdit {
    let snippet = |edit: &crate::finding::Edit| {
        let written = edit.replacement.replace('\\', "\\\\").replace('$', "\\$").replace('}', "\\}");
        Edit::SnippetTextEdit(SnippetTextEdit {
            range: asked.teller.0.units.range(&asked.draft.source, edit.span),
            snippet: StringValue { value: written.replacen(REASON, &format!("${{1:{REASON}}}"), 1) },
            annotation_id: None,
        })
    };
    asked.versioned(edits.iter().map(snippet).collect())
}

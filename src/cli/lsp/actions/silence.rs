//! The comment that silences a finding, with a reason to fill in.

use gen_lsp_types::{CodeAction, Edit, SnippetTextEdit, StringValue, WorkspaceEdit};

use super::Asked;
use crate::engine::{Extent, silencing};
use crate::finding::Finding;

/// What stands for the reason until the writer says it.
const REASON: &str = "the reason";

/// The comment that silences a finding at its place, and the one that does in its file, as far as there is room for them.
pub(super) fn comments(asked: Asked<'_>, finding: &Finding) -> impl Iterator<Item = CodeAction> {
    let rule = &finding.rule;
    let here = comment(asked, finding, Extent::Here, format!("Silence {rule} here…"));
    here.into_iter().chain(comment(asked, finding, Extent::File, format!("Silence {rule} in this file")))
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

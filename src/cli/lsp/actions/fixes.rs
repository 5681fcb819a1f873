//! The fix of a finding, and of all that can safely be fixed.

use gen_lsp_types::{CodeAction, CodeActionKind};

use super::Asked;
use crate::finding::{Applicability, Finding};
use crate::fix;

/// The fix of a finding, if it may be made by itself.
pub(super) fn own(asked: Asked<'_>, finding: &Finding) -> Option<CodeAction> {
    let fix = finding.fix.as_ref()?;
    let (article, text) = asked.draft.checked.as_ref()?;
    if !fix::stands_alone(&text.source, finding, &article.proofreader(text)) {
        return None;
    }
    Some(CodeAction {
        edit: Some(asked.edits(&fix.edits)),
        is_preferred: Some(fix.applicability == Applicability::Safe),
        ..asked.about(finding, fix::name(&text.source, fix))
    })
}

/// The fix of all that can safely be fixed, as what it changes; none if that is nothing.
pub(super) fn all(asked: Asked<'_>, kind: &'static str) -> Option<CodeAction> {
    let (article, text) = asked.draft.checked.as_ref()?;
    let fixed = fix::fix(&text.source, Applicability::Safe, &article.proofreader(text));
    let changes = fix::changes(asked.draft.source.text(), &fixed.text);
    (!changes.is_empty()).then(|| CodeAction {
        title: "Fix all that Copydesk can fix safely".to_owned(),
        kind: Some(CodeActionKind::Custom(kind.into())),
        edit: Some(asked.edits(&changes)),
        ..CodeAction::default()
    })
}

//! What can be done about the findings at a place.

mod fixes;
mod house;
mod rules;
mod silence;

use std::collections::{BTreeSet, HashMap};

use gen_lsp_types::{
    CodeAction, CodeActionKind, CodeActionParams, CodeActionTriggerKind, Edit as DocumentEdit,
    OptionalVersionedTextDocumentIdentifier, Range, TextDocumentEdit, TextDocumentIdentifier, TextEdit,
    WorkspaceEdit,
};

use super::diagnostics::Teller;
use super::draft::Draft;
use crate::finding::{Edit, Finding, RuleId};

/// What an editor asks for to mend all that can be mended, of whatever kind and of ours.
pub(super) const FIX_ALL: [&str; 2] = ["source.fixAll", "source.fixAll.copydesk"];

/// Of so many findings at once it is told what can be done; each has to be tried.
const MOST_FINDINGS: usize = 100;

/// A draft about which an editor asks.
#[derive(Clone, Copy)]
pub(super) struct Asked<'d> {
    pub(super) draft: &'d Draft,
    pub(super) teller: Teller,
}

/// What can be done about the findings in a range, and the fix of everything that can safely be fixed.
pub(super) fn actions(asked: Asked<'_>, parameters: &CodeActionParams) -> Vec<CodeAction> {
    let context = &parameters.context;
    let is_wanted = |kind: &str| {
        let only = context.only.as_ref();
        only.is_none_or(|only| only.iter().any(|only| covers(&String::from(only.clone()), kind)))
    };
    let mut actions = Vec::new();
    if is_wanted("quickfix") {
        actions.extend(rules::meant(asked, parameters.range));
        let near: Vec<&Finding> = asked.near(parameters.range).take(MOST_FINDINGS).collect();
        let meant: BTreeSet<&RuleId> = near.iter().map(|finding| &finding.rule).collect();
        let mut done = BTreeSet::new();
        for finding in near {
            actions.extend(fixes::own(asked, finding));
            // Kate makes everything that is offered for a whole document: to silence a finding or to turn its rule off
            // is for a person who stands at it.
            if !asked.stands_at(finding, parameters.range) {
                continue;
            }
            actions.extend(silence::here(asked, finding));
            // What is for all findings of a rule is offered once.
            if done.insert(&finding.rule) {
                actions.extend(silence::in_file(asked, finding));
                actions.extend(house::off(asked, finding, meant.len() == 1));
                actions.extend(house::explain(asked, finding));
            }
            actions.extend(house::own_word(asked, finding));
        }
    }
    // To mend all takes a while: editors ask at each step of the cursor, and then nobody has called for it.
    let is_called = context.trigger_kind != Some(CodeActionTriggerKind::Automatic) || context.only.is_some();
    let asks_for_ours = context.only.iter().flatten().any(|only| String::from(only.clone()) == FIX_ALL[1]);
    let kind = FIX_ALL[usize::from(asks_for_ours)];
    if is_called && is_wanted(kind) {
        actions.extend(fixes::all(asked, kind));
    }
    actions
}

/// Whether a kind that was asked for stands for another: `source` for `source.fixAll`.
fn covers(asked: &str, kind: &str) -> bool {
    let rest = kind.strip_prefix(asked);
    rest.is_some_and(|rest| asked.is_empty() || rest.is_empty() || rest.starts_with('.'))
}

impl<'d> Asked<'d> {
    /// The findings that touch a range.
    fn near(self, asked: Range) -> impl Iterator<Item = &'d Finding> {
        self.draft.findings.iter().filter(move |finding| {
            let range = self.teller.0.units.range(&self.draft.source, finding.span);
            range.start <= asked.end && asked.start <= range.end
        })
    }

    /// Whether a range stays within the lines of a finding, with the line break behind them.
    fn stands_at(self, finding: &Finding, asked: Range) -> bool {
        let range = self.teller.0.units.range(&self.draft.source, finding.span);
        let is_behind = asked.end.line == range.end.line + 1 && asked.end.character == 0;
        range.start.line <= asked.start.line && (asked.end.line <= range.end.line || is_behind)
    }

    /// Whether the rules come from Vale's settings, which say in their own way which of them hold.
    fn is_vales(self) -> bool {
        self.draft.checked.as_ref().is_some_and(|(article, _)| article.project().is_vales())
    }

    /// Edits to the draft.
    fn edits<'e>(self, edits: impl IntoIterator<Item = &'e Edit>) -> WorkspaceEdit {
        let units = self.teller.0.units;
        let edit = |edit: &Edit| TextEdit {
            range: units.range(&self.draft.source, edit.span),
            new_text: edit.replacement.clone(),
        };
        self.text_edits(edits.into_iter().map(edit).collect())
    }

    /// Edits to the draft, as the protocol writes them.
    fn text_edits(self, edits: Vec<TextEdit>) -> WorkspaceEdit {
        if self.teller.0.versions_edits {
            return self.versioned(edits.into_iter().map(Into::into).collect());
        }
        WorkspaceEdit {
            changes: Some(HashMap::from([(self.draft.uri.clone(), edits)])),
            ..WorkspaceEdit::default()
        }
    }

    /// Edits to the draft as it stands now: an editor makes them only as long as it does.
    fn versioned(self, edits: Vec<DocumentEdit>) -> WorkspaceEdit {
        let text_document = OptionalVersionedTextDocumentIdentifier {
            version: Some(self.draft.version),
            text_document_identifier: TextDocumentIdentifier { uri: self.draft.uri.clone() },
        };
        let change = TextDocumentEdit { text_document, edits };
        WorkspaceEdit { document_changes: Some(vec![change.into()]), ..WorkspaceEdit::default() }
    }

    /// An action about a finding.
    fn about(self, finding: &Finding, title: String) -> CodeAction {
        CodeAction {
            title,
            kind: Some(CodeActionKind::QuickFix),
            diagnostics: Some(vec![self.teller.finding(self.draft.about(), finding)]),
            ..CodeAction::default()
        }
    }
}

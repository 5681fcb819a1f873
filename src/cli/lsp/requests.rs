//! What the editor asks.

use gen_lsp_types::{
    CodeActionParams, CompletionParams, DocumentDiagnosticParams, FullDocumentDiagnosticReport, HoverParams,
    RelatedFullDocumentDiagnosticReport, RelatedUnchangedDocumentDiagnosticReport,
    UnchangedDocumentDiagnosticReport, Uri,
};
use lsp_server::{ErrorCode, Request, Response};
use serde_json::{Value, json};

use super::actions::{self, Asked};
use super::capabilities;
use super::diagnostics::Teller;
use super::editor::Abilities;
use super::{Server, completion, hover, read, refusal};

impl Server {
    /// Learns what the editor can do, and says what the server can.
    pub(super) fn begin(&mut self, parameters: &Value) -> Value {
        self.editor.abilities = Abilities::of(parameters);
        self.shown.complain(self.workspace.begin(parameters));
        json!(capabilities::welcome(self.editor.abilities))
    }

    /// The answer to a request. What it is about is linted first, where that is due.
    pub(super) fn answer(&mut self, request: Request) -> Response {
        let Request { id, method, params } = request;
        match method.as_str() {
            "textDocument/codeAction" => Response::new_ok(id, self.actions(params)),
            "textDocument/completion" => Response::new_ok(id, self.completion(params)),
            "textDocument/hover" => Response::new_ok(id, self.hover(params)),
            "workspace/executeCommand" => self.execute(id, params),
            "textDocument/diagnostic" => Response::new_ok(id, self.diagnostics(params)),
            _ => refusal(id, ErrorCode::MethodNotFound, &format!("cannot do {method}")),
        }
    }

    fn actions(&mut self, parameters: Value) -> Option<Value> {
        let parameters = read::<CodeActionParams>(parameters)?;
        let teller = Teller(self.editor.abilities);
        let draft = self.linted(&parameters.text_document.uri)?;
        Some(json!(actions::actions(Asked { draft, teller }, &parameters)))
    }

    fn hover(&mut self, parameters: Value) -> Option<Value> {
        let at = read::<HoverParams>(parameters)?.text_document_position_params;
        let units = self.editor.abilities.units;
        self.linted(&at.text_document.uri)?;
        let draft = self.draft(&at.text_document.uri)?;
        let of_finding = hover::hover(draft, units, at.position);
        let root = self.workspace.root_of(draft.source.path());
        let of_word = || hover::word(root, &draft.source, units, at.position);
        of_finding.or_else(of_word).map(|hover| json!(hover))
    }

    /// What may be written at a place, whether or not what stands there is linted yet.
    fn completion(&self, parameters: Value) -> Option<Value> {
        let at = read::<CompletionParams>(parameters)?.text_document_position_params;
        let draft = self.draft(&at.text_document.uri)?;
        let root = self.workspace.root_of(draft.source.path());
        Some(json!(completion::items(root, &draft.source, self.editor.abilities.units, at.position)))
    }

    /// What is found in a document, where the editor asks for it.
    fn diagnostics(&mut self, parameters: Value) -> Option<Value> {
        let parameters = read::<DocumentDiagnosticParams>(parameters)?;
        let uri: Uri = parameters.text_document.uri;
        self.lint_if_due(&uri.0);
        let draft = self.draft(&uri);
        let known = draft.map(|draft| draft.edition.to_string());
        if known.is_some() && known == parameters.previous_result_id {
            let report = UnchangedDocumentDiagnosticReport { result_id: known.unwrap_or_default() };
            return Some(json!(RelatedUnchangedDocumentDiagnosticReport {
                related_documents: None,
                unchanged_document_diagnostic_report: report,
            }));
        }
        let items = draft.map(|draft| draft.diagnostics.clone()).unwrap_or_default();
        Some(json!(RelatedFullDocumentDiagnosticReport {
            related_documents: None,
            full_document_diagnostic_report: FullDocumentDiagnosticReport { result_id: known, items },
        }))
    }
}

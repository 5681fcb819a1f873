//! What the editor asks.

use gen_lsp_types::{
    CodeActionParams, DocumentDiagnosticParams, FullDocumentDiagnosticReport, HoverParams,
    RelatedFullDocumentDiagnosticReport, RelatedUnchangedDocumentDiagnosticReport,
    UnchangedDocumentDiagnosticReport, Uri,
};
use lsp_server::{ErrorCode, Request, Response};
use serde_json::{Value, json};

use super::actions::{self, Asked};
use super::capabilities;
use super::diagnostics::Teller;
use super::editor::Abilities;
use super::{Server, hover, read, refusal};

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
        let draft = self.linted(&at.text_document.uri)?;
        hover::hover(draft, units, at.position).map(|hover| json!(hover))
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

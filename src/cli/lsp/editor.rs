//! The editor at the other end: what it can do, and what is said to it.

use std::collections::HashMap;
use std::io;

use gen_lsp_types::{Diagnostic, MessageType, PublishDiagnosticsParams, ShowMessageParams, Uri};
use lsp_server::{Message, Notification, Request, RequestId, Response};
use serde::Serialize;
use serde_json::{Value, json};

use super::places::Units;

/// What an editor can do, as far as it makes a difference.
#[derive(Debug, Clone, Copy, Default)]
#[allow(clippy::struct_excessive_bools, reason = "each ability is one of its own")]
pub(super) struct Abilities {
    /// What it counts columns in.
    pub(super) units: Units,
    /// Whether it asks for diagnostics itself.
    pub(super) pulls: bool,
    /// Whether it can be told to ask again.
    pub(super) refreshes: bool,
    /// Whether it shows other places beside a finding.
    pub(super) related: bool,
    /// Whether it opens a page about a rule.
    pub(super) describes: bool,
    /// Whether it shows that a text can go.
    pub(super) fades: bool,
    /// Whether it can be asked for its settings.
    pub(super) configures: bool,
    /// Whether it tells when its settings change only if it is asked to.
    pub(super) registers_settings: bool,
    /// Whether it can be asked to watch files.
    pub(super) watches: bool,
    /// Whether such files may be named by their folder.
    pub(super) watches_in_folders: bool,
    /// Whether it shows how far work has come.
    pub(super) shows_progress: bool,
    /// Whether it makes edits that it is sent.
    pub(super) edits: bool,
    /// Whether edits may tell the version they are about.
    pub(super) versions_edits: bool,
    /// Whether edits may hold places to fill in.
    pub(super) fills_in: bool,
    /// Whether it runs `copydesk.explain`.
    pub(super) explains: bool,
}

impl Abilities {
    /// What the parameters of `initialize` say.
    pub(super) fn of(parameters: &Value) -> Self {
        let at = |path: &str| parameters.pointer(&format!("/capabilities/{path}"));
        let can = |path: &str| at(path).and_then(Value::as_bool).unwrap_or(false);
        let list = |path: &str| at(path).and_then(Value::as_array).into_iter().flatten();
        Self {
            units: Units::first_of(list("general/positionEncodings").filter_map(Value::as_str)),
            pulls: at("textDocument/diagnostic").is_some_and(Value::is_object),
            refreshes: can("workspace/diagnostics/refreshSupport"),
            related: can("textDocument/publishDiagnostics/relatedInformation")
                || can("textDocument/diagnostic/relatedInformation"),
            describes: can("textDocument/publishDiagnostics/codeDescriptionSupport")
                || can("textDocument/diagnostic/codeDescriptionSupport"),
            fades: list("textDocument/publishDiagnostics/tagSupport/valueSet")
                .chain(list("textDocument/diagnostic/tagSupport/valueSet"))
                .any(|tag| *tag == 1),
            configures: can("workspace/configuration"),
            registers_settings: can("workspace/didChangeConfiguration/dynamicRegistration"),
            watches: can("workspace/didChangeWatchedFiles/dynamicRegistration"),
            watches_in_folders: can("workspace/didChangeWatchedFiles/relativePatternSupport"),
            shows_progress: can("window/workDoneProgress"),
            edits: can("workspace/applyEdit"),
            versions_edits: can("workspace/workspaceEdit/documentChanges"),
            fills_in: can("workspace/workspaceEdit/snippetEditSupport"),
            explains: parameters.pointer("/initializationOptions/explain") == Some(&Value::Bool(true)),
        }
    }
}

/// What the editor was asked, to know what its answer is about.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Question {
    /// Its settings, for each root.
    Settings,
    /// Whether it shows how far work has come.
    Progress,
    /// To do something; that it has is not waited for.
    Favour,
}

/// The editor at the other end.
#[derive(Default)]
pub(super) struct Editor {
    pub(super) abilities: Abilities,
    asked: HashMap<RequestId, Question>,
    questions: i32,
}

impl Editor {
    /// Asks the editor for something.
    ///
    /// # Errors
    /// When it has gone.
    pub(super) fn ask(&mut self, question: Question, method: &str, parameters: Value) -> io::Result<()> {
        self.questions += 1;
        let id = RequestId::from(format!("copydesk-{}", self.questions));
        self.asked.insert(id.clone(), question);
        send(&Message::Request(Request { id, method: method.to_owned(), params: parameters }))
    }

    /// What an answer is about, with the answer; none where it is an error, or nothing was asked.
    pub(super) fn answered(&mut self, response: Response) -> Option<(Question, Value)> {
        let question = self.asked.remove(&response.id)?;
        Some((question, response.response_result.ok()?))
    }

    /// Shows what is found in a document.
    ///
    /// # Errors
    /// When the editor has gone.
    pub(super) fn publish(
        &self,
        uri: Uri,
        version: Option<i32>,
        diagnostics: Vec<Diagnostic>,
    ) -> io::Result<()> {
        let parameters = PublishDiagnosticsParams { uri, version, diagnostics };
        self.tell("textDocument/publishDiagnostics", &parameters)
    }

    /// Shows a message to the writer.
    ///
    /// # Errors
    /// When the editor has gone.
    pub(super) fn show(&self, message: String) -> io::Result<()> {
        self.tell("window/showMessage", &ShowMessageParams { kind: MessageType::Warning, message })
    }

    /// Tells the editor something.
    ///
    /// # Errors
    /// When it has gone.
    #[allow(clippy::unused_self, reason = "whoever speaks to the editor has it")]
    pub(super) fn tell(&self, method: &str, parameters: &impl Serialize) -> io::Result<()> {
        let params = json!(parameters);
        send(&Message::Notification(Notification { method: method.to_owned(), params }))
    }

    /// Answers a request of the editor's.
    ///
    /// # Errors
    /// When it has gone.
    #[allow(clippy::unused_self, reason = "whoever speaks to the editor has it")]
    pub(super) fn answer(&self, response: Response) -> io::Result<()> {
        send(&Message::Response(response))
    }
}

fn send(message: &Message) -> io::Result<()> {
    message.write(&mut io::stdout().lock())
}

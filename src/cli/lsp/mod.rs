//! `copydesk lsp`: findings while a draft is being written, in any editor that speaks the Language
//! Server Protocol.
//!
//! Drafts arrive whole. They are linted when no more messages wait, so that quick typing costs one run,
//! not one for each key.

mod answers;
mod draft;
mod messages;
mod places;

use std::collections::{BTreeSet, HashMap};
use std::io;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::PathBuf;
use std::process::ExitCode;
use std::sync::mpsc::{self, Receiver};
use std::thread;

use lsp_server::{ErrorCode, Message, Notification, Request, RequestId, Response};
use lsp_types::notification::{
    DidChangeTextDocument, DidChangeWatchedFiles, DidCloseTextDocument, DidOpenTextDocument,
    DidSaveTextDocument, Exit, Notification as _, PublishDiagnostics,
};
use lsp_types::request::{CodeActionRequest, HoverRequest, Initialize, Request as _, Shutdown};
use lsp_types::{
    CodeActionKind, CodeActionOptions, PublishDiagnosticsParams, SaveOptions, ServerCapabilities,
    TextDocumentSyncCapability, TextDocumentSyncKind, TextDocumentSyncOptions, Uri,
};
use serde::de::DeserializeOwned;
use serde_json::{Value, json};

use super::arguments::Setup;
use super::{articles, fail};
use crate::desk::{Desk, IGNORE_FILE};
use crate::source::Source;
use draft::Draft;
use messages::Malformed;

/// Runs `copydesk lsp`. It ends with 1 where the editor left without a `shutdown`, as the protocol has it.
pub fn run(setup: &Setup) -> ExitCode {
    match Server::new(setup, listen()).talk() {
        Ok(status) => status,
        Err(error) => fail(format!("the editor's messages could not be followed: {error}")).into(),
    }
}

/// What an editor sends.
type Incoming = Result<Message, Malformed>;

/// Reads standard input in a thread of its own, so that the server sees whether more messages wait.
fn listen() -> Receiver<Incoming> {
    let (sender, messages) = mpsc::channel();
    thread::spawn(move || {
        let mut input = io::stdin().lock();
        // What cannot be read any more is an editor that has gone.
        while let Ok(Some(message)) = messages::read(&mut input) {
            if sender.send(message).is_err() {
                return;
            }
        }
    });
    messages
}

/// Reads all messages, for the fuzzer.
#[cfg(fuzzing)]
pub fn read_messages(mut input: &[u8]) {
    while let Ok(Some(message)) = messages::read(&mut input) {
        if let Err(malformed) = message {
            let _ = messages::refuse(&mut io::sink(), &malformed);
        }
    }
}

fn capabilities() -> ServerCapabilities {
    let sync = TextDocumentSyncOptions {
        open_close: Some(true),
        change: Some(TextDocumentSyncKind::FULL),
        save: Some(SaveOptions { include_text: Some(false) }.into()),
        ..TextDocumentSyncOptions::default()
    };
    let kinds = vec![CodeActionKind::QUICKFIX, CodeActionKind::SOURCE_FIX_ALL];
    let actions = CodeActionOptions { code_action_kinds: Some(kinds), ..CodeActionOptions::default() };
    ServerCapabilities {
        text_document_sync: Some(TextDocumentSyncCapability::Options(sync)),
        code_action_provider: Some(actions.into()),
        hover_provider: Some(true.into()),
        ..ServerCapabilities::default()
    }
}

struct Server<'a> {
    setup: &'a Setup,
    messages: Receiver<Incoming>,
    state: State,
    desk: Desk,
    drafts: HashMap<String, Draft>,
    /// The drafts that changed since they were linted.
    changed: BTreeSet<String>,
}

/// How far the conversation is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum State {
    /// The editor has not said yet what it can do.
    Begun,
    Open,
    /// The editor has asked to end it.
    Shut,
}

impl<'a> Server<'a> {
    fn new(setup: &'a Setup, messages: Receiver<Incoming>) -> Self {
        let (desk, drafts, changed) = (setup.desk().build(), HashMap::new(), BTreeSet::new());
        Self { setup, messages, state: State::Begun, desk, drafts, changed }
    }

    fn talk(mut self) -> io::Result<ExitCode> {
        while let Some(message) = self.next()? {
            match message {
                Ok(Message::Request(request)) => {
                    self.lint_changed()?;
                    let response = self.respond(request);
                    send(&Message::Response(response))?;
                }
                Ok(Message::Notification(notification)) if notification.method == Exit::METHOD => {
                    return Ok(ExitCode::from(u8::from(self.state != State::Shut)));
                }
                Ok(Message::Notification(notification)) if self.state == State::Open => {
                    self.take(notification)?;
                }
                Ok(Message::Notification(_) | Message::Response(_)) => {}
                Err(malformed) => messages::refuse(&mut io::stdout().lock(), &malformed)?,
            }
        }
        Ok(ExitCode::SUCCESS)
    }

    /// The next message; what has changed is linted before waiting for one. None when the editor has gone.
    fn next(&mut self) -> io::Result<Option<Incoming>> {
        if let Ok(message) = self.messages.try_recv() {
            return Ok(Some(message));
        }
        self.lint_changed()?;
        Ok(self.messages.recv().ok())
    }

    /// The answer to a request, as far as the conversation allows one.
    fn respond(&mut self, request: Request) -> Response {
        let id = request.id.clone();
        match (self.state, request.method.as_str()) {
            (State::Begun, Initialize::METHOD) => {
                self.state = State::Open;
                Response::new_ok(id, json!({ "capabilities": capabilities() }))
            }
            (State::Begun, _) => refusal(id, ErrorCode::ServerNotInitialized, "`initialize` comes first"),
            (State::Open, Shutdown::METHOD) => {
                self.state = State::Shut;
                Response::new_ok(id, Value::Null)
            }
            (State::Open, Initialize::METHOD) | (State::Shut, _) => {
                refusal(id, ErrorCode::InvalidRequest, &format!("it is too late for {}", request.method))
            }
            (State::Open, _) => catch_unwind(AssertUnwindSafe(|| self.answer(request)))
                .unwrap_or_else(|_| refusal(id, ErrorCode::InternalError, "this is a mistake in Copydesk")),
        }
    }

    fn take(&mut self, notification: Notification) -> io::Result<()> {
        let Notification { method, params } = notification;
        match method.as_str() {
            DidOpenTextDocument::METHOD => {
                let Some(opened) =
                    read::<<DidOpenTextDocument as lsp_types::notification::Notification>::Params>(params)
                else {
                    return Ok(());
                };
                let document = opened.text_document;
                self.open(document.uri, document.version, document.language_id, document.text);
            }
            DidChangeTextDocument::METHOD => {
                let Some(change) =
                    read::<<DidChangeTextDocument as lsp_types::notification::Notification>::Params>(params)
                else {
                    return Ok(());
                };
                let key = change.text_document.uri.to_string();
                let text = change.content_changes.into_iter().next_back().map(|change| change.text);
                if let (Some(draft), Some(text)) = (self.drafts.get_mut(&key), text) {
                    draft.source = Source::new(draft.source.path(), text);
                    draft.version = change.text_document.version;
                    self.changed.insert(key);
                }
            }
            DidSaveTextDocument::METHOD => {
                let saved =
                    read::<<DidSaveTextDocument as lsp_types::notification::Notification>::Params>(params);
                self.saved(saved.map(|saved| saved.text_document.uri));
            }
            DidChangeWatchedFiles::METHOD => self.saved(None),
            DidCloseTextDocument::METHOD => {
                let closed =
                    read::<<DidCloseTextDocument as lsp_types::notification::Notification>::Params>(params);
                if let Some(closed) = closed {
                    self.close(closed.text_document.uri)?;
                }
            }
            _ => {}
        }
        Ok(())
    }

    fn open(&mut self, uri: Uri, version: i32, language: String, text: String) {
        let path = places::path(&uri).unwrap_or_else(|| PathBuf::from("untitled"));
        let source = Source::new(path, text);
        let key = uri.to_string();
        let draft = Draft { uri, version, language, source, checked: None, findings: Vec::new() };
        self.drafts.insert(key.clone(), draft);
        self.changed.insert(key);
    }

    /// Looks at what a file on the disk may have changed. Rules and configuration are files, too, and so all drafts
    /// are linted again where one of those is not what it was; else the one that was saved.
    fn saved(&mut self, uri: Option<Uri>) {
        let ignores = uri.as_ref().and_then(places::path).is_some_and(|path| path.ends_with(IGNORE_FILE));
        if ignores || !self.desk.is_current() {
            self.desk = self.setup.desk().build();
            self.changed.extend(self.drafts.keys().cloned());
            return;
        }
        let drafts = self.drafts.iter();
        // A configuration that could not be used may have been mended.
        let unchecked = drafts.filter(|(_, draft)| draft.checked.is_none()).map(|(key, _)| key.clone());
        self.changed.extend(unchecked);
        self.changed.extend(uri.map(|uri| uri.to_string()));
    }

    fn close(&mut self, uri: Uri) -> io::Result<()> {
        let key = uri.to_string();
        self.drafts.remove(&key);
        self.changed.remove(&key);
        publish(PublishDiagnosticsParams { uri, diagnostics: Vec::new(), version: None })
    }

    fn lint_changed(&mut self) -> io::Result<()> {
        for key in std::mem::take(&mut self.changed) {
            let Some(draft) = self.drafts.get_mut(&key) else { continue };
            // What goes wrong goes to standard error, which editors show as the server's log.
            let _ = articles::met(&self.desk, draft.check(&self.desk), &mut false);
            let diagnostics = answers::diagnostics(draft);
            let (uri, version) = (draft.uri.clone(), Some(draft.version));
            publish(PublishDiagnosticsParams { uri, diagnostics, version })?;
        }
        Ok(())
    }

    fn answer(&self, request: Request) -> Response {
        let Request { id, method, params } = request;
        match method.as_str() {
            CodeActionRequest::METHOD => {
                let asked = read::<<CodeActionRequest as lsp_types::request::Request>::Params>(params);
                let draft = asked.as_ref().and_then(|asked| self.draft(&asked.text_document.uri));
                Response::new_ok(
                    id,
                    draft.zip(asked.as_ref()).map(|(draft, asked)| answers::actions(draft, asked)),
                )
            }
            HoverRequest::METHOD => {
                let asked = read::<<HoverRequest as lsp_types::request::Request>::Params>(params);
                let at = asked.map(|asked| asked.text_document_position_params);
                let hover = at.and_then(|at| answers::hover(self.draft(&at.text_document.uri)?, at.position));
                Response::new_ok(id, hover)
            }
            _ => refusal(id, ErrorCode::MethodNotFound, &format!("cannot do {method}")),
        }
    }

    fn draft(&self, uri: &Uri) -> Option<&Draft> {
        self.drafts.get(uri.as_str())
    }
}

fn refusal(id: RequestId, code: ErrorCode, why: &str) -> Response {
    Response::new_err(id, code as i32, why.to_owned())
}

fn send(message: &Message) -> io::Result<()> {
    message.write(&mut io::stdout().lock())
}

fn publish(diagnostics: PublishDiagnosticsParams) -> io::Result<()> {
    send(&Message::Notification(Notification::new(PublishDiagnostics::METHOD.to_owned(), diagnostics)))
}

/// The parameters of a message; none where an editor sends something else.
fn read<T: DeserializeOwned>(parameters: Value) -> Option<T> {
    serde_json::from_value(parameters).ok()
}

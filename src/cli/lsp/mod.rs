//! `copydesk lsp`: findings while a draft is being written, in any editor that speaks the Language
//! Server Protocol.
//!
//! Drafts arrive whole. They are linted when no more messages wait, so that quick typing costs one run,
//! not one for each key.

mod answers;
mod places;

use std::collections::{BTreeSet, HashMap};
use std::path::PathBuf;

use lsp_server::{Connection, ErrorCode, Message, Notification, Request, Response};
use lsp_types::notification::{
    DidChangeTextDocument, DidChangeWatchedFiles, DidCloseTextDocument, DidOpenTextDocument,
    DidSaveTextDocument, Notification as _, PublishDiagnostics,
};
use lsp_types::request::{CodeActionRequest, HoverRequest, Request as _};
use lsp_types::{
    CodeActionKind, CodeActionOptions, PublishDiagnosticsParams, SaveOptions, ServerCapabilities,
    TextDocumentSyncCapability, TextDocumentSyncKind, TextDocumentSyncOptions, Uri,
};
use serde::de::DeserializeOwned;
use serde_json::Value;

use super::arguments::Setup;
use super::{Outcome, articles, fail};
use crate::desk::{Article, Checked, Desk, DeskError, Text, Told};
use crate::document::Format;
use crate::finding::Finding;
use crate::formats::Unread;
use crate::source::Source;

/// Why the conversation ended early.
type Failure = Box<dyn std::error::Error + Send + Sync>;

/// Runs `copydesk lsp`.
pub fn run(setup: &Setup) -> Outcome {
    let (connection, threads) = Connection::stdio();
    let talked = Server::new(setup, connection).talk();
    let joined = threads.join();
    match talked.and_then(|()| joined.map_err(Failure::from)) {
        Ok(()) => Outcome::Clean,
        Err(error) => fail(format!("the editor's messages could not be followed: {error}")),
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

/// What editors call languages that are not read.
const UNREAD: [&str; 9] =
    ["asciidoc", "json", "jsonc", "latex", "org", "restructuredtext", "typst", "xml", "yaml"];

/// A draft open in the editor.
struct Draft {
    uri: Uri,
    version: i32,
    /// What the editor calls its language.
    language: String,
    /// The text, by which places are counted.
    source: Source,
    /// What is checked of it: nothing in a format that is not read, or where the configuration cannot be used.
    checked: Option<(Article, Text)>,
    findings: Vec<Finding>,
}

impl Draft {
    /// Takes the draft to a desk.
    fn check(&mut self, desk: &Desk) -> Result<(), DeskError> {
        (self.checked, self.findings) = (None, Vec::new());
        let Some(article) = self.article(desk)? else { return Ok(()) };
        // A text in a part of a file has no place in the draft.
        let whole = article.check(None)?.into_iter().find(|checked| checked.report.source.part().is_none());
        let Some(report) = whole.map(Checked::into_report) else { return Ok(()) };
        self.checked = Some((article, Text { source: report.source, read_as: report.read_as }));
        self.findings = report.findings;
        Ok(())
    }

    /// The draft as an article; none if it is not to be checked.
    fn article(&self, desk: &Desk) -> Result<Option<Article>, DeskError> {
        let path = self.source.path();
        let otherwise = match self.language.as_str() {
            "markdown" => Format::Markdown,
            "mdx" => Format::Mdx,
            "html" => Format::Html,
            _ => Format::Text,
        };
        // A draft that was never saved has no ending to go by.
        let is_known = path.extension().is_some() && desk.project(path)?.format(path).is_some();
        let is_unread = Unread::from_path(path).is_some() || UNREAD.contains(&self.language.as_str());
        if is_unread && !is_known {
            return Ok(None);
        }
        let told = Told { otherwise: Some(otherwise), ..Told::default() };
        let article = desk.take_source(self.source.clone(), told)?;
        Ok((!article.is_ignored()).then_some(article))
    }
}

struct Server<'a> {
    setup: &'a Setup,
    connection: Connection,
    desk: Desk,
    drafts: HashMap<String, Draft>,
    /// The drafts that changed since they were linted.
    changed: BTreeSet<String>,
}

impl<'a> Server<'a> {
    fn new(setup: &'a Setup, connection: Connection) -> Self {
        let (desk, drafts, changed) = (setup.desk().build(), HashMap::new(), BTreeSet::new());
        Self { setup, connection, desk, drafts, changed }
    }

    fn talk(mut self) -> Result<(), Failure> {
        self.connection.initialize(serde_json::to_value(capabilities())?)?;
        while let Some(message) = self.next()? {
            match message {
                Message::Request(request) if self.connection.handle_shutdown(&request)? => break,
                Message::Request(request) => {
                    self.lint_changed()?;
                    let response = self.answer(request);
                    self.connection.sender.send(Message::Response(response))?;
                }
                Message::Notification(notification) => self.take(notification)?,
                Message::Response(_) => {}
            }
        }
        Ok(())
    }

    /// The next message; what has changed is linted before waiting for one. None when the editor has gone.
    fn next(&mut self) -> Result<Option<Message>, Failure> {
        if let Ok(message) = self.connection.receiver.try_recv() {
            return Ok(Some(message));
        }
        self.lint_changed()?;
        Ok(self.connection.receiver.recv().ok())
    }

    fn take(&mut self, notification: Notification) -> Result<(), Failure> {
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
            // Rules and configuration are files, too: what was saved may be one of them.
            DidSaveTextDocument::METHOD | DidChangeWatchedFiles::METHOD => self.load_again(),
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

    fn load_again(&mut self) {
        self.desk = self.setup.desk().build();
        self.changed.extend(self.drafts.keys().cloned());
    }

    fn close(&mut self, uri: Uri) -> Result<(), Failure> {
        let key = uri.to_string();
        self.drafts.remove(&key);
        self.changed.remove(&key);
        self.publish(PublishDiagnosticsParams { uri, diagnostics: Vec::new(), version: None })
    }

    fn lint_changed(&mut self) -> Result<(), Failure> {
        for key in std::mem::take(&mut self.changed) {
            let Some(draft) = self.drafts.get_mut(&key) else { continue };
            // What goes wrong goes to standard error, which editors show as the server's log.
            let _ = articles::met(&self.desk, draft.check(&self.desk), &mut false);
            let diagnostics = answers::diagnostics(draft);
            let (uri, version) = (draft.uri.clone(), Some(draft.version));
            self.publish(PublishDiagnosticsParams { uri, diagnostics, version })?;
        }
        Ok(())
    }

    fn publish(&self, diagnostics: PublishDiagnosticsParams) -> Result<(), Failure> {
        let notification = Notification::new(PublishDiagnostics::METHOD.to_owned(), diagnostics);
        Ok(self.connection.sender.send(Message::Notification(notification))?)
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
            _ => Response::new_err(id, ErrorCode::MethodNotFound as i32, format!("cannot do {method}")),
        }
    }

    fn draft(&self, uri: &Uri) -> Option<&Draft> {
        self.drafts.get(uri.as_str())
    }
}

/// The parameters of a message; none where an editor sends something else.
fn read<T: DeserializeOwned>(parameters: Value) -> Option<T> {
    serde_json::from_value(parameters).ok()
}

//! `copydesk lsp`: findings while a draft is being written, in any editor that speaks the Language
//! Server Protocol.
//!
//! Drafts arrive whole. They are linted when no more messages wait, so that quick typing costs one run,
//! not one for each key.

mod answers;
mod places;

use std::collections::{BTreeSet, HashMap};
use std::path::{Path, PathBuf};
use std::sync::Arc;

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
use super::projects::Projects;
use super::{Outcome, fail, mistakes};
use crate::config::Project;
use crate::document::{Document, Format, Unread};
use crate::finding::Finding;
use crate::fix::Desk;
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
    format: Format,
    source: Source,
    /// Whether it is in a format that is not read, whatever its text.
    is_unread: bool,
    /// The rules that hold for it; none where its configuration cannot be used.
    project: Option<Arc<Project>>,
    findings: Vec<Finding>,
}

impl Desk for Draft {
    fn read<'s>(&self, source: &'s Source) -> Document<'s> {
        match &self.project {
            Some(project) => project.parse(source, self.format, None),
            None => Document::parse(source, self.format, None),
        }
    }

    fn lint(&self, source: &Source) -> Vec<Finding> {
        let Some(project) =
            self.project.as_ref().filter(|project| !self.is_unread && !project.ignores(source.path()))
        else {
            return Vec::new();
        };
        project.linter(source.path()).lint_document(&self.read(source))
    }
}

struct Server<'a> {
    setup: &'a Setup,
    connection: Connection,
    projects: Projects,
    drafts: HashMap<String, Draft>,
    /// The drafts that changed since they were linted.
    changed: BTreeSet<String>,
}

impl<'a> Server<'a> {
    fn new(setup: &'a Setup, connection: Connection) -> Self {
        let (projects, drafts, changed) = (Projects::new(setup), HashMap::new(), BTreeSet::new());
        Self { setup, connection, projects, drafts, changed }
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
                self.open(document.uri, document.version, &document.language_id, document.text);
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
                    draft.source = draft.source.with_text(text);
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

    fn open(&mut self, uri: Uri, version: i32, language: &str, text: String) {
        let path = places::path(&uri).unwrap_or_else(|| PathBuf::from("untitled"));
        let project = self.project(&path);
        // A draft that was never saved has no ending to go by.
        let is_named = path.extension().is_some();
        let known = project.as_ref().filter(|_| is_named).and_then(|project| project.format(&path));
        let is_unread = known.is_none() && (Unread::from_path(&path).is_some() || UNREAD.contains(&language));
        let format = known.unwrap_or(match language {
            "markdown" => Format::Markdown,
            "mdx" => Format::Mdx,
            "html" => Format::Html,
            _ => Format::Text,
        });
        let key = uri.to_string();
        let source = Source::new(path, text);
        let draft = Draft { uri, version, format, source, is_unread, project, findings: Vec::new() };
        self.drafts.insert(key.clone(), draft);
        self.changed.insert(key);
    }

    /// Mistakes in packs and configuration go to standard error, which editors show as the server's log.
    fn project(&mut self, path: &Path) -> Option<Arc<Project>> {
        let project = self.projects.of(path);
        project.inspect_err(mistakes::print_project).ok()
    }

    fn load_again(&mut self) {
        self.projects = Projects::new(self.setup);
        let paths: Vec<(String, PathBuf)> =
            self.drafts.iter().map(|(key, draft)| (key.clone(), draft.source.path().to_owned())).collect();
        for (key, path) in paths {
            let project = self.project(&path);
            if let Some(draft) = self.drafts.get_mut(&key) {
                draft.project = project;
                self.changed.insert(key);
            }
        }
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
            draft.findings = draft.lint(&draft.source);
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

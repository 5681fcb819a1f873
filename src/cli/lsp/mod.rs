//! `copydesk lsp`: findings while a draft is being written, in any editor that speaks the Language
//! Server Protocol.
//!
//! Of a draft arrives what has changed. Drafts are linted when no more messages wait, so that quick typing costs one run,
//! not one for each key; and one by one, so that whoever asks something in between is answered.
//!
//! [`listening`] reads what the editor sends, [`notifications`] and [`requests`] do what it says, [`work`] lints what
//! has changed. The [`Editor`] knows what the other end can do, the [`Workspace`] which rules hold where, and a
//! [`Draft`] what is found in it.

mod actions;
mod capabilities;
mod commands;
mod completion;
mod diagnostics;
mod draft;
mod edited;
mod editor;
mod hover;
mod listening;
mod messages;
mod notifications;
mod places;
mod preferences;
mod progress;
mod requests;
mod rule_file;
mod uris;
mod vocabulary;
mod watching;
mod work;
mod workspace;

use std::collections::{BTreeSet, HashMap, VecDeque};
use std::io;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::process::ExitCode;
use std::sync::mpsc::{Receiver, TryRecvError};

use gen_lsp_types::Uri;
use lsp_server::{ErrorCode, Message, Request, RequestId, Response};
use serde::de::DeserializeOwned;
use serde_json::Value;

use super::arguments::Setup;
use super::fail;
use draft::Draft;
use editor::Editor;
use listening::Incoming;
use progress::Progress;
use watching::Watching;
use work::ShownFaults;
use workspace::Workspace;

#[cfg(fuzzing)]
pub use listening::read_messages;

/// Runs `copydesk lsp`. It ends with 1 where the editor left without a `shutdown`, as the protocol has it.
pub fn run(setup: &Setup) -> ExitCode {
    match Server::new(setup.clone(), listening::listen()).talk() {
        Ok(status) => status,
        Err(error) => fail(format!("the editor's messages could not be followed: {error}")).into(),
    }
}

struct Server {
    incoming: Receiver<Vec<Incoming>>,
    /// What has come and is not dealt with.
    waiting: VecDeque<Incoming>,
    state: State,
    editor: Editor,
    workspace: Workspace,
    /// The documents that are open, by their URIs.
    drafts: HashMap<String, Draft>,
    /// Those that are to be linted.
    due: BTreeSet<String>,
    /// Those that were linted, for somebody asked about them, and of which the editor has not been told yet.
    untold: BTreeSet<String>,
    /// Whether files have changed that the rules may have come from.
    is_stale: bool,
    /// What the editor was shown besides the findings in what is open.
    shown: ShownFaults,
    progress: Progress,
    watching: Watching,
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

impl Server {
    fn new(setup: Setup, incoming: Receiver<Vec<Incoming>>) -> Self {
        Self {
            incoming,
            waiting: VecDeque::new(),
            state: State::Begun,
            editor: Editor::default(),
            workspace: Workspace::new(setup),
            drafts: HashMap::new(),
            due: BTreeSet::new(),
            untold: BTreeSet::new(),
            is_stale: false,
            shown: ShownFaults::default(),
            progress: Progress::default(),
            watching: Watching::default(),
        }
    }

    fn talk(mut self) -> io::Result<ExitCode> {
        loop {
            match self.incoming.try_recv() {
                Ok(together) => self.take_in(together)?,
                Err(TryRecvError::Disconnected) if self.waiting.is_empty() => return Ok(ExitCode::SUCCESS),
                Err(_) => {}
            }
            if let Some(message) = self.waiting.pop_front() {
                if let Some(status) = self.follow(message)? {
                    return Ok(status);
                }
            } else if !self.work()? {
                match self.incoming.recv() {
                    Ok(together) => self.take_in(together)?,
                    Err(_) => return Ok(ExitCode::SUCCESS),
                }
            }
        }
    }

    /// Puts messages behind those that wait. A request that is taken back is not dealt with.
    fn take_in(&mut self, together: Vec<Incoming>) -> io::Result<()> {
        for message in together {
            let Some(id) = canceled(&message) else {
                self.waiting.push_back(message);
                continue;
            };
            let is_it =
                |message: &Incoming| matches!(message, Ok(Message::Request(request)) if request.id == id);
            if let Some(place) = self.waiting.iter().position(is_it) {
                self.waiting.remove(place);
                self.editor.answer(refusal(id, ErrorCode::RequestCanceled, "the editor took it back"))?;
            }
        }
        Ok(())
    }

    /// Does what a message says; the status to end with, where it says to end.
    fn follow(&mut self, message: Incoming) -> io::Result<Option<ExitCode>> {
        match message {
            Ok(Message::Request(request)) => {
                let response = self.respond(request);
                self.editor.answer(response)?;
            }
            Ok(Message::Notification(notification)) if notification.method == "exit" => {
                return Ok(Some(ExitCode::from(u8::from(self.state != State::Shut))));
            }
            Ok(Message::Notification(notification)) if self.state == State::Open => {
                self.take(notification)?;
            }
            Ok(Message::Response(response)) => self.take_answer(response)?,
            Ok(Message::Notification(_)) => {}
            Err(malformed) => messages::refuse(&mut io::stdout().lock(), &malformed)?,
        }
        Ok(None)
    }

    /// The answer to a request, as far as the conversation allows one.
    fn respond(&mut self, request: Request) -> Response {
        let id = request.id.clone();
        match (self.state, request.method.as_str()) {
            (State::Begun, "initialize") => {
                self.state = State::Open;
                Response::new_ok(id, self.begin(&request.params))
            }
            (State::Begun, _) => refusal(id, ErrorCode::ServerNotInitialized, "`initialize` comes first"),
            (State::Open, "shutdown") => {
                self.state = State::Shut;
                Response::new_ok(id, Value::Null)
            }
            (State::Open, "initialize") | (State::Shut, _) => {
                refusal(id, ErrorCode::InvalidRequest, &format!("it is too late for {}", request.method))
            }
            (State::Open, _) => catch_unwind(AssertUnwindSafe(|| self.answer(request)))
                .unwrap_or_else(|_| refusal(id, ErrorCode::InternalError, "this is a mistake in Copydesk")),
        }
    }

    fn draft(&self, uri: &Uri) -> Option<&Draft> {
        self.drafts.get(&uri.0)
    }

    /// The document that is open and lies at a path.
    fn open_at(&self, path: &std::path::Path) -> Option<&Draft> {
        self.drafts.values().find(|draft| draft.source.path() == path)
    }
}

/// The request that a message takes back.
fn canceled(message: &Incoming) -> Option<RequestId> {
    match message {
        Ok(Message::Notification(notification)) if notification.method == "$/cancelRequest" => {
            serde_json::from_value(notification.params["id"].clone()).ok()
        }
        _ => None,
    }
}

fn refusal(id: RequestId, code: ErrorCode, why: &str) -> Response {
    Response::new_err(id, code as i32, why.to_owned())
}

/// The parameters of a message; none where an editor sends something else.
fn read<T: DeserializeOwned>(parameters: Value) -> Option<T> {
    serde_json::from_value(parameters).ok()
}

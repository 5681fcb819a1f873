//! What the editor tells: documents opened, changed, saved and closed, files changed, folders and settings.

use std::io;
use std::path::Path;

use gen_lsp_types::{
    DidChangeTextDocumentParams, DidChangeWatchedFilesParams, DidChangeWorkspaceFoldersParams,
    DidCloseTextDocumentParams, DidOpenTextDocumentParams, DidSaveTextDocumentParams, Uri,
};
use lsp_server::{Notification, Response};
use serde_json::{Value, json};

use super::draft::Draft;
use super::edited::edited;
use super::editor::Question;
use super::{Server, read, uris};
use crate::desk::IGNORE_FILE;
use crate::source::Source;

impl Server {
    /// Does what a notification says; one that is odd, or that nobody knows, says nothing.
    pub(super) fn take(&mut self, notification: Notification) -> io::Result<()> {
        let Notification { method, params } = notification;
        match method.as_str() {
            "initialized" => {
                self.register_settings()?;
                self.ask_settings()?;
            }
            "textDocument/didOpen" => {
                if let Some(opened) = read::<DidOpenTextDocumentParams>(params) {
                    self.open(opened)?;
                }
            }
            "textDocument/didChange" => {
                if let Some(changed) = read::<DidChangeTextDocumentParams>(params) {
                    self.change(changed);
                }
            }
            "textDocument/didSave" => {
                let saved = read::<DidSaveTextDocumentParams>(params);
                self.saved(saved.map(|saved| saved.text_document.uri));
            }
            "textDocument/didClose" => {
                if let Some(closed) = read::<DidCloseTextDocumentParams>(params) {
                    self.close(&closed.text_document.uri)?;
                }
            }
            "workspace/didChangeWatchedFiles" => self.files_changed(read(params)),
            "workspace/didChangeWorkspaceFolders" => {
                if let Some(changed) = read::<DidChangeWorkspaceFoldersParams>(params) {
                    self.change_folders(changed)?;
                }
            }
            "workspace/didChangeConfiguration" => self.settings_changed(&params)?,
            _ => {}
        }
        Ok(())
    }

    fn open(&mut self, opened: DidOpenTextDocumentParams) -> io::Result<()> {
        let document = opened.text_document;
        let source = Source::new(self.workspace.path_of(&document.uri), document.text);
        let (key, language) = (document.uri.0.clone(), String::from(document.language_id));
        self.withdraw(&document.uri)?;
        self.drafts.insert(key.clone(), Draft::new(document.uri, document.version, language, source));
        self.due.insert(key);
        Ok(())
    }

    fn change(&mut self, changed: DidChangeTextDocumentParams) {
        let document = changed.text_document;
        let uri = document.text_document_identifier.uri;
        let Some(draft) = self.drafts.get_mut(&uri.0) else { return };
        let Some(source) = edited(&draft.source, changed.content_changes, self.editor.abilities.units) else {
            return;
        };
        draft.source = source;
        draft.version = document.version;
        let waits = self.workspace.root_of(draft.source.path()).preferences.waits_for_save;
        if !waits || draft.checked.is_none() {
            self.due.insert(uri.0);
        }
        self.rules_are_edited();
    }

    /// A part of the rules that is open may be wrong, or right, by what another one says.
    fn rules_are_edited(&mut self) {
        let parts = self.drafts.iter().filter(|(_, draft)| draft.checked.is_none() && draft.edition > 0);
        let keys: Vec<String> = parts.map(|(key, _)| key.clone()).collect();
        self.due.extend(keys);
    }

    /// A document was saved. Rules and configuration are files, too: whether they are what they were is looked at before
    /// anything is linted.
    fn saved(&mut self, uri: Option<Uri>) {
        self.is_stale = true;
        let Some(uri) = uri else { return };
        if uris::path(&uri).is_some_and(|path| decides_what_is_read(&path)) {
            self.due.extend(self.drafts.keys().cloned());
        }
        // An editor that asks for what is found asks after a change, and a save is none.
        self.shown.is_outdated |= self.waits_for_save(&uri);
        self.due.insert(uri.0);
    }

    /// Whether a document is linted only when it is saved.
    fn waits_for_save(&self, uri: &Uri) -> bool {
        let path = self.workspace.path_of(uri);
        self.workspace.root_of(&path).preferences.waits_for_save
    }

    fn files_changed(&mut self, changed: Option<DidChangeWatchedFilesParams>) {
        self.is_stale = true;
        let all = changed.into_iter().flat_map(|changed| changed.changes);
        let mut paths = all.filter_map(|change| uris::path(&change.uri));
        if paths.any(|path| decides_what_is_read(&path)) {
            self.due.extend(self.drafts.keys().cloned());
        }
    }

    fn close(&mut self, uri: &Uri) -> io::Result<()> {
        let closed = self.drafts.remove(&uri.0);
        self.due.remove(&uri.0);
        if closed.is_some_and(|draft| draft.checked.is_none()) {
            self.rules_are_edited();
        }
        self.editor.publish(uri.clone(), None, Vec::new())
    }

    fn change_folders(&mut self, changed: DidChangeWorkspaceFoldersParams) -> io::Result<()> {
        changed.event.removed.iter().for_each(|folder| self.workspace.close(&folder.uri));
        changed.event.added.into_iter().for_each(|folder| self.workspace.open(folder.uri));
        self.rules_changed();
        self.ask_settings()
    }

    /// Asks an editor to tell when its settings change, where it does that for whoever asks only.
    fn register_settings(&mut self) -> io::Result<()> {
        if !self.editor.abilities.registers_settings {
            return Ok(());
        }
        let (id, method) = ("copydesk-settings", "workspace/didChangeConfiguration");
        let wanted = json!({"id": id, "method": method, "registerOptions": {"section": "copydesk"}});
        self.editor.ask(Question::Favour, "client/registerCapability", json!({ "registrations": [wanted] }))
    }

    /// Asks the editor for its settings in each root, where it can be asked.
    fn ask_settings(&mut self) -> io::Result<()> {
        if !self.editor.abilities.configures {
            return Ok(());
        }
        let items: Vec<Value> = self
            .workspace
            .roots()
            .iter()
            .map(|root| match &root.folder {
                Some((_, uri)) => json!({"section": "copydesk", "scopeUri": uri}),
                None => json!({"section": "copydesk"}),
            })
            .collect();
        self.editor.ask(Question::Settings, "workspace/configuration", json!({ "items": items }))
    }

    /// The settings have changed: they come along, or are to be asked for.
    fn settings_changed(&mut self, parameters: &Value) -> io::Result<()> {
        if self.editor.abilities.configures {
            return self.ask_settings();
        }
        let settings = &parameters["settings"];
        let own = if settings["copydesk"].is_null() { settings } else { &settings["copydesk"] };
        let all = vec![own.clone(); self.workspace.roots().len()];
        self.prefer(&all)
    }

    /// Works by other settings from now on.
    fn prefer(&mut self, settings: &[Value]) -> io::Result<()> {
        for mistake in self.workspace.prefer(settings) {
            self.editor.show(format!("Copydesk: {mistake}"))?;
        }
        self.rules_changed();
        Ok(())
    }

    /// Does what an answer of the editor's says.
    pub(super) fn take_answer(&mut self, response: Response) -> io::Result<()> {
        match self.editor.answered(response) {
            Some((Question::Settings, Value::Array(settings))) => self.prefer(&settings),
            Some((Question::Progress, _)) => self.progress.granted(&self.editor),
            _ => Ok(()),
        }
    }
}

/// Whether a file says which others are read at all.
fn decides_what_is_read(path: &Path) -> bool {
    path.file_name().is_some_and(|name| name == IGNORE_FILE || name == ".gitignore")
}

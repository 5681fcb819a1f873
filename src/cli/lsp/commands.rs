//! What the editor has the server do: change the house's rules and words, explain a rule.

use std::io;
use std::path::{Path, PathBuf};

use gen_lsp_types::{ExecuteCommandParams, TextEdit, Uri, WorkspaceEdit};
use lsp_server::{ErrorCode, RequestId, Response};
use serde_json::{Value, json};

use super::editor::Question;
use super::{Server, read, refusal};
use crate::config::{FILE_NAME, add_word, with_rule_off};
use crate::files;
use crate::fix;
use crate::rules::explained;
use crate::source::parent;

/// What the editor does itself where it says that it can: show what a rule is for.
pub(super) const EXPLAIN: &str = "copydesk.explain";
/// Answers what a rule is for, in Markdown; the argument is the rule.
const SAY_WHY: &str = "copydesk.server.explain";
/// Turns a rule off; the arguments are the draft and the rule.
pub(super) const TURN_OFF: &str = "copydesk.server.turnRuleOff";
/// Adds a word to those of the house; the arguments are the draft and the word.
pub(super) const ADD_WORD: &str = "copydesk.server.addHouseWord";

/// All that the server can be told to do.
pub(super) fn names() -> Vec<String> {
    [SAY_WHY, TURN_OFF, ADD_WORD].map(str::to_owned).to_vec()
}

impl Server {
    /// Does what the editor says, and answers what came of it.
    pub(super) fn execute(&mut self, id: RequestId, parameters: Value) -> Response {
        let Some(ExecuteCommandParams { command, arguments, .. }) = read(parameters) else {
            return refusal(id, ErrorCode::InvalidParams, "these are no parameters of a command");
        };
        let arguments = arguments.unwrap_or_default();
        let texts: Vec<&str> = arguments.iter().filter_map(Value::as_str).collect();
        let outcome = match (command.as_str(), texts.as_slice()) {
            (SAY_WHY, [rule]) => return Response::new_ok(id, self.explain(rule)),
            (TURN_OFF, [draft, rule]) => self.turn_off(draft, rule),
            (ADD_WORD, [draft, word]) => self.add_word(draft, word),
            (SAY_WHY | TURN_OFF | ADD_WORD, _) => {
                return refusal(id, ErrorCode::InvalidParams, &format!("{command} needs other arguments"));
            }
            _ => return refusal(id, ErrorCode::InvalidParams, &format!("there is no command {command}")),
        };
        match outcome {
            Ok(()) => Response::new_ok(id, Value::Null),
            Err(why) => refusal(id, ErrorCode::RequestFailed, &why),
        }
    }

    /// What a rule is for, in Markdown; none if there is no such rule.
    fn explain(&self, rule: &str) -> Option<String> {
        let folder = self.workspace.first_folder();
        let roots = self.workspace.roots().iter();
        let mut whole = roots.filter_map(|root| root.whole_project(&folder));
        whole.find_map(|project| project.rules().rule(rule).map(explained))
    }

    /// Turns a rule off where a draft lies.
    fn turn_off(&mut self, draft: &str, rule: &str) -> Result<(), String> {
        let (path, folder) = self.place(draft);
        let config = self.workspace.root_of(&path).desk.configuration_of(&path);
        let config = config.unwrap_or_else(|| folder.join(FILE_NAME));
        let told = |error: io::Error| format!("{}: {error}", config.display());
        let before = self.text_at(&config).map_err(told)?;
        let text = before.as_deref().unwrap_or_default();
        let after = with_rule_off(&config, text, rule).map_err(|error| error.to_string())?;
        self.make(&config, before.as_deref(), &after).map_err(told)
    }

    /// Adds a word to those of the house where a draft lies.
    fn add_word(&mut self, draft: &str, word: &str) -> Result<(), String> {
        let (path, folder) = self.place(draft);
        let config = self.workspace.root_of(&path).desk.configuration_of(&path);
        let unsaved = config.as_ref().and_then(|config| self.open_at(config)).filter(|open| !open.is_saved());
        if let Some(open) = unsaved {
            return Err(format!("save {} first", open.source.display_path()));
        }
        let near = if config.is_some() { path } else { folder };
        let added = add_word(&near, word).map_err(|error| error.to_string())?;
        self.is_stale = true;
        if added.was_there {
            Err(format!("{word} stands in {} already", added.list.display()))
        } else {
            Ok(())
        }
    }

    /// Where a draft lies, and the folder that it belongs to.
    fn place(&self, draft: &str) -> (PathBuf, PathBuf) {
        let path = self.workspace.path_of(&Uri::from(draft));
        let folder = self.workspace.root_of(&path).folder.as_ref().map(|(folder, _)| folder.clone());
        let folder = folder.unwrap_or_else(|| parent(&path).to_owned());
        (path, folder)
    }

    /// What stands in a file: in the editor if it is open there; none where there is no file.
    fn text_at(&self, path: &Path) -> io::Result<Option<String>> {
        if let Some(open) = self.open_at(path) {
            return Ok(Some(open.source.text().to_owned()));
        }
        match std::fs::read_to_string(path) {
            Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(None),
            read => read.map(Some),
        }
    }

    /// Changes a file; one that is open, in the editor, for there it may hold more than on the disk.
    fn make(&mut self, path: &Path, before: Option<&str>, after: &str) -> io::Result<()> {
        self.is_stale = true;
        if let Some(open) = self.open_at(path).filter(|_| self.editor.abilities.edits) {
            let units = self.editor.abilities.units;
            let edits = fix::changes(open.source.text(), after).into_iter();
            let edits: Vec<TextEdit> = edits
                .map(|edit| TextEdit {
                    range: units.range(&open.source, edit.span),
                    new_text: edit.replacement,
                })
                .collect();
            let edit = WorkspaceEdit {
                changes: Some([(open.uri.clone(), edits)].into()),
                ..WorkspaceEdit::default()
            };
            let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
            let parameters = json!({"label": format!("Copydesk changes {name}"), "edit": edit});
            return self.editor.ask(Question::Favour, "workspace/applyEdit", parameters);
        }
        match before {
            Some(before) => files::replace(path, before.as_bytes(), after.as_bytes()),
            None => files::write(path, &mut after.as_bytes()),
        }
    }
}

//! The files that the editor is to watch: those that the rules come from, wherever they lie.

use std::collections::BTreeMap;
use std::io;
use std::path::{Path, PathBuf};

use serde_json::{Value, json};

use super::editor::{Editor, Question};
use super::uris;
use super::workspace::Workspace;
use crate::config::{FILE_NAME, VALE_FILE_NAMES};
use crate::desk::IGNORE_FILE;

/// Of a folder with more such files, all are watched.
const MOST_NAMES: usize = 16;
/// What the editor knows the request by.
const ID: &str = "copydesk-files";
const METHOD: &str = "workspace/didChangeWatchedFiles";

/// What the editor was asked to watch.
#[derive(Default)]
pub(super) struct Watching {
    watched: Option<Folders>,
}

/// The names of files by their folders.
type Folders = BTreeMap<PathBuf, Vec<String>>;

impl Watching {
    /// Asks the editor to watch what the rules come from now, where that is not what it watches.
    ///
    /// # Errors
    /// When the editor has gone.
    pub(super) fn look(&mut self, editor: &mut Editor, workspace: &Workspace) -> io::Result<()> {
        if !editor.abilities.watches {
            return Ok(());
        }
        let folders = folders(workspace);
        if self.watched.as_ref() == Some(&folders) {
            return Ok(());
        }
        if self.watched.is_some() {
            let gone = json!({"unregisterations": [{"id": ID, "method": METHOD}]});
            editor.ask(Question::Favour, "client/unregisterCapability", gone)?;
        }
        let options = json!({ "watchers": watchers(&folders, editor.abilities.watches_in_folders) });
        let wanted = json!({"registrations": [{"id": ID, "method": METHOD, "registerOptions": options}]});
        editor.ask(Question::Favour, "client/registerCapability", wanted)?;
        self.watched = Some(folders);
        Ok(())
    }
}

/// The files that the rules of all roots are made of.
fn folders(workspace: &Workspace) -> Folders {
    let mut folders = Folders::new();
    for project in workspace.roots().iter().flat_map(|root| root.desk.projects()) {
        for input in project.inputs() {
            let path = std::path::absolute(input).unwrap_or_else(|_| input.to_owned());
            let (Some(folder), Some(name)) = (path.parent(), path.file_name().and_then(|name| name.to_str()))
            else {
                continue;
            };
            folders.entry(folder.to_owned()).or_default().push(name.to_owned());
        }
    }
    for names in folders.values_mut() {
        names.sort_unstable();
        names.dedup();
    }
    folders
}

/// The files as the protocol names them; `in_folders` says whether the editor takes a folder and a name.
fn watchers(folders: &Folders, in_folders: bool) -> Vec<Value> {
    let everywhere =
        [FILE_NAME, IGNORE_FILE, ".gitignore"].into_iter().chain(VALE_FILE_NAMES.iter().copied());
    let everywhere = everywhere.map(|name| json!({"globPattern": format!("**/{name}")}));
    let named = folders.iter().flat_map(|(folder, names)| {
        let names =
            if names.len() > MOST_NAMES { vec!["*".to_owned()] } else { names.iter().map(escaped).collect() };
        names.into_iter().map(|name| pattern(folder, &name, in_folders))
    });
    everywhere.chain(named.map(|pattern| json!({ "globPattern": pattern }))).collect()
}

fn pattern(folder: &Path, name: &str, in_folders: bool) -> Value {
    if let Some(uri) = uris::uri(folder).filter(|_| in_folders) {
        return json!({"baseUri": uri, "pattern": name});
    }
    let folder = folder.to_string_lossy().replace('\\', "/");
    json!(format!("{}/{name}", escaped(&folder).trim_end_matches('/')))
}

/// A name in which nothing stands for something else.
fn escaped(name: impl AsRef<str>) -> String {
    let mut escaped = String::new();
    for letter in name.as_ref().chars() {
        if "*?[]{}".contains(letter) {
            escaped.extend(['[', letter, ']']);
        } else {
            escaped.push(letter);
        }
    }
    escaped
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn files_are_named_so_that_no_other_is_meant() {
        let folders = Folders::from([(PathBuf::from("/a {b}"), vec!["c[1].yml".to_owned()])]);
        let last = |in_folders| watchers(&folders, in_folders).pop().unwrap();
        assert_eq!(last(false), json!({"globPattern": "/a [{]b[}]/c[[]1[]].yml"}));
        let in_folder = json!({"baseUri": "file:///a%20%7Bb%7D", "pattern": "c[[]1[]].yml"});
        assert_eq!(last(true), json!({ "globPattern": in_folder }));
    }
}

//! The folders that are open in the editor, each with its settings and the rules in force there.

use std::env;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use gen_lsp_types::Uri;
use serde_json::Value;

use super::preferences::Preferences;
use super::uris;
use crate::cli::arguments::Setup;
use crate::config::Project;
use crate::desk::Desk;

/// A folder that is open in the editor, or all that lies in none.
pub(super) struct Root {
    /// The folder, and its name for the editor.
    pub(super) folder: Option<(PathBuf, Uri)>,
    pub(super) preferences: Preferences,
    pub(super) desk: Desk,
}

impl Root {
    /// The project of a folder, or of this root's own, with all that is known of each rule.
    pub(super) fn whole_project(&self, otherwise: &Path) -> Option<Arc<Project>> {
        let folder = self.folder.as_ref().map_or(otherwise, |(folder, _)| folder);
        self.desk.whole_project(folder).ok()
    }
}

/// The folders that are open in the editor.
pub(super) struct Workspace {
    setup: Setup,
    /// What holds where the editor says nothing of a folder.
    preferences: Preferences,
    /// All that lies in no folder comes first.
    roots: Vec<Root>,
}

impl Workspace {
    pub(super) fn new(setup: Setup) -> Self {
        let preferences = Preferences::default();
        let desk = preferences.desk(&setup, None);
        let everywhere = Root { folder: None, preferences: preferences.clone(), desk };
        Self { setup, preferences, roots: vec![everywhere] }
    }

    /// Opens what the parameters of `initialize` name; what is wrong with the settings there.
    pub(super) fn begin(&mut self, parameters: &Value) -> Vec<String> {
        let options = &parameters["initializationOptions"];
        // Some editors hand over the whole of a section.
        let own = if options["copydesk"].is_object() { &options["copydesk"] } else { options };
        let (preferences, wrong) = Preferences::read(own);
        self.preferences = preferences;
        self.set(0, self.preferences.clone());
        let folders = parameters["workspaceFolders"].as_array().into_iter().flatten();
        let mut uris: Vec<Uri> = folders.filter_map(|folder| folder["uri"].as_str()).map(Uri::from).collect();
        if uris.is_empty() {
            uris.extend(parameters["rootUri"].as_str().map(Uri::from));
        }
        if uris.is_empty() {
            uris.extend(parameters["rootPath"].as_str().and_then(|path| uris::uri(Path::new(path))));
        }
        for uri in uris {
            self.open(uri);
        }
        wrong
    }

    /// Opens a folder.
    pub(super) fn open(&mut self, uri: Uri) {
        let Some(folder) = uris::path(&uri) else { return };
        self.close(&uri);
        let preferences = self.preferences.clone();
        let desk = preferences.desk(&self.setup, Some(&folder));
        self.roots.push(Root { folder: Some((folder, uri)), preferences, desk });
    }

    /// Closes a folder.
    pub(super) fn close(&mut self, uri: &Uri) {
        self.roots.retain(|root| root.folder.as_ref().is_none_or(|(_, known)| known != uri));
    }

    /// The roots, in the order in which they were opened; the one of all that lies in no folder comes first.
    pub(super) fn roots(&self) -> &[Root] {
        &self.roots
    }

    /// The settings of all roots, as the editor answers them; which roots are no longer what they were, and what is
    /// wrong with the settings.
    pub(super) fn prefer(&mut self, settings: &[Value]) -> Vec<String> {
        let mut wrong = Vec::new();
        for (index, settings) in settings.iter().enumerate().take(self.roots.len()) {
            // An editor that knows no such settings leaves what it said in the beginning.
            if settings.is_null() {
                continue;
            }
            let (preferences, mistakes) = Preferences::read(settings);
            for mistake in mistakes {
                if !wrong.contains(&mistake) {
                    wrong.push(mistake);
                }
            }
            self.set(index, preferences);
        }
        wrong
    }

    fn set(&mut self, index: usize, preferences: Preferences) {
        let root = &mut self.roots[index];
        if root.preferences != preferences {
            let folder = root.folder.as_ref().map(|(folder, _)| folder.as_path());
            root.desk = preferences.desk(&self.setup, folder);
            root.preferences = preferences;
        }
    }

    /// The root of a file: the innermost folder that it lies in.
    pub(super) fn root_of(&self, path: &Path) -> &Root {
        let depth = |root: &Root| root.folder.as_ref().map_or(0, |(folder, _)| 1 + folder.iter().count());
        let holds = |root: &&Root| root.folder.as_ref().is_none_or(|(folder, _)| path.starts_with(folder));
        // There is always the one of all that lies in no folder.
        self.roots.iter().filter(holds).max_by_key(|root| depth(root)).unwrap_or(&self.roots[0])
    }

    /// Where a document lies: one that is no file is taken for one in the first folder.
    pub(super) fn path_of(&self, uri: &Uri) -> PathBuf {
        uris::path(uri).unwrap_or_else(|| self.first_folder().join(uris::name(uri)))
    }

    /// The folder that was opened first, else the one that the server was started in.
    pub(super) fn first_folder(&self) -> PathBuf {
        let mut folders = self.roots.iter().filter_map(|root| root.folder.as_ref());
        let first = folders.next().map(|(folder, _)| folder.clone());
        first.or_else(|| env::current_dir().ok()).unwrap_or_default()
    }

    /// Forgets what the files it came from no longer say; whether there was any.
    pub(super) fn refresh(&self) -> bool {
        // All of them are asked.
        self.roots.iter().map(|root| root.desk.refresh()).fold(false, |one, other| one | other)
    }
}

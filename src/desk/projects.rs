//! The projects of one run: one a configuration file.

use std::collections::HashMap;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use super::cache::Cache;
use super::configuration::Configuration;
use crate::config::{Project, ProjectError, Selection, discover};
use crate::source::parent;

/// Loads each configuration once.
pub(super) struct Projects {
    configuration: Configuration,
    selection: Selection,
    /// What is known of earlier runs.
    cache: Option<Arc<Cache>>,
    met: Mutex<Met>,
}

/// What was looked for so far.
#[derive(Default)]
struct Met {
    /// For each folder the configuration that was found for it.
    found: HashMap<PathBuf, Option<PathBuf>>,
    loaded: HashMap<Option<PathBuf>, Arc<Project>>,
    /// Those that nobody has asked about yet.
    fresh: Vec<Arc<Project>>,
}

impl Projects {
    /// No project loaded yet.
    pub(super) fn new(configuration: Configuration, selection: Selection, cache: Option<Arc<Cache>>) -> Self {
        Self { configuration, selection, cache, met: Mutex::default() }
    }

    /// What is known of earlier runs.
    pub(super) fn cache(&self) -> Option<&Arc<Cache>> {
        self.cache.as_ref()
    }

    /// The project of a file.
    ///
    /// # Errors
    /// When its configuration cannot be used.
    pub(super) fn of(&self, path: &Path) -> Result<Arc<Project>, ProjectError> {
        let mut met = self.met();
        let config = match &self.configuration {
            Configuration::Nearest => met.discovered(path),
            Configuration::NearestTo(folder) => met.discovered(folder),
            Configuration::File(path) => Some(path.clone()),
            Configuration::None => None,
        };
        if let Some(project) = met.loaded.get(&config) {
            return Ok(Arc::clone(project));
        }
        let known = |name: &_| self.cache.as_ref()?.parts(name);
        let project = Arc::new(Project::recall(config.as_deref(), self.selection.clone(), known)?);
        met.fresh.push(Arc::clone(&project));
        met.loaded.insert(config, Arc::clone(&project));
        Ok(project)
    }

    /// The projects loaded so far.
    pub(super) fn loaded(&self) -> Vec<Arc<Project>> {
        self.met().loaded.values().cloned().collect()
    }

    /// The projects that were loaded since this was asked last.
    pub(super) fn take_fresh(&self) -> Vec<Arc<Project>> {
        std::mem::take(&mut self.met().fresh)
    }

    /// Whether they would be found and loaded the same again.
    pub(super) fn are_current(&self) -> bool {
        let met = self.met();
        met.found.iter().all(|(folder, config)| discover(folder) == *config)
            && met.loaded.values().all(|project| project.is_current())
    }

    fn met(&self) -> MutexGuard<'_, Met> {
        self.met.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Met {
    /// The configuration of a file; the files of one folder have the same.
    fn discovered(&mut self, path: &Path) -> Option<PathBuf> {
        let is_folder = self.found.contains_key(path) || path.is_dir();
        let folder = if is_folder { path } else { parent(path) };
        if let Some(config) = self.found.get(folder) {
            return config.clone();
        }
        let config = discover(path);
        self.found.insert(folder.to_owned(), config.clone());
        config
    }
}

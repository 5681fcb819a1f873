//! The projects of one run: one a configuration file.

use std::collections::HashMap;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use super::arguments::Setup;
use super::mistakes;
use crate::cache::Cache;
use crate::config::{Project, ProjectError, Selection, discover};
use crate::files;

/// Loads each configuration once.
pub struct Projects {
    /// Whether each file's own configuration is looked for.
    search: bool,
    fixed: Option<PathBuf>,
    selection: Selection,
    /// For each folder met so far the configuration that was found for it.
    found: HashMap<PathBuf, Option<PathBuf>>,
    loaded: HashMap<Option<PathBuf>, Arc<Project>>,
    /// What is known of earlier runs.
    cache: Option<Arc<Cache>>,
    /// Whether something was wrong with a pack.
    pub has_mistakes: bool,
}

impl Projects {
    /// No project loaded yet.
    pub fn new(setup: &Setup) -> Self {
        let search = !setup.no_config && setup.config.is_none();
        let selection = setup.selection();
        let (fixed, found, loaded) = (setup.config.clone(), HashMap::new(), HashMap::new());
        Self { search, fixed, selection, found, loaded, cache: None, has_mistakes: false }
    }

    /// The same, with what is known of earlier runs.
    pub fn with(self, cache: Option<Arc<Cache>>) -> Self {
        Self { cache, ..self }
    }

    /// What is known of earlier runs.
    pub fn cache(&self) -> Option<Arc<Cache>> {
        self.cache.clone()
    }

    /// No project loaded yet; the built-in rules that nothing asks for are to be readied as well.
    pub fn whole(setup: &Setup) -> Self {
        let mut projects = Self::new(setup);
        projects.selection.whole = true;
        projects
    }

    /// The project of a file; mistakes in its packs are printed the first time.
    ///
    /// # Errors
    /// When its configuration cannot be used.
    pub fn of(&mut self, path: &Path) -> Result<Arc<Project>, ProjectError> {
        let config = if self.search { self.discovered(path) } else { self.fixed.clone() };
        if let Some(project) = self.loaded.get(&config) {
            return Ok(Arc::clone(project));
        }
        let project = Arc::new(self.load(config.as_deref())?);
        for error in project.mistakes() {
            self.has_mistakes = true;
            mistakes::print_pack(error);
        }
        project.notices().for_each(mistakes::print_notice);
        self.loaded.insert(config, Arc::clone(&project));
        Ok(project)
    }

    /// The configuration of a file; the files of one folder have the same.
    fn discovered(&mut self, path: &Path) -> Option<PathBuf> {
        let folder = if path.is_dir() { path } else { files::parent(path) };
        if let Some(config) = self.found.get(folder) {
            return config.clone();
        }
        let config = discover(path);
        self.found.insert(folder.to_owned(), config.clone());
        config
    }

    fn load(&self, config: Option<&Path>) -> Result<Project, ProjectError> {
        let known = |name: &_| self.cache.as_ref()?.parts(name);
        Project::recall(config, self.selection.clone(), known)
    }

    /// Tells of packs that were sound the last time and were not when a file needed them; whether there are any.
    pub fn tell_late(&self) -> bool {
        let late: Vec<_> = self.loaded().filter(|project| project.was_recalled()).collect();
        let errors = late.iter().filter_map(|project| project.late_error());
        let told = errors.map(mistakes::print_project).count();
        told + late.iter().flat_map(|project| project.mistakes()).map(mistakes::print_pack).count() > 0
    }

    /// Keeps what the projects were made of for the next run.
    pub fn keep(&self, cache: &Cache) {
        for (name, parts) in self.loaded().filter_map(|project| project.parts()) {
            cache.keep_parts(&name, parts);
        }
    }

    /// The projects loaded so far.
    pub fn loaded(&self) -> impl Iterator<Item = &Arc<Project>> {
        self.loaded.values()
    }
}

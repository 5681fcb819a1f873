//! The projects of one run: one a configuration file.

use std::collections::HashMap;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use super::arguments::Setup;
use super::mistakes;
use crate::config::{Project, ProjectError, Selection, discover};

/// Loads each configuration once.
pub struct Projects {
    /// Whether each file's own configuration is looked for.
    search: bool,
    fixed: Option<PathBuf>,
    selection: Selection,
    loaded: HashMap<Option<PathBuf>, Arc<Project>>,
    /// Whether something was wrong with a pack.
    pub has_mistakes: bool,
}

impl Projects {
    /// No project loaded yet.
    pub fn new(setup: &Setup) -> Self {
        let search = !setup.no_config && setup.config.is_none();
        let selection = setup.selection();
        Self { search, fixed: setup.config.clone(), selection, loaded: HashMap::new(), has_mistakes: false }
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
        let config = if self.search { discover(path) } else { self.fixed.clone() };
        if let Some(project) = self.loaded.get(&config) {
            return Ok(Arc::clone(project));
        }
        let project = Arc::new(Project::load(config.as_deref(), self.selection.clone())?);
        for error in project.mistakes() {
            self.has_mistakes = true;
            mistakes::print_pack(error);
        }
        project.notices().iter().for_each(mistakes::print_notice);
        self.loaded.insert(config, Arc::clone(&project));
        Ok(project)
    }

    /// The projects loaded so far.
    pub fn loaded(&self) -> impl Iterator<Item = &Arc<Project>> {
        self.loaded.values()
    }
}

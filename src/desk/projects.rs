//! The projects of one run: one a configuration file.

use std::collections::{BTreeMap, HashMap};
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use super::cache::Cache;
use super::configuration::Configuration;
use crate::config::{Faults, Project, ProjectError, Selection, discover};
use crate::files::Unsaved;
use crate::source::parent;

/// Loads each configuration once.
pub(super) struct Projects {
    configuration: Configuration,
    selection: Selection,
    /// What is known of earlier runs.
    cache: Option<Arc<Cache>>,
    /// Whether a configuration with mistakes leaves the rules as they were.
    forgives: bool,
    met: Mutex<Met>,
}

/// What was looked for so far.
#[derive(Default)]
struct Met {
    /// For each folder the configuration that was found for it.
    found: HashMap<PathBuf, Option<PathBuf>>,
    /// The projects in force.
    loaded: HashMap<Option<PathBuf>, Arc<Project>>,
    /// Those that nobody has asked about yet.
    fresh: Vec<Arc<Project>>,
    /// The projects that were sound before something changed.
    earlier: HashMap<Option<PathBuf>, Arc<Project>>,
    /// What is wrong with configurations in whose place another project is in force, or that have no effect in part.
    troubled: BTreeMap<Option<PathBuf>, Trouble>,
}

/// What came of a configuration that is not sound.
struct Trouble {
    faults: Faults,
    /// What could be loaded, by which it is told whether something has changed; none if nothing could.
    attempt: Option<Arc<Project>>,
}

impl Projects {
    /// No project loaded yet. `forgives` says whether a configuration with mistakes leaves the rules as they were.
    pub(super) fn new(
        configuration: Configuration,
        selection: Selection,
        cache: Option<Arc<Cache>>,
        forgives: bool,
    ) -> Self {
        Self { configuration, selection, cache, forgives, met: Mutex::default() }
    }

    /// What is known of earlier runs.
    pub(super) fn cache(&self) -> Option<&Arc<Cache>> {
        self.cache.as_ref()
    }

    /// The configuration of a file.
    pub(super) fn configuration_of(&self, path: &Path) -> Option<PathBuf> {
        self.find(&mut self.met(), path)
    }

    fn find(&self, met: &mut Met, path: &Path) -> Option<PathBuf> {
        match &self.configuration {
            Configuration::Nearest => met.discovered(path),
            Configuration::NearestTo(folder) => met.discovered(folder),
            Configuration::File(path) => Some(path.clone()),
            Configuration::None => None,
        }
    }

    /// The project of a file.
    ///
    /// # Errors
    /// When its configuration cannot be used.
    pub(super) fn of(&self, path: &Path) -> Result<Arc<Project>, ProjectError> {
        let mut met = self.met();
        let config = self.find(&mut met, path);
        if let Some(project) = met.loaded.get(&config) {
            return Ok(Arc::clone(project));
        }
        let known = |name: &_| self.cache.as_ref()?.parts(name);
        let loaded = Project::recall(config.as_deref(), self.selection.clone(), known);
        let project = if self.forgives { met.forgive(config.as_deref(), loaded)? } else { Arc::new(loaded?) };
        met.fresh.push(Arc::clone(&project));
        met.loaded.insert(config, Arc::clone(&project));
        Ok(project)
    }

    /// Forgets the projects that would not be found and loaded the same again; whether there are any.
    pub(super) fn refresh(&self) -> bool {
        let mut met = self.met();
        let found = met.found.len();
        met.found.retain(|folder, config| discover(folder) == *config);
        let Met { loaded, earlier, troubled, found: kept, .. } = &mut *met;
        let projects = loaded.len();
        loaded.retain(|config, project| {
            let trouble = troubled.get(config);
            let is_sound = trouble.is_none_or(|trouble| !trouble.faults.has_mistakes());
            let attempt = if is_sound { Some(&*project) } else { trouble.and_then(|it| it.attempt.as_ref()) };
            let is_current = attempt.is_some_and(|attempt| attempt.is_current());
            if !is_current {
                earlier.insert(config.clone(), Arc::clone(project));
            }
            is_current
        });
        found != kept.len() || projects != loaded.len()
    }

    /// What is wrong with the configurations met so far, by their files.
    pub(super) fn faults(&self) -> Vec<(Option<PathBuf>, Faults)> {
        let met = self.met();
        let troubled = met.troubled.iter().filter(|(config, _)| met.loaded.contains_key(*config));
        troubled.map(|(config, trouble)| (config.clone(), trouble.faults.clone())).collect()
    }

    /// The project of a file, in which built-in rules come with their examples; those alone where its configuration
    /// cannot be used.
    ///
    /// # Errors
    /// When not even those can be loaded.
    pub(super) fn whole(&self, path: &Path) -> Result<Arc<Project>, ProjectError> {
        let config = self.configuration_of(path);
        let selection = || Selection { whole: true, trust: self.selection.trust, ..Selection::default() };
        let loaded = Project::load(config.as_deref(), selection());
        loaded.or_else(|_| Project::load(None, selection())).map(Arc::new)
    }

    /// What would be wrong with a configuration if some texts were saved.
    pub(super) fn try_out(&self, config: Option<&Path>, unsaved: &Arc<Unsaved>) -> Faults {
        Faults::of(config, &Project::try_out(config, self.selection.clone(), unsaved))
    }

    /// The projects loaded so far.
    pub(super) fn loaded(&self) -> Vec<Arc<Project>> {
        self.met().loaded.values().cloned().collect()
    }

    /// The projects that were loaded since this was asked last.
    pub(super) fn take_fresh(&self) -> Vec<Arc<Project>> {
        std::mem::take(&mut self.met().fresh)
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

    /// The project in force: what was loaded if that is sound, else the one that was sound last; where there is none,
    /// as much as could be loaded, else the built-in rules.
    ///
    /// # Errors
    /// When not even the built-in rules can be loaded.
    fn forgive(
        &mut self,
        config: Option<&Path>,
        loaded: Result<Project, ProjectError>,
    ) -> Result<Arc<Project>, ProjectError> {
        let key = config.map(Path::to_owned);
        let faults = Faults::of(config, &loaded);
        let earlier = self.earlier.remove(&key);
        let attempt = loaded.ok().map(Arc::new);
        let project = match (earlier, &attempt) {
            (_, Some(attempt)) if !faults.has_mistakes() => Arc::clone(attempt),
            (Some(earlier), _) => earlier,
            (None, Some(attempt)) => Arc::clone(attempt),
            (None, None) => Arc::new(Project::load(None, Selection::default())?),
        };
        if faults == Faults::default() {
            self.troubled.remove(&key);
        } else {
            self.troubled.insert(key, Trouble { faults, attempt });
        }
        Ok(project)
    }
}

//! Which known findings do not count in an article.

use std::collections::HashMap;
use std::io;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, PoisonError};

use super::baseline::{Baseline, BaselineError};
use super::error::DeskError;
use crate::config::Project;

/// The baselines of a run, each read once.
#[derive(Default)]
pub(super) struct Baselines {
    /// The one for all articles, whatever the configuration says.
    given: Option<Arc<Baseline>>,
    /// Those that configurations name; none where there is no such file yet.
    read: Mutex<HashMap<PathBuf, Option<Arc<Baseline>>>>,
}

impl Baselines {
    /// One for all articles, or those that configurations name.
    pub(super) fn new(given: Option<Baseline>) -> Self {
        Self { given: given.map(Arc::new), read: Mutex::default() }
    }

    /// What is known of the articles of a project.
    ///
    /// # Errors
    /// When the file that its configuration names is there and is no baseline.
    pub(super) fn of(&self, project: &Project) -> Result<Option<Arc<Baseline>>, DeskError> {
        let Some(path) = project.baseline().filter(|_| self.given.is_none()) else {
            return Ok(self.given.clone());
        };
        let mut read = self.read.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(baseline) = read.get(path) {
            return Ok(baseline.clone());
        }
        let baseline = open(path)?.map(Arc::new);
        read.insert(path.to_owned(), baseline.clone());
        Ok(baseline)
    }

    /// The files that configurations name and that are not there yet.
    pub(super) fn missing(&self) -> Vec<PathBuf> {
        let read = self.read.lock().unwrap_or_else(PoisonError::into_inner);
        let missing = read.iter().filter(|(_, baseline)| baseline.is_none());
        missing.map(|(path, _)| path.clone()).collect()
    }
}

fn open(path: &Path) -> Result<Option<Baseline>, DeskError> {
    match Baseline::open(path) {
        Ok(baseline) => Ok(Some(baseline)),
        Err(BaselineError::File(error)) if error.kind() == io::ErrorKind::NotFound => Ok(None),
        Err(source) => Err(DeskError::Baseline { path: path.to_owned(), source }),
    }
}

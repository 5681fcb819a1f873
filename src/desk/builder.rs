//! What a desk works by.

use std::sync::Arc;

use super::Desk;
use super::baseline::Baseline;
use super::cache::Cache;
use super::configuration::Configuration;
use super::known::Baselines;
use super::projects::Projects;
use crate::config::Selection;
use crate::formats::Container;

/// Collects what a desk works by.
#[derive(Default)]
pub struct DeskBuilder {
    configuration: Configuration,
    selection: Selection,
    cache: Option<Arc<Cache>>,
    containers: Vec<Arc<dyn Container>>,
    force_exclude: bool,
    since: Option<String>,
    known: Option<Baseline>,
    staged: bool,
    forgives: bool,
}

impl DeskBuilder {
    /// Says where the configuration of an article is; the nearest counts where nothing is said.
    #[must_use]
    pub fn configuration(self, configuration: Configuration) -> Self {
        Self { configuration, ..self }
    }

    /// Says which rules run, whatever the configuration says of them.
    #[must_use]
    pub fn selection(self, selection: Selection) -> Self {
        Self { selection, ..self }
    }

    /// Gives the desk what was found in earlier runs.
    #[must_use]
    pub fn cache(self, cache: Arc<Cache>) -> Self {
        Self { cache: Some(cache), ..self }
    }

    /// Makes the desk open files of one more kind, that hold texts in parts.
    #[must_use]
    pub fn container(mut self, container: impl Container + 'static) -> Self {
        self.containers.push(Arc::new(container));
        self
    }

    /// Leaves out what is to be ignored even where it is named itself.
    #[must_use]
    pub fn force_exclude(self, force_exclude: bool) -> Self {
        Self { force_exclude, ..self }
    }

    /// Lets only findings count on lines that changed since a git revision.
    #[must_use]
    pub fn changed_since(self, revision: &str) -> Self {
        Self { since: Some(revision.to_owned()), ..self }
    }

    /// Takes what is staged in git for the next commit, as it is staged, and nothing else.
    #[must_use]
    pub fn staged(self) -> Self {
        Self { staged: true, ..self }
    }

    /// Lets these known findings not count, whatever the configuration says.
    #[must_use]
    pub fn baseline(self, known: Baseline) -> Self {
        Self { known: Some(known), ..self }
    }

    /// Lets a configuration with mistakes leave the rules as they were; where there were none, the built-in ones run.
    /// [`Desk::faults`] tells the mistakes.
    #[must_use]
    pub fn forgiving(self) -> Self {
        Self { forgives: true, ..self }
    }

    /// The desk.
    pub fn build(self) -> Desk {
        let trust = self.selection.trust;
        let projects = Projects::new(self.configuration, self.selection, self.cache, self.forgives);
        let Self { containers, force_exclude, since, known, staged, .. } = self;
        Desk { projects, baselines: Baselines::new(known), containers, force_exclude, since, staged, trust }
    }
}

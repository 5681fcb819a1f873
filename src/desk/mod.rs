//! The one way in: a [`Desk`] takes articles and says what is found in them.
//!
//! The command line, the editor server, the stream and library users all go through it. What an article is read as,
//! which rules hold for it, what silences them and which findings count is decided here and nowhere else. Nothing is
//! printed: what goes wrong is returned.

mod article;
pub mod baseline;
mod builder;
pub mod cache;
pub mod changed;
mod configuration;
mod error;
mod in_order;
mod known;
mod pass;
mod pattern;
mod projects;
mod read;
mod staged;
mod walk;

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use article::{ArticleForm, TextPlace};
use cache::Cache;
use changed::{ChangedLines, Changes};
use known::Baselines;
use projects::Projects;

use crate::config::{Faults, Project, ProjectError};
use crate::document::Format;
use crate::engine::Targets;
use crate::files::Unsaved;
use crate::formats::{Container, UnreadFormat};
use crate::language::Language;
use crate::report::FileReport;
use crate::source::Source;

pub use article::{Article, Checked, Text};
pub use builder::DeskBuilder;
pub use configuration::Configuration;
pub use error::DeskError;
pub use in_order::in_order;
pub use pass::Pass;
pub use pattern::place_of;
pub use read::FileError;
pub use walk::{IGNORE_FILE, walk};

/// Takes articles in and says what is found in them.
pub struct Desk {
    projects: Projects,
    baselines: Baselines,
    containers: Vec<Arc<dyn Container>>,
    force_exclude: bool,
    since: Option<String>,
    /// Whether only what is staged in git is looked at.
    staged: bool,
    /// Whether links may lead out of the folders that they lie in.
    trust: bool,
}

/// What is told of an article besides its name and its text.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Told {
    /// How it is written, whatever its name says.
    pub format: Option<Format>,
    /// How it is written where neither its name nor the configuration says so.
    pub otherwise: Option<Format>,
    /// The language that it is in, where it does not say so itself.
    pub language: Option<Language>,
    /// Whether its name is that of a file on the disk, of which this is the text: then the files that it leads to are
    /// looked for.
    pub is_saved: bool,
}

/// The articles that paths stand for.
#[derive(Default)]
pub struct Found {
    /// The articles, sorted by their names, each once.
    pub articles: Vec<Article>,
    /// What could not be looked at.
    pub errors: Vec<FileError>,
    /// Files met in folders whose format is known and not read.
    pub left_out: Vec<(PathBuf, &'static UnreadFormat)>,
    /// Links met in folders that lead out of them.
    pub beyond: Vec<PathBuf>,
    /// Reports of earlier runs, which are no articles.
    pub reports: Vec<PathBuf>,
    /// Whether there was no file to look at, whatever the configuration leaves out.
    pub is_bare: bool,
    /// How many articles there were before those that have not changed were left out.
    pub considered: usize,
}

impl Default for Desk {
    fn default() -> Self {
        Self::builder().build()
    }
}

impl Desk {
    /// Says what a desk is to work by.
    pub fn builder() -> DeskBuilder {
        DeskBuilder::default()
    }

    /// The project of a file or folder.
    ///
    /// # Errors
    /// When its configuration cannot be used.
    pub fn project(&self, path: &Path) -> Result<Arc<Project>, ProjectError> {
        self.projects.of(path)
    }

    /// The projects met so far.
    pub fn projects(&self) -> Vec<Arc<Project>> {
        self.projects.loaded()
    }

    /// The projects met since this was asked last. Their packs may have mistakes; the sound rules run all the same.
    pub fn take_fresh_projects(&self) -> Vec<Arc<Project>> {
        self.projects.take_fresh()
    }

    /// The files of known findings that configurations name and that are not there yet.
    pub fn missing_baselines(&self) -> Vec<PathBuf> {
        self.baselines.missing()
    }

    /// Forgets what would not be found and loaded the same again, and keeps all else with what was made for it; whether
    /// there was any.
    pub fn refresh(&self) -> bool {
        self.projects.refresh()
    }

    /// The project of a file or folder, in which built-in rules come with their examples. It is not kept.
    ///
    /// # Errors
    /// When its configuration cannot be used.
    pub fn whole_project(&self, path: &Path) -> Result<Arc<Project>, ProjectError> {
        self.projects.whole(path)
    }

    /// The configuration of a file or folder.
    pub fn configuration_of(&self, path: &Path) -> Option<PathBuf> {
        self.projects.configuration_of(path)
    }

    /// What is wrong with the configurations met so far, each with its file; none is told of by a desk that does not
    /// forgive.
    pub fn faults(&self) -> Vec<(Option<PathBuf>, Faults)> {
        self.projects.faults()
    }

    /// What would be wrong with a configuration if some texts were saved.
    pub fn try_out(&self, config: Option<&Path>, unsaved: &Arc<Unsaved>) -> Faults {
        self.projects.try_out(config, unsaved)
    }

    /// What is known of earlier runs.
    pub fn cache(&self) -> Option<&Arc<Cache>> {
        self.projects.cache()
    }

    /// Writes what was found to the cache, for later runs.
    pub fn keep_cache(&self) {
        let Some(cache) = self.cache() else { return };
        for project in self.projects() {
            if let Some((name, parts)) = project.parts() {
                cache.keep_parts(&name, parts);
            }
        }
        cache.save();
    }

    /// The articles in some files and folders. What the configuration leaves out is met only where it is named itself.
    ///
    /// # Errors
    /// When a configuration cannot be used, or git cannot tell what changed. What cannot be looked at is no error:
    /// it stands in [`Found::errors`].
    pub fn find(&self, paths: &[PathBuf]) -> Result<Found, DeskError> {
        let probe = paths.first().map(|path| place_of(path)).unwrap_or_default();
        let first = self.project(&probe)?;
        let is_wanted = |path: &Path| first.format(path).is_some() || self.container(path).is_some();
        let mut staged = if self.staged { staged::find(paths, &probe, is_wanted)? } else { BTreeMap::new() };
        let walked = if self.staged { staged::walked(&staged) } else { walk(paths, self.trust, is_wanted) };
        let mut found = Found {
            // That nothing is staged is no mistake.
            is_bare: walked.files.is_empty() && walked.errors.is_empty() && !self.staged,
            errors: walked.errors,
            left_out: walked.left_out,
            beyond: walked.beyond,
            ..Found::default()
        };
        found.left_out.retain(|(path, _)| !first.ignores(path));
        let targets = Arc::new(Targets::on_disk());
        for (path, is_named) in walked.files {
            let project = self.project(&path)?;
            let may_leave_out = !is_named || self.force_exclude;
            if may_leave_out && (project.ignores(&path) || (is_named && walk::is_ignored(&path))) {
                continue;
            }
            if read::is_report(&path) {
                found.reports.push(path);
                continue;
            }
            match self.form(&path, &project, Told::default()) {
                Ok(form) => {
                    let content =
                        staged.remove(&path).map_or(TextPlace::File, |(file, _)| TextPlace::Staged(file));
                    let article = self.article(path, form, project)?;
                    found.articles.push(Article { targets: Some(Arc::clone(&targets)), content, ..article });
                }
                Err(error) => found.errors.push(error),
            }
        }
        found.considered = found.articles.len();
        if let Some(revision) = &self.since {
            keep_changed(&mut found.articles, &Changes::since(revision, &probe, self.staged)?);
        }
        Ok(found)
    }

    /// An article whose text is given as it would be stored, such as standard input.
    ///
    /// # Errors
    /// When its configuration cannot be used, or its name tells a format that is not read.
    pub fn take_bytes(&self, path: &Path, bytes: Vec<u8>) -> Result<Article, DeskError> {
        let told = Told { is_saved: path.is_file(), ..Told::default() };
        self.take(path.to_owned(), TextPlace::Bytes(bytes), told)
    }

    /// An article whose text is given, such as a draft in an editor.
    ///
    /// # Errors
    /// When its configuration cannot be used, or its name tells a format that is not read.
    pub fn take_source(&self, source: Source, told: Told) -> Result<Article, DeskError> {
        let path = source.path().to_owned();
        self.take(path, TextPlace::Text(source), told)
    }

    fn take(&self, path: PathBuf, content: TextPlace, told: Told) -> Result<Article, DeskError> {
        let project = self.project(&path)?;
        let form = self.form(&path, &project, told)?;
        let targets = told.is_saved.then(|| Arc::new(Targets::on_disk()));
        let article = self.article(path, form, project)?;
        // What is asked once is not kept.
        Ok(Article { language: told.language, content, cache: None, targets, ..article })
    }

    /// What is found in a text, as it would be in a file of this name: one report, but for a container, which has one
    /// for each part.
    ///
    /// # Errors
    /// When its configuration cannot be used, or it is written in a format that is not read.
    pub fn lint(
        &self,
        path: impl AsRef<Path>,
        text: impl Into<String>,
    ) -> Result<Vec<FileReport>, DeskError> {
        Ok(self.take_source(Source::new(path.as_ref(), text), Told::default())?.reports()?)
    }

    /// Checks articles on all cores, holds them against each other, and hands a report on each text to `each`, in the
    /// order of the articles.
    pub fn check(&self, articles: &[Article], mut each: impl FnMut(Result<FileReport, FileError>)) {
        let mut pass = Pass::default();
        let work = |article| (article, Article::check(article, None));
        in_order(articles, work, |(article, checked)| {
            match checked {
                Ok(checked) => {
                    for mut checked in checked {
                        pass.compare(article, None, &mut checked);
                        pass.take_known(article, &mut checked.report);
                        each(Ok(checked.into_report()));
                    }
                }
                Err(error) => each(Err(error)),
            }
            true
        });
    }

    /// A file of the disk that is read when its turn comes.
    fn article(&self, path: PathBuf, form: ArticleForm, project: Arc<Project>) -> Result<Article, DeskError> {
        let (content, changed, cache) = (TextPlace::File, ChangedLines::All, self.cache().cloned());
        let known = self.baselines.of(&project)?;
        Ok(Article { path, form, language: None, project, content, changed, known, cache, targets: None })
    }

    /// How a file that was named itself holds its text: as is told, by the configuration or by its extension; one that
    /// nobody knows is plain text.
    fn form(&self, path: &Path, project: &Project, told: Told) -> Result<ArticleForm, FileError> {
        if let Some(format) = told.format {
            return Ok(ArticleForm::Text(format));
        }
        if let Some(container) = self.container(path) {
            return Ok(ArticleForm::Container(container));
        }
        // What was never saved has no ending to go by.
        let is_named = path.extension().is_some() || told.otherwise.is_none();
        let known = project.format(path).filter(|_| is_named);
        match (known, UnreadFormat::from_path(path)) {
            (Some(format), _) => Ok(ArticleForm::Text(format)),
            (None, Some(format)) if told.otherwise.is_none() => {
                Err(FileError::Unread { path: path.to_owned(), format })
            }
            (None, _) => Ok(ArticleForm::Text(told.otherwise.unwrap_or(Format::Text))),
        }
    }

    fn container(&self, path: &Path) -> Option<Arc<dyn Container>> {
        let extension = path.extension()?.to_str()?;
        let opens = |container: &&Arc<dyn Container>| {
            container.extensions().iter().any(|known| known.eq_ignore_ascii_case(extension))
        };
        self.containers.iter().find(opens).cloned()
    }
}

/// Leaves out the articles that have not changed, and of the others says what did.
fn keep_changed(articles: &mut Vec<Article>, changes: &Changes) {
    articles.retain_mut(|article| {
        let lines = changes.of(&article.path);
        let has_changed = lines.is_some();
        article.changed = lines.unwrap_or(ChangedLines::All);
        has_changed
    });
}

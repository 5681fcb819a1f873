//! What a configuration comes to.

use std::collections::HashMap;
use std::fs::File;
use std::io::{self, Read};
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, PoisonError};

use globset::{Glob, GlobSet};
use thiserror::Error;

use super::fields::{Config, ConfigError, Level, matcher};
use super::genres::{self, GENRES};
use super::vale;
use crate::document::Format;
use crate::engine::{Choice, Linter, RuleSet, RuleSetBuilder};
use crate::language::Language;
use crate::rules::LoadError;
use crate::source::Source;
use crate::yaml::{self, Problem, nearest};

/// No pack, configuration or word list is larger than this, in bytes.
const LARGEST: u64 = 64 << 20;
/// How many names a misspelt one may stand for at most.
const NEAR_SHOWN: usize = 3;

/// Which rules the command line asks for: ids or globs over them.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Selection {
    /// Only these, even those that are off by default.
    pub select: Vec<String>,
    /// All but these.
    pub ignore: Vec<String>,
    /// Whether built-in rules come with their examples, and are readied even if nothing asks for them.
    pub whole: bool,
}

/// Why a project cannot be set up.
#[derive(Debug, Error)]
pub enum ProjectError {
    /// A configuration file with mistakes.
    #[error(transparent)]
    Config(#[from] Box<ConfigError>),
    /// A file that could not be read.
    #[error("{}: {source}", path.display())]
    Read {
        /// The file.
        path: PathBuf,
        /// Why.
        source: std::io::Error,
    },
    /// Configuration files that extend each other in a circle.
    #[error("{}: extends itself, by way of other files", path.display())]
    Circle {
        /// The file met twice.
        path: PathBuf,
    },
    /// A rule that is not there.
    #[error("there is no rule `{name}`{}; `copydesk rules` lists them", did_you_mean(near))]
    UnknownRule {
        /// The name or glob that fits no rule.
        name: String,
        /// The nearest names there are.
        near: Vec<String>,
    },
    /// A pattern over rules that is none.
    #[error("`{name}` is no pattern over rules: {source}")]
    Pattern {
        /// The pattern.
        name: String,
        /// Why.
        source: globset::Error,
    },
}

/// A configuration with its packs loaded.
pub struct Project {
    root: PathBuf,
    config: Config,
    rules: Arc<RuleSet>,
    mistakes: Vec<LoadError>,
    notices: Vec<LoadError>,
    /// What Vale's settings say.
    vale: vale::Settings,
    ignore: GlobSet,
    overrides: Vec<GlobSet>,
    selection: Selection,
    linters: Mutex<HashMap<Layers, Arc<Linter>>>,
}

/// What speaks of a file, by number: overrides of the configuration, and sections of Vale's settings.
#[derive(Debug, Clone, Default, PartialEq, Eq, Hash)]
struct Layers {
    overrides: Vec<usize>,
    sections: Vec<usize>,
}

impl Project {
    /// The project of a configuration file; without one, the built-in packs.
    ///
    /// # Errors
    /// When the configuration cannot be read or the selection names no rule. Mistakes in packs are no
    /// error: their sound rules run, and [`Project::mistakes`] tells of the others.
    pub fn load(path: Option<&Path>, selection: Selection) -> Result<Self, ProjectError> {
        let config = match path {
            Some(path) if vale::is_settings(path) => {
                Config { vale: Some(path.to_owned()), builtin: Some(false), ..Config::default() }
            }
            Some(path) => read(path, &mut Vec::new())?,
            None => Config::default(),
        };
        let root = path.and_then(Path::parent).map(Path::to_owned).unwrap_or_default();
        let styles = config.vale.as_deref().map(vale::load).transpose()?.unwrap_or_default();
        let mut builder = styles.rules;
        if config.builtin != Some(false) {
            let asked = config.overrides.iter().flat_map(|entry| &entry.rules).chain(&config.rules);
            let asked: Vec<&String> =
                asked.filter(|(_, level)| **level != Level::Off).map(|(name, _)| name).collect();
            let wanted = |id: &str, enabled: bool| {
                let mut names = asked.iter().copied().chain(&selection.select);
                enabled || names.any(|name| fits(name, id))
            };
            builder = if selection.whole { builder.builtin() } else { builder.builtin_where(&wanted) };
        }
        for pack in &config.packs {
            builder = add_packs(builder, pack)?;
        }
        for terms in config.terms.as_slice() {
            builder = builder.terms(terms, &read_any(terms)?);
        }
        let (rules, mut mistakes) = builder.build();
        mistakes.extend(styles.mistakes);
        let rules = Arc::new(rules);
        // A rule that has a mistake is told of already; naming it is no second mistake.
        if mistakes.is_empty() {
            let configured =
                config.rules.keys().chain(config.overrides.iter().flat_map(|entry| entry.rules.keys()));
            for name in configured.chain(&selection.select).chain(&selection.ignore) {
                known(&rules, name)?;
            }
        }
        let overrides = config.overrides.iter().map(|entry| matcher(&entry.paths)).collect();
        let ignore = matcher(&config.ignore);
        Ok(Self {
            root,
            config,
            rules,
            mistakes,
            notices: styles.notices,
            vale: styles.settings,
            ignore,
            overrides,
            selection,
            linters: Mutex::default(),
        })
    }

    /// The rules of all packs.
    pub fn rules(&self) -> &Arc<RuleSet> {
        &self.rules
    }

    /// Mistakes in the packs.
    pub fn mistakes(&self) -> &[LoadError] {
        &self.mistakes
    }

    /// What has no effect here, and is said once.
    pub fn notices(&self) -> &[LoadError] {
        &self.notices
    }

    /// Whether the configuration says not to check a file.
    pub fn ignores(&self, path: &Path) -> bool {
        self.ignore.is_match(self.relative(path))
    }

    /// The format of a file: by the configuration, else by its name.
    pub fn format(&self, path: &Path) -> Option<Format> {
        let extension = path.extension().and_then(|extension| extension.to_str());
        let configured = extension.and_then(|extension| self.config.formats.get(extension)).copied();
        let configured = configured.or_else(|| self.vale.format(path));
        configured.or_else(|| Format::from_path(path))
    }

    /// The language of a file that does not state its own.
    pub fn language(&self, path: &Path) -> Option<Language> {
        let mut tag = self.config.lang.as_deref();
        for index in self.matching(path).overrides {
            tag = self.config.overrides[index].lang.as_deref().or(tag);
        }
        tag.and_then(Language::from_tag)
    }

    /// The linter for a file.
    pub fn linter(&self, path: &Path) -> Arc<Linter> {
        let key = self.matching(path);
        let mut linters = self.linters.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(linter) = linters.get(&key) {
            return Arc::clone(linter);
        }
        let linter = Arc::new(Linter::new(Arc::clone(&self.rules), &self.choice(&key)));
        linters.insert(key, Arc::clone(&linter));
        linter
    }

    fn choice(&self, layers: &Layers) -> Choice {
        let rules_builtin = self.config.builtin == Some(false);
        let mut choice = self.vale.choice(&self.rules, &layers.sections, rules_builtin);
        self.configure(&mut choice, &layers.overrides);
        let named = |names: &[String], id: &str| names.iter().any(|name| fits(name, id));
        if !self.selection.select.is_empty() {
            let ids = self.rules.rules().map(|rule| rule.head.id.to_string());
            choice.only = Some(ids.filter(|id| named(&self.selection.select, id)).collect());
        }
        for rule in self.rules.rules().filter(|rule| named(&self.selection.ignore, &rule.head.id)) {
            choice.severities.insert(rule.head.id.to_string(), None);
        }
        choice
    }

    /// What the configuration and some of its overrides say of the rules.
    fn configure(&self, choice: &mut Choice, overrides: &[usize]) {
        let layers = std::iter::once(&self.config.rules)
            .chain(overrides.iter().map(|&index| &self.config.overrides[index].rules));
        for (name, &level) in layers.flatten() {
            for rule in self.rules.rules().filter(|rule| fits(name, &rule.head.id)) {
                let severity = match level {
                    Level::Off => None,
                    level => Some(level.severity().unwrap_or(rule.head.severity)),
                };
                choice.severities.insert(rule.head.id.to_string(), severity);
            }
        }
    }

    fn matching(&self, path: &Path) -> Layers {
        if self.overrides.is_empty() && self.vale.sections.is_empty() {
            return Layers::default();
        }
        let relative = self.relative(path);
        let sets = self.overrides.iter().enumerate();
        let overrides = sets.filter(|(_, set)| set.is_match(&relative)).map(|(index, _)| index).collect();
        Layers { overrides, sections: self.vale.matching(&relative) }
    }

    fn relative(&self, path: &Path) -> PathBuf {
        let absolute = |path: &Path| std::path::absolute(path).unwrap_or_else(|_| path.to_owned());
        let (path, root) = (absolute(path), absolute(&self.root));
        path.strip_prefix(&root).map(Path::to_owned).unwrap_or(path)
    }
}

/// A configuration file with all it extends; `open` are the files being read.
fn read(path: &Path, open: &mut Vec<PathBuf>) -> Result<Config, ProjectError> {
    let here = std::path::absolute(path).unwrap_or_else(|_| path.to_owned());
    if open.contains(&here) {
        return Err(ProjectError::Circle { path: path.to_owned() });
    }
    open.push(here);
    let text = read_text(path)?;
    let mut config = Config::read(path, &text).map_err(Box::new)?;
    let folder = path.parent().unwrap_or(Path::new(""));
    for pack in &mut config.packs {
        *pack = folder.join(&*pack);
    }
    config.terms = config.terms.within(folder);
    config.vale = config.vale.map(|settings| folder.join(settings));
    let mut bases = Config::default();
    for (index, base) in std::mem::take(&mut config.extends).as_slice().iter().enumerate() {
        let base = match genres::named(base) {
            // A genre sets built-in rules; without them it has nothing to say.
            Some(_) if config.builtin == Some(false) => Config::default(),
            Some(genre) => Config::read(base, genre).map_err(Box::new)?,
            None if genres::is_name(base) && !folder.join(base).exists() => {
                return Err(unknown_genre(path, text, base, index));
            }
            None => read(&folder.join(base), open)?,
        };
        bases = base.over(bases);
    }
    open.pop();
    Ok(config.over(bases))
}

fn unknown_genre(path: &Path, text: String, name: &Path, index: usize) -> ProjectError {
    let name = name.display().to_string();
    let names: Vec<&str> = GENRES.iter().map(|(name, _)| *name).collect();
    let remedy = match nearest(&name, names.iter().copied()) {
        Some(near) => format!("did you mean `{near}`?"),
        None => format!("genres: {}; a file is named with its ending", names.join(", ")),
    };
    let root = yaml::Path::root().key("extends");
    let is_list =
        yaml::read(&text).is_ok_and(|value| value.get("extends").is_some_and(serde_yaml::Value::is_sequence));
    let at = if is_list { root.index(index) } else { root };
    let problem = Problem::at_value(at, format!("there is no genre and no file `{name}`")).remedy(remedy);
    ProjectError::Config(Box::new(ConfigError { path: path.to_owned(), text, problems: vec![problem] }))
}

pub(super) fn read_text(path: &Path) -> Result<String, ProjectError> {
    let unreadable = |source| ProjectError::Read { path: path.to_owned(), source };
    let bytes = read_bytes(path).map_err(unreadable)?;
    String::from_utf8(bytes).map_err(|error| unreadable(io::Error::new(io::ErrorKind::InvalidData, error)))
}

/// The bytes of a file; an error for more than any pack or configuration needs, or for a device without end.
fn read_bytes(path: &Path) -> io::Result<Vec<u8>> {
    let mut bytes = Vec::new();
    File::open(path)?.take(LARGEST + 1).read_to_end(&mut bytes)?;
    let fits = bytes.len() as u64 <= LARGEST;
    if fits { Ok(bytes) } else { Err(io::Error::other("is larger than 64 MiB; split it")) }
}

/// The text of a file that a spreadsheet may have written in an encoding of its own.
fn read_any(path: &Path) -> Result<String, ProjectError> {
    let unreadable = |source| ProjectError::Read { path: path.to_owned(), source };
    let bytes = read_bytes(path).map_err(unreadable)?;
    let source = Source::from_bytes(path, bytes)
        .map_err(|error| unreadable(io::Error::new(io::ErrorKind::InvalidData, error)))?;
    Ok(source.text().to_owned())
}

fn add_packs(builder: RuleSetBuilder, path: &Path) -> Result<RuleSetBuilder, ProjectError> {
    if !path.is_dir() {
        return Ok(builder.pack(path, &read_text(path)?));
    }
    let unreadable = |source| ProjectError::Read { path: path.to_owned(), source };
    let mut files: Vec<PathBuf> = Vec::new();
    for entry in std::fs::read_dir(path).map_err(unreadable)? {
        files.push(entry.map_err(unreadable)?.path());
    }
    files.retain(|file| file.extension().is_some_and(|extension| extension == "yml" || extension == "yaml"));
    files.sort();
    files.iter().try_fold(builder, |builder, file| Ok(builder.pack(file, &read_text(file)?)))
}

/// Whether a name, a pack's name, or a glob over names, fits a rule's id.
fn fits(name: &str, id: &str) -> bool {
    let is_pack = || id.strip_prefix(name).is_some_and(|rest| rest.starts_with('.'));
    let is_glob = || name.contains(['*', '?', '[', '{']);
    name == id
        || is_pack()
        || is_glob() && Glob::new(name).is_ok_and(|glob| glob.compile_matcher().is_match(id))
}

fn known(rules: &RuleSet, name: &str) -> Result<(), ProjectError> {
    if let Err(source) = Glob::new(name) {
        return Err(ProjectError::Pattern { name: name.to_owned(), source });
    }
    if rules.rules().any(|rule| fits(name, &rule.head.id)) {
        return Ok(());
    }
    Err(ProjectError::UnknownRule { name: name.to_owned(), near: near(rules, name) })
}

/// The names a misspelt one may stand for: of a pack or rule, else of rules that end so in some pack.
fn near(rules: &RuleSet, name: &str) -> Vec<String> {
    let ids = || rules.rules().map(|rule| &*rule.head.id);
    let packs = ids().filter_map(|id| id.split_once('.')).map(|(pack, _)| pack);
    if let Some(near) = nearest(name, ids().chain(packs)) {
        return vec![near.to_owned()];
    }
    let own_name = |id: &&str| id.split_once('.').is_some_and(|(_, own)| nearest(name, [own]).is_some());
    ids().filter(own_name).take(NEAR_SHOWN).map(str::to_owned).collect()
}

fn did_you_mean(near: &[String]) -> String {
    let quoted: Vec<String> = near.iter().map(|name| format!("`{name}`")).collect();
    match quoted.split_last() {
        None => String::new(),
        Some((only, [])) => format!("; did you mean {only}?"),
        Some((last, others)) => format!("; did you mean {} or {last}?", others.join(", ")),
    }
}

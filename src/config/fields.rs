//! The configuration file as read.

use std::collections::BTreeMap;
use std::path::{Path as FilePath, PathBuf};

use schemars::JsonSchema;
use serde::Deserialize;
use serde_yaml::{Mapping, Value};

use super::error::ConfigError;
use super::front_matter::FrontMatter;
use super::globs;
use super::languages::LanguageSettings;
use super::settings::{self, Settings};
use crate::document::Format;
use crate::language::Language;
use crate::rules::Options;
use crate::yaml::{self, Path, Problem, mistyped, nearest};

/// A configuration file.
#[derive(Debug, Clone, Default, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Config {
    /// What to start from: a genre (`news`, `blog`, `docs`) or another configuration file, relative to
    /// this one, or a list of them. Later entries override earlier ones.
    #[serde(default)]
    pub extends: Files,
    /// Packs to use besides the built-in ones: files, or folders of them, relative to this file.
    #[serde(default)]
    pub packs: Vec<PathBuf>,
    /// House terms: a YAML or CSV file, or a list of them, relative to this file.
    #[serde(default)]
    pub terms: Files,
    /// Words of the house's own, which no rule takes for slips: text files with one a line (`#` begins a comment), relative
    /// to this file.
    #[serde(default)]
    pub words: Files,
    /// Vale's settings, relative to this file: the styles that they name run.
    #[serde(default)]
    pub vale: Option<PathBuf>,
    /// Known findings that do not count, as a file that `copydesk check --write-baseline` writes, relative to this one.
    /// Editors leave them out too.
    #[serde(default)]
    pub baseline: Option<PathBuf>,
    /// Whether the built-in packs run (default true).
    #[serde(default)]
    pub builtin: Option<bool>,
    /// The language of documents that do not state theirs, as a tag such as `en`.
    #[serde(default)]
    pub lang: Option<String>,
    /// Rules (or whole packs, as `pack.*`) with their severity, or `on` or `off`; a single rule also with a mapping of
    /// its options, such as `{max: 60, severity: error}`. A list among them is replaced, or edited by
    /// `{add: [...], remove: [...]}`.
    #[serde(default)]
    pub rules: Settings,
    /// What the files say that this one extends, the furthest first.
    #[serde(skip)]
    pub(super) extended: Vec<Settings>,
    /// Files that are not checked, as globs relative to this file.
    #[serde(default)]
    pub ignore: Vec<String>,
    /// Folders, relative to this file, whose files the site has at its root: an address that begins with a slash leads
    /// into one of them. Where none is named, those that generators use are looked at.
    #[serde(default, rename = "site-roots")]
    pub site_roots: Vec<PathBuf>,
    /// File extensions with the format they are written in.
    #[serde(default)]
    pub formats: BTreeMap<String, Format>,
    /// What the house calls the fields of its front matter, as `standfirst: [vorspann, hero.text]`: names of fields
    /// by what they are to readers, besides those that are known everywhere. `hidden` are those that nobody reads.
    #[serde(default, rename = "front-matter")]
    pub front_matter: FrontMatter,
    /// What the house says of languages, by their tags: `{en: {verbs_of_speech: {add: [quipped]}}}` changes lists of
    /// one, and `{eo: languages/eo.yml}` names the file, relative to this one, that tells all of one.
    #[serde(default)]
    pub languages: LanguageSettings,
    /// Other settings for some files. Later entries override earlier ones.
    #[serde(default)]
    pub overrides: Vec<Override>,
}

/// One file, or a list of them.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(untagged)]
pub enum Files {
    /// One.
    One(PathBuf),
    /// A list.
    Many(Vec<PathBuf>),
}

impl Default for Files {
    fn default() -> Self {
        Self::Many(Vec::new())
    }
}

impl Files {
    /// The files.
    pub fn as_slice(&self) -> &[PathBuf] {
        match self {
            Self::One(file) => std::slice::from_ref(file),
            Self::Many(files) => files,
        }
    }

    /// The files as seen from a folder.
    pub(super) fn within(&self, folder: &FilePath) -> Self {
        Self::Many(self.as_slice().iter().map(|file| folder.join(file)).collect())
    }

    fn over(&self, base: &Self) -> Self {
        Self::Many(base.as_slice().iter().chain(self.as_slice()).cloned().collect())
    }
}

/// Other settings for some files.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Override {
    /// The files, as globs relative to the configuration file.
    pub paths: Vec<String>,
    /// Rules with their severity, `on` or `off`, or a mapping of their options.
    #[serde(default)]
    pub rules: Settings,
    /// The language of these files.
    #[serde(default)]
    pub lang: Option<String>,
    /// What these files call the fields of their front matter, besides what is said for all.
    #[serde(default, rename = "front-matter")]
    pub front_matter: FrontMatter,
}

const KEYS: &[&str] = &[
    "extends",
    "packs",
    "terms",
    "words",
    "vale",
    "baseline",
    "builtin",
    "lang",
    "rules",
    "ignore",
    "site-roots",
    "formats",
    "front-matter",
    "languages",
    "overrides",
];
const OVERRIDE_KEYS: &[&str] = &["paths", "rules", "lang", "front-matter"];

impl Config {
    /// Reads a configuration text.
    ///
    /// # Errors
    /// With all mistakes that could be found.
    pub fn read(path: &FilePath, text: &str) -> Result<Self, ConfigError> {
        let mut problems = Vec::new();
        let mut config = match yaml::read(text) {
            Ok(Value::Null) => Some(Self::default()),
            Ok(value) => Self::from_value(&value, &mut problems),
            Err(problem) => {
                problems.push(problem);
                None
            }
        };
        if let Some(config) = &mut config {
            config.place_settings(path, text);
        }
        match config {
            Some(config) if problems.is_empty() => Ok(config),
            _ => Err(ConfigError { path: path.to_owned(), text: text.to_owned(), problems }),
        }
    }

    fn from_value(value: &Value, problems: &mut Vec<Problem>) -> Option<Self> {
        let Value::Mapping(mapping) = value else {
            problems
                .push(Problem::at_value(Path::root(), "a configuration is a mapping, such as `lang: en`"));
            return None;
        };
        unknown_keys(mapping, &Path::root(), KEYS, problems);
        if let Some(Value::Sequence(overrides)) = mapping.get("overrides") {
            for (index, entry) in overrides.iter().enumerate() {
                if let Value::Mapping(entry) = entry {
                    unknown_keys(entry, &Path::root().key("overrides").index(index), OVERRIDE_KEYS, problems);
                }
            }
        }
        if !problems.is_empty() {
            return None;
        }
        match serde_path_to_error::deserialize::<_, Self>(value) {
            Ok(config) => {
                config.check(problems);
                Some(config)
            }
            Err(error) => {
                let path = Path::from(error.path());
                problems.push(mistyped(&path, &error.inner().to_string()));
                None
            }
        }
    }

    /// Notes of all that is said of rules where it is written.
    fn place_settings(&mut self, path: &FilePath, text: &str) {
        let (origin, root) = (settings::origin(path, text), Path::root());
        self.rules.placed(&origin, root.key("rules"));
        self.languages.placed(&origin);
        for (index, entry) in self.overrides.iter_mut().enumerate() {
            entry.rules.placed(&origin, root.key("overrides").index(index).key("rules"));
        }
    }

    /// What is said of rules everywhere, the innermost layer last.
    pub(super) fn layers(&self) -> impl Iterator<Item = &Settings> {
        self.extended.iter().chain([&self.rules])
    }

    /// All that is said of rules, for some files or for all.
    pub(super) fn all_settings(&self) -> impl Iterator<Item = &Settings> {
        self.layers().chain(self.overrides.iter().map(|entry| &entry.rules))
    }

    /// The options of rules, where some of the overrides hold.
    pub(super) fn options(&self, overrides: &[usize]) -> Options {
        let mut options = Options::default();
        let overrides = overrides.iter().map(|&index| &self.overrides[index].rules);
        self.layers().chain(overrides).for_each(|settings| settings.add_options(&mut options));
        options
    }

    fn check(&self, problems: &mut Vec<Problem>) {
        let root = Path::root();
        self.rules.check(&root.key("rules"), problems);
        globs_of(&self.ignore, &root.key("ignore"), problems);
        check_language(self.lang.as_deref(), &root, problems);
        for (index, entry) in self.overrides.iter().enumerate() {
            let at = root.key("overrides").index(index);
            globs_of(&entry.paths, &at.key("paths"), problems);
            entry.rules.check(&at.key("rules"), problems);
            check_language(entry.lang.as_deref(), &at, problems);
        }
    }

    /// What this configuration says, on top of what `base` says.
    #[must_use]
    pub(super) fn over(self, base: Self) -> Self {
        let mut extended = base.extended;
        extended.push(base.rules);
        extended.extend(self.extended);
        let mut formats = base.formats;
        formats.extend(self.formats);
        Self {
            extends: Files::default(),
            packs: base.packs.into_iter().chain(self.packs).collect(),
            terms: self.terms.over(&base.terms),
            words: self.words.over(&base.words),
            vale: self.vale.or(base.vale),
            baseline: self.baseline.or(base.baseline),
            builtin: self.builtin.or(base.builtin),
            lang: self.lang.or(base.lang),
            rules: self.rules,
            extended,
            ignore: base.ignore.into_iter().chain(self.ignore).collect(),
            site_roots: if self.site_roots.is_empty() { base.site_roots } else { self.site_roots },
            formats,
            front_matter: self.front_matter.over(base.front_matter),
            languages: self.languages.over(base.languages),
            overrides: base.overrides.into_iter().chain(self.overrides).collect(),
        }
    }
}

fn check_language(tag: Option<&str>, at: &Path, problems: &mut Vec<Problem>) {
    if let Some(tag) = tag.filter(|tag| Language::from_tag(tag).is_none()) {
        let problem = Problem::at_value(at.key("lang"), format!("`{tag}` is no language tag"));
        problems.push(problem.remedy("write a tag such as `en` or `de`"));
    }
}

fn globs_of(patterns: &[String], at: &Path, problems: &mut Vec<Problem>) {
    for (index, pattern) in patterns.iter().enumerate() {
        if let Err(error) = globs::compile(pattern) {
            problems.push(Problem::at_value(at.index(index), format!("this is no glob: {}", error.kind())));
        }
    }
}

fn unknown_keys(mapping: &Mapping, at: &Path, known: &[&str], problems: &mut Vec<Problem>) {
    for key in mapping.keys().filter_map(Value::as_str) {
        if !known.contains(&key) {
            let remedy = match nearest(key, known.iter().copied()) {
                Some(near) => format!("did you mean `{near}`?"),
                None => format!("known here: {}", known.join(", ")),
            };
            problems
                .push(Problem::at_key(at.key(key), format!("there is no key `{key}` here")).remedy(remedy));
        }
    }
}

//! What a configuration comes to.

use std::collections::HashMap;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, OnceLock, PoisonError};

use globset::GlobSet;

use super::error::ProjectError;
use super::fields::Config;
use super::identity::Identity;
use super::made::Made;
use super::names::fits;
use super::selection::Selection;
use super::settings::{Level, Settings};
use super::vale::{self, SettingsFile};
use super::{globs, read};
use crate::document::{Format, House};
use crate::engine::{Choice, Linter, RuleSet};
use crate::files::{Boundary, Inputs, Unsaved};
use crate::formats::ReadAs;
use crate::language::Language;
use crate::rules::LoadError;
use crate::source::Source;

/// A configuration with its packs.
pub struct Project {
    root: PathBuf,
    config: Config,
    /// What Vale's settings say.
    vale: SettingsFile,
    /// What documents are read by.
    house: House,
    ignore: GlobSet,
    site_roots: Vec<PathBuf>,
    overrides: Vec<GlobSet>,
    selection: Selection,
    /// How far what the configuration names may lie.
    boundary: Boundary,
    /// What the configuration was read from.
    read: Inputs,
    /// The configuration as it is written, and its name where it stands.
    written: Identity,
    name: blake3::Hash,
    /// What the rules will be, for as long as they are not made.
    promised: Option<Identity>,
    rules: OnceLock<Made>,
    /// Why rules that were sound the last time could not be made when they were needed.
    late_error: OnceLock<ProjectError>,
    linters: Mutex<HashMap<Layers, Arc<Linter>>>,
    /// The rules where overrides give them options, by the overrides that do.
    variants: Mutex<HashMap<Vec<usize>, Arc<RuleSet>>>,
}

/// What speaks of a file, by number: overrides of the configuration, and sections of Vale's settings.
#[derive(Debug, Clone, Default, PartialEq, Eq, Hash)]
struct Layers {
    overrides: Vec<usize>,
    sections: Vec<usize>,
}

/// How far a configuration may reach.
fn boundary(path: Option<&Path>, selection: &Selection) -> Boundary {
    path.filter(|_| !selection.trust).map(Boundary::around).unwrap_or_default()
}

impl Project {
    /// The project of a configuration file; without one, the built-in packs.
    ///
    /// # Errors
    /// When the configuration cannot be read or the selection names no rule. Mistakes in packs are no
    /// error: their sound rules run, and [`Project::mistakes`] tells of the others.
    pub fn load(path: Option<&Path>, selection: Selection) -> Result<Self, ProjectError> {
        Self::recall(path, selection, |_| None)
    }

    /// The same, but where `known` tells what the rules of this configuration (by its name) were made of
    /// the last time and all of it is as it was, they are not made before they are needed.
    ///
    /// # Errors
    /// As for [`Project::load`].
    pub fn recall(
        path: Option<&Path>,
        selection: Selection,
        known: impl FnOnce(&blake3::Hash) -> Option<Inputs>,
    ) -> Result<Self, ProjectError> {
        Self::load_within(boundary(path, &selection), path, selection, known)
    }

    /// What a configuration would come to if some texts were saved.
    ///
    /// # Errors
    /// As for [`Project::load`].
    pub fn try_out(
        path: Option<&Path>,
        selection: Selection,
        unsaved: &Arc<Unsaved>,
    ) -> Result<Self, ProjectError> {
        let boundary = boundary(path, &selection).with_unsaved(Arc::clone(unsaved));
        Self::load_within(boundary, path, selection, |_| None)
    }

    fn load_within(
        boundary: Boundary,
        path: Option<&Path>,
        selection: Selection,
        known: impl FnOnce(&blake3::Hash) -> Option<Inputs>,
    ) -> Result<Self, ProjectError> {
        let mut inputs = Inputs::within(&boundary);
        let config = match path {
            Some(path) if vale::is_settings(path) => {
                Config { vale: Some(path.to_owned()), builtin: Some(false), ..Config::default() }
            }
            Some(path) => read::configuration(path, &mut inputs)?,
            None => Config::default(),
        };
        let vale = config.vale.as_deref().map(|path| vale::load(path, &mut inputs)).transpose()?;
        let languages = config.languages.languages(&mut inputs)?;
        let written = Identity::new(&selection, &inputs);
        // What is known does not change what is found.
        if let Some(baseline) = &config.baseline {
            let _ = inputs.read(baseline);
        }
        let root = path.and_then(Path::parent).map(Path::to_owned).unwrap_or_default();
        let site_root = |named| std::path::absolute(root.join(named)).ok();
        let mut project = Self {
            site_roots: config.site_roots.iter().filter_map(site_root).collect(),
            root,
            house: House { names: Arc::new(config.front_matter.names()), languages },
            ignore: globs::any_of(&config.ignore),
            overrides: config.overrides.iter().map(|entry| globs::any_of(&entry.paths)).collect(),
            config,
            vale: vale.unwrap_or_default(),
            name: written.at(path),
            written,
            read: inputs,
            selection,
            boundary,
            promised: None,
            rules: OnceLock::new(),
            late_error: OnceLock::new(),
            linters: Mutex::default(),
            variants: Mutex::default(),
        };
        // What is told of the settings comes with the rules.
        let is_silent = project.vale.notices.is_empty();
        let parts = is_silent.then(|| known(&project.name)).flatten().filter(Inputs::are_unchanged);
        project.promised = parts.map(|parts| written.with(&parts));
        if project.promised.is_none() {
            project.rules = OnceLock::from(project.make()?);
        }
        Ok(project)
    }

    fn make(&self) -> Result<Made, ProjectError> {
        let languages = &self.house.languages;
        let mut made = Made::of(&self.config, languages, &self.vale, &self.selection, &[], &self.boundary)?;
        // What an override says is looked at even where no file meets it.
        for index in (0..self.overrides.len()).filter(|&index| self.has_options(index)) {
            let variant =
                Made::of(&self.config, languages, &self.vale, &self.selection, &[index], &self.boundary)?;
            for error in variant.mistakes {
                made.mistakes.extend(error.without(&made.mistakes));
            }
            self.keep_variant(vec![index], variant.rules);
        }
        made.identity = Some(self.written.with(&made.inputs));
        Ok(made)
    }

    fn made(&self) -> &Made {
        self.rules.get_or_init(|| {
            self.make().unwrap_or_else(|error| {
                // It was the first to be set: this runs once.
                let _ = self.late_error.set(error);
                Made::default()
            })
        })
    }

    fn has_options(&self, index: usize) -> bool {
        self.config.overrides[index].rules.has_options()
    }

    fn keep_variant(&self, overrides: Vec<usize>, rules: Arc<RuleSet>) -> Arc<RuleSet> {
        let mut variants = self.variants.lock().unwrap_or_else(PoisonError::into_inner);
        Arc::clone(variants.entry(overrides).or_insert(rules))
    }

    /// The rules of all packs, with the options that some overrides give them.
    fn rules_with(&self, layers: &Layers) -> Arc<RuleSet> {
        let overrides: Vec<usize> =
            layers.overrides.iter().copied().filter(|&index| self.has_options(index)).collect();
        if overrides.is_empty() {
            return Arc::clone(self.rules());
        }
        let known = self.variants.lock().unwrap_or_else(PoisonError::into_inner).get(&overrides).cloned();
        if let Some(rules) = known {
            return rules;
        }
        let languages = &self.house.languages;
        let made = Made::of(&self.config, languages, &self.vale, &self.selection, &overrides, &self.boundary);
        let rules = made.map_or_else(|_| Arc::clone(self.rules()), |made| made.rules);
        self.keep_variant(overrides, rules)
    }

    /// Whether all that it was made of is still what it was.
    pub fn is_current(&self) -> bool {
        self.read.are_unchanged() && self.rules.get().is_none_or(|made| made.inputs.are_unchanged())
    }

    /// Whether the settings of Vale alone say what runs.
    pub fn is_vales(&self) -> bool {
        self.config.vale.is_some() && self.config.builtin == Some(false)
    }

    /// The files and folders that it is made of, as far as its rules are made.
    pub fn inputs(&self) -> impl Iterator<Item = &Path> {
        let made = self.rules.get().into_iter().flat_map(|made| made.inputs.paths());
        self.read.paths().chain(made)
    }

    /// Whether a file is one of its packs.
    pub fn has_pack(&self, path: &Path) -> bool {
        self.config.packs.iter().any(|pack| pack == path || path.parent() == Some(pack))
    }

    /// The rules of all packs.
    pub fn rules(&self) -> &Arc<RuleSet> {
        &self.made().rules
    }

    /// Mistakes in the packs, as far as they were loaded already.
    pub fn mistakes(&self) -> &[LoadError] {
        self.rules.get().map_or(&[], |made| &made.mistakes)
    }

    /// Whether its rules were not loaded at once, for nothing about them has changed.
    pub fn was_recalled(&self) -> bool {
        self.promised.is_some()
    }

    /// Why packs that were sound the last time could not be loaded when they were needed.
    pub fn late_error(&self) -> Option<&ProjectError> {
        self.late_error.get()
    }

    /// What the rules were made of, to be told when the project is loaded again, and the name to keep it
    /// by; none if they were not made, or if making them has something to say.
    pub fn parts(&self) -> Option<(blake3::Hash, &Inputs)> {
        let made = self.rules.get().filter(|made| made.is_sound() && made.notices().next().is_none())?;
        (self.late_error().is_none()).then_some((self.name, &made.inputs))
    }

    /// By what the findings in a source are known: equal for equal findings only. None where they must
    /// not be kept, for a pack has mistakes.
    pub fn key(&self, source: &Source, read_as: &ReadAs) -> Option<blake3::Hash> {
        let identity = match self.rules.get() {
            Some(made) => made.identity.filter(|_| made.is_sound()),
            None => self.promised,
        };
        let layers = format!("{:?}", self.matching(source.path()));
        Some(identity?.findings(source, read_as, &layers))
    }

    /// What has no effect here, and is said once.
    pub fn notices(&self) -> impl Iterator<Item = &LoadError> {
        self.vale.notices.iter().chain(self.rules.get().into_iter().flat_map(Made::notices))
    }

    /// The file of known findings that do not count, if the configuration names one; it may not be there yet.
    pub fn baseline(&self) -> Option<&Path> {
        self.config.baseline.as_deref()
    }

    /// The folders whose files the site has at its root, where the configuration names them.
    pub fn site_roots(&self) -> &[PathBuf] {
        &self.site_roots
    }

    /// Whether the configuration says not to check a file.
    pub fn ignores(&self, path: &Path) -> bool {
        self.ignore.is_match(self.relative(path))
    }

    /// The format of a file: by the configuration, else by its name.
    pub fn format(&self, path: &Path) -> Option<Format> {
        let extension = path.extension().and_then(|extension| extension.to_str());
        let configured = extension.and_then(|extension| self.config.formats.get(extension)).copied();
        let configured = configured.or_else(|| self.vale.settings.format(path));
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

    /// How a text is read that is written in a format. `language` is that of a document that does not state its own,
    /// where the configuration is not to say so.
    pub fn read_as(&self, path: &Path, format: Format, language: Option<Language>) -> ReadAs {
        let language = language.or_else(|| self.language(path));
        ReadAs { format, language, house: self.house_of(path) }
    }

    /// What the house says of a file's languages and front matter.
    fn house_of(&self, path: &Path) -> House {
        let overrides =
            || self.matching(path).overrides.into_iter().map(|index| &self.config.overrides[index]);
        let has_names = self.config.overrides.iter().any(|entry| !entry.front_matter.is_empty());
        if !has_names {
            return self.house.clone();
        }
        let base = self.config.front_matter.clone();
        let all = overrides().fold(base, |base, entry| entry.front_matter.clone().over(base));
        House { names: Arc::new(all.names()), languages: self.house.languages.clone() }
    }

    /// The linter for a file.
    pub fn linter(&self, path: &Path) -> Arc<Linter> {
        let key = self.matching(path);
        let mut linters = self.linters.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(linter) = linters.get(&key) {
            return Arc::clone(linter);
        }
        let rules = self.rules_with(&key);
        let choice = self.choice(&rules, &key);
        let linter = Arc::new(Linter::new(rules, &choice));
        linters.insert(key, Arc::clone(&linter));
        linter
    }

    fn choice(&self, rules: &RuleSet, layers: &Layers) -> Choice {
        let switches_builtin = self.config.builtin == Some(false);
        let mut choice = self.vale.settings.choice(rules, &layers.sections, switches_builtin);
        self.configure(&mut choice, rules, &layers.overrides);
        let named = |names: &[String], id: &str| names.iter().any(|name| fits(name, id));
        if !self.selection.select.is_empty() {
            let ids = rules.rules().map(|rule| rule.head.id.to_string());
            let ids: Vec<String> = ids.filter(|id| named(&self.selection.select, id)).collect();
            if self.selection.even_off {
                choice.severities.retain(|id, severity| severity.is_some() || !ids.contains(id));
            }
            choice.only = Some(ids);
        }
        for rule in rules.rules().filter(|rule| named(&self.selection.ignore, &rule.head.id)) {
            choice.severities.insert(rule.head.id.to_string(), None);
        }
        choice
    }

    /// What the configuration and some of its overrides say of the rules.
    fn configure(&self, choice: &mut Choice, rules: &RuleSet, overrides: &[usize]) {
        let overrides = overrides.iter().map(|&index| &self.config.overrides[index].rules);
        for (name, setting) in self.config.layers().chain(overrides).flat_map(Settings::in_order) {
            for rule in rules.rules().filter(|rule| fits(name, &rule.head.id)) {
                let said = choice.severities.get(&*rule.head.id).copied().flatten();
                let severity = match setting.level {
                    Some(Level::Off) => None,
                    Some(level) => Some(level.severity().unwrap_or(rule.head.severity)),
                    // Options alone leave the severity as it is, and turn the rule on.
                    None => Some(said.unwrap_or(rule.head.severity)),
                };
                choice.severities.insert(rule.head.id.to_string(), severity);
            }
        }
    }

    fn matching(&self, path: &Path) -> Layers {
        if self.overrides.is_empty() && self.vale.settings.sections.is_empty() {
            return Layers::default();
        }
        let relative = self.relative(path);
        let sets = self.overrides.iter().enumerate();
        let overrides = sets.filter(|(_, set)| set.is_match(&relative)).map(|(index, _)| index).collect();
        Layers { overrides, sections: self.vale.settings.matching(&relative) }
    }

    /// A file's path from the configuration's folder. Where the configuration was named and lies somewhere else, from
    /// the current folder: what it says of `drafts` is meant of the drafts that are checked.
    fn relative(&self, path: &Path) -> PathBuf {
        let absolute = |path: &Path| std::path::absolute(path).unwrap_or_else(|_| path.to_owned());
        let path = absolute(path);
        let within = |folder: &Path| path.strip_prefix(absolute(folder)).map(Path::to_owned);
        within(&self.root).or_else(|_| within(Path::new("."))).unwrap_or(path)
    }
}

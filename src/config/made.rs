//! The rules of a project, made of its configuration, its packs and its styles.

use std::path::Path;
use std::sync::Arc;

use super::error::ConfigError;
use super::error::{ProjectError, question};
use super::fields::Config;
use super::identity::Identity;
use super::names::{fits, known};
use super::read::read_any;
use super::selection::Selection;
use super::settings::Settings;
use super::text::read_text;
use super::vale::SettingsFile;
use crate::engine::{RuleSet, RuleSetBuilder};
use crate::files::Boundary;
use crate::files::Inputs;
use crate::language::Languages;
use crate::rules::{LoadError, is_pack_file};
use crate::yaml::Problem;

/// The rules, and what came of making them.
#[derive(Default)]
pub(super) struct Made {
    /// The sound rules of all packs.
    pub rules: Arc<RuleSet>,
    /// Mistakes in the packs.
    pub mistakes: Vec<LoadError>,
    /// What has no effect, and is said once.
    pub notices: Vec<LoadError>,
    /// What was read of packs, styles, terms and word lists.
    pub inputs: Inputs,
    /// The whole project, if it is known.
    pub identity: Option<Identity>,
}

impl Made {
    /// Makes the rules, with the options that some of the overrides give them.
    pub(super) fn of(
        config: &Config,
        languages: &Languages,
        vale: &SettingsFile,
        selection: &Selection,
        overrides: &[usize],
        boundary: &Boundary,
    ) -> Result<Self, ProjectError> {
        let options = config.options(overrides);
        let empty = RuleSetBuilder::new().within(boundary).options(options).languages(languages.clone());
        let (mut builder, mut inputs, mut mistakes_of_styles, notices) = if config.vale.is_some() {
            let styles = vale.load_styles(empty, boundary)?;
            (styles.rules, styles.inputs, styles.mistakes, styles.notices)
        } else {
            (empty, Inputs::within(boundary), Vec::new(), Vec::new())
        };
        if config.builtin != Some(false) {
            builder = add_builtin(builder, config, selection);
        }
        for pack in &config.packs {
            builder = add_packs(builder, pack, &mut inputs)?;
        }
        for terms in config.terms.as_slice() {
            builder = builder.terms(terms, &read_any(terms, &mut inputs)?);
        }
        for words in config.words.as_slice() {
            builder = builder.words(&read_any(words, &mut inputs)?);
        }
        let (rules, mut mistakes) = builder.build();
        mistakes.append(&mut mistakes_of_styles);
        // A rule that has a mistake is told of already; naming it is no second mistake.
        if mistakes.is_empty() {
            let errors = config.all_settings().filter_map(|settings| unknown(&rules, settings));
            if let Some(error) = errors.reduce(ConfigError::with) {
                return Err(Box::new(error).into());
            }
            for name in selection.select.iter().chain(&selection.ignore) {
                known(&rules, name)?;
            }
        }
        rules.rules().for_each(|rule| inputs.append(rule.inputs.clone()));
        Ok(Self { rules: Arc::new(rules), mistakes, notices, inputs, identity: None })
    }

    /// What has no effect, and what rules go without.
    pub(super) fn notices(&self) -> impl Iterator<Item = &LoadError> {
        self.notices.iter().chain(self.rules.notices())
    }

    /// Whether all packs could be read; of one that could not, it is not known what it was made of.
    pub(super) fn is_sound(&self) -> bool {
        self.mistakes.is_empty()
    }
}

/// The names and globs in a configuration's settings that fit no rule, as mistakes in its file.
fn unknown(rules: &RuleSet, settings: &Settings) -> Option<ConfigError> {
    let (origin, at) = settings.place.as_ref()?;
    let problem = |name: &String| {
        let at = at.key(name);
        match known(rules, name).err()? {
            ProjectError::UnknownRule { near, .. } => {
                let remedy = question(&near).unwrap_or_else(|| "`copydesk rules` lists them".to_owned());
                Some(Problem::at_key(at, format!("there is no rule `{name}`")).remedy(remedy))
            }
            error => Some(Problem::at_key(at, error.to_string())),
        }
    };
    let problems: Vec<Problem> = settings.named.keys().filter_map(problem).collect();
    (!problems.is_empty()).then(|| ConfigError {
        path: origin.path.clone(),
        text: origin.text.clone(),
        problems,
    })
}

/// Adds the built-in packs; rules that nothing asks for are only read.
fn add_builtin(builder: RuleSetBuilder, config: &Config, selection: &Selection) -> RuleSetBuilder {
    if selection.whole {
        return builder.builtin();
    }
    let settings = config.all_settings().flat_map(|settings| &settings.named);
    let asked: Vec<&String> =
        settings.filter(|(_, setting)| setting.may_run()).map(|(name, _)| name).collect();
    builder.builtin_where(&|id: &str, enabled: bool| {
        let mut names = asked.iter().copied().chain(&selection.select);
        enabled || names.any(|name| fits(name, id))
    })
}

/// Adds a pack, or all packs of a folder.
fn add_packs(
    builder: RuleSetBuilder,
    path: &Path,
    inputs: &mut Inputs,
) -> Result<RuleSetBuilder, ProjectError> {
    if !path.is_dir() {
        return Ok(builder.pack(path, &read_text(path, inputs)?));
    }
    let unreadable = |source| ProjectError::Read { path: path.to_owned(), source };
    let mut files = inputs.list(path).map_err(unreadable)?;
    files.retain(|file| is_pack_file(file));
    files.iter().try_fold(builder, |builder, file| Ok(builder.pack(file, &read_text(file, inputs)?)))
}

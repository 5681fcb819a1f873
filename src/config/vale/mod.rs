//! `.vale.ini`, read directly: which styles run on which files, at which levels.
//!
//! What is said there keeps Vale's meaning, <https://vale.sh/docs/vale-ini>: nothing runs that it does
//! not name. `BasedOnStyles = Copydesk` adds the built-in packs.
//!
//! `ini` reads lines, `settings` what they mean, and `styles` the rules that they name; this module puts
//! the settings of packages below the house's own and chooses which rules run where.

mod ini;
mod settings;
mod styles;

use std::path::{Path, PathBuf};

pub(super) use settings::Settings;

use settings::BUILTIN;
use styles::Loaded;

use super::error::ProjectError;
use super::text::read_text;
use crate::document::Format;
use crate::engine::{Choice, RuleSet, RuleSetBuilder};
use crate::files::Boundary;
use crate::files::Inputs;
use crate::rules::{self, LoadError, Pack};
use crate::yaml::Problem;

/// The names under which Vale's settings are found.
pub const FILE_NAMES: &[&str] = &[".vale.ini", "_vale.ini", "vale.ini", ".vale", "_vale"];

/// A `.vale.ini` as read, with the packages' files it builds on.
#[derive(Default)]
pub(super) struct SettingsFile {
    path: PathBuf,
    text: String,
    pub settings: Settings,
    /// What is said once, and goes on.
    pub notices: Vec<LoadError>,
}

/// Whether a configuration file is one of Vale's.
pub(super) fn is_settings(path: &Path) -> bool {
    let named = path.file_name().and_then(|name| name.to_str());
    named.is_some_and(|name| FILE_NAMES.contains(&name))
        || path.extension().is_some_and(|extension| extension == "ini")
}

/// Reads a `.vale.ini`.
pub(super) fn load(path: &Path, inputs: &mut Inputs) -> Result<SettingsFile, ProjectError> {
    let text = read_text(path, inputs)?;
    let folder = path.parent().unwrap_or(Path::new(""));
    let (own, problems) = Settings::read(folder, &text);
    let mut notices: Vec<LoadError> = told(path, &text, problems).into_iter().collect();
    let mut settings = Settings::default();
    for package in packages(&own.styles, inputs) {
        let text = read_text(&package, inputs)?;
        let (read, problems) = Settings::read(package.parent().unwrap_or(folder), &text);
        notices.extend(told(&package, &text, problems));
        settings = read.over(settings);
    }
    Ok(SettingsFile { path: path.to_owned(), text, settings: own.over(settings), notices })
}

impl SettingsFile {
    /// Reads the styles that are named, into a rule set that is being made.
    pub(super) fn load_styles(
        &self,
        rules: RuleSetBuilder,
        boundary: &Boundary,
    ) -> Result<Loaded<'_>, ProjectError> {
        styles::read(&self.path, &self.text, &self.settings, rules, boundary)
    }
}

fn told(path: &Path, text: &str, problems: Vec<Problem>) -> Option<LoadError> {
    (!problems.is_empty()).then(|| LoadError { origin: path.to_owned(), text: text.to_owned(), problems })
}

/// Whether a pack came with the binary.
fn is_builtin(pack: &Pack) -> bool {
    rules::stored_pack(&pack.origin).is_some()
}

/// The settings that packages on disk brought along.
fn packages(styles: &[PathBuf], inputs: &mut Inputs) -> Vec<PathBuf> {
    let mut files: Vec<PathBuf> = styles
        .iter()
        .filter_map(|folder| inputs.list(&folder.join(".vale-config")).ok())
        .flatten()
        .filter(|file| file.extension().is_some_and(|extension| extension == "ini"))
        .collect();
    files.sort();
    files
}

impl Settings {
    /// The choice of rules where some sections speak. `switches_builtin` tells whether they turn the built-in
    /// packs on and off too.
    pub(super) fn choice(&self, set: &RuleSet, sections: &[usize], switches_builtin: bool) -> Choice {
        let mut choice = Choice::default();
        let builtin = self.styles_of(sections).iter().any(|style| style == BUILTIN);
        let packs = set.packs().iter().map(|pack| (pack, is_builtin(pack)));
        // Packs of the house's own are not for these settings to switch.
        let known = packs.filter(
            |(pack, is_builtin)| {
                if *is_builtin { switches_builtin } else { self.has_style(&pack.name) }
            },
        );
        for (rule, is_builtin) in known.flat_map(|(pack, is)| pack.rules.iter().map(move |rule| (rule, is))) {
            let id = &*rule.head.id;
            let runs = if is_builtin { builtin && rule.enabled } else { self.runs(sections, &rule.pack, id) };
            let severity = self.levels.get(id).copied().unwrap_or(rule.head.severity);
            let counts = self.least.is_none_or(|least| severity >= least);
            choice.severities.insert(id.to_owned(), (runs && counts).then_some(severity));
        }
        choice.skips.elements.clone_from(&self.skips.elements);
        choice.skips.addresses = !self.sections.is_empty();
        choice.skips.classes.clone_from(&self.skips.classes);
        for &index in sections {
            choice.skips.patterns.extend(self.sections[index].ignores.iter().cloned());
            choice.comments = self.sections[index].comments.clone().or(choice.comments);
        }
        choice
    }

    /// Whether a pack is one of the styles.
    fn has_style(&self, pack: &str) -> bool {
        pack == crate::rules::vale::OWN_STYLE || self.named_styles().any(|style| style == pack)
    }

    /// The format of a file, by what its extension is read as.
    pub(super) fn format(&self, path: &Path) -> Option<Format> {
        let extension = path.extension()?.to_str()?;
        let known = self.formats.get(extension)?;
        Format::from_path(Path::new(&format!("file.{known}")))
    }
}

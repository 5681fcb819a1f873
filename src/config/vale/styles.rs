//! The styles and vocabularies on disk.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use super::settings::{BUILTIN, Settings};
use crate::config::error::ProjectError;
use crate::config::text::read_text;
use crate::engine::RuleSetBuilder;
use crate::files::Boundary;
use crate::files::Inputs;
use crate::rules::LoadError;
use crate::rules::vale::{OWN_STYLE, SpellingFiles, Vocabulary};
use crate::yaml::{Place, Problem, nearest};

/// What came of the styles that settings name.
pub(in crate::config) struct Loaded<'s> {
    settings: &'s Settings,
    /// The styles' rules, and the built-in packs if they are asked for.
    pub rules: RuleSetBuilder,
    /// Mistakes that leave something out.
    pub mistakes: Vec<LoadError>,
    /// What is said once, and goes on.
    pub notices: Vec<LoadError>,
    /// What was read of them.
    pub inputs: Inputs,
}

/// Reads all styles that the settings name; `path` and `text` are the settings' own.
pub(super) fn read<'s>(
    path: &Path,
    text: &str,
    settings: &'s Settings,
    rules: RuleSetBuilder,
    boundary: &Boundary,
) -> Result<Loaded<'s>, ProjectError> {
    let mut loaded = Loaded {
        settings,
        rules,
        mistakes: Vec::new(),
        notices: Vec::new(),
        inputs: Inputs::within(boundary),
    };
    add_styles(path, text, &mut loaded)?;
    Ok(loaded)
}

fn add_styles(path: &Path, text: &str, loaded: &mut Loaded<'_>) -> Result<(), ProjectError> {
    let vocabulary = vocabulary(path, text, loaded)?;
    update(loaded, |rules| rules.vocabulary(&vocabulary));
    let names: BTreeSet<String> = loaded.settings.named_styles().map(str::to_owned).collect();
    for name in &names {
        match name.as_str() {
            BUILTIN => update(loaded, RuleSetBuilder::builtin),
            OWN_STYLE => {
                let spelling = spelling_files(&loaded.settings.styles, &mut loaded.inputs);
                update(loaded, |rules| rules.vale_own(&vocabulary, &spelling));
            }
            _ => style(path, text, name, &vocabulary, loaded)?,
        }
    }
    Ok(())
}

fn update(loaded: &mut Loaded<'_>, change: impl FnOnce(RuleSetBuilder) -> RuleSetBuilder) {
    loaded.rules = change(std::mem::take(&mut loaded.rules));
}

/// Adds a style's rules, from all folders that have some of it.
fn style(
    path: &Path,
    text: &str,
    name: &str,
    vocabulary: &Vocabulary,
    loaded: &mut Loaded<'_>,
) -> Result<(), ProjectError> {
    let folders: Vec<PathBuf> = loaded
        .settings
        .styles
        .iter()
        .map(|styles| styles.join(name))
        .filter(|folder| loaded.inputs.has_folder(folder))
        .collect();
    if folders.is_empty() {
        let told = one(path, text, missing(text, name, &loaded.settings.styles));
        // Switches for the rules of a style that is not there change nothing.
        let place = if loaded.settings.runs_whole(name) { &mut loaded.mistakes } else { &mut loaded.notices };
        place.push(told);
        return Ok(());
    }
    for folder in &folders {
        for file in rule_files(folder, &mut loaded.inputs) {
            rule(&file, name, vocabulary, loaded)?;
        }
    }
    Ok(())
}

fn rule(
    file: &Path,
    style: &str,
    vocabulary: &Vocabulary,
    loaded: &mut Loaded<'_>,
) -> Result<(), ProjectError> {
    let text = read_text(file, &mut loaded.inputs)?;
    // Vale takes a rule's name up to the first full stop of its file's.
    let name = file.file_name().and_then(|name| name.to_str()).unwrap_or_default();
    let name = name.split('.').next().unwrap_or_default();
    update(loaded, |rules| rules.vale_rule((style, name), file, &text, vocabulary));
    Ok(())
}

/// The rule files of a style, in order of their names.
fn rule_files(folder: &Path, inputs: &mut Inputs) -> Vec<PathBuf> {
    let mut files = inputs.list(folder).unwrap_or_default();
    files.retain(|file| file.extension().is_some_and(|extension| extension == "yml"));
    files
}

fn vocabulary(path: &Path, text: &str, loaded: &mut Loaded<'_>) -> Result<Vocabulary, ProjectError> {
    let mut vocabulary = Vocabulary::default();
    for name in &loaded.settings.vocabularies {
        // The second place is where versions before 3 kept them.
        let places = loaded.settings.styles.iter().flat_map(|styles| {
            [styles.join("config").join("vocabularies").join(name), styles.join("Vocab").join(name)]
        });
        let Some(folder) = places.into_iter().find(|folder| loaded.inputs.has_folder(folder)) else {
            let message = format!("there is no vocabulary `{name}` in `config/vocabularies`");
            let remedy = "make the folder, with `accept.txt` and `reject.txt` in it";
            loaded.mistakes.push(one(path, text, said(text, name, message, remedy.to_owned())));
            continue;
        };
        vocabulary
            .add_folder(&folder, &mut loaded.inputs)
            .map_err(|source| ProjectError::Read { path: folder.clone(), source })?;
    }
    Ok(vocabulary)
}

/// The Hunspell dictionaries and the lists of words that are right among the styles' own files.
fn spelling_files(styles: &[PathBuf], inputs: &mut Inputs) -> SpellingFiles {
    let mut all = |folder: &str, extension: &str| {
        let folders = styles.iter().map(|styles| styles.join("config").join(folder));
        let mut files: Vec<PathBuf> =
            folders.flat_map(|folder| inputs.list(&folder).unwrap_or_default()).collect();
        files.retain(|file| file.extension().is_some_and(|found| found == extension));
        files
    };
    SpellingFiles { dictionaries: all("dictionaries", "dic"), ignored: all("ignore", "txt") }
}

fn missing(text: &str, name: &str, styles: &[PathBuf]) -> Problem {
    let found: Vec<String> = styles
        .iter()
        .filter_map(|folder| std::fs::read_dir(folder).ok())
        .flat_map(|entries| entries.flatten().filter(|entry| entry.path().is_dir()))
        .filter_map(|entry| entry.file_name().into_string().ok())
        .collect();
    let message = format!("there is no style `{name}` in `StylesPath`");
    let remedy = match nearest(name, found.iter().map(String::as_str)) {
        Some(near) => format!("did you mean `{near}`?"),
        None => "put its folder there; nothing is fetched from the network".to_owned(),
    };
    said(text, name, message, remedy)
}

/// A problem at the place where a name is first said.
fn said(text: &str, name: &str, message: String, remedy: String) -> Problem {
    let start = text.find(name).unwrap_or(0);
    let place = Place::Bytes(start..start + if text[start..].starts_with(name) { name.len() } else { 0 });
    Problem { message, place, remedy: Some(remedy) }
}

fn one(path: &Path, text: &str, problem: Problem) -> LoadError {
    LoadError { origin: path.to_owned(), text: text.to_owned(), problems: vec![problem] }
}

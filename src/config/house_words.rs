//! Adding a word to those of the house's own, from the command line or an editor.

use std::io;
use std::path::{Path, PathBuf};

use thiserror::Error;

use super::discover::{FILE_NAME, discover, up_to_root};
use super::error::ProjectError;
use super::read::{configuration, read_any};
use super::text::read_text;
use super::vale;
use crate::engine::RuleSetBuilder;
use crate::files::{Boundary, Inputs, write};
use crate::source::parent;
use crate::yaml;

/// The list of words that is made where a project has none, beside its configuration.
const LIST: &str = "house-words.txt";
/// How that list begins.
const HEAD: &str = "# Words of the house's own, one a line: no rule takes them for slips.\n";

/// Where a word was added.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AddedWord {
    /// The list of words.
    pub list: PathBuf,
    /// Whether the house had the word already, and nothing was written.
    pub was_there: bool,
}

/// Why a word could not be added.
#[derive(Debug, Error)]
#[non_exhaustive]
pub enum AddWordError {
    /// It is no word or name on one line.
    #[error("“{0}” is no word: write one word or name, without line breaks and `#`")]
    NoWord(String),
    /// The configuration cannot be read.
    #[error(transparent)]
    Project(#[from] ProjectError),
    /// The project's settings are Vale's, and name no vocabulary.
    #[error("{}: names no vocabulary; add `Vocab = House` and the file `config/vocabularies/House/accept.txt`", .0.display())]
    NoVocabulary(PathBuf),
    /// The configuration is written so that a list cannot be named in it.
    #[error("{}: add `words: {LIST}` yourself, then the word can be added", .0.display())]
    NoPlace(PathBuf),
    /// A file could not be written.
    #[error("{}: {source}", path.display())]
    Write {
        /// The file.
        path: PathBuf,
        /// Why.
        source: io::Error,
    },
}

/// Adds a word, or a name of several, to those of the house's own, so that no rule takes it for a slip: to the last list
/// that the project's `words` name, or to a new `house-words.txt` beside its configuration, which is made at the root of
/// the repository where there is none. In a project with Vale's settings it goes to the first vocabulary.
///
/// `near` is an article of the project, or a folder of it.
///
/// # Errors
/// When the text is no word, the configuration cannot be read, or a file cannot be written; nothing lies outside of the
/// project's repository.
pub fn add_word(near: &Path, word: &str) -> Result<AddedWord, AddWordError> {
    let word = word.trim();
    if word.is_empty() || word.contains(['\n', '\r', '#']) {
        return Err(AddWordError::NoWord(word.to_owned()));
    }
    let config = discover(near);
    let boundary = Boundary::around(config.as_deref().unwrap_or(near));
    let mut inputs = Inputs::within(&boundary);
    let config = match config {
        Some(config) => config,
        None => new_configuration(near, &boundary)?,
    };
    let list = if vale::is_settings(&config) {
        vocabulary(&config, &mut inputs)?
    } else {
        list(&config, &boundary, &mut inputs)?
    };
    let text = if list.is_file() { read_any(&list, &mut inputs)? } else { HEAD.to_owned() };
    let known = RuleSetBuilder::new().words(&text).build().0;
    if word.split_whitespace().all(|part| known.house_words().contains(part)) {
        return Ok(AddedWord { list, was_there: true });
    }
    let line_end = if text.is_empty() || text.ends_with('\n') { "" } else { "\n" };
    save(&list, &format!("{text}{line_end}{word}\n"), &boundary)?;
    Ok(AddedWord { list, was_there: false })
}

/// Makes a configuration where there is none.
fn new_configuration(near: &Path, boundary: &Boundary) -> Result<PathBuf, AddWordError> {
    let full = std::path::absolute(near).unwrap_or_else(|_| near.to_owned());
    let folder = if full.is_dir() { full.as_path() } else { parent(&full) };
    let root = up_to_root(folder).find(|folder| folder.join(".git").exists()).unwrap_or(folder);
    let config = root.join(FILE_NAME);
    save(&config, "", boundary)?;
    Ok(config)
}

/// The list of words that a configuration names last; where it names none, one that it then names.
fn list(config: &Path, boundary: &Boundary, inputs: &mut Inputs) -> Result<PathBuf, AddWordError> {
    let named = configuration(config, inputs)?.words;
    if let Some(list) = named.as_slice().last() {
        return Ok(list.clone());
    }
    let text = read_text(config, inputs)?;
    let line_end = if text.is_empty() || text.ends_with('\n') { "" } else { "\n" };
    let written = format!("{text}{line_end}words: {LIST}\n");
    let is_named = yaml::read(&written)
        .is_ok_and(|value| value.get("words").and_then(|list| list.as_str()) == Some(LIST));
    if !is_named {
        return Err(AddWordError::NoPlace(config.to_owned()));
    }
    // The list first: a configuration that names what is not there could not be read.
    let list = parent(config).join(LIST);
    if !list.is_file() {
        save(&list, HEAD, boundary)?;
    }
    save(config, &written, boundary)?;
    Ok(list)
}

/// The words that the first vocabulary of Vale's settings accepts.
fn vocabulary(config: &Path, inputs: &mut Inputs) -> Result<PathBuf, AddWordError> {
    let settings = vale::load(config, inputs)?.settings;
    let folders = settings.vocabularies.first().zip(settings.styles.first());
    let (name, styles) = folders.ok_or_else(|| AddWordError::NoVocabulary(config.to_owned()))?;
    Ok(styles.join("config").join("vocabularies").join(name).join("accept.txt"))
}

fn save(path: &Path, text: &str, boundary: &Boundary) -> Result<(), AddWordError> {
    let written = boundary.check(path).and_then(|()| {
        std::fs::create_dir_all(parent(path))?;
        write(path, &mut text.as_bytes())
    });
    written.map_err(|source| AddWordError::Write { path: path.to_owned(), source })
}

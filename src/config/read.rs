//! Reading configuration files and what they name, and keeping what was read.

use std::io;
use std::path::{Path, PathBuf};

use super::error::ConfigError;
use super::error::ProjectError;
use super::fields::Config;
use super::genres;
use super::named;
use super::text::read_text;
use crate::files::Inputs;
use crate::source::Source;

/// A configuration file with all it extends.
pub(super) fn configuration(path: &Path, inputs: &mut Inputs) -> Result<Config, ProjectError> {
    read(path, &mut Vec::new(), inputs)
}

/// `open` are the files being read.
fn read(path: &Path, open: &mut Vec<PathBuf>, inputs: &mut Inputs) -> Result<Config, ProjectError> {
    let here = std::path::absolute(path).unwrap_or_else(|_| path.to_owned());
    if open.contains(&here) {
        return Err(ProjectError::Circle { path: path.to_owned() });
    }
    open.push(here);
    let text = read_text(path, inputs)?;
    let mut config = Config::read(path, &text).map_err(Box::new)?;
    let folder = path.parent().unwrap_or(Path::new(""));
    let problems = named::problems(&config, folder, inputs);
    if !problems.is_empty() {
        return Err(ProjectError::Config(Box::new(ConfigError { path: path.to_owned(), text, problems })));
    }
    for pack in &mut config.packs {
        *pack = folder.join(&*pack);
    }
    config.terms = config.terms.within(folder);
    config.words = config.words.within(folder);
    config.vale = config.vale.map(|settings| folder.join(settings));
    config.baseline = config.baseline.map(|baseline| folder.join(baseline));
    let mut bases = Config::default();
    for base in std::mem::take(&mut config.extends).as_slice() {
        let base = match genres::named(base) {
            // A genre sets built-in rules; without them it has nothing to say.
            Some(_) if config.builtin == Some(false) => Config::default(),
            Some(genre) => Config::read(base, genre).map_err(Box::new)?,
            None => read(&folder.join(base), open, inputs)?,
        };
        bases = base.over(bases);
    }
    open.pop();
    Ok(config.over(bases))
}

/// The text of a file that a spreadsheet may have written in an encoding of its own.
pub(super) fn read_any(path: &Path, inputs: &mut Inputs) -> Result<String, ProjectError> {
    let unreadable = |source| ProjectError::Read { path: path.to_owned(), source };
    let bytes = inputs.read(path).map_err(unreadable)?;
    let source = Source::from_bytes(path, bytes)
        .map_err(|error| unreadable(io::Error::new(io::ErrorKind::InvalidData, error)))?;
    Ok(source.text().to_owned())
}

//! What is wrong with a configuration and with the files that it names, file by file.

use std::path::Path as FilePath;

use super::error::ProjectError;
use super::missing::unreadable;
use super::project::Project;
use crate::rules::LoadError;
use crate::yaml::{Path, Place, Problem};

/// What is wrong with a configuration and with the files that it names.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Faults {
    /// Mistakes, by the files that they stand in.
    pub mistakes: Vec<LoadError>,
    /// What has no effect.
    pub notices: Vec<LoadError>,
    /// What is wrong and stands in no file.
    pub elsewhere: Option<String>,
}

impl Faults {
    /// What is wrong where a configuration could be loaded, or could not.
    pub fn of(config: Option<&FilePath>, loaded: &Result<Project, ProjectError>) -> Self {
        match loaded {
            Ok(project) => Self {
                mistakes: project.mistakes().to_vec(),
                notices: project.notices().cloned().collect(),
                elsewhere: None,
            },
            Err(error) => match stands(config, error) {
                Some(mistake) => Self { mistakes: vec![mistake], ..Self::default() },
                None => Self { elsewhere: Some(error.to_string()), ..Self::default() },
            },
        }
    }

    /// Whether the rules cannot all be used.
    pub fn has_mistakes(&self) -> bool {
        !self.mistakes.is_empty() || self.elsewhere.is_some()
    }
}

/// The file that an error is about, with its place; none where it is about no file.
fn stands(config: Option<&FilePath>, error: &ProjectError) -> Option<LoadError> {
    let (file, place, message) = match error {
        ProjectError::Config(error) => {
            let (origin, text) = (error.path.clone(), error.text.clone());
            return Some(LoadError { origin, text, problems: error.problems.clone() });
        }
        ProjectError::Read { path, source } => {
            let message = format!("{}: {}", path.display(), unreadable(path, source));
            (config?.to_owned(), Place::Bytes(0..0), message)
        }
        ProjectError::Circle { path } => {
            let place = Place::Key(Path::root().key("extends"));
            (path.clone(), place, "this extends itself, by way of other files".to_owned())
        }
        ProjectError::UnknownRule { .. } | ProjectError::Pattern { .. } => return None,
    };
    let problems = vec![Problem { message, place, remedy: None }];
    Some(LoadError { text: text_of(&file).unwrap_or_default(), origin: file, problems })
}

fn text_of(path: &FilePath) -> Option<String> {
    std::fs::read_to_string(path).ok()
}

//! The rules as they were before the last change of their file.

use std::sync::Arc;

use super::subject::{Subject, only};
use crate::desk::changed::{GitError, Version};
use crate::engine::{Linter, RuleSetBuilder};
use crate::rules::PackForm;

/// The last version of the rules, or why there is none.
pub(super) struct Earlier {
    /// The rules as they were.
    pub linter: Option<Linter>,
    /// Which version that is, or why there is none to compare with.
    pub about: String,
    /// The commit.
    pub commit: Option<String>,
}

impl Earlier {
    /// The version of git: as committed if the file has changed since, else as before its last commit.
    pub(super) fn of(subject: &Subject) -> Self {
        let Some(file) = &subject.file else {
            return Self::none("the rule comes with Copydesk, so there is no earlier version here");
        };
        let version = match Version::before_last_change(file) {
            Ok(Some(version)) => version,
            Ok(None) => return Self::none("this is the first version of the file that git knows"),
            Err(GitError::NoWorkTree(_)) => {
                return Self::none("the file is not in git, so there is no earlier version");
            }
            Err(GitError::Unavailable(error)) => {
                return Self::none(format!("git could not be run ({error}), so there is no earlier version"));
            }
            Err(error) => return Self::none(error.to_string()),
        };
        let builder = RuleSetBuilder::new();
        let builder = if subject.form == PackForm::Terms {
            builder.terms(file, &version.text)
        } else {
            builder.pack(file, &version.text)
        };
        // Mistakes of earlier days are mended, or told of now.
        let (rules, _) = builder.build();
        let known = subject.ids.iter().filter(|id| rules.rule(id).is_some());
        let ids: Vec<String> = known.cloned().collect();
        if ids.is_empty() {
            return Self::none(format!("no such rule was sound in {}", version.describe()));
        }
        let about = version.describe();
        Self { linter: Some(only(Arc::new(rules), &ids)), about, commit: Some(version.commit) }
    }

    fn none(about: impl Into<String>) -> Self {
        Self { linter: None, about: about.into(), commit: None }
    }
}

//! What a house decides about a rule, written into its configuration so that all else there stays as it stands.

use std::path::{Path as FilePath, PathBuf};

use serde_yaml::Value;
use thiserror::Error;

use super::fields::Config;
use super::settings::LEVEL_KEYS;
use super::vale;
use crate::yaml::{self, with_value};

/// Why a configuration cannot be changed.
#[derive(Debug, Error)]
#[non_exhaustive]
pub enum ChangeError {
    /// It has mistakes, or is written so that nothing can be added to it.
    #[error("{}: add it by hand: {line}", path.display())]
    ByHand {
        /// The file.
        path: PathBuf,
        /// The line to add.
        line: String,
    },
    /// It is Vale's, which says such things in its own way.
    #[error("{}: these are Vale's settings; change them there", .0.display())]
    Vale(PathBuf),
    /// It is so already.
    #[error("{}: this stands there already", .0.display())]
    Already(PathBuf),
}

/// The text of a configuration with a rule turned off; an empty text is a configuration that is not there yet.
///
/// # Errors
/// When that cannot be written without a change to something else.
pub fn with_rule_off(path: &FilePath, text: &str, rule: &str) -> Result<String, ChangeError> {
    if vale::is_settings(path) {
        return Err(ChangeError::Vale(path.to_owned()));
    }
    let said = yaml::read(text).ok().and_then(|value| Some(value.get("rules")?.get(rule)?.clone()));
    let levels: Vec<&str> = match &said {
        Some(Value::Mapping(options)) => {
            LEVEL_KEYS.iter().copied().filter(|key| options.contains_key(*key)).collect()
        }
        _ => Vec::new(),
    };
    let keys = match &said {
        Some(Value::Mapping(_)) if levels.is_empty() => vec![vec!["rules", rule, LEVEL_KEYS[0]]],
        Some(Value::Mapping(_)) => levels.iter().map(|key| vec!["rules", rule, key]).collect(),
        _ => vec![vec!["rules", rule]],
    };
    let changed = keys.into_iter().try_fold(text.to_owned(), |text, keys| with_value(&text, &keys, "off"));
    match changed.filter(|changed| Config::read(path, changed).is_ok()) {
        Some(changed) if changed == text => Err(ChangeError::Already(path.to_owned())),
        Some(changed) => Ok(changed),
        None => Err(ChangeError::ByHand { path: path.to_owned(), line: format!("rules: {{{rule}: off}}") }),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn off(config: &str) -> Result<String, ChangeError> {
        with_rule_off(FilePath::new("/h/.copydesk.yml"), config, "quotes.unclosed")
    }

    #[test]
    fn a_rule_is_turned_off_whatever_is_said_of_it() {
        for (before, after) in [
            ("", "rules:\n  quotes.unclosed: off\n"),
            ("# ours\nlang: en\n", "# ours\nlang: en\nrules:\n  quotes.unclosed: off\n"),
            ("rules:\n  quotes.unclosed: error # !\n", "rules:\n  quotes.unclosed: off # !\n"),
            (
                "rules:\n  quotes.unclosed: {severity: error, max: 3}\n",
                "rules:\n  quotes.unclosed: {severity: off, max: 3}\n",
            ),
            (
                "rules:\n  quotes.unclosed:\n    max: 3\n",
                "rules:\n  quotes.unclosed:\n    max: 3\n    severity: off\n",
            ),
        ] {
            assert_eq!(off(before).unwrap(), after);
        }
    }

    #[test]
    fn what_is_wrong_or_there_already_is_left_alone() {
        assert!(matches!(off("rules: [\n"), Err(ChangeError::ByHand { .. })));
        assert!(matches!(off("rules: {quotes.unclosed: off}\n"), Err(ChangeError::Already(_))));
        let vale = with_rule_off(FilePath::new("/h/.vale.ini"), "", "quotes.unclosed");
        assert!(matches!(vale, Err(ChangeError::Vale(_))));
    }
}

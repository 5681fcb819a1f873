//! What a writer sets in the editor: which configuration, which rules, when to lint, in which language.

use std::path::{Path, PathBuf};

use serde_json::Value;

use crate::cli::arguments::Setup;
use crate::desk::Desk;
use crate::language::Language;

/// What a writer sets in the editor.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(super) struct Preferences {
    /// The configuration to use instead of the nearest.
    config: Option<PathBuf>,
    /// Only these rules.
    select: Vec<String>,
    /// All but these rules.
    ignore: Vec<String>,
    /// Whether drafts are linted when they are saved only.
    pub(super) waits_for_save: bool,
    /// The language of drafts that do not say theirs.
    pub(super) language: Option<Language>,
}

impl Preferences {
    /// What settings say, and what is wrong with them.
    pub(super) fn read(settings: &Value) -> (Self, Vec<String>) {
        let mut wrong = Vec::new();
        let text = |key: &str, wrong: &mut Vec<String>| match &settings[key] {
            Value::Null => None,
            Value::String(text) => Some(text.trim().to_owned()).filter(|text| !text.is_empty()),
            _ => {
                wrong.push(format!("the setting `copydesk.{key}` must be a text"));
                None
            }
        };
        let list = |key: &str, wrong: &mut Vec<String>| match &settings[key] {
            Value::Null => Vec::new(),
            Value::Array(entries) if entries.iter().all(Value::is_string) => {
                entries.iter().filter_map(Value::as_str).map(str::to_owned).collect()
            }
            _ => {
                wrong.push(format!("the setting `copydesk.{key}` must be a list of texts"));
                Vec::new()
            }
        };
        let config = text("config", &mut wrong).map(PathBuf::from);
        let (select, ignore) = (list("select", &mut wrong), list("ignore", &mut wrong));
        let waits_for_save = match text("run", &mut wrong).as_deref() {
            None | Some("onType") => false,
            Some("onSave") => true,
            Some(other) => {
                wrong.push(format!("the setting `copydesk.run` is `onType` or `onSave`, not `{other}`"));
                false
            }
        };
        let language = text("language", &mut wrong).and_then(|tag| {
            let language = Language::from_tag(&tag);
            if language.is_none() {
                wrong.push(format!("the setting `copydesk.language`: `{tag}` is no language tag"));
            }
            language
        });
        (Self { config, select, ignore, waits_for_save, language }, wrong)
    }

    /// A desk that works by these for the drafts in a folder.
    pub(super) fn desk(&self, setup: &Setup, folder: Option<&Path>) -> Desk {
        let or =
            |own: &Vec<String>, other: &Vec<String>| if own.is_empty() { other.clone() } else { own.clone() };
        let within = |config: &PathBuf| folder.map_or(config.clone(), |folder| folder.join(config));
        let config = self.config.as_ref().map(within);
        let has_own = config.is_some();
        let setup = Setup {
            config: config.or_else(|| setup.config.clone()),
            no_config: setup.no_config && !has_own,
            select: or(&self.select, &setup.select),
            ignore: or(&self.ignore, &setup.ignore),
            trust: setup.trust,
        };
        setup.desk().forgiving().build()
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn what_is_wrong_is_told_and_the_rest_holds() {
        let settings =
            json!({"config": "", "select": ["quotes"], "ignore": "x", "run": "onSave", "language": "🙂"});
        let (read, wrong) = Preferences::read(&settings);
        assert_eq!((read.config, read.select), (None, vec!["quotes".to_owned()]));
        assert!(read.waits_for_save && read.language.is_none());
        assert_eq!(wrong.len(), 2, "{wrong:?}");
        assert_eq!(Preferences::read(&Value::Null), (Preferences::default(), Vec::new()));
        assert_eq!(Preferences::read(&json!(["a", 1])), (Preferences::default(), Vec::new()));
    }
}

//! What is tried: a rule by its id, or the rules of a pack file.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use crate::cli::arguments::Setup;
use crate::cli::{Outcome, articles, fail, mistakes};
use crate::config::{Selection, nearest_rules, question};
use crate::desk::Desk;
use crate::engine::{Choice, Linter, RuleSet, RuleSetBuilder};
use crate::rules::{PackForm, is_pack_file, stored_pack};
use crate::yaml::nearest;

/// Parts a pack file from the name of a rule in it.
const IN_FILE: char = '#';

/// The rules that are tried, with the file they stand in.
pub(super) struct Subject {
    /// What the user asked for.
    pub asked: String,
    /// The rules' full names.
    pub ids: Vec<String>,
    /// The rules, ready to run; none where configuration has them.
    pub linter: Option<Linter>,
    /// The file they stand in; none for rules that come with the binary.
    pub file: Option<PathBuf>,
    /// How the rules in it are written.
    pub form: PackForm,
}

impl Subject {
    /// The rules that `asked` names: an id, a pack file, or `FILE#rule`.
    ///
    /// # Errors
    /// When there is no such rule or file, or it has mistakes; they are told.
    pub(super) fn find(asked: &str, setup: &Setup) -> Result<Self, Outcome> {
        let (file, name) = asked.split_once(IN_FILE).map_or((asked, None), |(file, name)| (file, Some(name)));
        let path = Path::new(file);
        if is_pack_file(path) || path.is_file() {
            Self::in_file(asked, path, name)
        } else {
            Self::configured(asked, setup)
        }
    }

    fn in_file(asked: &str, file: &Path, name: Option<&str>) -> Result<Self, Outcome> {
        let text =
            std::fs::read_to_string(file).map_err(|error| fail(format!("{}: {error}", file.display())))?;
        let (rules, errors) = RuleSetBuilder::new().pack(file, &text).build();
        if !errors.is_empty() {
            errors.iter().for_each(mistakes::print_pack);
            return Err(Outcome::Failed);
        }
        let all: Vec<String> = rules.rules().map(|rule| rule.head.id.to_string()).collect();
        let named = |id: &String| {
            name.is_none_or(|name| id == name || id.split_once('.').is_some_and(|(_, rule)| rule == name))
        };
        let ids: Vec<String> = all.iter().filter(|id| named(id)).cloned().collect();
        if ids.is_empty() {
            let name = name.unwrap_or_default();
            let known = all.iter().filter_map(|id| Some(id.split_once('.')?.1));
            return Err(fail(format!(
                "{}: there is no rule `{name}` in it{}",
                file.display(),
                hint(name, known)
            )));
        }
        let linter = Some(only(Arc::new(rules), &ids));
        Ok(Self { asked: asked.to_owned(), ids, linter, file: Some(file.to_owned()), form: PackForm::Rules })
    }

    fn configured(asked: &str, setup: &Setup) -> Result<Self, Outcome> {
        let project = articles::project(&setup.whole_desk(), Path::new("."), &mut false)?;
        let rules = Arc::clone(project.rules());
        let Some(pack) =
            rules.packs().iter().find(|pack| pack.rules.iter().any(|rule| &*rule.head.id == asked))
        else {
            let near = nearest_rules(&rules, asked);
            let hint = question(&near).unwrap_or_else(|| "a pack is named by its file".to_owned());
            return Err(fail(format!("there is no rule `{asked}` here; {hint}")));
        };
        let is_builtin = stored_pack(&pack.origin).is_some();
        let file = (!is_builtin && pack.origin.is_file()).then(|| pack.origin.clone());
        let form = pack.form;
        let ids = vec![asked.to_owned()];
        Ok(Self { asked: asked.to_owned(), ids, linter: None, file, form })
    }

    /// The desk that tries the rules on articles: by the configuration here, for another one may not have them.
    pub(super) fn desk(&self, setup: &Setup) -> Desk {
        if self.linter.is_some() {
            return setup.desk().build();
        }
        let (select, trust) = (self.ids.clone(), setup.trust);
        let selection = Selection { select, even_off: true, trust, ..Selection::default() };
        setup.desk_here().selection(selection).build()
    }
}

/// A linter that runs some rules alone, whatever the configuration says of them.
pub(super) fn only(rules: Arc<RuleSet>, ids: &[String]) -> Linter {
    Linter::new(rules, &Choice { only: Some(ids.to_vec()), ..Choice::default() })
}

fn hint<'w>(word: &str, known: impl IntoIterator<Item = &'w str>) -> String {
    nearest(word, known).map_or_else(
        || "; a pack is named by its file".to_owned(),
        |near| format!("; did you mean `{near}`?"),
    )
}

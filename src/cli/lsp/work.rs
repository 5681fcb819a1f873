//! What is done when nobody says anything: what has changed is linted, one document at a time, and what is wrong with the
//! rules is shown.

use std::collections::BTreeMap;
use std::io;
use std::mem;
use std::path::PathBuf;
use std::sync::Arc;

use gen_lsp_types::{Diagnostic, Uri};
use serde_json::Value;

use super::diagnostics::Teller;
use super::draft::Draft;
use super::editor::Question;
use super::rule_file::{Mistakes, RuleFile};
use super::{Server, uris};
use crate::cli::fail;
use crate::config::Faults;
use crate::files::Unsaved;
use crate::rules::LoadError;
use crate::source::{Source, SourceSpan, one_line};
use crate::yaml::{Index, Problem};

/// What the editor was shown besides the findings in what is open.
#[derive(Default)]
pub(super) struct ShownFaults {
    /// Mistakes in files that are not open, by their URIs.
    mistakes: BTreeMap<String, Vec<Diagnostic>>,
    /// The configurations that the writer was told of.
    told: Vec<Option<PathBuf>>,
    /// Whether the editor is to ask again for what is found.
    pub(super) is_outdated: bool,
    /// What is yet to be said.
    complaints: Vec<String>,
}

impl ShownFaults {
    /// Says something as soon as that is allowed.
    pub(super) fn complain(&mut self, complaints: Vec<String>) {
        self.complaints.extend(complaints);
    }
}

impl Server {
    /// Does a piece of what there is to do; whether there was any.
    ///
    /// # Errors
    /// When the editor has gone.
    pub(super) fn work(&mut self) -> io::Result<bool> {
        if self.state != super::State::Open {
            return Ok(false);
        }
        if mem::take(&mut self.is_stale) && self.workspace.refresh() {
            self.rules_changed();
        }
        // An editor that asks for what is found says itself when it wants to know.
        if self.editor.abilities.pulls {
            self.untold.clear();
        } else if let Some(key) = self.untold.pop_first() {
            self.publish(&key)?;
            return Ok(true);
        } else if let Some(key) = self.due.first().cloned() {
            self.progress.look(&mut self.editor, self.due.len())?;
            self.lint_if_due(&key);
            return Ok(true);
        }
        self.progress.look(&mut self.editor, 0)?;
        self.show_faults()?;
        self.watching.look(&mut self.editor, &self.workspace)?;
        Ok(false)
    }

    /// Lints what is due because its rules are no longer those that it was linted by.
    pub(super) fn rules_changed(&mut self) {
        let by_others = self
            .drafts
            .iter()
            .filter(|(_, draft)| !draft.is_by_rules_of(self.workspace.root_of(draft.source.path())));
        let keys: Vec<String> = by_others.map(|(key, _)| key.clone()).collect();
        self.due.extend(keys);
        self.shown.is_outdated = true;
    }

    /// A document, linted as it stands; none if it is not open, or waits to be saved before it is linted.
    pub(super) fn linted(&mut self, uri: &Uri) -> Option<&Draft> {
        self.lint_if_due(&uri.0);
        self.draft(uri).filter(|draft| draft.is_fresh())
    }

    /// Lints a document where that is due.
    pub(super) fn lint_if_due(&mut self, key: &str) {
        if mem::take(&mut self.is_stale) && self.workspace.refresh() {
            self.rules_changed();
        }
        if !self.due.remove(key) {
            return;
        }
        let is_of_rules = self.drafts.get(key).is_some_and(|draft| {
            RuleFile::of(self.workspace.root_of(draft.source.path()), &draft.source).is_some()
        });
        let unsaved = Arc::new(if is_of_rules { self.unsaved() } else { Unsaved::default() });
        let Some(draft) = self.drafts.get_mut(key) else { return };
        let root = self.workspace.root_of(draft.source.path());
        if let Err(error) = draft.check(root, &unsaved, Teller(self.editor.abilities)) {
            // Editors show standard error as the server's log.
            fail(error);
        }
        self.untold.insert(key.to_owned());
    }

    /// The texts of all that is open and may be a part of the rules.
    fn unsaved(&self) -> Unsaved {
        let mut unsaved = Unsaved::default();
        for draft in self.drafts.values().filter(|draft| draft.checked.is_none()) {
            unsaved.add(draft.source.path(), draft.source.text());
        }
        unsaved
    }

    fn publish(&self, key: &str) -> io::Result<()> {
        let Some(draft) = self.drafts.get(key) else { return Ok(()) };
        self.editor.publish(draft.uri.clone(), Some(draft.version), draft.diagnostics.clone())
    }

    /// Takes back what was shown of a file.
    pub(super) fn withdraw(&mut self, uri: &Uri) -> io::Result<()> {
        match self.shown.mistakes.remove(&uri.0) {
            Some(_) if self.editor.abilities.pulls => self.editor.publish(uri.clone(), None, Vec::new()),
            _ => Ok(()),
        }
    }

    /// Shows what is wrong with the rules, in the files that are not open, and says it once.
    fn show_faults(&mut self) -> io::Result<()> {
        for complaint in mem::take(&mut self.shown.complaints) {
            self.editor.show(format!("Copydesk: {complaint}"))?;
        }
        if mem::take(&mut self.shown.is_outdated) && self.editor.abilities.refreshes {
            self.editor.ask(Question::Favour, "workspace/diagnostic/refresh", Value::Null)?;
        }
        let roots = self.workspace.roots().iter();
        let faults: Vec<_> = roots.flat_map(|root| root.desk.faults()).collect();
        self.tell_once(&faults)?;
        let mut mistakes = self.mistakes(&faults);
        let gone = self.shown.mistakes.keys().filter(|uri| !mistakes.contains_key(*uri));
        for uri in gone {
            self.editor.publish(Uri(uri.clone()), None, Vec::new())?;
        }
        for (uri, told) in &mistakes {
            if self.shown.mistakes.get(uri) != Some(told) {
                self.editor.publish(Uri(uri.clone()), None, told.clone())?;
            }
        }
        mem::swap(&mut self.shown.mistakes, &mut mistakes);
        Ok(())
    }

    /// What is wrong in the files that are not open, by their URIs.
    fn mistakes(&self, faults: &[(Option<PathBuf>, Faults)]) -> BTreeMap<String, Vec<Diagnostic>> {
        let teller = Teller(self.editor.abilities);
        let mut mistakes: BTreeMap<String, Vec<Diagnostic>> = BTreeMap::new();
        let mut add = |error: &LoadError, wrong: &[Problem], idle: &[Problem]| {
            let Some(uri) = uris::uri(&error.origin).filter(|_| self.open_at(&error.origin).is_none()) else {
                return;
            };
            let source = Source::new(error.origin.as_path(), error.text.as_str());
            let told = Mistakes { wrong: wrong.to_vec(), idle: idle.to_vec() };
            mistakes.entry(uri.0).or_default().extend(teller.mistakes(&source, &told));
        };
        for (_, faults) in faults {
            faults.mistakes.iter().for_each(|error| add(error, &error.problems, &[]));
            faults.notices.iter().for_each(|notice| add(notice, &[], &notice.problems));
        }
        mistakes
    }

    /// Says once of each configuration that has become wrong what is the matter.
    fn tell_once(&mut self, faults: &[(Option<PathBuf>, Faults)]) -> io::Result<()> {
        let wrong: Vec<_> = faults.iter().filter(|(_, faults)| faults.has_mistakes()).collect();
        self.shown.told.retain(|told| wrong.iter().any(|(config, _)| config == told));
        for (config, faults) in wrong {
            if !self.shown.told.contains(config) {
                self.shown.told.push(config.clone());
                self.editor.show(summary(faults))?;
            }
        }
        Ok(())
    }
}

/// What is wrong with the rules, for somebody who writes a draft.
fn summary(faults: &Faults) -> String {
    let first = faults.mistakes.iter().find_map(|error| Some((error, error.problems.first()?)));
    let what = match first {
        Some((error, problem)) => {
            let start = problem.range(&error.text, &Index::new(&error.text)).start;
            let source = Source::new(error.origin.as_path(), error.text.as_str());
            let line = source.position(SourceSpan::from_range(start..start).start).line;
            let name = error.origin.file_name().unwrap_or_default().to_string_lossy();
            format!("{name}, line {line}: {}", problem.message)
        }
        None => faults.elsewhere.clone().unwrap_or_default(),
    };
    let more = faults.mistakes.iter().map(|error| error.problems.len()).sum::<usize>().saturating_sub(1);
    let more = if more > 0 { format!(" ({more} more)") } else { String::new() };
    one_line(&format!(
        "Copydesk: {what}{more}. Until that is mended, the rules stay as they were; the built-in ones where there \
         were none."
    ))
}

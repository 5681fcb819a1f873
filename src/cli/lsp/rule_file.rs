//! Documents that the rules are made of: configurations, packs and what those name. They are tried out as they stand in
//! the editor, saved or not.

use std::path::Path;
use std::sync::Arc;

use super::workspace::Root;
use crate::config::{FILE_NAME, Project, VALE_FILE_NAMES};
use crate::engine::{Failure, RuleSetBuilder};
use crate::files::{Boundary, Unsaved};
use crate::rules::{LoadError, is_pack_file};
use crate::source::Source;
use crate::yaml::Problem;

/// What is wrong with a part of the rules.
#[derive(Debug, Default)]
pub(super) struct Mistakes {
    /// What keeps a rule from being used.
    pub(super) wrong: Vec<Problem>,
    /// What has no effect.
    pub(super) idle: Vec<Problem>,
}

/// What a document is to the rules.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum RuleFile {
    /// The configuration of its folder.
    Configuration,
    /// A pack, whether or not the configuration names it.
    Pack,
    /// Something else that the configuration names.
    Part,
}

impl RuleFile {
    /// What a document is to the rules of a root; none if it is no part of them.
    pub(super) fn of(root: &Root, source: &Source) -> Option<Self> {
        let path = source.path();
        let name = path.file_name()?.to_str()?;
        if is_configuration(name) || root.desk.configuration_of(path).as_deref() == Some(path) {
            return Some(Self::Configuration);
        }
        let project = root.desk.project(path).ok();
        let is_named =
            |names: fn(&Project, &Path) -> bool| project.as_ref().is_some_and(|it| names(it, path));
        if is_pack_file(path) && (is_named(Project::has_pack) || reads_as_pack(source.text())) {
            return Some(Self::Pack);
        }
        is_named(|project, path| project.inputs().any(|input| input == path)).then_some(Self::Part)
    }
}

/// Whether a file is a configuration by its name.
pub(super) fn is_configuration(name: &str) -> bool {
    name == FILE_NAME || VALE_FILE_NAMES.contains(&name)
}

fn reads_as_pack(text: &str) -> bool {
    let has = |key: &str| text.lines().any(|line| line.starts_with(key));
    has("pack:") && has("rules:")
}

/// What is wrong with a document as it stands; none if it is no part of the rules.
pub(super) fn mistakes(root: &Root, source: &Source, unsaved: &Arc<Unsaved>) -> Option<Mistakes> {
    let kind = RuleFile::of(root, source)?;
    let path = source.path();
    let of_file = |told: &[LoadError]| -> Vec<Problem> {
        let here = told.iter().filter(|told| told.origin == path);
        here.flat_map(|told| told.problems.iter().cloned()).collect()
    };
    let config = match kind {
        RuleFile::Configuration => Some(path.to_owned()),
        RuleFile::Pack | RuleFile::Part => root.desk.configuration_of(path),
    };
    let faults = root.desk.try_out(config.as_deref(), unsaved);
    let mut mistakes = Mistakes { wrong: of_file(&faults.mistakes), idle: of_file(&faults.notices) };
    if kind == RuleFile::Pack {
        let project = root.desk.project(path).ok();
        let languages = project.map(|project| project.rules().languages().clone()).unwrap_or_default();
        let builder = RuleSetBuilder::new().within(&Boundary::around(path)).languages(languages);
        let (rules, errors) = builder.pack(path, source.text()).build();
        for problem in of_file(&errors) {
            if !mistakes.wrong.contains(&problem) {
                mistakes.wrong.push(problem);
            }
        }
        mistakes.wrong.extend(rules.test().1.iter().map(Failure::problem));
    }
    Some(mistakes)
}

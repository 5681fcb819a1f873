//! From the top of a pack file to its rules.

use std::path::Path as FilePath;

use serde_yaml::{Mapping, Value};

use super::loader::Loader;
use crate::rules::{Pack, PackForm};
use crate::yaml::{Path, Problem};

/// The keys of a pack.
const PACK_KEYS: [&str; 3] = ["pack", "description", "rules"];

impl Loader<'_> {
    /// The pack that a file describes.
    pub(super) fn pack(&mut self, origin: &FilePath, value: Value) -> Pack {
        self.folders.extend(origin.parent().map(FilePath::to_owned));
        let name = origin.file_stem().map(|stem| stem.to_string_lossy().into_owned()).unwrap_or_default();
        let mut pack = Pack {
            name,
            description: String::new(),
            form: PackForm::Rules,
            origin: origin.to_owned(),
            rules: Vec::new(),
        };
        let Value::Mapping(mut top) = value else {
            // What is no YAML at all is told of already.
            if self.problems.is_empty() {
                let message = "a pack is a mapping with `pack` and `rules`";
                self.problems.push(Problem::at_value(Path::root(), message));
            }
            return pack;
        };
        self.unknown_keys(&top, &Path::root(), &PACK_KEYS);
        if let Some(name) = self.text_of(&top, "pack") {
            pack.name = name;
        }
        pack.description = self.text_of(&top, "description").unwrap_or_default();
        match top.remove("rules") {
            Some(Value::Mapping(rules)) => self.rules(rules, &mut pack),
            _ => self.problems.push(
                Problem::at_value(
                    Path::root().key("rules"),
                    "a pack needs `rules`: a mapping from a rule's name to the rule",
                )
                .remedy("write `rules:` and below it `my-rule:`, indented"),
            ),
        }
        pack
    }

    fn text_of(&mut self, mapping: &Mapping, key: &str) -> Option<String> {
        let value = mapping.get(key)?;
        if let Value::String(text) = value {
            return Some(text.clone());
        }
        self.problems.push(Problem::at_value(Path::root().key(key), format!("`{key}` must be text")));
        None
    }

    fn rules(&mut self, rules: Mapping, pack: &mut Pack) {
        for (name, value) in rules {
            let Value::String(name) = name else {
                self.problems
                    .push(Problem::at_value(Path::root().key("rules"), "a rule's name must be text"));
                continue;
            };
            let path = Path::root().key("rules").key(&name);
            if let Some(rule) = self.rule(&pack.name, &name, value, &path) {
                pack.rules.push(rule);
            }
        }
    }
}

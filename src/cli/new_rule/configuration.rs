//! A pack put into the configuration, so that its rules run.

use std::path::{Path, PathBuf};
use std::{fs, io};

use super::yaml_text::{item, quoted};
use crate::cli::arguments::SchemaOf;
use crate::cli::modeline;
use crate::config::{Config, FILE_NAME, Project, Selection, discover};
use crate::files;
use crate::source::{display_path, parent};
use crate::yaml::{self, Index};

/// What the starter says of packs.
const COMMENTED: &str = "# packs:\n#   - house-rules.yml\n";

/// Adds a pack to the configuration that holds for it; a new one is written where there is none. What was done is told,
/// or what is left to do.
pub(super) fn with_pack(pack: &Path, id: &str) -> String {
    let config = discover(pack);
    let project = Project::load(config.as_deref(), Selection::default());
    if project.is_ok_and(|project| project.rules().rule(id).is_some()) {
        return String::new();
    }
    let config = config.unwrap_or_else(|| new_place(pack));
    let name = name_in(&config, pack);
    let shown = display_path(&shown(&config));
    match add(&config, &name) {
        Ok(true) => format!("{shown}: added the pack {name}\n"),
        Ok(false) => format!("To use it, in {FILE_NAME}:\n\n  packs: [{}]\n", quoted(&name)),
        Err(error) => format!(
            "{shown}: could not be written ({error}); to use the rule, add there:\n\n  packs: [{name}]\n"
        ),
    }
}

/// Where a new configuration goes: into the current folder, if the pack lies in it, else beside the pack.
fn new_place(pack: &Path) -> PathBuf {
    let here = Path::new(".").canonicalize();
    let is_within =
        here.is_ok_and(|here| parent(pack).canonicalize().is_ok_and(|folder| folder.starts_with(here)));
    if is_within { PathBuf::from(FILE_NAME) } else { parent(pack).join(FILE_NAME) }
}

/// A configuration's path as the user would write it.
fn shown(config: &Path) -> PathBuf {
    let here = Path::new(".").canonicalize().unwrap_or_default();
    files::full(config).strip_prefix(here).map_or_else(|_| config.to_owned(), Path::to_owned)
}

/// The pack's name as seen from the configuration.
fn name_in(config: &Path, pack: &Path) -> String {
    let (folder, pack) = (files::full(config), files::full(pack));
    display_path(pack.strip_prefix(parent(&folder)).unwrap_or(&pack))
}

/// Adds a pack to a configuration; false where that cannot be done without changing anything else.
fn add(config: &Path, name: &str) -> io::Result<bool> {
    if !config.exists() {
        let text = modeline::write(config, SchemaOf::Config)? + &format!("packs:\n{}\n", item(name));
        return files::write(config, &mut text.as_bytes()).map(|()| true);
    }
    if config.file_name() != Some(FILE_NAME.as_ref()) {
        return Ok(false);
    }
    let text = fs::read_to_string(config)?;
    let Some(text) = with_name(config, &text, name) else { return Ok(false) };
    files::write(config, &mut text.as_bytes()).map(|()| true)
}

/// A configuration's text with one more pack.
fn with_name(path: &Path, text: &str, name: &str) -> Option<String> {
    let before = Config::read(path, text).ok()?;
    let written = if text.contains("\npacks:") || text.starts_with("packs:") {
        in_list(text, &before, name)?
    } else if text.contains(COMMENTED) {
        text.replacen(COMMENTED, &format!("packs:\n{}\n", item(name)), 1)
    } else {
        let gap = if text.is_empty() || text.ends_with('\n') { "" } else { "\n" };
        format!("{text}{gap}packs:\n{}\n", item(name))
    };
    let after = Config::read(path, &written).ok()?;
    let expected: Vec<&Path> = before.packs.iter().map(PathBuf::as_path).chain([Path::new(name)]).collect();
    (after.packs == expected).then_some(written)
}

/// The text with a name behind those of the list of packs.
fn in_list(text: &str, config: &Config, name: &str) -> Option<String> {
    let (index, at) = (Index::new(text), yaml::Path::root().key("packs"));
    let packs = index.value(&at);
    let Some(number) = config.packs.len().checked_sub(1) else {
        let is_empty = text[packs.clone()].trim() == "[]";
        return is_empty.then(|| format!("{}[{}]{}", &text[..packs.start], quoted(name), &text[packs.end..]));
    };
    let last = index.value(&at.index(number));
    if text[packs].starts_with('[') {
        return Some(format!("{}, {}{}", &text[..last.end], quoted(name), &text[last.end..]));
    }
    let start = text[..last.start].rfind('\n').map_or(0, |end| end + 1);
    let end = text[last.end..].find('\n').map_or(text.len(), |end| last.end + end);
    let dash = text[start..last.start].find('-')?;
    let indent = &text[start..start + dash];
    Some(format!("{}\n{indent}- {}{}", &text[..end], quoted(name), &text[end..]))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn with(text: &str) -> Option<String> {
        with_name(Path::new(FILE_NAME), text, "house.yml")
    }

    #[test]
    fn a_pack_is_put_behind_the_others() {
        for (text, expected) in [
            ("", "packs:\n  - 'house.yml'\n"),
            ("lang: en", "lang: en\npacks:\n  - 'house.yml'\n"),
            ("packs: []\nlang: en\n", "packs: ['house.yml']\nlang: en\n"),
            ("packs: [a.yml]\n", "packs: [a.yml, 'house.yml']\n"),
            ("packs:\n- a.yml # ours\n\nlang: en\n", "packs:\n- a.yml # ours\n- 'house.yml'\n\nlang: en\n"),
            ("lang: en\npacks:\n    - 'a.yml'", "lang: en\npacks:\n    - 'a.yml'\n    - 'house.yml'"),
        ] {
            assert_eq!(with(text).as_deref(), Some(expected), "{text}");
        }
    }

    #[test]
    fn what_cannot_be_added_to_is_left_alone() {
        for text in ["packs: [\n", "{lang: en}\n", "packs: [] # none\nunknown: 1\n"] {
            assert_eq!(with(text), None, "{text}");
        }
    }
}

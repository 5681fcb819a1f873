//! `copydesk init`: a starter configuration, with the packs and the styles for Vale that are there already.

use std::fmt::Write as _;
use std::fs::{self, OpenOptions};
use std::io::{self, ErrorKind, Write as _};
use std::path::{Path, PathBuf};

use super::arguments::{Init, SchemaOf};
use super::new_rule::yaml_text;
use super::{Outcome, fail, modeline, say};
use crate::config::{FILE_NAME, VALE_FILE_NAMES};
use crate::rules::is_pack_file;
use crate::source::display_path;
use crate::yaml;

/// No larger file is looked into, in bytes.
const LARGEST: u64 = 1 << 20;
const STARTER: &str = include_str!("starter.yml");

/// What the starter says of packs; they take its place where there are some.
const NO_PACKS: &str = "# packs:\n#   - house-rules.yml\n";

/// Runs `copydesk init`. A configuration that is there is never overwritten.
pub fn run(arguments: &Init) -> Outcome {
    let path = arguments.folder.join(FILE_NAME);
    let shown = display_path(&path);
    let (packs, vale) = (packs(&arguments.folder), vale(&arguments.folder));
    match create(&path, &starter(&packs, vale)) {
        Ok(()) => {
            let packs =
                if packs.is_empty() { String::new() } else { format!("; it uses {}", packs.join(", ")) };
            let vale = vale.map(|name| format!("; the styles of {name} run too")).unwrap_or_default();
            say::print(format!("wrote {shown}{packs}{vale}\n"));
            Outcome::Clean
        }
        Err(error) if error.kind() == ErrorKind::AlreadyExists => {
            fail(format!("{shown}: is there already and was left as it is"))
        }
        Err(error) => fail(format!("{shown}: {error}")),
    }
}

/// The starter, with the packs and styles that are there.
fn starter(packs: &[String], vale: Option<&str>) -> String {
    let mut text = STARTER.to_owned();
    if !packs.is_empty() {
        let packs: Vec<String> = packs.iter().map(|pack| yaml_text::item(pack)).collect();
        text = text.replace(NO_PACKS, &format!("packs:\n{}\n", packs.join("\n")));
    }
    if let Some(name) = vale {
        // Without this line they would not run any more: this file goes before that one.
        let _ = write!(
            text,
            "\n# The styles that {name} names run beside Copydesk's own rules.\nvale: {name}\n\
             # To run them alone: builtin: false\n"
        );
    }
    text
}

/// The packs in a folder and the folders in it, as they are named from it.
fn packs(folder: &Path) -> Vec<String> {
    let mut files = entries(folder);
    let is_shown = |path: &PathBuf| !path.file_name().unwrap_or_default().to_string_lossy().starts_with('.');
    let folders: Vec<PathBuf> =
        files.iter().filter(|path| path.is_dir() && is_shown(path)).cloned().collect();
    files.extend(folders.iter().flat_map(|folder| entries(folder)));
    let packs = files.iter().filter(|path| is_pack(path)).filter_map(|path| path.strip_prefix(folder).ok());
    packs.map(display_path).collect()
}

/// What a folder holds, sorted.
fn entries(folder: &Path) -> Vec<PathBuf> {
    let entries = fs::read_dir(folder).into_iter().flatten().flatten();
    let mut entries: Vec<PathBuf> = entries.map(|entry| entry.path()).collect();
    entries.sort();
    entries
}

/// Whether a file is a pack: many others are YAML.
fn is_pack(path: &Path) -> bool {
    let is_small = || fs::metadata(path).is_ok_and(|file| file.is_file() && file.len() < LARGEST);
    let text = (is_pack_file(path) && is_small()).then(|| fs::read_to_string(path).ok()).flatten();
    text.and_then(|text| yaml::read(&text).ok())
        .is_some_and(|pack| pack.get("pack").is_some() && pack.get("rules").is_some())
}

/// Vale's settings in a folder.
fn vale(folder: &Path) -> Option<&'static str> {
    VALE_FILE_NAMES.iter().copied().find(|name| folder.join(name).is_file())
}

fn create(path: &Path, text: &str) -> io::Result<()> {
    if path.exists() {
        return Err(ErrorKind::AlreadyExists.into());
    }
    let modeline = modeline::write(path, SchemaOf::Config)?;
    let mut file = OpenOptions::new().write(true).create_new(true).open(path)?;
    file.write_all(format!("{modeline}{text}").as_bytes())
}

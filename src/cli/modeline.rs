//! The line by which an editor finds the schema of a YAML file, and the schema it leads to.
//!
//! The schemas stand in a folder `.copydesk` of the project, so that completion works without a network
//! and fits the version in use.

use std::path::{Path, PathBuf};
use std::{fs, io};

use super::arguments::SchemaOf;
use super::schema;
use crate::config::{FILE_NAME, up_to_root};
use crate::files;
use crate::source::parent;

/// The folder of the schemas, beside the configuration.
const FOLDER: &str = ".copydesk";

/// Writes the schema for a file of the project, as this version knows it, and gives the line that names
/// it: the first one of the file.
///
/// # Errors
/// When the schema cannot be written.
pub fn write(file: &Path, of: SchemaOf) -> io::Result<String> {
    let folder = fs::canonicalize(parent(file))?;
    let project = project(&folder);
    let schemas = project.join(FOLDER);
    fs::create_dir_all(&schemas)?;
    let name = match of {
        SchemaOf::Config => "config.schema.json",
        SchemaOf::Rules => "rules.schema.json",
        SchemaOf::Language => "language.schema.json",
        SchemaOf::Report => "report.schema.json",
    };
    let (path, text) = (schemas.join(name), schema::text(of));
    // Unchanged, it is left alone: it may be under version control, or read-only.
    if fs::read_to_string(&path).ok().as_ref() != Some(&text) {
        files::write(&path, &mut text.as_bytes())?;
    }
    let depth = folder.strip_prefix(&project).map_or(0, |inside| inside.components().count());
    Ok(format!("# yaml-language-server: $schema={}{FOLDER}/{name}\n", "../".repeat(depth)))
}

/// The nearest folder that holds schemas or a configuration, up to the root of the repository; the folder
/// itself where there is none.
fn project(folder: &Path) -> PathBuf {
    let is_project = |folder: &&Path| folder.join(FOLDER).is_dir() || folder.join(FILE_NAME).is_file();
    up_to_root(folder).find(is_project).unwrap_or(folder).to_owned()
}

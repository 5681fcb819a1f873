//! `copydesk import-vale`: a configuration of ours from a `.vale.ini`.

use std::fmt::Write as _;
use std::io;
use std::path::{Path, PathBuf};

use super::arguments::{ImportVale, SchemaOf};
use super::{Outcome, fail, mistakes, modeline, say};
use crate::config::{FILE_NAME, Project, Selection, VALE_FILE_NAMES};
use crate::files;

/// Runs `copydesk import-vale`.
pub fn run(arguments: &ImportVale) -> Outcome {
    let Some(settings) = arguments.file.clone().or_else(nearest) else {
        return fail("there is no `.vale.ini` here; name the file");
    };
    let project = match Project::load(Some(&settings), Selection::default()) {
        Ok(project) => project,
        Err(error) => return mistakes::project_failed(&error),
    };
    project.notices().for_each(mistakes::print_notice);
    project.mistakes().iter().for_each(mistakes::print_pack);
    let written = text(&settings, &project);
    let target = settings.with_file_name(FILE_NAME);
    if arguments.stdout {
        say::print(&written);
    } else if target.exists() {
        return fail(format!("{}: is there already; see `--stdout`", target.display()));
    } else if let Err(error) = write(&target, &written) {
        return fail(format!("{}: {error}", target.display()));
    } else {
        say::print(format!("wrote {}\n", target.display()));
    }
    if project.mistakes().is_empty() { Outcome::Clean } else { Outcome::Failed }
}

fn write(target: &Path, text: &str) -> io::Result<()> {
    let text = modeline::write(target, SchemaOf::Config)? + text;
    files::write(target, &mut text.as_bytes())
}

fn nearest() -> Option<PathBuf> {
    VALE_FILE_NAMES.iter().map(PathBuf::from).find(|name| name.is_file())
}

/// The configuration, with what it takes over in comments.
fn text(settings: &Path, project: &Project) -> String {
    let name = settings.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
    let mut text = String::new();
    // Writing to a string cannot fail.
    let _ =
        writeln!(text, "# Made from {name} by `copydesk import-vale`: the same styles on the same files.\n");
    let _ = writeln!(text, "# Styles, vocabularies, levels and sections are read where they are:");
    let packs = project.rules().packs().iter().filter(|pack| !pack.rules.is_empty());
    for pack in packs {
        let _ = writeln!(text, "#   {}: {} rules", pack.name, pack.rules.len());
    }
    let _ = writeln!(text, "vale: {}\n", quoted(&name));
    let _ = writeln!(
        text,
        "# Copydesk's own rules are off, as before. Take this line out to run them too; warnings then"
    );
    let _ = writeln!(
        text,
        "# make a run fail, where Vale's settings alone let only errors do so (see --fail-on)."
    );
    let _ = writeln!(text, "builtin: false\n");
    let _ = writeln!(text, "# Settings here override {name}: `off`, `on`, or a level.");
    let first = project.rules().rules().next().map_or("Style.Rule", |rule| &*rule.head.id);
    let _ = writeln!(text, "# rules:\n#   {first}: off");
    text
}

/// A name as YAML text.
fn quoted(name: &str) -> String {
    format!("'{}'", name.replace('\'', "''"))
}

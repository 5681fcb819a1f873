//! The files that a configuration names: whether they are there.

use std::path::{Path as FilePath, PathBuf};

use super::fields::{Config, Files};
use super::genres::{self, GENRES};
use super::missing::near_file;
use crate::files::Inputs;
use crate::source::display_path;
use crate::yaml::{Path, Problem, nearest};

/// What is wrong with the files that a configuration names, as they are seen from its folder: each that is not there or
/// may not be read, where it is named.
pub(super) fn problems(config: &Config, folder: &FilePath, inputs: &Inputs) -> Vec<Problem> {
    let root = Path::root();
    let packs = config.packs.iter().enumerate().map(|(index, pack)| (root.key("packs").index(index), pack));
    let vale = config.vale.iter().map(|settings| (root.key("vale"), settings));
    let named = packs.chain(vale).chain(placed("terms", &config.terms)).chain(placed("words", &config.words));
    let missing = named.filter_map(|(at, file)| problem(at, file, folder, inputs));
    let bases = placed("extends", &config.extends).filter(|(_, base)| genres::named(base).is_none());
    let bases = bases.filter_map(|(at, base)| base_problem(at, base, folder, inputs));
    // A baseline is not there before it is written.
    let baseline = config.baseline.iter().filter_map(|file| {
        let error = inputs.may_read(&folder.join(file)).err()?;
        Some(Problem::at_value(root.key("baseline"), error.to_string()))
    });
    missing.chain(bases).chain(baseline).collect()
}

/// Files with the places where they are named.
fn placed<'f>(key: &str, files: &'f Files) -> impl Iterator<Item = (Path, &'f PathBuf)> {
    let at = Path::root().key(key);
    let is_list = matches!(files, Files::Many(_));
    let place = move |index| if is_list { at.index(index) } else { at.clone() };
    files.as_slice().iter().enumerate().map(move |(index, file)| (place(index), file))
}

fn problem(at: Path, file: &FilePath, folder: &FilePath, inputs: &Inputs) -> Option<Problem> {
    let path = folder.join(file);
    if let Err(error) = inputs.may_read(&path) {
        return Some(Problem::at_value(at, error.to_string()));
    }
    if path.exists() {
        return None;
    }
    let message = format!("there is no file `{}`; looked for {}", file.display(), path.display());
    let near = near_file(&path).map(|near| near.rsplit('/').next().unwrap_or_default().to_owned());
    let near = near.map(|near| display_path(&file.with_file_name(near)));
    let remedy = near.map_or_else(
        || "a file is named as it is seen from the folder of this configuration".to_owned(),
        |near| format!("did you mean `{near}`?"),
    );
    Some(Problem::at_value(at, message).remedy(remedy))
}

/// Of something to start from, which may also be the name of a genre.
fn base_problem(at: Path, base: &FilePath, folder: &FilePath, inputs: &Inputs) -> Option<Problem> {
    let problem = problem(at, base, folder, inputs)?;
    if !genres::is_name(base) {
        return Some(problem);
    }
    let name = base.display().to_string();
    let names: Vec<&str> = GENRES.iter().map(|(name, _)| *name).collect();
    let remedy = match nearest(&name, names.iter().copied()) {
        Some(near) => format!("did you mean `{near}`?"),
        None => format!("genres: {}; a file is named with its ending", names.join(", ")),
    };
    Some(Problem { message: format!("there is no genre and no file `{name}`"), ..problem }.remedy(remedy))
}

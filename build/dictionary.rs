//! The words of English, packed so that one is looked up where it lies and nothing is made ready before.

use std::collections::BTreeSet;
use std::error::Error;
use std::fs;
use std::path::Path;

/// Begins a line that is no word.
const COMMENT: char = '#';

/// Writes `english.fst`, the set of all words in the text files of a folder.
pub fn write(folder: &Path, target: &Path) -> Result<(), Box<dyn Error>> {
    let mut words = BTreeSet::new();
    for entry in fs::read_dir(folder)? {
        let path = entry?.path();
        if path.extension().is_some_and(|extension| extension == "txt") {
            let text = fs::read_to_string(path)?;
            words.extend(text.lines().filter(|line| !line.starts_with(COMMENT)).map(str::to_owned));
        }
    }
    fs::write(target.join("english.fst"), fst::Set::from_iter(words)?.as_fst().as_bytes())?;
    Ok(())
}

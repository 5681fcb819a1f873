//! The words of English, packed so that one is looked up where it lies and nothing is made ready before.

use std::collections::BTreeMap;
use std::error::Error;
use std::fs;
use std::path::Path;

/// Begins a line that is no word.
const COMMENT: char = '#';

/// The file of the words that are rarer than others.
const RARE: &str = "english-rare";

/// Writes `english.fst`: all words in the text files of a folder, each with 1 where it is rare, else 0.
pub fn write(folder: &Path, target: &Path) -> Result<(), Box<dyn Error>> {
    let mut words = BTreeMap::new();
    for entry in fs::read_dir(folder)? {
        let path = entry?.path();
        if path.extension().is_some_and(|extension| extension == "txt") {
            let is_rare = path.file_stem().is_some_and(|name| name == RARE);
            for word in fs::read_to_string(path)?.lines().filter(|line| !line.starts_with(COMMENT)) {
                let rarity = words.entry(word.to_owned()).or_insert(1);
                *rarity = u64::from(is_rare).min(*rarity);
            }
        }
    }
    fs::write(target.join("english.fst"), fst::Map::from_iter(words)?.as_fst().as_bytes())?;
    Ok(())
}

//! The known misspellings of English, grouped so that a word is looked up in one step and nothing is made ready at the
//! start of a run.

#[path = "../src/language/buckets.rs"]
mod buckets;

use std::error::Error;
use std::fmt::Write;
use std::fs;
use std::path::Path;

use super::filter;

/// Writes `misspellings.txt`, a line each of the wrong word, a tab and the right ones, by groups; `misspellings.ends`,
/// where each group ends in it; and `misspellings.bits`, the filter of all of them.
pub fn write(target: &Path) -> Result<(), Box<dyn Error>> {
    let mut groups = vec![String::new(); buckets::BUCKETS];
    let mut entries: Vec<(&str, &[&str])> =
        typos_dict::WORD.map.entries().map(|(wrong, right)| (wrong.into_inner(), *right)).collect();
    entries.sort_unstable();
    let words = entries.iter().map(|(wrong, _)| *wrong).collect();
    fs::write(target.join("misspellings.bits"), filter::of(&words))?;
    for (wrong, right) in entries {
        writeln!(groups[buckets::bucket(wrong)], "{wrong}\t{}", right.join("|"))?;
    }
    let mut end = 0;
    let mut ends = Vec::new();
    for group in &groups {
        end += u32::try_from(group.len())?;
        ends.extend(end.to_le_bytes());
    }
    fs::write(target.join("misspellings.txt"), groups.concat())?;
    fs::write(target.join("misspellings.ends"), ends)?;
    Ok(())
}

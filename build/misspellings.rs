//! The known misspellings of English, grouped so that a word is looked up in one step and nothing is made ready at the
//! start of a run.

#[path = "../src/language/buckets.rs"]
mod buckets;

use std::error::Error;
use std::fmt::Write;
use std::fs;
use std::path::Path;

/// Writes `misspellings.txt`, a line each of the wrong word, a tab and the right ones, by groups; `misspellings.ends`,
/// where each group ends in it; and `misspellings.filter`, the bits of all words.
pub fn write(target: &Path) -> Result<(), Box<dyn Error>> {
    let mut groups = vec![String::new(); buckets::BUCKETS];
    let mut filter = vec![0_u8; buckets::FILTER_BITS / 8];
    let mut entries: Vec<(&str, &[&str])> =
        typos_dict::WORD.map.entries().map(|(wrong, right)| (wrong.into_inner(), *right)).collect();
    entries.sort_unstable();
    for (wrong, right) in entries {
        let hash = buckets::hash(wrong);
        writeln!(groups[buckets::bucket(hash)], "{wrong}\t{}", right.join("|"))?;
        for bit in buckets::bits(hash) {
            filter[bit / 8] |= 1 << (bit % 8);
        }
    }
    let mut end = 0;
    let mut ends = Vec::new();
    for group in &groups {
        end += u32::try_from(group.len())?;
        ends.extend(end.to_le_bytes());
    }
    fs::write(target.join("misspellings.txt"), groups.concat())?;
    fs::write(target.join("misspellings.ends"), ends)?;
    fs::write(target.join("misspellings.filter"), filter)?;
    Ok(())
}

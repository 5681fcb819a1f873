//! Writes a first corpus for every target: our own examples, the rules' examples, and the rules themselves.
//!
//! Run it where `fuzz` lies: `cargo run --manifest-path fuzz/Cargo.toml --example seed`.

use std::path::Path;
use std::{fs, io};

use copydesk::document::Format;
use copydesk::engine::RuleSetBuilder;
use copydesk::rules::BUILTIN;
use copydesk_fuzz::FORMATS;

/// Longer texts are slow to try again and again, in bytes.
const LONGEST: usize = 8 << 10;

fn main() -> io::Result<()> {
    for article in files("examples", "md")? {
        document(&article, Format::Markdown)?;
    }
    let (rules, _) = RuleSetBuilder::new().builtin().build();
    for example in rules.rules().flat_map(|rule| &rule.examples) {
        document(&example.text, example.format)?;
    }
    for pack in BUILTIN.iter().map(|(_, text)| (*text).to_owned()).chain(files("tests/broken/by-schema", "yml")?) {
        let (head, rules) = pack.split_once("rules:\n").unwrap_or((&pack, ""));
        for rule in apart(rules) {
            keep("rules", format!("{head}rules:\n{rule}").as_bytes())?;
        }
    }
    Ok(())
}

/// A text for every target that reads its format.
fn document(text: &str, format: Format) -> io::Result<()> {
    let (choice, target) = match format {
        Format::Markdown => (0, "markdown"),
        Format::Html => (1, "html"),
        Format::Text => (2, "plain"),
    };
    assert!(FORMATS[choice] == format, "the byte chooses this format");
    keep(target, text.as_bytes())?;
    let fence = text.get(..4).filter(|fence| ["---\n", "+++\n"].contains(fence));
    if let Some((matter, _)) = fence.and_then(|fence| text[4..].split_once(fence)) {
        keep("front_matter", matter.as_bytes())?;
    }
    let chosen: Vec<u8> = [&[choice as u8], text.as_bytes()].concat();
    keep("lint", &chosen)?;
    keep("fix", &chosen)
}

/// Puts an input under the name of what it holds.
fn keep(target: &str, input: &[u8]) -> io::Result<()> {
    if input.len() > LONGEST {
        return Ok(());
    }
    let folder = Path::new("fuzz/corpus").join(target);
    fs::create_dir_all(&folder)?;
    let number = input.iter().fold(0_u64, |hash, byte| hash.wrapping_mul(31).wrapping_add(u64::from(*byte)));
    fs::write(folder.join(format!("seed-{number:016x}")), input)
}

/// The texts of the files of a kind in a folder.
fn files(folder: &str, extension: &str) -> io::Result<Vec<String>> {
    let paths = fs::read_dir(folder)?.collect::<io::Result<Vec<_>>>()?.into_iter().map(|entry| entry.path());
    paths.filter(|path| path.extension().is_some_and(|end| end == extension)).map(fs::read_to_string).collect()
}

/// The rules below `rules:`, one by one; each begins at two spaces.
fn apart(rules: &str) -> Vec<String> {
    let mut apart: Vec<String> = Vec::new();
    for line in rules.lines() {
        if line.starts_with("  ") && !line[2..].starts_with([' ', '#']) || apart.is_empty() {
            apart.push(String::new());
        }
        if let Some(rule) = apart.last_mut() {
            *rule += line;
            *rule += "\n";
        }
    }
    apart
}

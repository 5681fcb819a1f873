//! The files whose encoding had to be guessed, told at the end of a run.

use std::collections::BTreeMap;

use super::say;
use crate::source::Source;

/// So many files of an encoding are named.
const NAMED: usize = 3;

/// The files whose encoding was guessed, by its name.
#[derive(Debug, Default)]
pub struct Guessed(BTreeMap<&'static str, GuessedFiles>);

/// Files of one encoding.
#[derive(Debug, Default)]
struct GuessedFiles {
    count: usize,
    /// The first of them.
    names: Vec<String>,
}

/// How one file was read.
#[derive(Debug)]
pub struct Guess {
    encoding: &'static str,
    name: String,
}

impl Guess {
    /// The encoding that was guessed for a file; none where it was plain.
    pub fn of(source: &Source) -> Option<Self> {
        let encoding = source.encoding().guessed()?;
        Some(Self { encoding, name: source.display_name() })
    }
}

impl Guessed {
    /// Notes how a file was read.
    pub fn add(&mut self, source: &Source) {
        self.take(Guess::of(source));
    }

    /// Notes how a file was read that is not at hand any more.
    pub fn take(&mut self, guess: Option<Guess>) {
        let Some(Guess { encoding, name }) = guess else { return };
        let files = self.0.entry(encoding).or_default();
        files.count += 1;
        if files.names.len() < NAMED {
            files.names.push(name);
        }
    }

    /// Tells what was guessed.
    pub fn tell(&self) {
        for (encoding, GuessedFiles { count, names }) in &self.0 {
            let (more, them) = match count - names.len() {
                0 if *count == 1 => (String::new(), "it"),
                0 => (String::new(), "them"),
                more => (format!(" and {more} more"), "them"),
            };
            let files = names.join(", ");
            say::tell(format!(
                "copydesk: {files}{more}: read as {encoding}, a guess; save {them} as UTF-8 to be sure\n"
            ));
        }
    }
}

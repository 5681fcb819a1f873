//! `copydesk words`: the words of the house's own.

use std::path::Path;

use super::arguments::AddWords;
use super::{Outcome, fail, say};
use crate::config::add_word;

/// Runs `copydesk words add`.
pub fn add(arguments: &AddWords) -> Outcome {
    for word in &arguments.words {
        match add_word(Path::new("."), word) {
            Ok(added) if added.was_there => {
                say::print(format!("{word} stands in {} already\n", added.list.display()));
            }
            Ok(added) => say::print(format!("added {word} to {}\n", added.list.display())),
            Err(error) => return fail(error),
        }
    }
    Outcome::Clean
}

//! `copydesk init`: a starter configuration.

use std::fs::OpenOptions;
use std::io::{ErrorKind, Write};

use super::arguments::Init;
use super::{Outcome, fail, say};
use crate::config::FILE_NAME;

const STARTER: &str = include_str!("starter.yml");

/// Runs `copydesk init`. A configuration that is there is never overwritten.
pub fn run(arguments: &Init) -> Outcome {
    let path = arguments.folder.join(FILE_NAME);
    let written = OpenOptions::new()
        .write(true)
        .create_new(true)
        .open(&path)
        .and_then(|mut file| file.write_all(STARTER.as_bytes()));
    match written {
        Ok(()) => {
            say::print(format!("wrote {}\n", path.display()));
            Outcome::Clean
        }
        Err(error) if error.kind() == ErrorKind::AlreadyExists => {
            fail(format!("{}: is there already and was left as it is", path.display()))
        }
        Err(error) => fail(format!("{}: {error}", path.display())),
    }
}

//! `copydesk init`: a starter configuration.

use std::fs::OpenOptions;
use std::io::{self, ErrorKind, Write};
use std::path::Path;

use super::arguments::{Init, SchemaOf};
use super::{Outcome, fail, modeline, say};
use crate::config::FILE_NAME;

const STARTER: &str = include_str!("starter.yml");

/// Runs `copydesk init`. A configuration that is there is never overwritten.
pub fn run(arguments: &Init) -> Outcome {
    let path = arguments.folder.join(FILE_NAME);
    let written = create(&path);
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

fn create(path: &Path) -> io::Result<()> {
    if path.exists() {
        return Err(ErrorKind::AlreadyExists.into());
    }
    let modeline = modeline::write(path, SchemaOf::Config)?;
    let mut file = OpenOptions::new().write(true).create_new(true).open(path)?;
    file.write_all(format!("{modeline}{STARTER}").as_bytes())
}

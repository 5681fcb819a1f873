//! The reference of the configuration file: a page in Markdown made from its schema.

use std::fmt::Write as _;

use super::fields::{Config, Override};
use super::front_matter::FrontMatter;
use crate::rules::ReferencePage;
use crate::yaml::{Described, Parameter};

/// What stands before the keys: how the file is found, an example, and how layers merge.
const OPENING: &str = include_str!("reference.md");

/// The page: every key with what may stand there and what it is for.
pub fn reference() -> ReferencePage {
    let mut text = OPENING.to_owned();
    section(&mut text, "Keys", &Described::of::<Config>().parameters);
    section(&mut text, "Keys of an entry of `overrides`", &Described::of::<Override>().parameters);
    section(&mut text, "Keys of `front-matter`", &Described::of::<FrontMatter>().parameters);
    ReferencePage { name: "configuration.md".to_owned(), text }
}

fn section(text: &mut String, title: &str, keys: &[Parameter]) {
    if keys.is_empty() {
        return;
    }
    // Writing to a string cannot fail.
    let _ = write!(text, "\n## {title}\n\n| key | value | meaning |\n| --- | --- | --- |\n");
    for key in keys {
        let about = key.about.replace('|', "\\|").replace("\n\n", " ");
        let _ = writeln!(text, "| `{}` | {} | {about} |", key.name, key.shape);
    }
}

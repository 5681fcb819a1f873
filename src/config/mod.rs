//! `.copydesk.yml`: which packs, which rules at which severity, for which files.
//!
//! [`Config`] is a file as read, [`Project`] is what it comes to: packs loaded, and a linter for each
//! combination of overrides that a file can meet. On the way from one to the other, `read` follows what a
//! file extends, `vale` reads a `.vale.ini` and its styles, `made` makes the rules of all that, and
//! `identity` names the outcome by what went into it. A [`Selection`] is what the command line
//! adds, and a [`ProjectError`] is why a step could not be taken.

mod change;
mod discover;
mod error;
mod faults;
mod fields;
mod front_matter;
mod genres;
mod globs;
mod house_words;
mod identity;
mod languages;
mod made;
mod missing;
mod named;
mod names;
mod project;
mod read;
mod reference;
mod selection;
mod settings;
mod text;
mod vale;

pub use change::{ChangeError, with_rule_off};
pub use discover::{FILE_NAME, discover, up_to_root};
pub use error::{ConfigError, ProjectError, question};
pub use faults::Faults;
pub use fields::{Config, Files, Override};
pub use front_matter::FrontMatter;
pub use genres::GENRES;
pub use house_words::{AddWordError, AddedWord, add_word};
pub use missing::unreadable;
pub use names::nearest_rules;
pub use project::Project;
pub use reference::reference;
pub use selection::Selection;
pub use settings::{Level, Setting, Settings};
pub use vale::FILE_NAMES as VALE_FILE_NAMES;

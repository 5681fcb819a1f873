//! `.copydesk.yml`: which packs, which rules at which severity, for which files.
//!
//! [`Config`] is a file as read, [`Project`] is what it comes to: packs loaded, and a linter for each
//! combination of overrides that a file can meet.

mod discover;
mod fields;
mod genres;
mod identity;
mod made;
mod names;
mod project;
mod read;
mod vale;

pub use discover::{FILE_NAME, discover, up_to_root};
pub use fields::{Config, ConfigError, Files, Level, Override};
pub use genres::GENRES;
pub use project::{Project, ProjectError, Selection};
pub use vale::FILE_NAMES as VALE_FILE_NAMES;

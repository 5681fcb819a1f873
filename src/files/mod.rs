//! Files on the disk: read within a boundary, noted so that a change is noticed, written whole or not at all.

mod boundary;
mod dictionaries;
mod folders;
mod inputs;
mod whole;

pub use boundary::{Boundary, Unsaved};
pub use dictionaries::{DictionaryFiles, Installed};
pub use folders::{FolderNames, Folders, full, plain};
pub use inputs::Inputs;
pub use whole::{other_names, remove_open, replace, sweep, write, write_private};

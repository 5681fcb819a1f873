//! Copydesk reads a draft the way a good copy chief does and points at what must not reach a reader.

pub mod document;
pub mod finding;
pub mod language;
pub mod source;

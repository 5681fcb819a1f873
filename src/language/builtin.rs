//! The languages that come with the binary, made from their files when it is built.

use std::borrow::Cow;

use super::{Lexicon, Table, Words};

include!(concat!(env!("OUT_DIR"), "/languages.rs"));

/// The languages with their tags, sorted by these.
pub(super) fn lexicons() -> &'static [(&'static str, Lexicon)] {
    &LEXICONS
}

/// All lists of all languages, for a text of which nobody knows the language.
pub(super) fn any() -> &'static Lexicon {
    &ANY
}

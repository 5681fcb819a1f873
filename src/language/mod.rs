//! The language of a document, and what is known of it.
//!
//! A [`Lexicon`] holds all that Copydesk knows of one language: words, names of months, quotation marks. It is data, a
//! file a language in `languages/`; [`Languages`] are those known where a document is read. No word of any language
//! stands in the code itself.

mod buckets;
mod builtin;
mod detection;
mod dictionary;
mod faults;
#[cfg(test)]
#[path = "tests.rs"]
mod files;
mod filter;
pub(crate) mod hand;
mod house_words;
mod index;
mod known_words;
mod languages;
mod lexicon;
mod misspellings;
mod table;
mod words;

pub use dictionary::{Dictionaries, Dictionary, Hunspell, HunspellError, HunspellFile, Nearest};
pub use faults::{Entry, Fault};
pub use house_words::HouseWords;
pub use languages::Languages;
pub use lexicon::Lexicon;
pub use table::Table;
pub use words::Words;

use std::fmt;

/// A language by its primary subtag (BCP 47), such as `en` or `de`; regions are dropped.
///
/// Kept as up to three ASCII letters so that it is `Copy` and cheap to compare.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Language([u8; 3]);

impl Language {
    /// English.
    pub const ENGLISH: Self = Self(*b"en\0");

    /// Reads a language tag such as `en`, `en-GB` or `pt_BR`.
    ///
    /// Returns `None` where the primary subtag is not two or three ASCII letters.
    pub fn from_tag(tag: &str) -> Option<Self> {
        let primary = tag.trim().split(['-', '_', '.']).next()?;
        if !(2..=3).contains(&primary.len()) || !primary.bytes().all(|byte| byte.is_ascii_alphabetic()) {
            return None;
        }
        let mut code = [0; 3];
        for (slot, byte) in code.iter_mut().zip(primary.bytes()) {
            *slot = byte.to_ascii_lowercase();
        }
        Some(Self(code))
    }

    /// The primary subtag.
    pub fn as_str(&self) -> &str {
        let length = self.0.iter().position(|&byte| byte == 0).unwrap_or(3);
        // The bytes are ASCII letters by construction.
        std::str::from_utf8(&self.0[..length]).unwrap_or("")
    }
}

impl fmt::Display for Language {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(self.as_str())
    }
}

impl fmt::Debug for Language {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "Language({})", self.as_str())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn regions_are_dropped() {
        assert_eq!(Language::from_tag("en-GB"), Some(Language::ENGLISH));
        assert_eq!(Language::from_tag("english"), None);
        assert_eq!(Language::from_tag("pt_BR").map(|language| language.to_string()), Some("pt".to_owned()));
    }
}

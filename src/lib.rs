//! Copydesk reads a draft the way a good copy chief does and points at what must not reach a reader.
//!
//! ```
//! use std::sync::Arc;
//! use copydesk::document::Format;
//! use copydesk::engine::{Choice, Linter, RuleSetBuilder};
//! use copydesk::source::Source;
//!
//! let (rules, mistakes) = RuleSetBuilder::new().builtin().build();
//! assert!(mistakes.is_empty());
//! let linter = Linter::new(Arc::new(rules), &Choice::default());
//! let draft = Source::new("draft.md", "Sign up for our morning newsletter and never miss a story about the harbour.");
//! let findings = linter.lint(&draft, Format::Markdown, None);
//! assert_eq!(&*findings[0].rule, "boilerplate.newsletter");
//! ```
//!
//! The layers, each importing only from those above it in this list: [`source`] (bytes to text, places),
//! [`finding`], [`yaml`], [`matching`] (all patterns together), [`language`], [`document`] (formats, blocks),
//! [`fix`] (edits, and what they may not do), [`reading`] (sentences, words, quotations), [`checks`],
//! [`rules`] (packs), [`engine`], [`learn`], [`report`] (output formats).

// These panic when the reader of a pipe is gone: `cli::say` does not.
#![warn(clippy::print_stdout, clippy::print_stderr)]

pub mod checking;
pub mod checks;
#[cfg(feature = "cli")]
pub mod cli;
pub mod config;
pub mod desk;
pub mod document;
pub mod engine;
pub mod files;
pub mod finding;
pub mod fix;
pub mod language;
pub mod learn;
pub mod matching;
pub mod reading;
pub mod report;
pub mod rules;
pub mod source;
pub mod yaml;

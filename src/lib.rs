//! Copydesk reads a draft the way a good copy chief does and points at what must not reach a reader.
//!
//! A [`Desk`](desk::Desk) is the one way in. Lint a text:
//!
//! ```
//! use copydesk::desk::Desk;
//!
//! let text = "Sign up for our morning newsletter and never miss a story about the harbour.";
//! let reports = Desk::default().lint("draft.md", text)?;
//! assert_eq!(&*reports[0].findings[0].rule, "boilerplate.newsletter");
//! # Ok::<(), copydesk::desk::DeskError>(())
//! ```
//!
//! Lint a folder, by the configurations in it:
//!
//! ```
//! use copydesk::desk::Desk;
//!
//! let desk = Desk::default();
//! let found = desk.find(&["examples".into()])?;
//! desk.check(&found.articles, |report| match report {
//!     Ok(report) => println!("{}: {} findings", report.source.display_name(), report.findings.len()),
//!     Err(error) => eprintln!("{error}"),
//! });
//! # Ok::<(), copydesk::desk::DeskError>(())
//! ```
//!
//! Add rules of your own from a string, and run them alone:
//!
//! ```
//! use std::{path::Path, sync::Arc};
//! use copydesk::document::Format;
//! use copydesk::engine::{Choice, Linter, RuleSetBuilder};
//! use copydesk::source::Source;
//!
//! let pack = "
//! pack: house
//! rules:
//!   quay:
//!     check: substitution
//!     message: Use “{replacement}”.
//!     swap: {pier: quay}
//!     fix: replace
//!     safe: true
//! ";
//! let (rules, mistakes) = RuleSetBuilder::new().pack(Path::new("house.yml"), pack).build();
//! assert!(mistakes.is_empty());
//! let linter = Linter::new(Arc::new(rules), &Choice::default());
//! let draft = Source::new("draft.md", "The pier is shut.");
//! let findings = linter.lint(&draft, Format::Markdown, None);
//! assert_eq!(findings[0].message, "Use “quay”.");
//!
//! // Apply its fix.
//! use copydesk::{finding::Applicability, fix};
//! let fixed = fix::fix(&draft, Applicability::Safe, &linter.proofreader(Format::Markdown, None));
//! assert_eq!(fixed.text, "The quay is shut.");
//! ```
//!
//! The layers, each importing only from those above it in this list (`tests/layers.rs` sees to it): [`source`] (bytes to
//! text, places), [`files`] (on the disk), [`finding`], [`yaml`], [`matching`] (all patterns together), [`language`],
//! [`document`] (metadata, blocks), [`dialects`] (syntax that generators of sites add to a format), [`formats`] (a parser
//! each), [`fix`] (edits, and what they may not do), [`reading`] (sentences, words, quotations), [`furniture`] (what
//! reads like the site, not like the story), [`checking`] (what a check kind is written with), [`checks`] (the kinds),
//! [`rules`] (packs), [`engine`] (rules at work), [`config`], [`report`] (output formats), [`desk`] (the one way in),
//! [`learn`], [`cli`].

// These panic when the reader of a pipe is gone: `cli::say` does not.
#![warn(clippy::print_stdout, clippy::print_stderr)]

pub mod checking;
pub mod checks;
#[cfg(feature = "cli")]
pub mod cli;
pub mod config;
pub mod desk;
pub mod dialects;
pub mod document;
pub mod engine;
pub mod files;
pub mod finding;
pub mod fix;
pub mod formats;
pub mod furniture;
pub mod language;
pub mod learn;
pub mod matching;
pub mod reading;
pub mod report;
pub mod rules;
pub mod source;
pub mod yaml;

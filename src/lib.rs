//! Copydesk reads a draft the way a good copy chief does and points at what must not reach a reader.
//!
//! A [`Desk`] is the one way in. Lint a text:
//!
//! ```
//! use copydesk::Desk;
//!
//! let text = "Sign up for our morning newsletter and never miss a story about the harbour.";
//! let reports = Desk::default().lint("draft.md", text)?;
//! assert_eq!(&*reports[0].findings[0].rule, "boilerplate.newsletter");
//! # Ok::<(), copydesk::DeskError>(())
//! ```
//!
//! Lint a folder, by the configurations in it:
//!
//! ```
//! use copydesk::Desk;
//!
//! let desk = Desk::default();
//! let found = desk.find(&["examples".into()])?;
//! desk.check(&found.articles, |report| match report {
//!     Ok(report) => println!("{}: {} findings", report.source.display_name(), report.findings.len()),
//!     Err(error) => eprintln!("{error}"),
//! });
//! # Ok::<(), copydesk::DeskError>(())
//! ```
//!
//! Add rules of your own from a string, and run them alone:
//!
//! ```
//! use std::{path::Path, sync::Arc};
//! use copydesk::{Choice, Format, Linter, RuleSetBuilder, Source};
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
//! use copydesk::{Applicability, fix};
//! let fixed = fix(&draft, Applicability::Safe, &linter.proofreader(Format::Markdown, None));
//! assert_eq!(fixed.text, "The quay is shut.");
//! ```
//!
//! What a program needs is named here, and is what the version number speaks of. The modules are the program's own: they
//! can be reached for its tests and benchmarks, and change without notice.

// These panic when the reader of a pipe is gone: `cli::say` does not.
#![warn(clippy::print_stdout, clippy::print_stderr)]

pub use desk::{Desk, DeskBuilder, DeskError};
pub use document::Format;
pub use engine::{Choice, Linter, RuleSetBuilder};
pub use finding::{Applicability, Edit, Finding, Fix, Severity};
pub use fix::{Fixed, fix};
pub use report::FileReport;
pub use source::{Source, SourceSpan};

// The layers, each importing only from those before it in this list (tests/layers.rs reads it): `source` (bytes to
// text, places), `files` (on the disk), `finding`, `yaml`, `matching` (all patterns together), `scripts` (what a rule can be programmed in), `language`, `document`
// (metadata, blocks), `dialects` (syntax that generators of sites add to a format), `formats` (a parser each), `fix`
// (edits, and what they may not do), `reading` (sentences, words, quotations), `furniture` (what reads like the site and
// not like the story), `checking` (what a kind of check is written with), `checks` (the kinds), `rules` (packs), `engine`
// (rules at work), `config`, `report` (output formats), `desk` (the one way in), `learn`, `cli`.

// Hidden from the pages only: the compiler asks for a comment on all that they would show.
#[cfg_attr(doc, doc(hidden))]
pub mod checking;
#[cfg_attr(doc, doc(hidden))]
pub mod checks;
#[cfg(feature = "cli")]
#[cfg_attr(doc, doc(hidden))]
pub mod cli;
#[cfg_attr(doc, doc(hidden))]
pub mod config;
#[cfg_attr(doc, doc(hidden))]
pub mod desk;
mod dialects;
#[cfg_attr(doc, doc(hidden))]
pub mod document;
#[cfg_attr(doc, doc(hidden))]
pub mod engine;
#[cfg_attr(doc, doc(hidden))]
pub mod files;
#[cfg_attr(doc, doc(hidden))]
pub mod finding;
#[cfg_attr(doc, doc(hidden))]
pub mod fix;
#[cfg_attr(doc, doc(hidden))]
pub mod formats;
#[cfg_attr(doc, doc(hidden))]
pub mod furniture;
#[cfg_attr(doc, doc(hidden))]
pub mod language;
#[cfg_attr(doc, doc(hidden))]
pub mod learn;
mod matching;
mod reading;
#[cfg_attr(doc, doc(hidden))]
pub mod report;
#[cfg_attr(doc, doc(hidden))]
pub mod rules;
mod scripts;
#[cfg_attr(doc, doc(hidden))]
pub mod source;
#[cfg_attr(doc, doc(hidden))]
pub mod yaml;

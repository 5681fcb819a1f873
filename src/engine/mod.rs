//! Rules in force, run over documents.
//!
//! A [`RuleSet`] holds packs and their patterns, compiled together. A [`Linter`] is a rule set with
//! the choice of which rules run at which severity; it looks at one source at a time and keeps no
//! state, so that any number of threads can share it. The command line, the editor server, the stream
//! and library users all go through it.

mod archive;
mod comments;
mod cover;
mod examples;
mod furniture;
mod limits;
mod linter;
mod look;
mod looked;
mod passages;
mod proofreader;
mod rule_set;
mod run;
mod settle;
mod silence;
mod skips;
mod suppression;
mod targets;
mod yielding;

pub use archive::Archive;
pub use examples::Failure;
pub use limits::Limits;
pub use linter::{Choice, Linter};
pub use looked::Looked;
pub use proofreader::LinterProofreader;
pub use rule_set::{RuleSet, RuleSetBuilder};
pub use skips::Skips;
pub use suppression::{Extent, silencing};
pub use targets::Targets;

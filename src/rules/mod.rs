//! Rules as they stand in YAML, and the packs that hold them.
//!
//! [`load()`] reads a pack file; every mistake in it is a [`Problem`](crate::yaml::Problem) with its
//! place, and all of them are told, not the first only. The built-in packs are embedded in the binary.

mod builtin;
mod evidence;
mod examples;
mod facts;
mod load;
mod message;
mod nearest;
mod options;
mod reference;
mod role;
mod rule;
mod schema;
mod sense;
mod settings;
mod terms;
pub mod vale;

use std::path::Path;

pub use builtin::{StoredPack, StoredRule, stored_pack, stored_packs};
pub use evidence::{Earned, Evidence};
pub use examples::{Example, ExampleFailure, Expectation};
pub use facts::Facts;
pub use load::{LoadError, Loaded, load, load_stored};
pub use options::{Layer, Options, Origin};
pub use reference::{ReferencePage, explained, kinds as kind_reference, page_of, reference, subject_note};
pub use role::Role;
pub use rule::{OneOrMany, Pack, PackForm, Rule, RuleFields, WrittenParameters};
pub use schema::{PACK_KEYS, option_schemas, pack_schema};
pub use settings::{Setting, settings};
pub use terms::load_terms;

/// Whether a file is named as packs are: `.yml` or `.yaml`.
pub fn is_pack_file(path: &Path) -> bool {
    path.extension().is_some_and(|extension| extension == "yml" || extension == "yaml")
}

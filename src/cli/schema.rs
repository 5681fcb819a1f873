//! `copydesk schema`: JSON Schema of what is read and written, from the types that do it.

use super::arguments::{Schema, SchemaOf};
use super::{Outcome, say};
use crate::config::Config;
use crate::language::Lexicon;
use crate::report::Record;
use crate::rules::pack_schema;

/// Runs `copydesk schema`.
pub fn run(arguments: &Schema) -> Outcome {
    say::print(text(arguments.of));
    Outcome::Clean
}

/// A schema as it is printed and kept.
pub fn text(of: SchemaOf) -> String {
    let schema = match of {
        SchemaOf::Config => schemars::schema_for!(Config),
        SchemaOf::Rules => pack_schema(),
        SchemaOf::Language => schemars::schema_for!(Lexicon),
        SchemaOf::Report => schemars::generate::SchemaSettings::draft2020_12()
            .for_serialize()
            .into_generator()
            .into_root_schema_for::<Vec<Record<'_>>>(),
    };
    format!("{:#}\n", schema.as_value())
}

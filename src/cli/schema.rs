//! `copydesk schema`: JSON Schema of configuration and rule files, from the types that read them.

use super::arguments::{Schema, SchemaOf};
use super::{Outcome, say};
use crate::config::Config;
use crate::rules::pack_schema;

/// Runs `copydesk schema`.
pub fn run(arguments: &Schema) -> Outcome {
    let schema = match arguments.of {
        SchemaOf::Config => schemars::schema_for!(Config),
        SchemaOf::Rules => pack_schema(),
    };
    say::print(format!("{:#}\n", schema.as_value()));
    Outcome::Clean
}

//! The packs that come with the binary.

use serde_yaml::Value;

/// The packs without their examples, made from the same files when the binary is built.
const READ: &str = include_str!(concat!(env!("OUT_DIR"), "/packs.json"));

/// The built-in packs as values, without examples: each with the name of its file.
pub fn builtin_values() -> Vec<(String, Value)> {
    let mut values: Vec<(String, Value)> = serde_json::from_str(READ).unwrap_or_default();
    values.retain(|(origin, _)| BUILTIN.iter().any(|(known, _)| known == origin));
    values
}

macro_rules! packs {
    ($($name:literal),* $(,)?) => {
        /// The built-in packs: each name with its YAML.
        pub const BUILTIN: &[(&str, &str)] = &[$((concat!("rules/", $name, ".yml"), include_str!(concat!("../../rules/", $name, ".yml")))),*];
    };
}

packs![
    "alt-leaked",
    "archive",
    "attribution",
    "boilerplate",
    "captions",
    "characters",
    "claims",
    "consistency",
    "corrections",
    "dates",
    "drafts",
    "figures",
    "french",
    "german",
    "headline",
    "headline-wording",
    "house-ap-like",
    "house-govuk-like",
    "house-guardian-like",
    "house-marks",
    "images",
    "inclusive",
    "leftovers",
    "legal",
    "length",
    "links",
    "metadata",
    "names",
    "page-remains",
    "numbers",
    "profanity",
    "quotes",
    "sensitive",
    "sourcing",
    "spanish",
    "stock",
    "structure",
    "suppressions",
    "times",
    "typography",
    "wording",
    "words",
];

#[cfg(test)]
mod tests {
    use super::{BUILTIN, builtin_values};

    #[test]
    fn every_pack_is_there_in_both_forms() {
        assert_eq!(builtin_values().len(), BUILTIN.len());
    }
}

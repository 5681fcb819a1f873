//! The packs that come with the binary.

use serde::Deserialize;
use serde_json::value::RawValue;

/// The packs without their examples, made from the same files when the binary is built.
const READ: &str = include_str!(concat!(env!("OUT_DIR"), "/packs.json"));

/// A built-in pack without examples, of which no rule was read yet.
#[derive(Deserialize)]
pub struct StoredPack {
    /// The name of its file.
    pub origin: &'static str,
    /// Its name.
    pub name: String,
    /// What its rules are about.
    pub description: String,
    /// Its rules.
    pub rules: Vec<StoredRule>,
}

/// A rule of a built-in pack.
#[derive(Deserialize)]
pub struct StoredRule {
    /// Its name in the pack.
    pub name: String,
    /// The kind of check.
    pub check: String,
    /// Whether it runs without being asked for.
    pub enabled: bool,
    /// The rule as it stands in the pack, as JSON.
    #[serde(borrow)]
    pub text: &'static RawValue,
}

/// The built-in packs.
pub fn stored_packs() -> Vec<StoredPack> {
    let mut packs: Vec<StoredPack> = serde_json::from_str(READ).unwrap_or_default();
    packs.retain(|pack| BUILTIN.iter().any(|(known, _)| *known == pack.origin));
    packs
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
    "dateline",
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
    "readability",
    "sensitive",
    "sourcing",
    "spanish",
    "stock",
    "structure",
    "suppressions",
    "times",
    "tracked-changes",
    "typography",
    "wording",
    "words",
];

#[cfg(test)]
mod tests {
    use super::{BUILTIN, stored_packs};

    #[test]
    fn every_pack_is_there_in_both_forms() {
        assert_eq!(stored_packs().len(), BUILTIN.len());
    }
}

//! The packs that come with the binary.

/// The packs, made from their files when the binary is built.
static STORED: &[StoredPack] = include!(concat!(env!("OUT_DIR"), "/packs.rs"));

/// A built-in pack without examples, of which no rule was read yet.
pub struct StoredPack {
    /// The name of its file.
    pub origin: &'static str,
    /// Its name.
    pub name: &'static str,
    /// What its rules are about.
    pub description: &'static str,
    /// Its rules.
    pub rules: &'static [StoredRule],
}

/// A rule of a built-in pack.
pub struct StoredRule {
    /// Its name in the pack.
    pub name: &'static str,
    /// The kind of check.
    pub check: &'static str,
    /// Whether it runs without being asked for.
    pub enabled: bool,
    /// The rule as it stands in the pack, as JSON.
    pub text: &'static str,
}

/// The built-in packs.
pub fn stored_packs() -> impl Iterator<Item = &'static StoredPack> {
    STORED.iter().filter(|pack| BUILTIN.iter().any(|(known, _)| *known == pack.origin))
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
    "grammar",
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
    "markup",
    "metadata",
    "names",
    "numbers",
    "page-controls",
    "page-remains",
    "profanity",
    "quotes",
    "readability",
    "sensitive",
    "sourcing",
    "spanish",
    "spelling",
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
        assert_eq!(stored_packs().count(), BUILTIN.len());
    }
}

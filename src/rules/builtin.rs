//! The packs that come with the binary.

macro_rules! packs {
    ($($name:literal),* $(,)?) => {
        /// The built-in packs: each name with its YAML.
        pub const BUILTIN: &[(&str, &str)] = &[$((concat!("rules/", $name, ".yml"), include_str!(concat!("../../rules/", $name, ".yml")))),*];
    };
}

packs![
    "attribution",
    "boilerplate",
    "captions",
    "characters",
    "claims",
    "dates",
    "french",
    "german",
    "headline",
    "headline-wording",
    "house-ap-like",
    "house-govuk-like",
    "house-guardian-like",
    "images",
    "inclusive",
    "leftovers",
    "legal",
    "links",
    "metadata",
    "names",
    "profanity",
    "quotes",
    "sensitive",
    "sourcing",
    "spanish",
    "structure",
    "suppressions",
    "typography",
    "wording",
    "words",
];

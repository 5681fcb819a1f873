//! The packs that come with the binary.

macro_rules! packs {
    ($($name:literal),* $(,)?) => {
        /// The built-in packs: each name with its YAML.
        pub const BUILTIN: &[(&str, &str)] = &[$((concat!("rules/", $name, ".yml"), include_str!(concat!("../../rules/", $name, ".yml")))),*];
    };
}

packs![
    "alt-leaked",
    "attribution",
    "boilerplate",
    "captions",
    "characters",
    "claims",
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

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
    "headline",
    "images",
    "leftovers",
    "metadata",
    "names",
    "quotes",
    "structure",
    "suppressions",
    "typography",
    "words",
];

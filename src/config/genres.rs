//! Genres: configurations that come with the binary, for `extends`.

use std::path::Path;

/// The genres: each name with its configuration.
pub const GENRES: &[(&str, &str)] = &[
    ("news", include_str!("../../rules/genres/news.yml")),
    ("blog", include_str!("../../rules/genres/blog.yml")),
    ("docs", include_str!("../../rules/genres/docs.yml")),
];

/// The configuration of a genre, if a text after `extends` names one. Files are named with an ending.
pub(super) fn named(base: &Path) -> Option<&'static str> {
    GENRES.iter().find(|(name, _)| base == Path::new(name)).map(|(_, text)| *text)
}

/// Whether a text after `extends` looks like the name of a genre.
pub(super) fn is_name(base: &Path) -> bool {
    base.extension().is_none() && base.components().count() == 1
}

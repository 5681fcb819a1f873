//! Where the configuration of an article is.

use std::path::PathBuf;

/// Where the configuration of an article is.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub enum Configuration {
    /// In the nearest `.copydesk.yml` of the article's folder or those above it.
    #[default]
    Nearest,
    /// For all articles, in the nearest one of this path.
    NearestTo(PathBuf),
    /// In this file.
    File(PathBuf),
    /// Nowhere: the built-in rules run as they come.
    None,
}

//! A path that is a pattern over files, such as `drafts/**/*.md`: shells leave it as it is where it is quoted, and some
//! shells always do.

use std::path::{Component, Path, PathBuf};

use globset::{GlobBuilder, GlobMatcher};

/// A pattern over files.
pub(super) struct PathPattern {
    base: PathBuf,
    glob: GlobMatcher,
}

impl PathPattern {
    /// The pattern that a path is; none where it is none, or a file or folder has this very name.
    pub(super) fn new(path: &Path) -> Option<Self> {
        if path.symlink_metadata().is_ok() {
            return None;
        }
        let is_pattern =
            |part: &Component<'_>| part.as_os_str().to_string_lossy().contains(['*', '?', '[', '{']);
        let parts: Vec<Component<'_>> = path.components().collect();
        let first = parts.iter().position(is_pattern)?;
        let base: PathBuf = parts[..first].iter().collect();
        let names = parts[first..].iter().map(|part| part.as_os_str().to_string_lossy());
        let pattern = names.collect::<Vec<_>>().join("/");
        let glob = GlobBuilder::new(&pattern).literal_separator(true).build().ok()?.compile_matcher();
        Some(Self { base: if first == 0 { PathBuf::from(".") } else { base }, glob })
    }

    /// The folder that all files it may stand for lie in.
    pub(super) fn base(&self) -> &Path {
        &self.base
    }

    /// Whether it stands for a file in its base, or for a folder that the file lies in.
    pub(super) fn holds(&self, path: &Path) -> bool {
        let within = path.strip_prefix(&self.base).unwrap_or(path);
        within.ancestors().any(|part| !part.as_os_str().is_empty() && self.glob.is_match(part))
    }
}

/// What lies on the disk of a path: the path itself, or the folder that a pattern looks into.
pub fn place_of(path: &Path) -> PathBuf {
    PathPattern::new(path).map_or_else(|| path.to_owned(), |pattern| pattern.base)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn holds(pattern: &str, path: &str) -> bool {
        PathPattern::new(Path::new(pattern)).unwrap().holds(Path::new(path))
    }

    #[test]
    fn a_pattern_stands_for_files_and_for_all_that_lies_in_folders() {
        assert!(holds("none/*.md", "none/a.md") && !holds("none/*.md", "none/deep/a.md"));
        assert!(holds("none/**/*.md", "none/a.md") && holds("none/**/*.md", "none/deep/er/a.md"));
        assert!(holds("none/20*", "none/2026/may/a.md") && !holds("none/20*", "none/1999/a.md"));
        assert!(holds("*.{md,txt}", "./a.txt") && holds("./*.md", "./a.md"));
    }

    #[test]
    fn a_path_without_signs_of_a_pattern_is_none() {
        assert!(PathPattern::new(Path::new("none/a.md")).is_none());
        assert_eq!(place_of(Path::new("none/**/*.md")), Path::new("none"));
        assert_eq!(place_of(Path::new("*.md")), Path::new("."));
    }
}

//! Globs, as they are written in configurations and on the command line.

use globset::{Error, Glob, GlobSet, GlobSetBuilder};

/// A glob, ready to be matched.
///
/// # Errors
/// When it is none, or its braces are nested too deep to be matched.
pub(super) fn compile(pattern: &str) -> Result<GlobSet, Error> {
    GlobSetBuilder::new().add(Glob::new(pattern)?).build()
}

/// Several globs as one matcher; they were checked when they were read.
pub(super) fn any_of(patterns: &[String]) -> GlobSet {
    let mut builder = GlobSetBuilder::new();
    for glob in patterns.iter().filter_map(|pattern| Glob::new(pattern).ok()) {
        builder.add(glob);
    }
    builder.build().unwrap_or_default()
}

/// Whether a name is a pattern that may stand for several.
pub(super) fn is_glob(name: &str) -> bool {
    name.contains(['*', '?', '[', '{'])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn globs_that_cannot_be_matched_are_told_of() {
        let deep = format!("{}b{}", "{a,".repeat(5_000), "}".repeat(5_000));
        assert!(compile(&deep).is_err() && compile("[").is_err());
        assert!(compile("*.{md,html}").is_ok_and(|glob| glob.is_match("a.md")));
    }
}

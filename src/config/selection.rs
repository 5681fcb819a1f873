//! What the command line asks for beside the configuration.

/// Which rules the command line asks for: ids or globs over them.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Selection {
    /// Only these, even those that are off by default.
    pub select: Vec<String>,
    /// All but these.
    pub ignore: Vec<String>,
    /// Whether these run even where the configuration turns them off.
    pub even_off: bool,
    /// Whether built-in rules come with their examples, and are readied even if nothing asks for them.
    pub whole: bool,
    /// Whether what the configuration names may lie beyond the folders it lies in.
    pub trust: bool,
}

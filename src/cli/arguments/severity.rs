//! A severity on the command line.

use clap::ValueEnum;

use crate::finding::Severity;

/// A severity on the command line.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum RuleSeverity {
    /// Must not be published.
    Error,
    /// Should be mended before publication.
    Warning,
    /// Worth a look.
    Suggestion,
}

impl From<RuleSeverity> for Severity {
    fn from(severity: RuleSeverity) -> Self {
        match severity {
            RuleSeverity::Error => Self::Error,
            RuleSeverity::Warning => Self::Warning,
            RuleSeverity::Suggestion => Self::Suggestion,
        }
    }
}

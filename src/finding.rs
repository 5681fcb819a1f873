//! What a rule reports: a finding, its related places, and its fix.

use std::path::PathBuf;
use std::sync::Arc;

use serde::{Deserialize, Serialize};

use crate::source::{Position, Source, SourceSpan};

/// How much a finding matters, from least to most.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, schemars::JsonSchema,
)]
#[serde(rename_all = "lowercase")]
pub enum Severity {
    /// Worth a look.
    Suggestion,
    /// Should be mended before publication.
    Warning,
    /// Must not be published.
    Error,
}

impl Severity {
    /// The word that stands for it in configuration and reports.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Suggestion => "suggestion",
            Self::Warning => "warning",
            Self::Error => "error",
        }
    }
}

/// A rule's full name, `pack.rule`.
pub type RuleId = Arc<str>;

/// A rule's report about one place in one source.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Finding {
    /// The rule that speaks.
    pub rule: RuleId,
    /// How much it matters here (configuration may have changed the rule's own).
    pub severity: Severity,
    /// What is wrong, in one sentence.
    pub message: String,
    /// The place.
    pub span: SourceSpan,
    /// Other places that explain the finding, such as the first use of a repeated caption.
    pub related: Vec<Related>,
    /// What to do about it.
    pub help: Option<String>,
    /// Edits that would mend it.
    pub fix: Option<Fix>,
}

impl Finding {
    /// The order in which reports list the findings of one file.
    pub fn order(&self) -> (u32, u32, &str) {
        (self.span.start, self.span.end, &self.rule)
    }
}

/// Another place that explains a finding.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Related {
    /// Where it is.
    pub place: Place,
    /// What stands there, such as `first used here`.
    pub message: String,
}

/// A place in the finding's own source, or in another one that may no longer be in memory.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub enum Place {
    /// In the finding's own source.
    Here(SourceSpan),
    /// In another source, with everything a report prints already worked out.
    Elsewhere(Box<Located>),
}

/// A span with its positions worked out.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Located {
    /// The source's name.
    pub path: PathBuf,
    /// First character.
    pub start: Position,
    /// One past the last character.
    pub end: Position,
    /// First byte in the file as stored.
    pub byte_start: u64,
    /// One past the last byte in the file as stored.
    pub byte_end: u64,
}

impl Located {
    /// Works out the positions of a span.
    pub fn new(source: &Source, span: SourceSpan) -> Self {
        Self {
            path: source.path().to_owned(),
            start: source.position(span.start),
            end: source.position(span.end),
            byte_start: source.stored_offset(span.start),
            byte_end: source.stored_offset(span.end),
        }
    }
}

/// Whether a fix may be applied unseen.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, schemars::JsonSchema,
)]
#[serde(rename_all = "lowercase")]
pub enum Applicability {
    /// A person should look at the result.
    Unsafe,
    /// Meaning and rendering cannot get worse.
    Safe,
}

/// Edits to the source that would mend a finding. They belong together and do not overlap.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Fix {
    /// Whether it may be applied unseen.
    pub applicability: Applicability,
    /// The edits, in order of their spans.
    pub edits: Vec<Edit>,
}

/// A replacement of one span of the source.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Edit {
    /// What is replaced.
    pub span: SourceSpan,
    /// What stands there afterwards.
    pub replacement: String,
}

//! What a rule reports: a finding, its related places, and its fix.

mod fingerprint;

use std::path::PathBuf;
use std::sync::Arc;

use serde::{Deserialize, Serialize};

pub use fingerprint::fingerprints;

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
    /// Why it has none, though its rule knows one.
    pub withheld: Option<Withheld>,
}

impl Finding {
    /// Takes its fix away, for a reason.
    pub fn withhold(&mut self, refusal: Refusal) {
        if let Some(fix) = self.fix.take() {
            self.withheld = Some(Withheld { applicability: fix.applicability, refusal });
        }
    }

    /// The order in which reports list the findings of one file.
    pub fn order(&self) -> (u32, u32, &str) {
        (self.span.start, self.span.end, &self.rule)
    }
}

/// What a rule says at a place: a finding, or a text that may become one once it is held against other articles.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Said<'f> {
    /// The rule.
    pub rule: &'f RuleId,
    /// How much it matters.
    pub severity: Severity,
    /// The place.
    pub span: SourceSpan,
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
    /// The part of the file, if the source is one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub part: Option<String>,
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
            part: source.part().map(str::to_owned),
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

/// A fix that is not offered.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Withheld {
    /// Whether it could have been applied unseen.
    pub applicability: Applicability,
    /// Why it is not offered.
    pub refusal: Refusal,
}

/// Why a fix is not made, or not even offered.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[non_exhaustive]
pub enum Refusal {
    /// It would take away or change what readers see and Copydesk does not read.
    Unread,
    /// It would touch a comment.
    Comment,
    /// It would touch a tag, a template, a field's name or another part of the markup, or make some.
    Markup,
    /// It would change text beside what was found.
    OtherText,
    /// It would lose a block, make one or make it another kind of block.
    Blocks,
    /// Its own rule would find fault with the result.
    FoundAgain,
    /// It would write a pattern or an instruction, not words.
    NoWords,
    /// It would run two words together.
    JoinsWords,
    /// The file's encoding cannot store the result.
    Encoding,
    /// Another rule, as severe or more so, would find fault with the result.
    MakesFindings,
    /// It and other fixes undo each other.
    NeverEnds,
    /// So many fixes of the text were refused that it was not tried.
    Untried,
    /// The text stands in a part of a file that is not written.
    Part,
}

impl Refusal {
    /// The reason in words, to go on from "was not fixed: ".
    pub fn reason(self) -> &'static str {
        match self {
            Self::Unread => "the fix would touch code, a picture or something else that is not read",
            Self::Comment => "the fix would touch a comment",
            Self::Markup => "the fix would touch a tag, a template or other markup",
            Self::OtherText => "the fix would change text beside it",
            Self::Blocks => "the fix would change how the text around it is set",
            Self::FoundAgain => "the same rule would find fault with the result",
            Self::NoWords => "what the rule proposes is an instruction or a pattern",
            Self::JoinsWords => "the fix would run two words together",
            Self::Encoding => "the file's encoding cannot store the result; save it as UTF-8 first",
            Self::MakesFindings => "another rule would find fault with the result",
            Self::NeverEnds => "its fix and others undo each other",
            Self::Untried => "too many other fixes of this file were refused",
            Self::Part => "the text stands in a part of the file, and parts are not written yet",
        }
    }
}

/// A replacement of one span of the source.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Edit {
    /// What is replaced.
    pub span: SourceSpan,
    /// What stands there afterwards.
    pub replacement: String,
}

//! Texts by which one article is known again in another.

use serde::{Deserialize, Serialize};

use crate::finding::RuleId;
use crate::source::SourceSpan;

/// The texts of one document that a rule looks for in other documents of the same run.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Prints {
    /// The rule.
    pub rule: RuleId,
    /// In how many articles, this one included, a text must stand to be reported.
    pub articles: u32,
    /// Whether a text stands for the whole document: where it is reported, its parts need not be.
    pub is_whole: bool,
    /// The texts, in order of their places.
    pub texts: Vec<Print>,
}

/// One text, without its words.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(from = "(u64, u32, u32)", into = "(u64, u32, u32)")]
pub struct Print {
    /// Equal for texts that say the same to the same rule.
    pub key: u64,
    /// Where it stands.
    pub span: SourceSpan,
}

impl From<(u64, u32, u32)> for Print {
    fn from((key, start, end): (u64, u32, u32)) -> Self {
        Self { key, span: SourceSpan::new(start, end) }
    }
}

impl From<Print> for (u64, u32, u32) {
    fn from(print: Print) -> Self {
        (print.key, print.span.start, print.span.end)
    }
}

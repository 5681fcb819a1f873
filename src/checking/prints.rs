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
    /// Where the whole document is reported, if the texts are its parts and are judged together.
    pub whole: Option<Whole>,
    /// The texts, in order of their places.
    pub texts: Vec<Print>,
}

/// A document whose texts are judged together.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Whole {
    /// Where it is reported.
    pub span: SourceSpan,
    /// The share of its text, in percent, that must stand in one earlier document.
    pub percent: u32,
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

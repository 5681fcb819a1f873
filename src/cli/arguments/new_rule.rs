//! What `copydesk new` understands.

use std::path::PathBuf;

use clap::{Args, Subcommand};

use super::severity::RuleSeverity;

/// What `copydesk new` writes.
#[derive(Debug, Subcommand)]
pub enum New {
    /// Write a rule with examples into a pack; asks what it is to catch if no option says so.
    Rule(NewRule),
}

/// `copydesk new rule`.
#[derive(Debug, Args)]
#[command(group = clap::ArgGroup::new("what"))]
pub struct NewRule {
    /// The rule's id, such as `ferry-line` or `house.ferry-line` (default: made of what it catches).
    pub id: Option<String>,
    /// A word or phrase to flag; may be given again.
    #[arg(long, value_name = "TEXT", group = "what")]
    pub phrase: Vec<String>,
    /// A wrong form and the right one, which a fix puts in its place; may be given again.
    #[arg(long, value_name = "WRONG=RIGHT", group = "what")]
    pub swap: Vec<String>,
    /// A word or mark that must not stand too often in one paragraph.
    #[arg(long, value_name = "TEXT", group = "what")]
    pub too_many: Option<String>,
    /// How often it may.
    #[arg(long, value_name = "N", default_value_t = 1, conflicts_with_all = ["phrase", "swap", "repeated", "require", "forbid"])]
    pub most: u8,
    /// A word that must not be said twice in one sentence.
    #[arg(long, value_name = "TEXT", group = "what")]
    pub repeated: Option<String>,
    /// A front matter field that must be there and filled; may be given again, and `a|b` is either.
    #[arg(long, value_name = "FIELD", group = "what")]
    pub require: Vec<String>,
    /// A front matter field that must not be there; may be given again.
    #[arg(long, value_name = "FIELD", group = "what")]
    pub forbid: Vec<String>,
    /// What its findings say; `{match}` stands for the words found.
    #[arg(long, value_name = "TEXT")]
    pub message: Option<String>,
    /// Why it matters to readers.
    #[arg(long, value_name = "TEXT")]
    pub why: Option<String>,
    /// How much its findings matter.
    #[arg(long, value_name = "SEVERITY")]
    pub severity: Option<RuleSeverity>,
    /// Where it looks, such as `headline` or `paragraph`; may be given again.
    #[arg(long, value_name = "SCOPE")]
    pub scope: Vec<String>,
    /// A text it must flag, with `[[` and `]]` around the words; may be given again (default: one made up).
    #[arg(long, value_name = "TEXT")]
    pub flag: Vec<String>,
    /// A text it must leave alone; may be given again (default: one made up).
    #[arg(long, value_name = "TEXT")]
    pub pass: Vec<String>,
    /// The pack's file, made if it is not there (default: `house-rules.yml`, or the pack in the id).
    #[arg(long, value_name = "FILE")]
    pub into: Option<PathBuf>,
}

//! What `copydesk rules` understands.

use clap::{Args, ValueEnum};

use super::setup::Setup;
use super::severity::RuleSeverity;

/// `copydesk rules`.
#[derive(Debug, Args)]
pub struct Rules {
    #[command(flatten)]
    pub filter: RulesFilter,
    #[command(flatten)]
    pub setup: Setup,
    /// How to list them.
    #[arg(long, value_name = "FORMAT", default_value = "text")]
    pub output_format: RulesFormat,
}

/// Which rules `copydesk rules` lists; each option narrows the list.
#[derive(Debug, Default, Args)]
#[command(next_help_heading = "Filters")]
pub struct RulesFilter {
    /// Only rules that mention all of these words in their name or explanation.
    #[arg(value_name = "TEXT")]
    pub text: Vec<String>,
    /// Only rules of these packs.
    #[arg(long, value_name = "NAME", value_delimiter = ',')]
    pub pack: Vec<String>,
    /// Only rules of this severity here.
    #[arg(long, value_name = "SEVERITY")]
    pub severity: Option<RuleSeverity>,
    /// Only rules that judge documents in this language.
    #[arg(long, value_name = "TAG")]
    pub lang: Option<String>,
    /// Only rules that offer a fix.
    #[arg(long)]
    pub fixable: bool,
    /// Only rules that run without being asked for.
    #[arg(long, conflicts_with = "opt_in")]
    pub default: bool,
    /// Only rules that run when asked for.
    #[arg(long)]
    pub opt_in: bool,
}

/// How `copydesk rules` lists them.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum RulesFormat {
    /// A table.
    Text,
    /// An array of objects.
    Json,
}

//! What `copydesk try` understands.

use std::path::PathBuf;

use clap::{Args, ValueEnum};

use super::setup::Setup;

/// `copydesk try`.
#[derive(Debug, Args)]
pub struct Try {
    /// A rule's id, such as `captions.duplicate`; a pack file; or a rule of a pack file, `house.yml#ferry-line`.
    pub rule: String,
    /// The files and folders to try it on.
    #[arg(value_name = "PATH", required = true)]
    pub paths: Vec<PathBuf>,
    /// How many hits to show, drawn at random.
    #[arg(long, value_name = "N", default_value_t = 10)]
    pub hits: usize,
    /// Another number draws other hits.
    #[arg(long, value_name = "N", default_value_t = 1)]
    pub seed: u64,
    /// How to show them.
    #[arg(long, visible_alias = "format", value_name = "FORMAT", default_value = "text")]
    pub output_format: TryFormat,
    /// Show no progress bar.
    #[arg(long)]
    pub no_progress: bool,
    #[command(flatten)]
    pub setup: Setup,
}

/// How `copydesk try` shows what it found.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum TryFormat {
    /// Numbers, and hits in their lines.
    Text,
    /// One object.
    Json,
}

//! What `copydesk learn` understands.

use std::path::PathBuf;

use clap::Args;

use super::setup::Setup;

/// `copydesk learn`.
#[derive(Debug, Args)]
pub struct Learn {
    /// The files and folders of the archive.
    #[arg(value_name = "ARCHIVE", required = true)]
    pub archive: Vec<PathBuf>,
    /// The file to write the pack to instead of standard output; the proposals are then listed there.
    #[arg(long, visible_alias = "output", value_name = "FILE")]
    pub output_file: Option<PathBuf>,
    /// Write the pack even over a file that is none.
    #[arg(long, requires = "output_file")]
    pub force: bool,
    /// In how many articles a line must stand (default: 3, and one more with each 5,000 articles).
    #[arg(long, value_name = "N")]
    pub min_articles: Option<usize>,
    /// How many proposals to make at most.
    #[arg(long, value_name = "N", default_value_t = 100)]
    pub limit: usize,
    /// Show no progress bar.
    #[arg(long)]
    pub no_progress: bool,
    #[command(flatten)]
    pub setup: Setup,
}

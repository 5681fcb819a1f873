//! Which configuration and which rules a command works with.

use std::path::PathBuf;

use clap::Args;

use crate::config::Selection;

/// Where the configuration comes from, and which rules run.
#[derive(Debug, Clone, Args)]
pub struct Setup {
    /// The configuration to use instead of the nearest `.copydesk.yml`.
    #[arg(long, value_name = "FILE", conflicts_with = "no_config")]
    pub config: Option<PathBuf>,
    /// Use no configuration file.
    #[arg(long)]
    pub no_config: bool,
    /// Run only these rules (ids, pack names or globs), even those that are off by default.
    #[arg(long, value_name = "ID,GLOB", value_delimiter = ',')]
    pub select: Vec<String>,
    /// Do not run these rules (ids, pack names or globs).
    #[arg(long, value_name = "ID,GLOB", value_delimiter = ',')]
    pub ignore: Vec<String>,
    /// Follow what the configuration names, and links among the articles, out of the project's folders. Use it only
    /// for a project whose every file you would open yourself.
    #[arg(long)]
    pub trust: bool,
}

impl Setup {
    /// The rules asked for.
    pub fn selection(&self) -> Selection {
        Selection {
            select: self.select.clone(),
            ignore: self.ignore.clone(),
            whole: false,
            trust: self.trust,
        }
    }
}

//! Which configuration and which rules a command works with.

use std::path::PathBuf;

use clap::Args;

use crate::config::Selection;
use crate::desk::{Configuration, Desk, DeskBuilder};

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
    /// A desk that works by this, and where it names no configuration, by the nearest one of each article.
    pub fn desk(&self) -> DeskBuilder {
        self.desk_or(Configuration::Nearest)
    }

    /// The same, but by the nearest configuration of the current folder.
    pub fn desk_here(&self) -> DeskBuilder {
        self.desk_or(Configuration::NearestTo(PathBuf::from(".")))
    }

    fn desk_or(&self, nearest: Configuration) -> DeskBuilder {
        let configuration = match &self.config {
            Some(file) => Configuration::File(file.clone()),
            None if self.no_config => Configuration::None,
            None => nearest,
        };
        Desk::builder().configuration(configuration).selection(self.selection())
    }

    /// The same; the built-in rules that nothing asks for are to be readied as well.
    pub fn whole_desk(&self) -> Desk {
        self.desk().selection(Selection { whole: true, ..self.selection() }).build()
    }

    /// The rules asked for.
    fn selection(&self) -> Selection {
        Selection {
            select: self.select.clone(),
            ignore: self.ignore.clone(),
            trust: self.trust,
            ..Selection::default()
        }
    }
}

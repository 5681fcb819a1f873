//! What `copydesk check` understands.

use std::path::PathBuf;

use clap::builder::FalseyValueParser;
use clap::{Args, ValueEnum};

use super::setup::Setup;
use crate::finding::Severity;
use crate::report::OutputFormat;

/// `copydesk check`.
#[derive(Debug, Clone, Args)]
#[allow(clippy::struct_excessive_bools, reason = "each is a flag of the command line")]
pub struct Check {
    /// Files, folders and patterns over files, such as 'drafts/**/*.md'; `-` is standard input.
    #[arg(value_name = "PATH", default_value = ".")]
    pub paths: Vec<PathBuf>,
    /// The name, and so format and configuration, of standard input.
    #[arg(long, value_name = "NAME")]
    pub stdin_filename: Option<PathBuf>,
    #[command(flatten)]
    pub setup: Setup,
    #[arg(long = "output-format", value_name = "FORMAT", value_enum, env = "COPYDESK_OUTPUT_FORMAT")]
    #[arg(help = "How findings are written (default: text)")]
    pub asked_format: Option<OutputFormat>,
    /// The file to write findings to instead of standard output.
    #[arg(long, value_name = "FILE")]
    pub output_file: Option<PathBuf>,
    /// Overwrite the output file even if it is no report.
    #[arg(long, requires = "output_file")]
    pub force: bool,
    /// Apply the fixes that cannot make anything worse.
    #[arg(long)]
    pub fix: bool,
    /// Apply all fixes; look at the result.
    #[arg(long)]
    pub unsafe_fixes: bool,
    /// Print what fixing would change as a unified diff, and change nothing.
    #[arg(long)]
    pub diff: bool,
    /// A file of known findings that do not count, instead of the one that the configuration names.
    #[arg(long, value_name = "FILE")]
    pub baseline: Option<PathBuf>,
    /// Check only what changed since a git revision, from the merge base (default: since the last commit).
    #[arg(
        long,
        value_name = "REV",
        num_args = 0..=1,
        require_equals = true,
        default_missing_value = "HEAD",
        conflicts_with = "write_baseline"
    )]
    pub changed: Option<String>,
    /// Check what is staged in git for the next commit, as it is staged.
    #[arg(long, conflicts_with_all = ["fix", "unsafe_fixes", "watch", "write_baseline"])]
    pub staged: bool,
    /// Write all findings to a file of known ones, and print none unless --output-format or --output-file asks for them.
    #[arg(long, value_name = "FILE")]
    pub write_baseline: Option<PathBuf>,
    /// Check files again when they change, until interrupted.
    #[arg(long, conflicts_with_all = ["diff", "write_baseline"])]
    pub watch: bool,
    /// Skip what the configuration or an ignore file excludes even if it is named on the command line.
    #[arg(long)]
    pub force_exclude: bool,
    /// Fail where nothing that can be read is found, as in a folder of Word documents.
    #[arg(long)]
    pub require_articles: bool,
    /// The lowest severity that makes the run fail (default: warning; error where a `.vale.ini` says what runs, as
    /// in Vale; never with --write-baseline).
    #[arg(long, value_name = "SEVERITY")]
    pub fail_on: Option<FailOn>,
    /// How many files to check at a time (default: one a core).
    #[arg(long, value_name = "N")]
    pub jobs: Option<usize>,
    /// Whether to use colours; `auto` follows the terminal, `NO_COLOR` and `CLICOLOR`.
    #[arg(long, value_name = "WHEN", default_value = "auto")]
    pub color: Color,
    /// Show no progress bar.
    #[arg(long)]
    pub no_progress: bool,
    /// End with the number of findings of each rule.
    #[arg(long)]
    pub statistics: bool,
    /// Check every file anew, and keep nothing for the next run.
    #[arg(long, env = "COPYDESK_NO_CACHE", value_parser = FalseyValueParser::new())]
    pub no_cache: bool,
    /// The folder to keep what was found in (default: one in the user's cache folder).
    #[arg(long, value_name = "DIR", env = "COPYDESK_CACHE_DIR")]
    pub cache_dir: Option<PathBuf>,
}

impl Check {
    /// How findings are written.
    pub fn output_format(&self) -> OutputFormat {
        self.asked_format.unwrap_or_default()
    }

    /// Whether findings are printed: a run that writes them to a baseline prints them only where it is asked to.
    pub fn prints_findings(&self) -> bool {
        self.write_baseline.is_none() || self.asked_format.is_some() || self.output_file.is_some()
    }
}

/// Whether to use colours.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum Color {
    /// On a terminal, unless the environment says otherwise.
    Auto,
    /// Always.
    Always,
    /// Never.
    Never,
}

/// The lowest severity that makes a run fail.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum FailOn {
    /// Errors.
    Error,
    /// Warnings and errors.
    Warning,
    /// Any finding.
    Suggestion,
    /// None.
    Never,
}

impl FailOn {
    /// The lowest severity that makes the run fail; none if nothing does.
    pub fn lowest(self) -> Option<Severity> {
        match self {
            Self::Error => Some(Severity::Error),
            Self::Warning => Some(Severity::Warning),
            Self::Suggestion => Some(Severity::Suggestion),
            Self::Never => None,
        }
    }
}

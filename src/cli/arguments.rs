//! What the command line understands.

use std::path::PathBuf;

use clap::builder::FalseyValueParser;
use clap::{Args, Parser, Subcommand, ValueEnum};

use crate::config::Selection;
use crate::finding::Severity;
use crate::report::OutputFormat;

/// Reads drafts the way a good copy chief does and points at what must not reach a reader.
#[derive(Debug, Parser)]
#[command(name = "copydesk", version, max_term_width = 100)]
pub struct Arguments {
    /// What to do.
    #[command(subcommand)]
    pub command: Command,
}

/// What to do.
#[derive(Debug, Subcommand)]
pub enum Command {
    /// Check files and folders.
    Check(Check),
    /// Say what a rule flags, why, and how to silence it.
    Explain(Explain),
    /// List the rules in force here.
    Rules(Rules),
    /// Run the examples of packs.
    Test(Test),
    /// Show what a rule says about real articles, and what its last change changed.
    Try(Try),
    /// Write a rule of your own.
    New {
        /// What to write.
        #[command(subcommand)]
        what: New,
    },
    /// Write a starter configuration.
    Init(Init),
    /// Propose a pack of the lines that recur across an archive and are no story.
    Learn(Learn),
    /// Write a configuration that runs the styles of a `.vale.ini` as they are.
    ImportVale(ImportVale),
    /// Read documents as JSON Lines and write their findings as JSON Lines.
    Stream(Stream),
    /// Serve an editor: the Language Server Protocol on standard input and output.
    Lsp(Lsp),
    /// Print the JSON Schema of configuration or rule files.
    Schema(Schema),
    /// Print the manual page.
    Man,
    /// Print completions for a shell.
    Completions {
        /// The shell.
        shell: clap_complete::Shell,
    },
}

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
}

impl Setup {
    /// The rules asked for.
    pub fn selection(&self) -> Selection {
        Selection { select: self.select.clone(), ignore: self.ignore.clone(), whole: false }
    }
}

/// `copydesk check`.
#[derive(Debug, Clone, Args)]
#[allow(clippy::struct_excessive_bools, reason = "each is a flag of the command line")]
pub struct Check {
    /// Files and folders; `-` is standard input.
    #[arg(value_name = "PATH", default_value = ".")]
    pub paths: Vec<PathBuf>,
    /// The name, and so format and configuration, of standard input.
    #[arg(long, value_name = "NAME")]
    pub stdin_filename: Option<PathBuf>,
    #[command(flatten)]
    pub setup: Setup,
    /// How findings are written.
    #[arg(long, value_name = "FORMAT", default_value_t, value_enum, env = "COPYDESK_OUTPUT_FORMAT")]
    pub output_format: OutputFormat,
    /// The file to write findings to instead of standard output.
    #[arg(long, value_name = "FILE")]
    pub output_file: Option<PathBuf>,
    /// Apply the fixes that cannot make anything worse.
    #[arg(long)]
    pub fix: bool,
    /// Apply all fixes; look at the result.
    #[arg(long)]
    pub unsafe_fixes: bool,
    /// Print what fixing would change as a unified diff, and change nothing.
    #[arg(long)]
    pub diff: bool,
    /// A file of known findings that do not count.
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
    /// Write all findings to a file of known ones.
    #[arg(long, value_name = "FILE")]
    pub write_baseline: Option<PathBuf>,
    /// Check again what changes, until interrupted.
    #[arg(long, conflicts_with_all = ["diff", "write_baseline"])]
    pub watch: bool,
    /// Leave out what the configuration or an ignore file excludes even where it is named itself.
    #[arg(long)]
    pub force_exclude: bool,
    /// The lowest severity that makes the run fail.
    #[arg(long, value_name = "SEVERITY", default_value = "warning")]
    pub fail_on: FailOn,
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

/// `copydesk explain`.
#[derive(Debug, Args)]
pub struct Explain {
    /// The rule's id, such as `captions.duplicate`.
    pub rule: String,
    #[command(flatten)]
    pub setup: Setup,
}

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

/// A severity on the command line.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum RuleSeverity {
    /// Must not be published.
    Error,
    /// Should be mended before publication.
    Warning,
    /// Worth a look.
    Suggestion,
}

impl From<RuleSeverity> for Severity {
    fn from(severity: RuleSeverity) -> Self {
        match severity {
            RuleSeverity::Error => Self::Error,
            RuleSeverity::Warning => Self::Warning,
            RuleSeverity::Suggestion => Self::Suggestion,
        }
    }
}

/// How `copydesk rules` lists them.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum RulesFormat {
    /// A table.
    Text,
    /// An array of objects.
    Json,
}

/// `copydesk test`.
#[derive(Debug, Args)]
pub struct Test {
    /// Pack files or folders of them (default: the built-in packs and those of the configuration).
    #[arg(value_name = "PACK")]
    pub packs: Vec<PathBuf>,
    /// Run them again when something changes, until interrupted.
    #[arg(long)]
    pub watch: bool,
    #[command(flatten)]
    pub setup: Setup,
}

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

/// `copydesk learn`.
#[derive(Debug, Args)]
pub struct Learn {
    /// The files and folders of the archive.
    #[arg(value_name = "ARCHIVE", required = true)]
    pub archive: Vec<PathBuf>,
    /// The file to write the pack to instead of standard output; the proposals are then listed there.
    #[arg(long, visible_alias = "output", value_name = "FILE")]
    pub output_file: Option<PathBuf>,
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

/// `copydesk import-vale`.
#[derive(Debug, Args)]
pub struct ImportVale {
    /// The settings to take over (default: the ones in this folder).
    #[arg(value_name = "FILE")]
    pub file: Option<PathBuf>,
    /// Print the configuration instead of writing it beside the settings.
    #[arg(long)]
    pub stdout: bool,
}

/// `copydesk init`.
#[derive(Debug, Args)]
pub struct Init {
    /// The folder to write it in.
    #[arg(default_value = ".")]
    pub folder: PathBuf,
}

/// `copydesk stream`.
#[derive(Debug, Args)]
pub struct Stream {
    #[command(flatten)]
    pub setup: Setup,
}

/// `copydesk lsp`.
#[derive(Debug, Args)]
pub struct Lsp {
    #[command(flatten)]
    pub setup: Setup,
    /// What many editors add of their own accord; there is no other way to talk.
    #[arg(long, hide = true)]
    pub stdio: bool,
}

/// `copydesk schema`.
#[derive(Debug, Args)]
pub struct Schema {
    /// Which files.
    pub of: SchemaOf,
}

/// What a schema describes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum SchemaOf {
    /// `.copydesk.yml`.
    Config,
    /// Pack files.
    Rules,
    /// What `check --output-format json` writes.
    Report,
}

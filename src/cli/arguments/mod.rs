//! What the command line understands: one file a command, but those of an option or two stand here.

mod check;
mod implied;
mod learn;
mod new_rule;
mod rules;
mod setup;
mod severity;
mod trial;

use std::path::PathBuf;

use clap::{Args, Parser, Subcommand, ValueEnum};

pub use check::{Check, Color, FailOn};
pub use implied::with_command;
pub use learn::Learn;
pub use new_rule::{New, NewRule};
pub use rules::{Rules, RulesFilter, RulesFormat};
pub use setup::Setup;
pub use trial::{Try, TryFormat};

/// Reads drafts the way a good copy chief does and points at what must not reach a reader.
#[derive(Debug, Parser)]
#[command(
    name = "copydesk",
    version,
    max_term_width = 100,
    override_usage = "copydesk <COMMAND> ...\n       copydesk <PATH>...    the same as copydesk check <PATH>..."
)]
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
    /// Keep the words of your own, which no rule takes for slips.
    Words {
        /// What to do with them.
        #[command(subcommand)]
        what: Words,
    },
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

/// `copydesk explain`.
#[derive(Debug, Args)]
pub struct Explain {
    /// A rule's id, such as `captions.duplicate`, a pack, such as `captions`, or a kind of check, such as `existence`.
    #[arg(value_name = "RULE")]
    pub name: String,
    /// Show all examples, not only the first of them.
    #[arg(long)]
    pub all: bool,
    #[command(flatten)]
    pub setup: Setup,
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

/// `copydesk words`.
#[derive(Debug, Subcommand)]
pub enum Words {
    /// Add words to the list that the configuration of this folder names, or to a new `house-words.txt`.
    Add(AddWords),
}

/// `copydesk words add`.
#[derive(Debug, Args)]
pub struct AddWords {
    /// Words, or names of several words in quotation marks.
    #[arg(value_name = "WORD", required = true)]
    pub words: Vec<String>,
}

/// `copydesk stream`.
#[derive(Debug, Args)]
pub struct Stream {
    /// End with status 2 if a document could not be checked; standard error tells of such in any case.
    #[arg(long)]
    pub strict: bool,
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
    /// Files of languages.
    Language,
    /// What `check --output-format json` writes.
    Report,
}

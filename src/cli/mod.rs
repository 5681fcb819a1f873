//! The command line: one file a subcommand.

mod arguments;
mod articles;
mod check;
mod explain;
mod guessed;
mod import_vale;
mod init;
mod learn;
mod lsp;
mod man;
mod mistakes;
mod modeline;
mod new_rule;
mod output;
mod rules;
mod say;
mod schema;
mod signals;
mod stream;
mod test;
mod trial;
mod watch;
mod words;

use std::process::ExitCode;

use clap::{CommandFactory, Parser};

#[cfg(fuzzing)]
pub use lsp::read_messages;
#[cfg(fuzzing)]
pub use stream::answer_line;

use crate::source::one_line;
use arguments::{Arguments, Command, New, Words};

/// How a run ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Outcome {
    /// Nothing at or above the severity that fails.
    Clean,
    /// Something at or above it.
    Findings,
    /// The work could not be done, or not all of it.
    Failed,
}

impl From<Outcome> for ExitCode {
    fn from(outcome: Outcome) -> Self {
        match outcome {
            Outcome::Clean => Self::SUCCESS,
            Outcome::Findings => Self::from(1),
            Outcome::Failed => Self::from(2),
        }
    }
}

/// Runs the command line of this process.
pub fn run() -> ExitCode {
    say::panics_plainly();
    let arguments = Arguments::parse_from(arguments::with_command(std::env::args_os()));
    let outcome = match arguments.command {
        Command::Check(arguments) => check::run(&arguments),
        Command::Explain(arguments) => explain::run(&arguments),
        Command::Rules(arguments) => rules::run(&arguments),
        Command::Test(arguments) => test::run(&arguments),
        Command::Try(arguments) => trial::run(&arguments),
        Command::ImportVale(arguments) => import_vale::run(&arguments),
        Command::New { what: New::Rule(arguments) } => new_rule::run(&arguments),
        Command::Words { what: Words::Add(arguments) } => words::add(&arguments),
        Command::Init(arguments) => init::run(&arguments),
        Command::Learn(arguments) => learn::run(&arguments),
        Command::Lsp(arguments) => return lsp::run(&arguments.setup),
        Command::Stream(arguments) => stream::run(&arguments),
        Command::Schema(arguments) => schema::run(&arguments),
        Command::Man => man::run(),
        Command::Completions { shell } => {
            let mut script = Vec::new();
            clap_complete::generate(shell, &mut Arguments::command(), "copydesk", &mut script);
            say::print(String::from_utf8_lossy(&script));
            Outcome::Clean
        }
    };
    outcome.into()
}

/// Prints an error that stops the work, and the outcome that goes with it.
fn fail(error: impl std::fmt::Display) -> Outcome {
    say::tell(format!("copydesk: {}\n", one_line(&error.to_string())));
    Outcome::Failed
}

//! `copydesk draft.md`, which stands for `copydesk check draft.md`.

use std::ffi::{OsStr, OsString};
use std::path::Path;

use clap::{Command, CommandFactory};

use super::Arguments;

/// What is done with files that nothing is said of.
const CHECK: &str = "check";
/// The options that are the program's own and belong to no command.
const OWN: &[&str] = &["-h", "--help", "-V", "--version"];

/// The arguments of the process, with `check` put in where files or options of `check` follow the program's name.
///
/// A word that is neither a command nor a file stays as it is, for it is more likely a command misspelt.
pub fn with_command(arguments: impl Iterator<Item = OsString>) -> Vec<OsString> {
    let mut arguments: Vec<OsString> = arguments.collect();
    if arguments.get(1).is_some_and(|first| means_check(first)) {
        arguments.insert(1, CHECK.into());
    }
    arguments
}

fn means_check(first: &OsStr) -> bool {
    let word = first.to_string_lossy();
    if word.starts_with('-') {
        return !OWN.contains(&&*word);
    }
    // A folder may have a command's name; `./test` is the folder.
    (looks_like_a_path(&word) || Path::new(first).exists()) && !is_command(&word)
}

fn is_command(word: &str) -> bool {
    let program = Arguments::command();
    let is_named = |command: &Command| {
        command.get_name() == word || command.get_all_aliases().any(|alias| alias == word)
    };
    word == "help" || program.get_subcommands().any(is_named)
}

fn looks_like_a_path(word: &str) -> bool {
    word.contains(['.', '/', '\\', '*', '?', '['])
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(arguments: &[&str]) -> String {
        let arguments = std::iter::once(&"copydesk").chain(arguments).map(OsString::from);
        let read: Vec<String> =
            with_command(arguments).iter().map(|argument| argument.to_string_lossy().into_owned()).collect();
        read[1..].join(" ")
    }

    #[test]
    fn files_and_options_of_check_need_no_command() {
        for arguments in [
            &["draft.md"][..],
            &["drafts/"],
            &["*.md"],
            &["-"],
            &["--fix", "a.md"],
            &["src"],
            &[".", "--staged"],
        ] {
            assert_eq!(read(arguments), format!("check {}", arguments.join(" ")));
        }
    }

    #[test]
    fn commands_and_misspelt_ones_are_left_alone() {
        for arguments in
            [&["check", "a.md"][..], &["chek"], &["--help"], &["-V"], &["help", "check"], &["rules"], &[]]
        {
            assert_eq!(read(arguments), arguments.join(" "));
        }
    }
}

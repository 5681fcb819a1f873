//! Whoever takes the library alone compiles no command line.

#![allow(clippy::unwrap_used, reason = "a test that cannot go on fails")]

use std::process::Command;

/// What only the command line, the editor server and the file watcher need.
const COMMAND_LINE: [&str; 11] = [
    "anstream",
    "clap",
    "clap_complete",
    "clap_mangen",
    "gen-lsp-types",
    "indicatif",
    "lsp-server",
    "mimalloc",
    "notify",
    "supports-hyperlinks",
    "terminal_size",
];

/// The packages that the library depends on, with some arguments.
fn packages(arguments: &[&str]) -> Vec<String> {
    let mut command = Command::new(env!("CARGO"));
    command.args([
        "tree",
        "--offline",
        "--locked",
        "--edges",
        "normal",
        "--prefix",
        "none",
        "--format",
        "{p}",
    ]);
    let output = command.current_dir(env!("CARGO_MANIFEST_DIR")).args(arguments).output().unwrap();
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    let names = String::from_utf8(output.stdout).unwrap();
    names.lines().filter_map(|line| line.split(' ').next()).map(str::to_owned).collect()
}

#[test]
fn the_library_alone_has_no_command_line() {
    let (all, library) = (packages(&[]), packages(&["--no-default-features"]));
    for name in COMMAND_LINE {
        assert!(
            all.iter().any(|package| package == name),
            "{name} is no dependency any more: take it out here"
        );
        assert!(!library.iter().any(|package| package == name), "the library alone compiles {name}");
    }
}

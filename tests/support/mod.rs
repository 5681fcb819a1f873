//! What tests of the command line share.

#![allow(dead_code, reason = "each test uses some of it")]

use std::fs;
use std::path::Path;

use assert_cmd::Command;
use tempfile::TempDir;

/// The binary, run in a folder, without what the environment says of colours, and finding everything anew.
pub fn copydesk(folder: &Path) -> Command {
    let mut command = Command::cargo_bin("copydesk").unwrap();
    command.current_dir(folder).env_remove("NO_COLOR").env_remove("CI").env("COPYDESK_NO_CACHE", "1");
    command
}

/// A folder with these files; it looks like a repository's root.
pub fn folder(files: &[(&str, &[u8])]) -> TempDir {
    let folder = TempDir::new().unwrap();
    // A repository's root, so that no configuration above it is found.
    fs::create_dir(folder.path().join(".git")).unwrap();
    for (name, content) in files {
        let path = folder.path().join(name);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, content).unwrap();
    }
    folder
}

/// What a command prints.
pub fn stdout(command: &mut Command) -> String {
    String::from_utf8(command.output().unwrap().stdout).unwrap()
}

/// What a command says besides.
pub fn stderr(command: &mut Command) -> String {
    String::from_utf8(command.output().unwrap().stderr).unwrap()
}

//! The name of the packages, their version and the address of the repository stand in `Cargo.toml`, and every other place
//! that must tell them agrees. `UPDATE=1 cargo test --test addresses` writes them, so that a rename or a release is one
//! change. The program is called `copydesk` whatever the packages are called.

#![allow(clippy::unwrap_used, reason = "a test that cannot go on fails")]

use std::fs;
use std::ops::Range;
use std::path::Path;
use std::process::Command;

use regex::Regex;

/// What a place tells.
#[derive(Clone, Copy)]
enum Told {
    Name,
    Version,
    /// The whole address.
    Repository,
    /// Its owner.
    Owner,
    /// Owner and name, with a slash between.
    Path,
}

impl Told {
    fn value(self) -> String {
        let repository = env!("CARGO_PKG_REPOSITORY");
        let path = repository.strip_prefix("https://github.com/").unwrap();
        match self {
            Self::Name => env!("CARGO_PKG_NAME").to_owned(),
            Self::Version => env!("CARGO_PKG_VERSION").to_owned(),
            Self::Repository => repository.to_owned(),
            Self::Owner => path.split('/').next().unwrap().to_owned(),
            Self::Path => path.to_owned(),
        }
    }
}

const EXAMPLES: &[&str] = &["examples/ci/", "docs/installing.md"];
const COMMANDS: &[&str] = &["README.md", "docs/installing.md", "docs/releasing.md", "examples/ci/"];

/// Where they stand: in files whose path begins so, as the one group of a pattern.
const PLACES: &[(&[&str], &str, Told)] = &[
    (&["pyproject.toml"], r#"name = "([\w-]+)-hook""#, Told::Name),
    (&["pyproject.toml"], r#"dependencies = \["([\w-]+)=="#, Told::Name),
    (&["pyproject.toml"], r#"(?:version = "|==)(\d[\w.-]*)""#, Told::Version),
    (&["packaging/pypi/pyproject.toml"], r#"(?m)^name = "(.+)""#, Told::Name),
    (&["Cargo.toml"], r"<([\w-]+)@users\.noreply\.github\.com>", Told::Owner),
    (&["editors/vscode/package.json"], r#"(?m)^  "version": "(.+)""#, Told::Version),
    (&["editors/vscode/package.json"], r#"(?m)^  "repository": \{ .*"url": "([^"]+)""#, Told::Repository),
    (&["docs/editors.md"], r"copydesk-linux-x64-(\d[\w.-]*)\.vsix", Told::Version),
    (&["Dockerfile", "docs/installing.md"], r"ghcr\.io/([\w-]+/[\w-]+)", Told::Path),
    (EXAMPLES, r"- name: Copydesk\n +uses: ([\w-]+/[\w-]+)@", Told::Path),
    (EXAMPLES, r"- name: Copydesk\n +uses: [\w/-]+@v(\d[\w.-]*)", Told::Version),
    (EXAMPLES, r"- repo: (https://\S+)", Told::Repository),
    (EXAMPLES, r"(?m)^ +rev: v(\S+)$", Told::Version),
    (
        COMMANDS,
        r"\b(?:pip|pipx|uv tool|npm|cargo) b?install(?: -[-\w]+)* ([a-z][\w-]*)(?:[\s`=@]|$)",
        Told::Name,
    ),
    (COMMANDS, r"\b(?:uvx|npx|pipx run)(?: -[-\w]+)* ([a-z][\w-]*)", Told::Name),
    (COMMANDS, r"\b(?:install|npx|uvx)(?: -[-\w]+)* [\w-]+(?:==|@)(\d[\w.-]*)", Told::Version),
    (COMMANDS, r"\./([a-z][\w-]*)_\d", Told::Name),
    (COMMANDS, r"\./[a-z][\w-]*_(\d[\w.-]*)-\d+_amd64", Told::Version),
    (COMMANDS, r"(https://github\.com/[\w-]+/[\w-]+)/releases", Told::Repository),
    (COMMANDS, r"--repo ([\w-]+/[\w-]+)", Told::Path),
    (COMMANDS, r"brew install ([\w-]+)/", Told::Owner),
    (COMMANDS, r"winget install ([\w-]+)\.", Told::Owner),
];

fn tracked() -> Vec<String> {
    let listed =
        Command::new("git").args(["ls-files", "-z"]).current_dir(env!("CARGO_MANIFEST_DIR")).output();
    let text = String::from_utf8(listed.unwrap().stdout).unwrap();
    text.split_terminator('\0').map(ToOwned::to_owned).collect()
}

/// The places of a file, in order, with what must stand there.
fn places(name: &str, text: &str) -> Vec<(Range<usize>, String)> {
    let mut found = Vec::new();
    for (files, pattern, told) in PLACES {
        if files.iter().any(|start| name == *start || start.ends_with('/') && name.starts_with(start)) {
            let pattern = Regex::new(pattern).unwrap();
            found.extend(
                pattern.captures_iter(text).map(|groups| (groups.get(1).unwrap().range(), told.value())),
            );
        }
    }
    found.sort_by_key(|(range, _)| range.start);
    found.dedup();
    found
}

#[test]
fn every_place_tells_what_cargo_toml_tells() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    for name in tracked() {
        let Ok(text) = fs::read_to_string(root.join(&name)) else { continue };
        let mut current = text.clone();
        for (range, value) in places(&name, &text).into_iter().rev() {
            current.replace_range(range, &value);
        }
        if std::env::var_os("UPDATE").is_some() && current != text {
            fs::write(root.join(&name), &current).unwrap();
            continue;
        }
        let different = text.lines().zip(current.lines()).find(|(there, told)| there != told);
        assert_eq!(different.map(|(there, _)| there), None, "{name} is not current: run with UPDATE=1");
    }
}

#[test]
fn the_address_stands_in_no_place_that_is_not_listed() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let address = Regex::new(&regex::escape(&Told::Path.value())).unwrap();
    for name in tracked().iter().filter(|name| *name != "Cargo.toml" && *name != "Cargo.lock") {
        let Ok(text) = fs::read_to_string(root.join(name)) else { continue };
        let known = places(name, &text);
        for found in address.find_iter(&text) {
            let held =
                known.iter().any(|(range, _)| range.start <= found.start() && found.end() <= range.end);
            assert!(
                held,
                "{name} has the address at byte {}; tests/addresses.rs does not know it",
                found.start()
            );
        }
    }
}

#[test]
fn each_pattern_still_finds_its_place() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let texts: Vec<(String, String)> = tracked()
        .into_iter()
        .filter_map(|name| Some((fs::read_to_string(root.join(&name)).ok()?, name)))
        .map(|(text, name)| (name, text))
        .collect();
    for (files, pattern, _) in PLACES {
        let regex = Regex::new(pattern).unwrap();
        let found = texts
            .iter()
            .any(|(name, text)| files.iter().any(|start| name.starts_with(start)) && regex.is_match(text));
        assert!(found, "nothing is found by {pattern}");
    }
}

//! Situations that drafts come in, a file a kind in `tests/situations`: what the default rules say of each, and what a
//! fix leaves behind.
//!
//! A situation is an entry of a list:
//!
//! ```yaml
//! - situation: a picture within a sentence    # unique in its file
//!   file: page.html                           # its ending tells the format
//!   text: |
//!     <p>The ferry <img src="w.png" alt=""> is back.</p>
//!   finds: ["1 quotes.unbalanced"]            # line and rule of each finding; left out: none
//!   about: ["quotes.*"]                       # only these rules count; left out: all
//!   fixed: |                                  # the text after `--fix`; left out: not looked at
//!     …
//!   unsafe: true                              # with `--unsafe-fixes` too
//! ```

#![allow(clippy::unwrap_used, clippy::expect_used, reason = "a test that cannot go on fails")]

mod support;

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use globset::Glob;
use serde::Deserialize;
use support::{copydesk, folder};

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Situation {
    #[serde(rename = "situation")]
    name: String,
    file: String,
    text: String,
    #[serde(default)]
    finds: Vec<String>,
    #[serde(default)]
    about: Vec<String>,
    fixed: Option<String>,
    #[serde(default, rename = "unsafe")]
    is_unsafe: bool,
}

#[derive(Deserialize)]
struct Finding {
    path: String,
    line: u32,
    rule: String,
}

impl Situation {
    fn counts(&self, rule: &str) -> bool {
        let is = |glob: &String| Glob::new(glob).unwrap().compile_matcher().is_match(rule);
        self.about.is_empty() || self.about.iter().any(is)
    }
}

/// The situations of one file, each in a folder of its own, named by its number.
fn laid_out(situations: &[Situation]) -> tempfile::TempDir {
    let here = folder(&[]);
    for (number, situation) in situations.iter().enumerate() {
        let folder = here.path().join(number.to_string());
        fs::create_dir(&folder).unwrap();
        fs::write(folder.join(&situation.file), &situation.text).unwrap();
    }
    here
}

fn found(situations: &[Situation]) -> BTreeMap<usize, Vec<String>> {
    let here = laid_out(situations);
    let output = copydesk(here.path())
        .args(["check", "--no-config", "--output-format", "json", "--fail-on", "never", "."])
        .output()
        .unwrap();
    let findings: Vec<Finding> = serde_json::from_slice(&output.stdout)
        .unwrap_or_else(|error| panic!("{error}: {}", String::from_utf8_lossy(&output.stderr)));
    let mut found: BTreeMap<usize, Vec<String>> = BTreeMap::new();
    for finding in findings {
        let number = Path::new(&finding.path)
            .components()
            .find_map(|part| part.as_os_str().to_str().and_then(|part| part.parse::<usize>().ok()));
        let number = number.unwrap();
        if situations[number].counts(&finding.rule) {
            found.entry(number).or_default().push(format!("{} {}", finding.line, finding.rule));
        }
    }
    found
}

fn fixed(situations: &[Situation], is_unsafe: bool) -> Vec<String> {
    let here = laid_out(situations);
    let mut command = copydesk(here.path());
    command.args(["check", "--no-config", "--fix", "--fail-on", "never"]);
    if is_unsafe {
        command.arg("--unsafe-fixes");
    }
    command.arg(".").assert().success();
    let text = |(number, situation): (usize, &Situation)| {
        fs::read_to_string(here.path().join(number.to_string()).join(&situation.file)).unwrap()
    };
    situations.iter().enumerate().map(text).collect()
}

#[test]
fn each_situation_is_judged_as_its_file_says() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/situations");
    let mut files: Vec<_> = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    files.sort();
    let mut wrong = Vec::new();
    let mut looked_at = 0;
    for path in files.iter().filter(|path| path.extension().is_some_and(|ending| ending == "yml")) {
        let kind = path.file_stem().unwrap().to_string_lossy().into_owned();
        let situations: Vec<Situation> = serde_yaml::from_str(&fs::read_to_string(path).unwrap())
            .unwrap_or_else(|error| panic!("{}: {error}", path.display()));
        looked_at += situations.len();
        let found = found(&situations);
        for (number, situation) in situations.iter().enumerate() {
            let found = found.get(&number).cloned().unwrap_or_default();
            if found != situation.finds {
                let name = &situation.name;
                wrong.push(format!("{kind}: {name}: found {found:?}, not {:?}", situation.finds));
            }
        }
        for is_unsafe in [false, true] {
            let is_wanted =
                |situation: &Situation| situation.fixed.is_some() && situation.is_unsafe == is_unsafe;
            if !situations.iter().any(is_wanted) {
                continue;
            }
            for (situation, text) in situations.iter().zip(fixed(&situations, is_unsafe)) {
                if is_wanted(situation) && situation.fixed.as_ref() != Some(&text) {
                    wrong.push(format!("{kind}: {}: fixed to {text:?}", situation.name));
                }
            }
        }
    }
    assert!(wrong.is_empty(), "{} of {looked_at} are wrong:\n{}", wrong.len(), wrong.join("\n"));
    assert!(looked_at > 0);
}

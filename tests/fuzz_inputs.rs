//! The inputs of the fuzzer that are kept, run through its targets without a fuzzer: seeds for each reader of foreign
//! bytes, and the smallest of what once went wrong. `fuzz/README.md` says how more are found.

#![allow(clippy::unwrap_used, clippy::expect_used, reason = "a test that cannot go on fails")]
#![allow(unexpected_cfgs, dead_code, reason = "the targets are shared with the fuzzer")]

#[path = "../fuzz/lib.rs"]
mod fuzz;

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("fuzz/inputs")
}

fn inputs(target: &str) -> Vec<(PathBuf, Vec<u8>)> {
    let entries = fs::read_dir(folder().join(target)).unwrap();
    let mut paths: Vec<PathBuf> = entries.map(|entry| entry.unwrap().path()).collect();
    paths.sort();
    paths.into_iter().map(|path| (path.clone(), fs::read(path).unwrap())).collect()
}

#[test]
fn the_inputs_that_are_kept_keep_every_promise() {
    for (target, run) in fuzz::TARGETS {
        for (path, bytes) in inputs(target) {
            println!("{}", path.display());
            // Cut anywhere, for what is half there is where readers stumble.
            let cuts = [bytes.len(), bytes.len() / 2, bytes.len() / 3, bytes.len().saturating_sub(1)];
            for end in BTreeSet::from(cuts) {
                run(&bytes[..end]);
            }
        }
    }
}

#[test]
fn every_target_has_inputs_and_a_program() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("fuzz");
    let manifest = fs::read_to_string(root.join("Cargo.toml")).unwrap();
    let folders = fs::read_dir(folder()).unwrap();
    for folder in folders.map(|entry| entry.unwrap().file_name().into_string().unwrap()) {
        assert!(!inputs(&folder).is_empty(), "{folder} has no inputs");
        let program = fs::read_to_string(root.join(format!("fuzz_targets/{folder}.rs"))).unwrap();
        assert!(program.contains(&format!("run_target(\"{folder}\", bytes)")), "{folder}");
        assert!(manifest.contains(&format!("name = \"{folder}\"")), "{folder} is not built");
    }
    for (target, _) in fuzz::TARGETS {
        assert!(folder().join(target).is_dir(), "{target} has no inputs");
    }
}

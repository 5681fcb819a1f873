//! Files that the code generates are current. `UPDATE=1 cargo test --test generated` writes them.

#![allow(clippy::unwrap_used, reason = "a test that cannot go on fails")]

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

use assert_cmd::Command;
use copydesk::engine::RuleSetBuilder;
use copydesk::rules::{ReferencePage, reference};

#[test]
fn schemas() {
    for name in ["config", "rules", "language", "report"] {
        let output = Command::cargo_bin("copydesk").unwrap().args(["schema", name]).output().unwrap();
        let generated = String::from_utf8(output.stdout).unwrap();
        let path = Path::new(env!("CARGO_MANIFEST_DIR")).join(format!("schemas/{name}.schema.json"));
        if std::env::var_os("UPDATE").is_some() {
            fs::write(&path, &generated).unwrap();
        }
        let stored = fs::read_to_string(&path).unwrap_or_default().replace("\r\n", "\n");
        assert!(stored == generated, "schemas/{name}.schema.json is not current: run with UPDATE=1");
    }
}

/// Holds pages against those stored in a folder of `docs`, or writes them.
fn hold(folder: &str, pages: &[ReferencePage]) {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("docs").join(folder);
    let stored = || {
        let paths = fs::read_dir(&root).unwrap().map(|entry| entry.unwrap().path());
        let pages = paths.filter(|path| path.extension().is_some_and(|extension| extension == "md"));
        pages.map(|path| path.file_name().unwrap().to_string_lossy().into_owned()).collect::<BTreeSet<_>>()
    };
    if std::env::var_os("UPDATE").is_some() {
        fs::create_dir_all(&root).unwrap();
        for name in stored() {
            fs::remove_file(root.join(name)).unwrap();
        }
        for page in pages {
            fs::write(root.join(&page.name), &page.text).unwrap();
        }
    }
    for page in pages {
        let stored = fs::read_to_string(root.join(&page.name)).unwrap_or_default().replace("\r\n", "\n");
        assert!(stored == page.text, "docs/{folder}/{} is not current: run with UPDATE=1", page.name);
    }
    let names: BTreeSet<String> = pages.iter().map(|page| page.name.clone()).collect();
    assert_eq!(stored(), names, "docs/{folder} holds other pages: run with UPDATE=1");
}

#[test]
fn rule_reference() {
    let (rules, errors) = RuleSetBuilder::new().builtin().build();
    assert!(errors.is_empty(), "a built-in pack has mistakes");
    hold("rules", &reference(rules.packs()));
}

#[test]
fn configuration_reference() {
    let page = copydesk::config::reference();
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("docs").join(&page.name);
    if std::env::var_os("UPDATE").is_some() {
        fs::write(&path, &page.text).unwrap();
    }
    let stored = fs::read_to_string(&path).unwrap_or_default().replace("\r\n", "\n");
    assert!(stored == page.text, "docs/{} is not current: run with UPDATE=1", page.name);
}

#[test]
fn kind_reference() {
    hold("kinds", &copydesk::rules::kind_reference());
}

//! Files that the code generates are current. `UPDATE=1 cargo test --test generated` writes them.

#![allow(clippy::unwrap_used, reason = "a test that cannot go on fails")]

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

use assert_cmd::Command;
use copydesk::engine::RuleSetBuilder;
use copydesk::rules::reference;

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
        assert_eq!(stored, generated, "schemas/{name}.schema.json is not current: run with UPDATE=1");
    }
}

#[test]
fn rule_reference() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("docs/rules");
    let (rules, errors) = RuleSetBuilder::new().builtin().build();
    assert!(errors.is_empty(), "a built-in pack has mistakes");
    let pages = reference(rules.packs());
    if std::env::var_os("UPDATE").is_some() {
        let _ = fs::remove_dir_all(&folder);
        fs::create_dir_all(&folder).unwrap();
        for page in &pages {
            fs::write(folder.join(&page.name), &page.text).unwrap();
        }
    }
    for page in &pages {
        let stored = fs::read_to_string(folder.join(&page.name)).unwrap_or_default().replace("\r\n", "\n");
        assert!(stored == page.text, "docs/rules/{} is not current: run with UPDATE=1", page.name);
    }
    let names: BTreeSet<String> = pages.into_iter().map(|page| page.name).collect();
    let stored =
        fs::read_dir(&folder).unwrap().map(|entry| entry.unwrap().file_name().into_string().unwrap());
    assert_eq!(stored.collect::<BTreeSet<_>>(), names, "docs/rules holds other files: run with UPDATE=1");
}

//! Files that the code generates are current. `UPDATE=1 cargo test --test generated` writes them.

#![allow(clippy::unwrap_used, reason = "a test that cannot go on fails")]

use std::fs;
use std::path::Path;

use assert_cmd::Command;

#[test]
fn schemas() {
    for name in ["config", "rules"] {
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

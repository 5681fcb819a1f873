//! Files of the site that an article leads to: which are missing, where nobody can tell, and how far is looked.

#![allow(clippy::unwrap_used, clippy::expect_used, reason = "a test that cannot go on fails")]

mod support;

use std::fs;

use serde_json::json;
use support::editor::{Editor, uri};
use support::{copydesk, folder, stdout};

const ARTICLE: &str = "# The quay\n\n![The ferry](pictures/fery.png)\n\n![The quay](/img/quay.png)\n";

/// A configuration that turns the rule on.
const TOLD: &[u8] = b"rules: {links.missing-file: suggestion}\n";

/// The files that are missing for an article, by its name, in a site.
fn missing(files: &[&str], article: &str, text: &str, config: &str) -> Vec<String> {
    let mut all: Vec<(&str, &[u8])> = files.iter().map(|file| (*file, &b""[..])).collect();
    all.push((article, text.as_bytes()));
    all.push((".copydesk.yml", config.as_bytes()));
    let site = folder(&all);
    let told = stdout(copydesk(site.path()).args([
        "check",
        "--no-cache",
        "--select",
        "links.missing-file",
        "--output-format",
        "jsonl",
        ".",
    ]));
    let records = told.lines().map(|line| serde_json::from_str::<serde_json::Value>(line).unwrap());
    records.map(|record| record["excerpt"].as_str().unwrap().to_owned()).collect()
}

#[test]
fn a_file_is_missing_where_its_folder_is_there_with_others_of_its_kind() {
    let files = ["posts/pictures/ferry.png", "static/img/port.png"];
    assert_eq!(missing(&files, "posts/a.md", ARTICLE, ""), ["pictures/fery.png", "/img/quay.png"]);
    let files = ["posts/pictures/ferry.jpg", "static/other/port.png"];
    assert!(missing(&files, "posts/a.md", ARTICLE, "").is_empty());
    let files = ["posts/pictures/fery.png", "posts/pictures/ferry.png", "static/img/quay.png"];
    assert!(missing(&files, "posts/a.md", ARTICLE, "").is_empty());
}

#[test]
fn generators_put_files_in_many_places() {
    for place in [
        "static/img",
        "public/img",
        "source/img",
        "assets/img",
        "img",
        "themes/sea/static/img",
        "docs/.vuepress/public/img",
        "content/img",
        "docs/public/img",
        "src/assets/img",
    ] {
        let (quay, port) = (format!("{place}/quay.png"), format!("{place}/port.png"));
        let text = "![The quay](/img/quay.png) ![The ferry](/img/ferry.png)\n";
        assert_eq!(missing(&[&quay, &port], "docs/posts/a.md", text, ""), ["/img/ferry.png"], "{place}");
    }
    // A page that is served from a folder of its name, and one that is served from the folder above.
    let files = ["posts/x.png", "posts/a/own.png", "pictures/up.png"];
    assert!(missing(&files, "posts/a.md", "![One](own.png) ![Two](pictures/up.png)\n", "").is_empty());
}

#[test]
fn the_house_may_name_its_roots() {
    let files = ["web/img/port.png", "img/quay.png"];
    let text = "![The quay](/img/quay.png)\n";
    assert!(missing(&files, "posts/a.md", text, "").is_empty());
    assert_eq!(missing(&files, "posts/a.md", text, "site-roots: [web]\n"), ["/img/quay.png"]);
    assert!(missing(&files, "posts/a.md", text, "site-roots: [../outside]\n").is_empty());
}

#[test]
fn what_is_known_of_a_text_does_not_keep_what_lay_beside_it() {
    let site = folder(&[("posts/a.md", ARTICLE.as_bytes()), ("posts/pictures/ferry.png", b"")]);
    let cache = tempfile::tempdir().unwrap();
    let check = || {
        let mut command = copydesk(site.path());
        command.env_remove("COPYDESK_NO_CACHE").env("COPYDESK_CACHE_DIR", cache.path());
        stdout(command.args(["check", "--select", "links.missing-file", "--output-format", "concise", "."]))
    };
    assert!(check().contains("fery.png"));
    fs::write(site.path().join("posts/pictures/fery.png"), "").unwrap();
    assert!(!check().contains("fery.png"));
    fs::remove_file(site.path().join("posts/pictures/fery.png")).unwrap();
    assert!(check().contains("fery.png"));
}

#[test]
fn a_comment_silences_it_and_is_not_called_idle() {
    let text = "# The quay\n\n<!-- copydesk-disable-next-line links.missing-file -- made when the site is built -->\n\
                ![The ferry](pictures/fery.png)\n";
    let site = folder(&[("a.md", text.as_bytes()), ("pictures/ferry.png", b"")]);
    let told = stdout(copydesk(site.path()).args(["check", "--no-cache", "--output-format", "concise", "."]));
    assert!(!told.contains("links.missing-file") && !told.contains("suppressions."), "{told}");
}

#[cfg(unix)]
#[test]
fn nothing_outside_of_the_repository_is_looked_at() {
    use std::os::unix::fs::symlink;
    let whole = folder(&[("secret/ferry.png", b""), ("repository/posts/a.md", b"")]);
    let repository = whole.path().join("repository");
    fs::create_dir_all(repository.join(".git")).unwrap();
    fs::remove_dir(whole.path().join(".git")).unwrap();
    symlink("../../secret", repository.join("posts/out")).unwrap();
    let text = "![One](out/fery.png) ![Two](../../secret/fery.png)\n";
    fs::write(repository.join("posts/a.md"), text).unwrap();
    let told =
        stdout(copydesk(&repository).args(["check", "--no-cache", "--select", "links.missing-file", "."]));
    assert!(!told.contains("fery") && !told.contains("ferry"), "{told}");
}

#[test]
fn a_stream_has_no_disk_and_a_draft_that_was_saved_has() {
    let site = folder(&[(".copydesk.yml", TOLD), ("a.md", ARTICLE.as_bytes()), ("pictures/ferry.png", b"")]);
    let line = json!({ "id": "a.md", "text": ARTICLE, "format": "markdown" }).to_string();
    let told =
        stdout(copydesk(site.path()).args(["stream", "--select", "links.missing-file"]).write_stdin(line));
    assert!(!told.contains("missing-file"), "{told}");

    let mut editor = Editor::start(site.path());
    let named = editor.open(&uri(site.path(), "a.md"), "markdown", ARTICLE);
    assert!(named.to_string().contains("links.missing-file"), "{named}");
    let unsaved = editor.open(&uri(site.path(), "new.md"), "markdown", ARTICLE);
    assert!(!unsaved.to_string().contains("links.missing-file"), "{unsaved}");
    editor.end();
}

#[test]
fn a_fix_settles_what_was_found_before_it() {
    let text = "# The quay\n\nThe the ferry is back.\n\n![The ferry](pictures/fery.png)\n";
    let site = folder(&[(".copydesk.yml", TOLD), ("a.md", text.as_bytes()), ("pictures/ferry.png", b"")]);
    let told = stdout(copydesk(site.path()).args([
        "check",
        "--no-cache",
        "--fix",
        "--output-format",
        "concise",
        ".",
    ]));
    assert!(told.contains("links.missing-file"), "{told}");
}

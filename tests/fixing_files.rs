//! `check --fix` and the files it writes: killed at any moment, links, permissions, line endings.

#![allow(clippy::unwrap_used, clippy::expect_used, reason = "a test that cannot go on fails")]

mod support;

use std::fs;
use std::hint::black_box;
use std::io::{BufRead, BufReader};
use std::path::Path;
use std::process::{Child, Command, Stdio};

use support::{copydesk, folder, stderr};

const BROKEN: &str = "They saw the the boat.\n";
const MENDED: &str = "They saw the boat.\n";
/// Enough that a kill meets most of them before, and some after, their turn.
const FILES: usize = 150;

/// A draft that is large enough for its writing to be no single step.
fn long(text: &str) -> String {
    let paragraph = |number| format!("\nA paragraph about the harbour, number {number}, and nothing else.\n");
    text.to_owned() + &(0..40).map(paragraph).collect::<String>()
}

/// A folder with many drafts that want fixing.
fn drafts() -> tempfile::TempDir {
    let here = folder(&[]);
    for number in 0..FILES {
        fs::write(here.path().join(format!("{number:04}.md")), long(BROKEN)).unwrap();
    }
    here
}

fn fixing(here: &Path) -> Child {
    Command::new(assert_cmd::cargo::cargo_bin("copydesk"))
        .current_dir(here)
        .args(["check", "--fix", "--select", "words.doubled", "--output-format", "concise"])
        .args(["--statistics", "."])
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .spawn()
        .unwrap()
}

/// How many drafts are mended; every one must be whole, in its old state or in its new one.
fn mended(here: &Path) -> usize {
    let (old, new) = (long(BROKEN), long(MENDED));
    (0..FILES)
        .filter(|number| {
            let name = format!("{number:04}.md");
            let text = fs::read_to_string(here.join(&name)).unwrap();
            assert!(text == old || text == new, "{name} is torn: {} bytes", text.len());
            text == new
        })
        .count()
}

/// Waits for nothing, for a number of steps.
fn spin(steps: u64) {
    (0..steps).for_each(|step| {
        black_box(step);
    });
}

/// Watches the folder until a number of drafts were mended, or the process ended.
fn wait_for_mended(here: &Path, number: usize, child: &mut Child) {
    let new = long(MENDED).len() as u64;
    let path = here.join(format!("{number:04}.md"));
    while fs::metadata(&path).map_or(true, |metadata| metadata.len() != new) {
        if child.try_wait().unwrap().is_some() {
            return;
        }
    }
}

#[test]
fn a_kill_at_any_moment_leaves_the_old_file_or_the_new_one() {
    let mut partial = 0;
    for round in 0..12_u64 {
        let here = drafts();
        let mut child = fixing(here.path());
        // The files are mended in order; the kill comes after some of them, and then some steps later.
        wait_for_mended(here.path(), usize::try_from(round * 12).unwrap(), &mut child);
        spin(round * 7_919);
        child.kill().unwrap();
        child.wait().unwrap();
        let number = mended(here.path());
        partial += usize::from(number > 0 && number < FILES);
        // What was begun can be ended.
        copydesk(here.path()).args(["check", "--fix", "--select", "words.doubled", "."]).assert().code(0);
        assert_eq!(mended(here.path()), FILES);
    }
    assert!(partial > 0, "no kill came midway; the test proves nothing");
}

#[test]
fn temporary_files_are_no_articles() {
    // One that a kill left behind must not be checked, nor be in the way.
    let here = folder(&[("a.md", BROKEN.as_bytes())]);
    let mut child = fixing(here.path());
    let lines: Vec<String> =
        BufReader::new(child.stdout.take().unwrap()).lines().map(Result::unwrap).collect();
    assert!(child.wait().unwrap().success(), "{lines:?}");
    let left: Vec<String> = fs::read_dir(here.path())
        .unwrap()
        .map(|entry| entry.unwrap().file_name().into_string().unwrap())
        .filter(|name| name != ".git")
        .collect();
    assert_eq!(left, ["a.md"]);
}

#[test]
fn line_endings_and_a_byte_order_mark_stay() {
    let here = folder(&[
        ("crlf.md", b"They saw the the boat.\r\n\r\nA second line.\r\n"),
        ("none.md", b"They saw the the boat."),
        ("mark.md", b"\xEF\xBB\xBFThey saw the the boat.\n"),
        ("wide.md", b"\xFF\xFEt\0h\0e\0 \0t\0h\0e\0 \0b\0o\0a\0t\0\n\0"),
    ]);
    copydesk(here.path()).args(["check", "--fix", "--select", "words.doubled", "."]).assert().code(0);
    let read = |name: &str| fs::read(here.path().join(name)).unwrap();
    assert_eq!(read("crlf.md"), b"They saw the boat.\r\n\r\nA second line.\r\n");
    assert_eq!(read("none.md"), b"They saw the boat.");
    assert_eq!(read("mark.md"), b"\xEF\xBB\xBFThey saw the boat.\n");
    assert_eq!(read("wide.md"), b"\xFF\xFEt\0h\0e\0 \0b\0o\0a\0t\0\n\0");
}

#[cfg(unix)]
#[test]
fn links_stay_links_and_permissions_stay() {
    use std::os::unix::fs::{PermissionsExt, symlink};

    let here = folder(&[("desk/a.md", BROKEN.as_bytes())]);
    let target = here.path().join("desk/a.md");
    fs::set_permissions(&target, fs::Permissions::from_mode(0o640)).unwrap();
    symlink("desk/a.md", here.path().join("link.md")).unwrap();
    copydesk(here.path()).args(["check", "--fix", "link.md"]).assert().code(0);
    assert_eq!(fs::read_to_string(&target).unwrap(), MENDED);
    assert!(fs::symlink_metadata(here.path().join("link.md")).unwrap().is_symlink());
    assert_eq!(fs::metadata(&target).unwrap().permissions().mode() & 0o777, 0o640);
}

#[test]
fn a_read_only_file_is_told_of_and_the_others_are_fixed() {
    let here =
        folder(&[("a.md", BROKEN.as_bytes()), ("b.md", BROKEN.as_bytes()), ("c.md", BROKEN.as_bytes())]);
    let path = here.path().join("b.md");
    let mut permissions = fs::metadata(&path).unwrap().permissions();
    permissions.set_readonly(true);
    fs::set_permissions(&path, permissions).unwrap();
    let mut command = copydesk(here.path());
    command.args(["check", "--fix", "."]);
    let output = command.output().unwrap();
    assert_eq!(output.status.code(), Some(2));
    let told = String::from_utf8(output.stderr).unwrap();
    assert!(told.contains("b.md") && told.contains("read-only"), "{told}");
    assert!(String::from_utf8(output.stdout).unwrap().contains("b.md"), "what is left is reported");
    let read = |name: &str| fs::read_to_string(here.path().join(name)).unwrap();
    assert_eq!([read("a.md"), read("b.md"), read("c.md")], [MENDED, BROKEN, MENDED]);
}

#[test]
fn standard_input_is_fixed_to_standard_output() {
    let here = folder(&[]);
    let mut command = copydesk(here.path());
    let output =
        command.args(["check", "-", "--fix"]).write_stdin("They saw the the boat.\r\n").output().unwrap();
    assert_eq!(output.stdout, b"They saw the boat.\r\n");
    assert_eq!(output.status.code(), Some(0));
}

#[test]
fn a_diff_writes_nothing_and_git_applies_it() {
    let files = [
        ("a.md", BROKEN.as_bytes()),
        ("desk/none.md", b"They saw the the boat.".as_slice()),
        ("desk/crlf name.md", b"They saw the the boat.\r\n\r\nA second line.\r\n".as_slice()),
    ];
    let (here, other) = (folder(&files), folder(&files));
    fs::remove_dir(here.path().join(".git")).unwrap();
    let git = |arguments: &[&str]| {
        let mut command = Command::new("git");
        command.current_dir(here.path()).args(["-c", "core.autocrlf=false"]).args(arguments);
        let output = command.output().unwrap();
        assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    };
    git(&["init", "--quiet"]);
    let mut command = copydesk(here.path());
    let output = command.args(["check", "--diff", "--select", "words.doubled", "."]).output().unwrap();
    assert_eq!(output.status.code(), Some(1));
    for (name, content) in files {
        assert_eq!(fs::read(here.path().join(name)).unwrap(), content);
    }
    fs::write(here.path().join("fixes.diff"), output.stdout).unwrap();
    git(&["apply", "--check", "fixes.diff"]);
    git(&["apply", "fixes.diff"]);
    copydesk(other.path()).args(["check", "--fix", "--select", "words.doubled", "."]).assert().code(0);
    for (name, _) in files {
        let [applied, fixed] = [&here, &other].map(|folder| fs::read(folder.path().join(name)).unwrap());
        assert_eq!(applied, fixed, "{name}");
    }
    assert_eq!(stderr(copydesk(here.path()).args(["check", "--diff", "a.md"])), "");
}

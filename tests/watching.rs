//! `--watch`: the first report, then one for each change.

#![allow(clippy::unwrap_used, clippy::expect_used, reason = "a test that cannot go on fails")]

mod support;

use std::fs;
use std::io::{BufRead, BufReader, Read};
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::sync::mpsc::{Receiver, channel};
use std::thread;
use std::time::Duration;

use support::{copydesk, folder, stderr};

const PLUG: &str = "Sign up for our morning newsletter today.\n";
/// A report that takes longer does not come.
const LONGEST: Duration = Duration::from_mins(2);

/// A running watch, ended with the test.
struct Watch {
    child: Child,
    lines: Receiver<String>,
    /// Lines of standard error.
    told: Receiver<String>,
}

impl Watch {
    /// Watches articles.
    fn new(folder: &Path, arguments: &[&str]) -> Self {
        Self::start(folder, &[&["check", "--output-format", "concise"], arguments].concat())
    }

    fn start(folder: &Path, arguments: &[&str]) -> Self {
        let mut command = Command::new(assert_cmd::cargo::cargo_bin("copydesk"));
        command.current_dir(folder).args(arguments).arg("--watch");
        let mut child = command.stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
        let (lines, told) = (sent(child.stdout.take().unwrap()), sent(child.stderr.take().unwrap()));
        Self { child, lines, told }
    }

    /// Reads on to a line with this start, such as one about a finding in a file; the lines up to it.
    fn until(&self, start: &str) -> Vec<String> {
        let mut lines = Vec::new();
        while lines.last().is_none_or(|line: &String| !line.starts_with(start)) {
            lines
                .push(self.lines.recv_timeout(LONGEST).unwrap_or_else(|_| panic!("no {start} in {lines:?}")));
        }
        lines
    }
}

/// The lines of an output, as they come.
fn sent(output: impl Read + Send + 'static) -> Receiver<String> {
    let (sender, lines) = channel();
    let output = BufReader::new(output).lines();
    thread::spawn(move || output.map_while(Result::ok).try_for_each(|line| sender.send(line)));
    lines
}

impl Drop for Watch {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

#[test]
fn what_changes_is_checked_again_and_nothing_else() {
    let here = folder(&[("a.md", PLUG.as_bytes()), ("notes.bin", b"x")]);
    let watch = Watch::new(here.path(), &["."]);
    watch.until("a.md");
    fs::write(here.path().join("notes.bin"), PLUG).unwrap();
    fs::write(here.path().join("b.md"), PLUG).unwrap();
    let lines = watch.until("b.md");
    assert!(lines.iter().all(|line| !line.starts_with("a.md") && !line.starts_with("notes")), "{lines:?}");
    // Saving by putting another file in its place, as many editors do.
    fs::write(here.path().join("a.new"), format!("A new line.\n\n{PLUG}")).unwrap();
    fs::rename(here.path().join("a.new"), here.path().join("a.md")).unwrap();
    watch.until("a.md:3");
}

#[test]
fn a_changed_configuration_has_everything_checked_again() {
    let here = folder(&[("a.md", PLUG.as_bytes()), ("b.md", PLUG.as_bytes())]);
    let watch = Watch::new(here.path(), &["."]);
    watch.until("b.md");
    fs::write(here.path().join(".copydesk.yml"), "rules:\n  boilerplate.newsletter: error\n").unwrap();
    let lines = watch.until("b.md");
    assert!(lines.iter().any(|line| line.starts_with("a.md") && line.contains("error")), "{lines:?}");
}

#[test]
fn a_named_file_is_watched_and_its_neighbours_are_not() {
    let here = folder(&[("a.md", PLUG.as_bytes())]);
    let watch = Watch::new(here.path(), &["a.md"]);
    watch.until("a.md");
    fs::write(here.path().join("b.md"), PLUG).unwrap();
    fs::write(here.path().join("a.md"), format!("A new line.\n\n{PLUG}")).unwrap();
    let lines = watch.until("a.md:3");
    assert!(lines.iter().all(|line| !line.starts_with("b.md")), "{lines:?}");
}

#[test]
fn examples_run_again_when_a_pack_changes() {
    let pack = |pass: &str| {
        format!(
            "rules:\n  use:\n    check: existence\n    message: No.\n    tokens: [utilise]\n    examples:\n      pass: ['{pass}']\n"
        )
    };
    for arguments in [&["test", "house.yml"][..], &["test"][..]] {
        let config = "builtin: false\npacks: [house.yml]\n";
        let here =
            folder(&[(".copydesk.yml", config.as_bytes()), ("house.yml", pack("We use it.").as_bytes())]);
        let watch = Watch::start(here.path(), arguments);
        watch.until("1 rule: 1 example holds, 0 do not");
        fs::write(here.path().join("notes.bin"), PLUG).unwrap();
        fs::write(here.path().join("house.yml"), pack("We utilise it.")).unwrap();
        let lines = watch.until("1 rule: 0 examples hold, 1 does not");
        assert!(lines.iter().all(|line| !line.starts_with("1 rule: 1 example")), "{lines:?}");
        fs::write(here.path().join("house.yml"), pack("They use it.")).unwrap();
        watch.until("1 rule: 1 example holds, 0 do not");
    }
}

#[test]
fn a_folder_that_is_gone_is_told_of() {
    for is_renamed in [false, true] {
        let here = folder(&[("drafts/a.md", PLUG.as_bytes()), ("drafts/deep/b.md", PLUG.as_bytes())]);
        let drafts = here.path().join("drafts");
        let mut watch = Watch::new(here.path(), &["drafts"]);
        watch.until("drafts/deep/b.md");
        if is_renamed {
            fs::rename(&drafts, here.path().join("elsewhere")).unwrap();
        } else {
            fs::remove_dir_all(&drafts).unwrap();
        }
        assert_eq!(watch.child.wait().unwrap().code(), Some(2));
        let told: Vec<String> = watch.told.iter().collect();
        assert!(told.iter().any(|line| line.contains("drafts is gone")), "{told:?}");
    }
}

#[test]
fn what_cannot_be_watched_is_an_error() {
    let here = folder(&[]);
    for path in ["-", "no/such/folder"] {
        let mut command = copydesk(here.path());
        command.args(["check", "--watch", path]).timeout(LONGEST);
        command.assert().code(2);
        assert!(stderr(&mut command).contains("copydesk: "));
    }
}

//! Files that change, are no files, or cannot be written; readers that go away; runs that are interrupted.

#![allow(clippy::unwrap_used, clippy::expect_used, reason = "a test that cannot go on fails")]

mod support;

use std::fs;
use std::path::Path;
use std::time::Duration;

use support::{copydesk, folder};

/// A run that takes longer hangs.
const HANGS: Duration = Duration::from_mins(1);
const PLUG: &str = "Sign up for our morning newsletter today.\n";

#[test]
fn a_file_may_grow_and_shrink_while_it_is_read() {
    let (short, long) = ("All is well.\n".to_owned(), PLUG.repeat(20_000));
    let here = folder(&[("a.md", short.as_bytes())]);
    let path = here.path().join("a.md");
    std::thread::scope(|scope| {
        // In place, so that a reader may see any part of either.
        let writer = scope.spawn(|| {
            for round in 0..300 {
                fs::write(&path, if round % 2 == 0 { &long } else { &short }).unwrap();
            }
        });
        while !writer.is_finished() {
            let mut command = copydesk(here.path());
            let output = command.args(["check", "a.md", "--output-format", "jsonl"]).timeout(HANGS).output();
            let output = output.unwrap();
            assert!(matches!(output.status.code(), Some(0..=2)), "{:?}", output.status);
        }
    });
}

#[test]
fn fixing_never_leaves_half_a_file_while_others_write_it() {
    let draft = "# Fixed  twice\n\nA line with trailing words words.\n".repeat(200);
    let other = "All is well in the harbour.\n".repeat(300);
    let here = folder(&[("a.md", draft.as_bytes())]);
    let path = here.path().join("a.md");
    let fixed = {
        copydesk(here.path()).args(["check", "--unsafe-fixes", "a.md"]).output().unwrap();
        fs::read_to_string(&path).unwrap()
    };
    std::thread::scope(|scope| {
        let writer = scope.spawn(|| {
            for round in 0..200 {
                let text = if round % 2 == 0 { &draft } else { &other };
                let new = here.path().join("new.tmp");
                fs::write(&new, text).unwrap();
                fs::rename(&new, &path).unwrap();
            }
        });
        while !writer.is_finished() {
            let output = copydesk(here.path()).args(["check", "--unsafe-fixes", "a.md"]).output().unwrap();
            assert!(matches!(output.status.code(), Some(0..=2)));
            let now = fs::read_to_string(&path).unwrap();
            assert!([&draft, &other, &fixed].contains(&&now), "neither text: {now}");
        }
    });
}

#[cfg(unix)]
mod unix {
    use std::ffi::OsStr;
    use std::io::{BufRead, BufReader, Write};
    use std::os::unix::ffi::OsStrExt;
    use std::os::unix::process::ExitStatusExt;
    use std::process::{Child, Command, Stdio};

    use super::support::FORMATS;
    use super::*;

    const INTERRUPT: i32 = 2;
    const TERMINATE: i32 = 15;

    /// The signal to stop a run by. A shell that starts a job in the background makes it deaf to
    /// interrupts, and what it starts inherits that.
    fn stop_signal() -> i32 {
        let status = fs::read_to_string("/proc/self/status").unwrap_or_default();
        let ignored = status.lines().find_map(|line| line.strip_prefix("SigIgn:"));
        let mask = ignored.and_then(|mask| u64::from_str_radix(mask.trim(), 16).ok()).unwrap_or(0);
        if mask & (1 << (INTERRUPT - 1)) == 0 { INTERRUPT } else { TERMINATE }
    }

    fn pipe_file(folder: &Path, name: &str) {
        assert!(Command::new("mkfifo").arg(folder.join(name)).status().unwrap().success());
    }

    #[test]
    fn pipes_and_devices_are_told_of_and_never_waited_for() {
        let here = folder(&[("a.md", PLUG.as_bytes())]);
        pipe_file(here.path(), "pipe.md");
        let mut command = copydesk(here.path());
        let output =
            command.args(["check", ".", "--output-format", "concise"]).timeout(HANGS).output().unwrap();
        assert_eq!(output.status.code(), Some(1), "what is met in a folder is passed over");
        for named in ["pipe.md", "/dev/zero", "/dev/null"] {
            let mut command = copydesk(here.path());
            let output = command.args(["check", named, "a.md"]).timeout(HANGS).output().unwrap();
            assert_eq!(output.status.code(), Some(2));
            assert!(String::from_utf8(output.stderr).unwrap().contains(named));
            assert!(String::from_utf8(output.stdout).unwrap().contains("boilerplate.newsletter"));
        }
    }

    #[test]
    fn configuration_cannot_lead_to_endless_files_or_waiting() {
        let here = folder(&[("a.md", PLUG.as_bytes()), ("endless.yml", b"packs: [/dev/zero]\n")]);
        let mut command = copydesk(here.path());
        let output =
            command.args(["check", "a.md", "--config", "endless.yml"]).timeout(HANGS).output().unwrap();
        assert_eq!(output.status.code(), Some(2));
        assert!(String::from_utf8(output.stderr).unwrap().contains("/dev/zero"));
        pipe_file(here.path(), ".copydesk.yml");
        copydesk(here.path()).args(["check", "a.md"]).timeout(HANGS).assert().code(1);
    }

    #[test]
    fn a_report_can_go_to_a_device() {
        let here = folder(&[("a.md", PLUG.as_bytes())]);
        let mut command = copydesk(here.path());
        command.args(["check", "a.md", "--output-format", "concise", "--output-file", "/dev/stdout"]);
        let output = command.output().unwrap();
        assert!(String::from_utf8(output.stdout).unwrap().contains("boilerplate.newsletter"));
        let mut command = copydesk(here.path());
        let output = command.args(["check", "a.md", "--output-file", "/dev/full"]).output().unwrap();
        assert_eq!(output.status.code(), Some(2), "a full disk is told of");
    }

    #[test]
    fn paths_need_not_be_unicode() {
        let here = folder(&[]);
        let name = OsStr::from_bytes(b"caf\xe9 \xff.md");
        fs::write(here.path().join(name), format!("{PLUG}\nThe  end.\n")).unwrap();
        for format in FORMATS {
            let output =
                copydesk(here.path()).args(["check", ".", "--output-format", format]).output().unwrap();
            assert_eq!(output.status.code(), Some(1), "{format}");
            assert!(String::from_utf8(output.stdout).unwrap().contains("caf"), "{format}");
        }
        copydesk(here.path()).args(["check", "--fix"]).arg(name).output().unwrap();
        assert!(here.path().join(name).exists());
    }

    fn interrupt(child: &Child) {
        let id = child.id().to_string();
        let signal = format!("-{}", stop_signal());
        assert!(Command::new("kill").args([&signal, &id]).status().unwrap().success());
    }

    fn start(folder: &Path, arguments: &[&str]) -> Child {
        let mut command = Command::new(env!("CARGO_BIN_EXE_copydesk"));
        command.current_dir(folder).args(arguments);
        command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap()
    }

    #[test]
    fn an_interrupt_ends_the_process_by_signal() {
        let here = folder(&[]);
        let mut child = start(here.path(), &["stream"]);
        let mut input = child.stdin.take().unwrap();
        writeln!(input, "{{\"id\":1,\"text\":\"All is well.\"}}").unwrap();
        let mut answer = String::new();
        BufReader::new(child.stdout.take().unwrap()).read_line(&mut answer).unwrap();
        assert!(answer.contains("findings"), "it is at work: {answer}");
        interrupt(&child);
        assert_eq!(child.wait().unwrap().signal(), Some(stop_signal()));
    }

    #[test]
    fn an_interrupted_run_leaves_nothing_half_written() {
        let names: Vec<String> = (0..400).map(|number| format!("{number}.md")).collect();
        let draft = PLUG.repeat(20);
        let files: Vec<(&str, &[u8])> = names.iter().map(|name| (name.as_str(), draft.as_bytes())).collect();
        let here = folder(&files);
        fs::write(here.path().join("report.json"), "[\"old\"]").unwrap();
        let arguments = ["check", "gone.md", ".", "--output-format", "json", "--output-file", "report.json"];
        let mut child = start(here.path(), &arguments);
        let mut told = String::new();
        BufReader::new(child.stderr.take().unwrap()).read_line(&mut told).unwrap();
        assert!(told.contains("gone.md"), "it is at work: {told}");
        interrupt(&child);
        child.wait().unwrap();
        let report = fs::read(here.path().join("report.json")).unwrap();
        assert!(
            serde_json::from_slice::<serde_json::Value>(&report).is_ok(),
            "neither the old nor a new report"
        );
        let left: Vec<_> =
            fs::read_dir(here.path()).unwrap().map(|entry| entry.unwrap().file_name()).collect();
        assert!(left.iter().all(|name| !name.to_string_lossy().starts_with(".tmp")), "{left:?}");
    }

    #[test]
    fn interrupted_fixes_leave_each_file_as_it_was_or_mended() {
        let names: Vec<String> = (0..400).map(|number| format!("{number}.md")).collect();
        let draft = "A line with trailing words words.\n".repeat(50);
        let mended = "A line with trailing words.\n".repeat(50);
        let files: Vec<(&str, &[u8])> = names.iter().map(|name| (name.as_str(), draft.as_bytes())).collect();
        let here = folder(&files);
        let mut child = start(here.path(), &["check", "gone.md", ".", "--unsafe-fixes"]);
        let mut told = String::new();
        BufReader::new(child.stderr.take().unwrap()).read_line(&mut told).unwrap();
        assert!(told.contains("gone.md"), "it is at work: {told}");
        // What it mends is seen to change before it is stopped, unless it is done already.
        let is_mended = |name: &String| fs::read_to_string(here.path().join(name)).unwrap() == mended;
        while child.try_wait().unwrap().is_none() && !names.iter().any(is_mended) {}
        if child.try_wait().unwrap().is_none() {
            interrupt(&child);
        }
        child.wait().unwrap();
        for name in &names {
            let now = fs::read_to_string(here.path().join(name)).unwrap();
            assert!(now == draft || now == mended, "{name} is half-written: {now}");
        }
    }
}

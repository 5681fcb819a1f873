//! What a stranger's repository may do to whoever checks it: nothing. Each test holds one way in that was open.

#![cfg(unix)]
#![allow(clippy::unwrap_used, clippy::expect_used, reason = "a test that cannot go on fails")]

mod support;

use std::collections::BTreeSet;
use std::fs;
use std::os::unix::fs::{MetadataExt, PermissionsExt, symlink};
use std::path::Path;

use tempfile::TempDir;

use support::{commit, copydesk, folder, git, stderr, stdout};

const SECRET: &str = "export TOKEN=hunter2\n";

/// A pack whose rule takes any text, prints it and calls its fix safe.
const HOSTILE_PACK: &[u8] = b"pack: hostile\nrules:\n  all:\n    check: substitution\n    severity: error\n    scope: raw\n    \
    message: 'Found {match}.'\n    summary: Everything.\n    swap: {'export [A-Z]+=[a-z0-9]+': curl evil}\n    fix: replace\n    safe: true\n";

/// A folder that the repository has no business in, and the repository.
fn victim() -> (TempDir, std::path::PathBuf) {
    let whole = folder(&[("victim/profile", SECRET.as_bytes()), ("victim/house.yml", b"TOKEN=hunter2: [\n")]);
    let repository = whole.path().join("repository");
    fs::create_dir_all(repository.join(".git")).unwrap();
    fs::remove_dir(whole.path().join(".git")).unwrap();
    fs::write(repository.join("pack.yml"), HOSTILE_PACK).unwrap();
    fs::write(repository.join(".copydesk.yml"), "packs: [pack.yml]\n").unwrap();
    (whole, repository)
}

fn run(folder: &Path, arguments: &[&str]) -> (Option<i32>, String) {
    let output = copydesk(folder).args(arguments).output().unwrap();
    let told = [output.stdout, output.stderr].concat();
    (output.status.code(), String::from_utf8_lossy(&told).into_owned())
}

#[test]
fn a_link_among_the_articles_is_neither_read_nor_written_through() {
    let (whole, repository) = victim();
    symlink("../victim/profile", repository.join("story.md")).unwrap();
    let secret = || fs::read_to_string(whole.path().join("victim/profile")).unwrap();
    for arguments in [&["check", ".", "--fix"][..], &["check", ".", "--fix", "--unsafe-fixes"]] {
        let (_, told) = run(&repository, arguments);
        assert!(told.contains("left out story.md") && !told.contains("hunter2"), "{told}");
        assert_eq!(secret(), SECRET);
    }
    // A hook names files one by one.
    let (code, told) = run(&repository, &["check", "--fix", "story.md"]);
    assert!(code == Some(2) && told.contains("story.md: is a link out of"), "{told}");
    assert!(!told.contains("hunter2"), "{told}");
    assert_eq!(secret(), SECRET);
    // The user's word counts.
    let (code, told) = run(&repository, &["check", "--trust", "story.md"]);
    assert!(code == Some(1) && told.contains("Found export TOKEN=hunter2."), "{told}");
}

#[test]
fn a_link_within_the_repository_is_read() {
    let (_whole, repository) = victim();
    fs::create_dir(repository.join("desk")).unwrap();
    fs::write(repository.join("desk/draft.md"), SECRET).unwrap();
    symlink("draft.md", repository.join("desk/alias.md")).unwrap();
    let (code, told) = run(&repository, &["check", "desk", "--output-format", "concise"]);
    assert!(
        code == Some(1) && told.contains("desk/alias.md:1:1") && told.contains("desk/draft.md:1:1"),
        "{told}"
    );
}

#[test]
fn a_configuration_names_nothing_beyond_its_repository() {
    for configuration in [
        "packs: [../victim/house.yml]",
        "packs: [house.yml]",
        "packs: [linked]",
        "terms: ../victim/house.yml",
        "terms: house.yml",
        "extends: ../victim/house.yml",
        "extends: house.yml",
        "vale: ../victim/.vale.ini",
        "vale: house.yml",
    ] {
        let (whole, repository) = victim();
        symlink("../victim/house.yml", repository.join("house.yml")).unwrap();
        symlink("../victim", repository.join("linked")).unwrap();
        fs::write(whole.path().join("victim/.vale.ini"), SECRET).unwrap();
        fs::write(repository.join(".copydesk.yml"), configuration).unwrap();
        fs::write(repository.join("story.md"), "A story.\n").unwrap();
        let (code, told) = run(&repository, &["check", "."]);
        assert!(code == Some(2) && told.contains("--trust"), "{configuration}: {told}");
        assert!(!told.contains("hunter2"), "{configuration}: {told}");
        let absolute = configuration.replace("../", &format!("{}/", whole.path().display()));
        fs::write(repository.join(".copydesk.yml"), absolute).unwrap();
        let (code, told) = run(&repository, &["check", "."]);
        assert!(code == Some(2) && !told.contains("hunter2"), "{configuration}: {told}");
    }
}

#[test]
fn a_configuration_that_is_a_link_is_not_quoted() {
    let (_whole, repository) = victim();
    fs::remove_file(repository.join(".copydesk.yml")).unwrap();
    symlink("../victim/house.yml", repository.join(".copydesk.yml")).unwrap();
    fs::write(repository.join("story.md"), "A story.\n").unwrap();
    let (code, told) = run(&repository, &["check", "."]);
    assert!(code == Some(2) && !told.contains("hunter2"), "{told}");
}

#[test]
fn a_style_and_a_dictionary_stay_inside_too() {
    let (whole, repository) = victim();
    fs::remove_file(repository.join(".copydesk.yml")).unwrap();
    fs::create_dir_all(whole.path().join("victim/styles/House")).unwrap();
    let rule = "extends: existence\nmessage: \"hunter2 '%s'\"\ntokens: [story]\n";
    fs::write(whole.path().join("victim/styles/House/Rule.yml"), rule).unwrap();
    fs::write(repository.join(".vale.ini"), "StylesPath = ../victim/styles\n[*]\nBasedOnStyles = House\n")
        .unwrap();
    fs::write(repository.join("story.md"), "A story.\n").unwrap();
    let (_, told) = run(&repository, &["check", "."]);
    assert!(!told.contains("hunter2"), "{told}");
    let (_, told) = run(&repository, &["check", "--trust", "."]);
    assert!(told.contains("hunter2"), "{told}");
}

#[test]
fn names_and_packs_cannot_speak_for_the_program() {
    let here = folder(&[
        ("bad\n::error::INJ.md", b"\0\0\0\0"),
        ("turn\u{202e}dm.md", b"\0\0\0\0"),
        ("esc\u{1b}[31m.md", b"\0\0\0\0"),
        (
            "pack.yml",
            b"pack: loud\nrules:\n  esc:\n    check: existence\n    message: \"M\\e[31m\"\n    summary: \"S\\e[2J\\u202e\"\n    \
            why: \"W\\e]0;x\\a\"\n    tokens: [story]\n  broken:\n    check: existence\n    message: \"a\\n::error::INJ {\\e[31m}\"\n    summary: s\n    tokens: [x]\n",
        ),
        (".copydesk.yml", b"packs: [pack.yml]\n"),
        ("story.md", b"A story.\n"),
    ]);
    for arguments in [
        &["check", "--color", "never", "."][..],
        &["check", "--color", "never", "missing\n::error::INJ"],
        &["check", "--color", "never", "--output-format", "github", "."],
        &["rules"],
        &["explain", "loud.esc"],
        &["test", "pack.yml"],
    ] {
        let mut command = copydesk(here.path());
        let printed = stdout(command.args(arguments)) + &stderr(&mut command);
        assert!(!printed.lines().any(|line| line.starts_with("::error::INJ")), "{arguments:?}: {printed}");
        let is_odd = |sign: char| sign.is_control() && sign != '\n' && sign != '\t' || sign == '\u{202e}';
        assert!(!printed.contains(is_odd), "{arguments:?}: {printed:?}");
    }
}

#[test]
fn git_runs_nothing_that_a_repository_names() {
    let here = TempDir::new().unwrap();
    git(here.path(), &["init", "--quiet"]);
    fs::write(here.path().join("a.md"), "# Ferry\n").unwrap();
    commit(here.path());
    fs::write(here.path().join("a.md"), "# Ferry\n\nThey saw the the boat.\n").unwrap();
    fs::write(here.path().join(".gitattributes"), "* filter=evil diff=evil\n").unwrap();
    let mark = |name: &str| format!("touch '{}/RAN-{name}'; cat", here.path().display());
    for name in [
        "core.fsmonitor",
        "core.pager",
        "diff.external",
        "filter.evil.clean",
        "filter.evil.process",
        "diff.evil.command",
        "diff.evil.textconv",
    ] {
        git(here.path(), &["config", name, &mark(name)]);
    }
    let hook = here.path().join(".git/hooks/post-index-change");
    fs::create_dir_all(hook.parent().unwrap()).unwrap();
    fs::write(&hook, format!("#!/bin/sh\n{}\n", mark("hook"))).unwrap();
    fs::set_permissions(&hook, fs::Permissions::from_mode(0o755)).unwrap();
    let (code, told) = run(here.path(), &["check", "--changed", "."]);
    assert!(code == Some(1) && told.contains("words.doubled"), "{told}");
    let names = fs::read_dir(here.path()).unwrap().map(|entry| entry.unwrap().file_name());
    let ran: Vec<_> = names.filter(|name| name.to_string_lossy().starts_with("RAN")).collect();
    assert!(ran.is_empty(), "{ran:?}");
}

#[test]
fn a_pipe_is_no_pack_and_no_cache() {
    let here = folder(&[("story.md", b"A story.\n"), (".copydesk.yml", b"packs: [pack.yml]\n")]);
    let made = std::process::Command::new("mkfifo").arg(here.path().join("pack.yml")).status().unwrap();
    assert!(made.success());
    let (code, told) = run(here.path(), &["check", "."]);
    assert!(code == Some(2) && told.contains("no regular file"), "{told}");
}

#[test]
fn a_cache_that_others_can_write_to_is_not_used() {
    let here = folder(&[("story.md", b"They saw the the boat.\n")]);
    let cache = here.path().join("cache");
    let check = || {
        let mut command = copydesk(here.path());
        let output =
            command.env_remove("COPYDESK_NO_CACHE").arg("check").arg("--cache-dir").arg(&cache).arg(".");
        let output = output.output().unwrap();
        (output.status.code(), String::from_utf8_lossy(&output.stderr).into_owned())
    };
    assert!(!check().1.contains("cache"));
    assert_eq!(fs::metadata(&cache).unwrap().mode() & 0o777, 0o700);
    fs::set_permissions(&cache, fs::Permissions::from_mode(0o777)).unwrap();
    let (code, told) = check();
    assert!(code == Some(1) && told.contains("others can write to it"), "{told}");
}

#[test]
fn a_report_does_not_take_the_place_of_an_article() {
    let here = folder(&[("draft.md", b"They saw the the boat.\n"), ("notes.txt", b"Call the harbour.\n")]);
    for output in ["draft.md", "./draft.md"] {
        for command in ["check", "learn"] {
            let (code, told) = run(here.path(), &[command, "--output-file", output, "."]);
            assert!(code == Some(2) && told.contains("is one of the files that are read"), "{told}");
        }
    }
    let (code, told) = run(here.path(), &["check", "--output-file", "notes.txt", "draft.md"]);
    assert!(code == Some(2) && told.contains("--force"), "{told}");
    assert_eq!(fs::read(here.path().join("notes.txt")).unwrap(), b"Call the harbour.\n");
    for format in support::FORMATS {
        // What a run wrote the next run may write over.
        for draft in ["draft.md", "notes.txt", "draft.md"] {
            let (code, told) =
                run(here.path(), &["check", "--output-format", format, "--output-file", "report.out", draft]);
            assert_ne!(code, Some(2), "{format}: {told}");
        }
        fs::remove_file(here.path().join("report.out")).unwrap();
    }
}

#[test]
fn of_rules_that_did_not_run_a_baseline_keeps_what_it_knows() {
    let here = folder(&[
        ("a.md", b"They saw the the boat.\n\nSign up for our newsletter.\n"),
        ("b.md", b"They saw the the boat.\n"),
    ]);
    run(here.path(), &["check", "--write-baseline", "known.json", "."]);
    let known = || fs::read_to_string(here.path().join("known.json")).unwrap();
    let whole = known();
    assert!(whole.contains("words.doubled") && whole.contains("boilerplate.newsletter"), "{whole}");
    run(here.path(), &["check", "--write-baseline", "known.json", "--select", "words.doubled", "."]);
    assert_eq!(known(), whole);
    run(here.path(), &["check", "--write-baseline", "known.json", "a.md"]);
    assert_eq!(known(), whole);
    let (_, told) =
        run(here.path(), &["check", "--baseline", "known.json", "--select", "boilerplate.newsletter", "."]);
    assert!(!told.contains("gone"), "{told}");
    fs::write(here.path().join("a.md"), "They saw the boat.\n\nSign up for our newsletter.\n").unwrap();
    run(here.path(), &["check", "--write-baseline", "known.json", "--select", "words.doubled", "."]);
    assert!(known().contains("boilerplate.newsletter") && known().matches("words.doubled").count() == 1);
}

#[test]
fn set_id_bits_do_not_outlive_their_owner_and_hard_links_keep_their_text() {
    let here = folder(&[("a.md", b"They saw the the boat.\n")]);
    let path = here.path().join("a.md");
    fs::set_permissions(&path, fs::Permissions::from_mode(0o4755)).unwrap();
    fs::hard_link(&path, here.path().join("other")).unwrap();
    let before = fs::metadata(&path).unwrap();
    let (code, told) = run(here.path(), &["check", "--fix", "a.md"]);
    assert!(code == Some(0) && told.contains("hard link"), "{told}");
    let after = fs::metadata(&path).unwrap();
    assert_eq!((before.uid(), before.gid(), before.mode()), (after.uid(), after.gid(), after.mode()));
    assert_eq!(fs::read_to_string(here.path().join("other")).unwrap(), "They saw the the boat.\n");
}

#[test]
fn a_trusted_configuration_holds_for_a_strangers_branch() {
    let trusted: &[u8] =
        b"packs: [house.yml]\noverrides:\n  - paths: ['notes/**']\n    rules: {house.pier: off}\n";
    let house: &[u8] =
        b"pack: house\nrules:\n  pier: {check: existence, severity: error, message: No., tokens: [pier]}\n";
    let whole = folder(&[
        ("base/.copydesk.yml", trusted),
        ("base/house.yml", house),
        ("branch/.copydesk.yml", b"builtin: false\nignore: ['**']\n"),
        ("branch/house.yml", HOSTILE_PACK),
        ("branch/story.md", b"The pier is shut.\n"),
        ("branch/notes/story.md", b"The pier is shut.\n"),
    ]);
    fs::remove_dir(whole.path().join(".git")).unwrap();
    for side in ["base", "branch"] {
        fs::create_dir(whole.path().join(side).join(".git")).unwrap();
    }
    let branch = whole.path().join("branch");
    assert_eq!(run(&branch, &["check", "."]).0, Some(0), "a branch may hide its own defects");
    let (code, told) =
        run(&branch, &["check", "--config", "../base/.copydesk.yml", "--output-format", "concise", "."]);
    assert!(code == Some(1) && told.contains("story.md:1:5"), "{told}");
    assert!(!told.contains("notes/"), "paths in it are the branch's: {told}");
}

/// How many threads a process has, as Linux tells it.
#[cfg(target_os = "linux")]
fn threads(process: &std::process::Child) -> usize {
    let status = fs::read_to_string(format!("/proc/{}/status", process.id())).unwrap_or_default();
    let count = status.lines().find_map(|line| line.strip_prefix("Threads:"));
    count.and_then(|count| count.trim().parse().ok()).unwrap_or(0)
}

#[cfg(target_os = "linux")]
#[test]
fn a_great_number_of_jobs_starts_no_great_number_of_threads() {
    let here = folder(&[]);
    let mut command = std::process::Command::new(env!("CARGO_BIN_EXE_copydesk"));
    command.current_dir(here.path()).args(["check", "--jobs", "100000", "-"]);
    let piped = std::process::Stdio::piped;
    let mut child = command.stdin(piped()).stdout(piped()).stderr(piped()).spawn().unwrap();
    // The threads are there before standard input is read.
    let mut most = 0;
    while most < 200 && child.try_wait().unwrap().is_none() {
        most = most.max(threads(&child));
    }
    drop(child.stdin.take());
    while child.try_wait().unwrap().is_none() {
        most = most.max(threads(&child));
    }
    assert!((200..300).contains(&most), "{most} threads");
    assert!(child.wait().unwrap().success());
}

#[test]
fn an_interrupt_takes_the_temporary_files_along() {
    let names: Vec<String> = (0..300).map(|number| format!("{number}.md")).collect();
    let draft = "They saw the the boat.\n".repeat(40);
    let files: Vec<(&str, &[u8])> = names.iter().map(|name| (name.as_str(), draft.as_bytes())).collect();
    let mut interrupted = BTreeSet::new();
    for signal in ["-INT", "-TERM"].repeat(20) {
        if interrupted.contains(signal) {
            continue;
        }
        let here = folder(&files);
        let temporary = || {
            let names = fs::read_dir(here.path()).unwrap().map(|entry| entry.unwrap().file_name());
            let is_temporary = |name: &str| name.starts_with(".tmp") || name.starts_with(".copydesk-");
            names.filter(|name| is_temporary(&name.to_string_lossy())).count()
        };
        let mut command = std::process::Command::new(env!("CARGO_BIN_EXE_copydesk"));
        // Each article that is mended has its temporary file for a moment.
        let arguments = ["check", "--no-cache", "--fix", ".", "--output-file", "report.txt"];
        let streams = || std::process::Stdio::null();
        let mut child = command
            .current_dir(here.path())
            .args(arguments)
            .stdout(streams())
            .stderr(streams())
            .spawn()
            .unwrap();
        while temporary() == 0 && child.try_wait().unwrap().is_none() {}
        // A run that was over before the signal came ends as any other; then another is tried.
        if child.try_wait().unwrap().is_some() {
            continue;
        }
        let id = child.id().to_string();
        assert!(std::process::Command::new("kill").args([signal, &id]).status().unwrap().success());
        if child.wait().unwrap().code() != Some(130) {
            continue;
        }
        assert_eq!(temporary(), 0, "{signal}");
        assert!(!here.path().join("report.txt").exists(), "half a report is none");
        let mended = draft.replace("the the", "the");
        for name in &names {
            let text = fs::read_to_string(here.path().join(name)).unwrap();
            assert!(text == draft || text == mended, "{name} is whole");
        }
        interrupted.insert(signal);
    }
    assert_eq!(interrupted.len(), 2, "no run was interrupted");
}

//! `copydesk learn`: what recurs in an archive and is no story becomes a pack that holds.

#![allow(clippy::unwrap_used, reason = "a test that cannot go on fails")]

mod support;

use std::fs;
use std::path::Path;

use support::{copydesk, stderr, stdout};
use tempfile::TempDir;

/// Stories, no two alike.
const STORIES: [[&str; 3]; 12] = [
    [
        "bridge",
        "Tar dripped on three barges before the council shut the bridge.",
        "Engineers want it open by spring.",
    ],
    [
        "market",
        "A butcher found a wedding ring inside a crate of plaice.",
        "Nobody has claimed it since Monday.",
    ],
    ["station", "Trains to the coast ran late because swans sat on the points.", "One of them bit a guard."],
    [
        "library",
        "Borrowers returned nine hundred books in the week that fines ended.",
        "The oldest was due in 1961.",
    ],
    ["quarry", "Divers mapped a flooded quarry and met a pike as long as an oar.", "It was left alone."],
    [
        "harbour",
        "The harbour master retired after forty winters at the lamp.",
        "His daughter takes over in May.",
    ],
    [
        "school",
        "Pupils counted every stair in town for a lesson on sums.",
        "They made it to eleven thousand.",
    ],
    [
        "mill",
        "Flour has been ground at the old mill again, after a century of silence.",
        "The first loaf sold for charity.",
    ],
    ["orchard", "Late frost took half of the plum blossom overnight.", "Growers lit straw between the rows."],
    [
        "theatre",
        "An understudy played all four parts when the van broke down.",
        "She bowed to herself twice.",
    ],
    [
        "lighthouse",
        "Bats live where the keeper slept, and the trust will not move them.",
        "Visitors must whisper.",
    ],
    [
        "cemetery",
        "Volunteers read the names off mossy stones with torches and chalk.",
        "Two stones had been swapped.",
    ],
];
const AUTHORS: [&str; 4] = ["Lena Marsh", "Tomas Reuel", "Ines Calder", "Ann Ro"];

/// An article with a story of its own, a heading that others have too, and furniture.
fn article(number: usize) -> String {
    let [place, first, second] = STORIES[number];
    let author = AUTHORS[number % AUTHORS.len()];
    format!(
        "# News from the {place}\n\n{first}\n\n## What happened next\n\n{second}\n\n\
         {author} is a reporter at the Quay Courier and can be reached at the news desk.\n\n\
         Sign up for our evening letter to read more stories like this one at home.\n\n\
         Pictures: the {place} by {author}\n\n\
         Comments ({number})\n",
    )
}

fn archive() -> TempDir {
    let folder = TempDir::new().unwrap();
    fs::create_dir(folder.path().join(".git")).unwrap();
    fs::create_dir(folder.path().join("archive")).unwrap();
    for (number, story) in STORIES.iter().enumerate() {
        fs::write(folder.path().join(format!("archive/{}.md", story[0])), article(number)).unwrap();
    }
    folder
}

fn learn(folder: &Path, arguments: &[&str]) -> String {
    stdout(copydesk(folder).args(["learn", "archive"]).args(arguments))
}

#[test]
fn the_pack_holds_and_finds_furniture_in_a_new_draft() {
    let folder = archive();
    let list = learn(folder.path(), &["--output-file", "house.yml"]);
    assert!(list.contains("12 articles") && list.contains("archive/bridge.md:"), "{list}");
    let tested = stdout(copydesk(folder.path()).args(["test", "house.yml"]));
    assert!(tested.contains("0 do not") && !tested.contains(" 0 examples"), "{tested}");

    fs::write(folder.path().join(".copydesk.yml"), "packs: [house.yml]\nbuiltin: false\n").unwrap();
    let draft = "# The mayor resigns\n\nThe mayor of the quay resigned over tar on Monday.\n\n\
         ## What happened next\n\n\
         Sign up for our evening letter to read more stories like this one at home.\n\n\
         Mia van Dorn is a reporter at the Quay Courier and can be reached at the news desk.\n\n\
         Pictures: the mayor in tar\n\nPictures of the mayor were shown.\n";
    fs::write(folder.path().join("draft.md"), draft).unwrap();
    let found = stdout(copydesk(folder.path()).args(["check", "draft.md", "--output-format", "concise"]));
    let lines: Vec<&str> = found.lines().filter(|line| line.starts_with("draft.md:")).collect();
    let places: Vec<&str> = lines.iter().filter_map(|line| line.split(": ").next()).collect();
    assert_eq!(places, ["draft.md:7:1", "draft.md:9:1", "draft.md:11:1"], "{found}");
}

#[test]
fn story_that_recurs_is_not_proposed() {
    let folder = archive();
    let pack = learn(folder.path(), &[]);
    assert!(pack.contains("Sign up for our evening letter"), "{pack}");
    let patterns: Vec<&str> = pack.lines().filter(|line| line.trim_start().starts_with("- '")).collect();
    for story in ["What happened", "News from"] {
        assert!(!patterns.iter().any(|pattern| pattern.contains(story)), "{story}: {patterns:?}");
    }
}

#[test]
fn names_that_vary_become_one_rule() {
    let folder = archive();
    let pack = learn(folder.path(), &[]);
    let rules = pack
        .lines()
        .filter(|line| line.contains("is a reporter at the Quay Courier") && line.contains("- '"));
    assert_eq!(rules.count(), 1, "{pack}");
    assert!(pack.contains("in 12 articles in 4 forms"), "{pack}");
}

#[test]
fn copies_of_one_article_do_not_make_it_furniture() {
    let folder = TempDir::new().unwrap();
    fs::create_dir(folder.path().join("archive")).unwrap();
    let story: Vec<String> =
        STORIES.iter().map(|[_, first, second]| format!("You may wonder: {first} {second}")).collect();
    for copy in 0..6 {
        fs::write(folder.path().join(format!("archive/{copy}.md")), story.join("\n\n")).unwrap();
    }
    let mut command = copydesk(folder.path());
    let told = stderr(command.args(["learn", "archive"]));
    assert!(told.contains("0 proposals from 1 articles"), "{told}");
}

#[test]
fn options_bound_what_is_proposed() {
    let folder = archive();
    let rules = |pack: &str| pack.lines().filter(|line| line.contains("check: existence")).count();
    let all = rules(&learn(folder.path(), &[]));
    assert!(all >= 2, "{all}");
    assert_eq!(rules(&learn(folder.path(), &["--limit", "1"])), 1);
    assert_eq!(rules(&learn(folder.path(), &["--min-articles", "13"])), 0);
    let empty = learn(folder.path(), &["--min-articles", "13", "--output-file", "empty.yml"]);
    assert_eq!(empty, "");
    copydesk(folder.path()).args(["test", "empty.yml"]).assert().success();
}

#[test]
fn the_same_archive_gives_the_same_pack() {
    let folder = archive();
    assert_eq!(learn(folder.path(), &[]), learn(folder.path(), &[]));
}

#[test]
fn what_cannot_be_read_is_told_once_and_fails_the_run() {
    let folder = archive();
    fs::write(folder.path().join("archive/broken.md"), [0xff, 0xfe, 0x00]).unwrap();
    // Another encoding is read, which is told as a guess.
    fs::write(folder.path().join("archive/latin.md"), [b'a', 0xe9, b'b']).unwrap();
    let output = copydesk(folder.path()).args(["learn", "archive"]).output().unwrap();
    let told = String::from_utf8(output.stderr).unwrap();
    assert_eq!(output.status.code(), Some(2), "{told}");
    assert_eq!(told.matches("archive/broken.md").count(), 1, "{told}");
    assert_eq!(told.matches("archive/latin.md: read as windows-1252, a guess").count(), 1, "{told}");
    assert!(String::from_utf8(output.stdout).unwrap().contains("Sign up for our evening letter"));
    copydesk(folder.path()).args(["learn", "nowhere"]).assert().code(2);
}

//! Files, packs and surroundings that want to do harm, or came out that way by accident.
//!
//! Sizes are such that anything worse than linear time would be felt; the same texts were run by hand
//! at a hundred megabytes (the test that is ignored). Nothing here measures time.

#![allow(clippy::unwrap_used, clippy::expect_used, reason = "a test that cannot go on fails")]
#![allow(clippy::format_collect, clippy::format_push_string, reason = "short beats quick here")]

mod support;

use std::path::Path;
use std::time::Duration;

use support::{copydesk, folder};

/// A run that takes longer hangs.
const HANGS: Duration = Duration::from_mins(1);
const PLUG: &str = "Sign up for our morning newsletter today.\n";

/// Runs `check` over one file; it must end by itself, with every finding within the file.
fn survives(name: &str, content: &[u8]) -> Vec<serde_json::Value> {
    let here = folder(&[(name, content)]);
    let mut command = copydesk(here.path());
    command.args(["check", "--no-cache", "--output-format", "jsonl", name]).timeout(HANGS);
    let output = command.output().unwrap();
    let told = String::from_utf8_lossy(&output.stderr);
    assert!(matches!(output.status.code(), Some(0 | 1)), "{name}: {:?} {told}", output.status);
    let lines = output.stdout.split(|byte| *byte == b'\n').filter(|line| !line.is_empty());
    let findings: Vec<serde_json::Value> = lines.map(|line| serde_json::from_slice(line).unwrap()).collect();
    for finding in &findings {
        let (start, end) = (finding["byte_start"].as_u64().unwrap(), finding["byte_end"].as_u64().unwrap());
        assert!(start <= end && end <= content.len() as u64, "{name}: {finding}");
    }
    findings
}

fn survives_text(name: &str, text: &str) -> Vec<serde_json::Value> {
    survives(name, text.as_bytes())
}

fn has(findings: &[serde_json::Value], rule: &str) -> bool {
    findings.iter().any(|finding| finding["rule"] == rule)
}

#[test]
fn a_file_can_be_one_line() {
    let sentence = "The harbour master said that “the quay is safe” and that “very” many boats came. ";
    let line = format!("{}{PLUG}", sentence.repeat(1_000));
    for name in ["line.md", "line.txt", "line.html"] {
        survives_text(name, &line);
    }
    survives_text("word.md", &"a".repeat(1 << 20));
    survives_text("spaces.md", &format!("{}x", " ".repeat(1 << 20)));
}

#[test]
fn many_findings_in_one_line_have_their_columns() {
    let findings = survives_text("labels.md", &"[a](b, and so on and so forth ".repeat(5_000));
    let last = findings.last().unwrap();
    assert_eq!(last["line"], 1);
    assert_eq!(last["column"].as_u64().unwrap(), last["byte_start"].as_u64().unwrap() + 1);
}

#[test]
fn markdown_nests_as_deep_as_it_likes() {
    let deep = 100_000;
    for (name, text) in [
        ("quotes.md", format!("{}x", "> ".repeat(deep))),
        ("lists.md", format!("{}x", "- ".repeat(deep))),
        ("numbers.md", format!("{}x", "1. ".repeat(deep))),
        ("brackets.md", format!("{}x{}", "[".repeat(deep), "]".repeat(deep))),
        ("pictures.md", "![".repeat(deep)),
        ("emphasis.md", "*a_".repeat(deep)),
        ("stars.md", format!("{}a{}", "*".repeat(deep), "*".repeat(deep))),
        ("shortcodes.md", "{{< a ".repeat(deep)),
        ("elements.md", "<div>".repeat(deep)),
        ("ladder.md", (0..1000).map(|depth| format!("{}- x\n", "  ".repeat(depth))).collect()),
        ("ticks.md", (1..1000).map(|length| format!("{} ", "`".repeat(length))).collect()),
    ] {
        survives_text(name, &text);
    }
}

#[test]
fn html_nests_as_deep_as_it_likes() {
    let deep = 100_000;
    for (name, text) in [
        ("closed.html", format!("{}x{}", "<div>".repeat(deep), "</div>".repeat(deep))),
        ("open.html", format!("{}x", "<b>".repeat(deep))),
        ("figures.html", format!("{}x", "<figure><figcaption>".repeat(deep))),
        ("quotes.html", format!("{}x", "<blockquote><q>".repeat(deep))),
        ("lists.html", format!("{}x", "<ul><li>".repeat(deep))),
        ("tables.html", format!("{}x", "<table><tr><td>".repeat(deep))),
        ("signs.html", "<".repeat(deep)),
        ("comments.html", "<!--".repeat(deep)),
        ("closings.html", "</p></div></b>".repeat(deep)),
        ("attributes.html", format!("<p {}>x</p>", "a=1 b ".repeat(deep))),
        ("quoted.html", format!("<p {}>x</p>", "a=\"1\" ".repeat(deep))),
        ("quoted.md", format!("x <b {}>y</b>\n\n<p {0}>z</p>\n", "a=\"1\" b='2' ".repeat(deep))),
        ("areas.html", format!("<body>{}<p>x</p>", "<article class=share><div><nav>".repeat(deep))),
        (
            "siblings.html",
            format!("<body>{}", "<article><h2><a>x</a></h2><aside>y</aside></article>".repeat(deep / 10)),
        ),
        ("languages.html", "<p lang=fr>x<i lang=de>y</i>".repeat(deep / 10)),
        ("pictures.html", format!("<p>{}", "<img alt=x src=y>x<br>".repeat(deep))),
        ("fields.html", "<meta name=description content=x><input><code>y</code>".repeat(deep / 10)),
        ("hidden.html", "<div hidden><p hidden><li hidden>x".repeat(deep)),
        ("script.html", format!("<script>{}", "<!--<script></script>-->".repeat(deep))),
    ] {
        survives_text(name, &text);
    }
}

#[test]
fn quotation_marks_may_never_close() {
    for mark in ["“", "\"", "'", "«", "„", "'a ", "“a” ", "\"a\" \"", "“‘"] {
        survives_text("marks.md", &mark.repeat(3_000));
        survives_text("marks.txt", &format!("{mark}x\n\n").repeat(2_000));
    }
}

#[test]
fn quotations_and_brackets_nest_as_deep_as_they_like() {
    let deep = 3_000;
    for (open, close) in [("“‘", "’”"), ("(", ")"), ("«", "»"), ("“(", ")”"), ("\"", "\""), ("「", "」")]
    {
        let nested = format!("He said {}no{} again.\n", open.repeat(deep), close.repeat(deep));
        survives_text("nested.md", &nested);
        survives_text("nested.txt", &nested);
        survives_text("nested.html", &format!("<p>{nested}</p>"));
    }
}

/// By hand: `cargo test --release --test hostile -- --ignored`.
#[test]
#[ignore = "hundreds of megabytes"]
fn a_hundred_megabytes_in_one_line_and_a_million_levels() {
    let sentence = "The harbour master said that “the quay is safe” and that “very” many boats came. ";
    let million = 1_000_000;
    for (name, text) in [
        ("line.md", sentence.repeat(100_000_000 / sentence.len())),
        ("line.txt", sentence.repeat(100_000_000 / sentence.len())),
        ("line.html", format!("<p>{}</p>", sentence.repeat(100_000_000 / sentence.len()))),
        ("word.txt", "a".repeat(100_000_000)),
        ("quotes.md", format!("{}x", "> ".repeat(million))),
        ("lists.md", format!("{}x", "- ".repeat(million))),
        ("marks.md", format!("{}x{}", "“‘".repeat(million), "’”".repeat(million))),
        ("deep.html", format!("{}x{}", "<div>".repeat(million), "</div>".repeat(million))),
    ] {
        survives_text(name, &text);
    }
}

#[test]
fn the_same_again_and_again_is_linear() {
    let caption = |number: u32| {
        format!(
            "<figure><img src=a{number} alt=b><figcaption>The mayor opens the bridge</figcaption></figure>\n"
        )
    };
    let captions: String = (0..5_000).map(caption).collect();
    assert!(has(&survives_text("captions.html", &captions), "captions.duplicate"));
    survives_text("headings.md", &"# The same heading\n\n".repeat(5_000));
    survives_text("paragraphs.txt", &"The same line of the same text, here again.\n\n".repeat(5_000));
    survives_text("comments.md", &"<!-- copydesk-disable quotes.unbalanced -- why -->\n\n".repeat(5_000));
    survives_text("notes.md", &format!("{}\n\n[^1]: x\n", "[^1] ".repeat(20_000)));
}

#[test]
fn front_matter_can_be_a_bomb() {
    let bomb = bomb();
    for (name, matter) in [
        ("aliases.md", bomb.as_str()),
        ("flow.md", &format!("a: {}{}", "[".repeat(50_000), "]".repeat(50_000))),
        ("maps.md", &format!("a: {}", "{a: ".repeat(50_000))),
        ("dashes.md", &format!("{}x", "- ".repeat(50_000))),
        ("steps.md", &(0..1000).map(|depth| format!("{}a:\n", " ".repeat(depth))).collect::<String>()),
        ("keys.md", &(0..20_000).map(|key| format!("k{key}: v\n")).collect::<String>()),
    ] {
        let findings = survives_text(name, &format!("---\n{matter}\n---\n\n{PLUG}"));
        assert!(has(&findings, "boilerplate.newsletter"), "{name}: the body is checked all the same");
    }
    let keys: String = (0..20_000).map(|key| format!("k{key} = \"v\"\n")).collect();
    for matter in [keys, format!("a = {}", "[".repeat(50_000)), format!("[{}]", "a.".repeat(20_000))] {
        survives_text("toml.md", &format!("+++\n{matter}\n+++\n\n{PLUG}"));
    }
}

/// Lists of lists of lists: nine levels of nine aliases each.
fn bomb() -> String {
    let mut text = "a: &a [x, x, x, x, x, x, x, x, x]\n".to_owned();
    for (earlier, later) in "abcdefgh".chars().zip("bcdefghi".chars()) {
        let aliases = vec![format!("*{earlier}"); 9].join(", ");
        text.push_str(&format!("{later}: &{later} [{aliases}]\n"));
    }
    text
}

#[test]
fn packs_and_configuration_can_be_bombs() {
    let deep = format!("rules: {}", "[".repeat(50_000));
    let dashes = format!("packs:\n{}x\n", "- ".repeat(50_000));
    for text in [bomb(), deep, dashes] {
        let here = folder(&[("bomb.yml", text.as_bytes()), ("a.md", PLUG.as_bytes())]);
        for arguments in [vec!["test", "bomb.yml"], vec!["check", "--config", "bomb.yml", "a.md"]] {
            let output = copydesk(here.path()).args(arguments).timeout(HANGS).output().unwrap();
            assert_eq!(output.status.code(), Some(2));
            assert!(String::from_utf8_lossy(&output.stderr).contains("bomb.yml"));
        }
    }
}

const EXPLODES: &str = r"pack: house
description: One rule that explodes under backtracking, and one that does not.
rules:
  explodes: {check: existence, severity: warning, message: Found., raw: ['(?:(\w+)\1?)+(?<!b)$']}
  harbour: {check: existence, severity: warning, message: Found., tokens: [harbour]}
";

#[test]
fn a_rule_over_its_budget_is_told_of_and_the_others_go_on() {
    let draft = format!("The harbour.\n\n{}\n", "ab".repeat(200));
    let here = folder(&[
        (".copydesk.yml", b"packs: [house.yml]\n"),
        ("house.yml", EXPLODES.as_bytes()),
        ("slow.md", draft.as_bytes()),
        ("quick.md", b"The harbour"),
    ]);
    let mut command = copydesk(here.path());
    command.args(["check", "--select", "house", "--output-format", "concise", "slow.md", "quick.md"]);
    let output = command.timeout(HANGS).output().unwrap();
    let told = String::from_utf8(output.stdout).unwrap();
    assert!(told.contains("slow.md:3:1: warning[house.explodes] This rule was skipped"), "{told}");
    assert!(told.contains("slow.md:1:5: warning[house.harbour] Found."), "{told}");
    assert!(told.contains("quick.md:1:5: warning[house.explodes] Found."), "{told}");
}

#[test]
fn sequences_are_looked_for_in_sentences_without_end() {
    let pack = "pack: house\nrules:\n  verb:\n    check: sequence\n    message: found\n    tokens:\n      - pattern: ^James$\n      - tag: ^VBG$\n        skip: 18446744073709551615\n  pair:\n    check: sequence\n    message: found\n    tokens:\n      - tag: NNPS\n      - pattern: ^James$\n";
    let texts = [
        "James ".repeat(20_000),
        "James very ".repeat(20_000),
        "James went. ".repeat(20_000),
        "James'".repeat(20_000),
        format!("{}James", "(".repeat(20_000)),
    ];
    for text in texts {
        let here = folder(&[
            (".copydesk.yml", b"builtin: false\npacks: [house.yml]\n"),
            ("house.yml", pack.as_bytes()),
            ("a.txt", text.as_bytes()),
        ]);
        let mut command = copydesk(here.path());
        command.args(["check", "--no-cache", "a.txt"]).timeout(HANGS);
        let code = command.output().unwrap().status.code();
        assert!(matches!(code, Some(0..=2)), "{code:?}");
    }
}

#[test]
fn a_pattern_too_large_to_compile_is_a_mistake_in_its_pack() {
    let pack = "pack: house\ndescription: D.\nrules:\n  large: {check: existence, message: M., raw: ['((\\w{90}){90}){90}']}\n";
    let here = folder(&[("house.yml", pack.as_bytes())]);
    let output = copydesk(here.path()).args(["test", "house.yml"]).output().unwrap();
    assert_eq!(output.status.code(), Some(2));
    let told = String::from_utf8(output.stderr).unwrap();
    assert!(told.contains("too large") && told.contains("house.yml:4"), "{told}");
}

#[test]
fn control_characters_and_towers_of_accents_are_text() {
    survives_text("nul.md", &"a\0b\n\n\0".repeat(20_000));
    survives_text("zalgo.md", &format!("h{}", "\u{301}\u{316}\u{489}".repeat(50_000)));
    survives_text("zalgo.html", &format!("<p>“h{}</p>", "\u{301}\u{316}\u{489}".repeat(50_000)));
    let bidi = survives_text("bidi.md", &"\u{202e}\u{2066}a\u{2069}".repeat(20_000));
    assert!(!bidi.is_empty(), "marks that turn text around are found");
    survives_text("joiners.md", &"👩\u{200d}".repeat(50_000));
}

#[test]
fn reports_of_hostile_texts_never_command_the_terminal() {
    let here = folder(&[("a.md", format!("\u{1b}[31m\u{202e}\u{9b}2J {PLUG}").as_bytes())]);
    for format in ["text", "concise", "github", "jsonl"] {
        let output =
            copydesk(here.path()).args(["check", "a.md", "--output-format", format]).output().unwrap();
        let told = String::from_utf8(output.stdout).unwrap();
        assert!(told.contains("boilerplate.newsletter"), "{told}");
        assert!(!told.contains(['\u{1b}', '\u{9b}']), "{format}: {told}");
    }
}

#[test]
fn half_a_surrogate_pair_is_told_of() {
    let here =
        folder(&[("half.md", &[0xFF, 0xFE, b'a', 0, 0x00, 0xD8, b'b', 0]), ("odd.md", &[0xFE, 0xFF, 0])]);
    let output = copydesk(here.path()).args(["check", "half.md", "odd.md"]).output().unwrap();
    assert_eq!(output.status.code(), Some(2));
    let told = String::from_utf8(output.stderr).unwrap();
    assert!(told.contains("half.md") && told.contains("surrogate") && told.contains("byte 4"), "{told}");
    assert!(told.contains("odd.md"), "{told}");
}

#[test]
fn surrogates_without_their_other_half_are_told_of_in_either_order() {
    let lone = [0xD800_u16, 0xDC00, 0xDFFF];
    for (number, unit) in lone.into_iter().enumerate() {
        let units = [0xFEFF, u16::from(b'a'), unit, u16::from(b'b')];
        let little: Vec<u8> = units.into_iter().flat_map(u16::to_le_bytes).collect();
        let big: Vec<u8> = units.into_iter().flat_map(u16::to_be_bytes).collect();
        let here = folder(&[("little.md", &little), ("big.md", &big), ("well.md", PLUG.as_bytes())]);
        let output = copydesk(here.path()).args(["check", "."]).output().unwrap();
        let told = String::from_utf8(output.stderr).unwrap();
        assert_eq!(output.status.code(), Some(2), "{number}: {told}");
        assert!(
            told.contains("little.md") && told.contains("big.md") && told.contains("surrogate"),
            "{told}"
        );
        assert!(String::from_utf8(output.stdout).unwrap().contains("boilerplate.newsletter"));
    }
}

#[test]
fn places_in_utf_16_are_places_in_the_file() {
    let text = format!("{}\n\n{PLUG}", "🙂é ".repeat(3_000));
    let bytes: Vec<u8> =
        "\u{feff}".encode_utf16().chain(text.encode_utf16()).flat_map(u16::to_le_bytes).collect();
    let findings = survives("wide.md", &bytes);
    let plug = findings.iter().find(|finding| finding["rule"] == "boilerplate.newsletter").unwrap();
    let (start, end) = (plug["byte_start"].as_u64().unwrap(), plug["byte_end"].as_u64().unwrap());
    let units: Vec<u16> = bytes[usize::try_from(start).unwrap()..usize::try_from(end).unwrap()]
        .chunks(2)
        .map(|pair| u16::from_le_bytes([pair[0], pair[1]]))
        .collect();
    assert_eq!(String::from_utf16(&units).unwrap(), plug["excerpt"].as_str().unwrap());
}

#[test]
fn a_reader_that_goes_away_is_no_reason_to_panic() {
    let here = folder(&[("a.md", PLUG.as_bytes())]);
    for arguments in [
        vec!["rules"],
        vec!["rules", "--output-format", "json"],
        vec!["explain", "captions.duplicate"],
        vec!["schema", "rules"],
        vec!["completions", "bash"],
        vec!["check", "a.md"],
        vec!["check", "a.md", "--output-format", "html"],
        vec!["check", "gone.md"],
        vec!["test"],
        vec!["init"],
        vec!["--help"],
    ] {
        let told = with_closed_pipes(here.path(), &arguments);
        assert!(matches!(told, Some(0..=2)), "{arguments:?}: {told:?}");
    }
}

/// The exit code of a run whose standard output and standard error nobody reads.
fn with_closed_pipes(folder: &Path, arguments: &[&str]) -> Option<i32> {
    let (out_reader, out) = std::io::pipe().unwrap();
    let (err_reader, err) = std::io::pipe().unwrap();
    drop((out_reader, err_reader));
    let mut command = std::process::Command::new(env!("CARGO_BIN_EXE_copydesk"));
    command.current_dir(folder).args(arguments).stdout(out).stderr(err);
    command.status().unwrap().code()
}

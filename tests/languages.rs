//! What a house says of languages in `.copydesk.yml` holds in each way in, and mistakes in it are underlined.

#![allow(clippy::unwrap_used, clippy::expect_used, reason = "a test that cannot go on fails")]

mod support;

use std::fs;

use copydesk::config::{Project, Selection};
use copydesk::document::Format;
use copydesk::source::Source;
use serde_json::Value;
use support::{copydesk, folder};

/// What is found in a draft with a configuration and other files, as lines of `rule excerpt`, and what is told beside it.
fn check(config: &str, draft: &str, files: &[(&str, &str)]) -> (Vec<String>, String) {
    let mut all = vec![("a.md", draft.as_bytes()), (".copydesk.yml", config.as_bytes())];
    all.extend(files.iter().map(|(name, text)| (*name, text.as_bytes())));
    let here = folder(&all);
    let output = copydesk(here.path()).args(["check", "--output-format", "jsonl", "a.md"]).output().unwrap();
    let findings = String::from_utf8(output.stdout).unwrap();
    let line = |line: &str| {
        let finding: Value = serde_json::from_str(line).unwrap();
        format!("{} {}", finding["rule"].as_str().unwrap(), finding["excerpt"].as_str().unwrap())
    };
    (findings.lines().map(line).collect(), String::from_utf8(output.stderr).unwrap())
}

const DRAFT: &str = "# The harbour is open\n\nThe clerk of [GUV] opened it on Monday.\n";
const ADDED: &str = "languages:\n  en:\n    placeholders: {bracket: {add: ['\\[GUV\\]']}}\n";

/// A language that does not come with the binary.
const ESPERANTO: &str = "name: Esperanto
weekdays: [lundo, mardo, merkredo, ĵaŭdo, vendredo, sabato, dimanĉo]
months: [januaro, februaro, marto, aprilo, majo, junio, julio, aŭgusto, septembro, oktobro, novembro, decembro]
dates: ['{weekday},? {day} {month} {year}']
";
const WRONG_DAY: &str =
    "---\nlang: eo\n---\n# La haveno\n\nEn merkredo, 12 oktobro 2021, la haveno malfermiĝis.\n";

#[test]
fn words_are_added_to_a_list() {
    assert_eq!(check("rules: {}\n", DRAFT, &[]).0, [""; 0]);
    assert_eq!(check(ADDED, DRAFT, &[]).0, ["leftovers.placeholder [GUV]"]);
}

#[test]
fn words_are_taken_from_a_list() {
    let draft = "# The harbour is open\n\nThe ferry leaves on Wednesday, 12 October 2021, at noon.\n";
    assert_eq!(check("rules: {}\n", draft, &[]).0, ["dates.weekday Wednesday, 12 October 2021"]);
    let form = "'{weekday}\\.?,? \\(?(?:the )?{day}\\.? (?:of )?{month}\\.?,? (?:of )?{year}'";
    let config = format!("languages:\n  en:\n    dates:\n      remove:\n        - {form}\n");
    assert_eq!(check(&config, draft, &[]).0, [""; 0]);
}

#[test]
fn a_house_brings_a_language() {
    assert_eq!(check("rules: {}\n", WRONG_DAY, &[]).0, [""; 0]);
    let config = "languages: {eo: languages/eo.yml}\n";
    let (found, told) = check(config, WRONG_DAY, &[("languages/eo.yml", ESPERANTO)]);
    assert_eq!(found, ["dates.weekday merkredo, 12 oktobro 2021"], "{told}");
    // In the configuration itself, and on top of what another file says.
    let whole = format!("    {}\n", ESPERANTO.trim_end().replace('\n', "\n    "));
    let config = format!("extends: base.yml\nlanguages:\n  eo:\n{whole}");
    let base = "languages: {eo: {months: [a, b, c, d, e, f, g, h, i, j, k, l]}}\n";
    let (found, told) = check(&config, WRONG_DAY, &[("base.yml", base)]);
    assert_eq!(found, ["dates.weekday merkredo, 12 oktobro 2021"], "{told}");
}

#[test]
fn a_stream_knows_the_same() {
    let here = folder(&[(".copydesk.yml", ADDED.as_bytes())]);
    let line = serde_json::json!({ "id": 1, "text": DRAFT, "format": "markdown" }).to_string();
    let output = copydesk(here.path()).arg("stream").write_stdin(line).output().unwrap();
    let answer: Value = serde_json::from_slice(&output.stdout).unwrap();
    assert_eq!(answer["findings"][0]["rule"], "leftovers.placeholder");
}

#[test]
fn findings_are_kept_by_what_is_known_of_languages() {
    let config = "languages: {eo: eo.yml}\n";
    let here = folder(&[(".copydesk.yml", config.as_bytes()), ("eo.yml", ESPERANTO.as_bytes())]);
    let source = Source::new("a.md", WRONG_DAY);
    let key = || {
        let project = Project::load(Some(&here.path().join(".copydesk.yml")), Selection::default()).unwrap();
        project.key(&source, &project.read_as(source.path(), Format::Markdown, None)).unwrap()
    };
    let before = key();
    assert_eq!(before, key());
    fs::write(here.path().join("eo.yml"), ESPERANTO.replace("oktobro", "oktembro")).unwrap();
    assert_ne!(before, key());
}

#[test]
fn mistakes_are_underlined() {
    for (config, message) in [
        ("languages: {en: {verbs_of_speach: {add: [x]}}}\n", "did you mean `verbs_of_speech`?"),
        ("languages: {en: {titles: {ad: [x]}}}\n", "a list is edited by `add` and `remove`, not `ad`"),
        ("languages: {en: {titles: {remove: [mayr]}}}\n", "did you mean `mayor`?"),
        ("languages: {en: {titles: many}}\n", "this is a list"),
        ("languages: {en: {months: {add: [Smarch]}}}\n", "there are twelve months"),
        ("languages: {en: {dates: {add: ['{day} {monht}']}}}\n", "is not known"),
        ("languages: {english: {titles: [x]}}\n", "`english` is no language tag"),
        ("languages: {eo: eo.yml}\n", "there is no file `eo.yml`"),
        ("languages: {eo: 3}\n", "a language is a file, or a mapping of its lists"),
    ] {
        let (found, told) = check(config, DRAFT, &[]);
        assert_eq!(found, [""; 0], "{config}");
        assert!(told.contains(message) && told.contains(".copydesk.yml:1:"), "{config}\n{told}");
    }
    let file = ("languages/eo.yml", "name: Esperanto\nweekdays: [lundo]\ntitels: [s-ro]\n");
    let (_, told) = check("languages: {eo: languages/eo.yml}\n", DRAFT, &[file]);
    assert!(told.contains("eo.yml:3:") && told.contains("did you mean `titles`?"), "{told}");
    let file = ("languages/eo.yml", "name: Esperanto\nweekdays: [lundo]\n");
    let (_, told) = check("languages: {eo: languages/eo.yml}\n", DRAFT, &[file]);
    assert!(told.contains("eo.yml:2:11") && told.contains("seven weekdays"), "{told}");
}

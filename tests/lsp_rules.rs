//! The rules as an editor meets them: configurations and packs that are written, broken and mended while drafts are open,
//! settings, folders.

#![allow(clippy::unwrap_used, reason = "a test that cannot go on fails")]

mod support;

use std::fs;
use std::path::Path;

use serde_json::{Value, json};
use support::editor::{Editor, uri};
use support::folder;

const PLUG: &str = "Sign up for our morning newsletter today.";
const HOUSE: &str =
    "pack: house\nrules:\n  quay:\n    check: existence\n    message: Write “pier”.\n    tokens: [quay]\n";
const CONFIG: &str = ".copydesk.yml";

fn codes(diagnostics: &Value) -> Vec<&str> {
    let all = diagnostics.as_array().unwrap().iter();
    all.map(|one| one["code"].as_str().unwrap_or("a mistake")).collect()
}

fn write(folder: &Path, name: &str, text: &str) {
    fs::write(folder.join(name), text).unwrap();
}

/// Tells the server that files have changed.
fn touched(editor: &mut Editor) {
    editor.tell("workspace/didChangeWatchedFiles", json!({"changes": []}));
}

fn messages(sent: &[Value]) -> Vec<&str> {
    let shown = sent.iter().filter(|message| message["method"] == "window/showMessage");
    shown.map(|message| message["params"]["message"].as_str().unwrap()).collect()
}

#[test]
fn a_broken_configuration_leaves_the_findings_and_is_told_of_at_its_place() {
    let here = folder(&[(CONFIG, b"packs: [house.yml]\n"), ("house.yml", HOUSE.as_bytes())]);
    let (mut editor, draft) = (Editor::start(here.path()), uri(here.path(), "draft.md"));
    let text = format!("The quay is shut.\n\n{PLUG}\n");
    let both = ["house.quay", "boilerplate.newsletter"];
    assert_eq!(codes(&editor.open(&draft, "markdown", &text)["diagnostics"]), both);

    write(here.path(), CONFIG, "packs: [house.yml]\nrulez: {}\n");
    touched(&mut editor);
    editor.change(&draft, 2, &format!("{text}\nMore.\n"));
    assert_eq!(codes(&editor.diagnostics_of(&draft)), both);
    let said = editor.next("window/showMessage")["params"]["message"].clone();
    assert!(said.as_str().unwrap().contains("line 2: there is no key `rulez` here"), "{said}");
    let told = editor.diagnostics_of(&uri(here.path(), CONFIG));
    assert_eq!(told[0]["range"]["start"], json!({"line": 1, "character": 0}));
    assert!(told[0]["message"].as_str().unwrap().contains("rulez"));
    let mut sent = Vec::new();
    for version in 3..6 {
        touched(&mut editor);
        editor.change(&draft, version, &text);
        assert_eq!(codes(&editor.diagnostics_of(&draft)), both);
        sent.extend(editor.all_until_now());
    }
    assert!(messages(&sent).is_empty(), "it is said once: {sent:?}");

    write(here.path(), CONFIG, "rules: {boilerplate.newsletter: off}\n");
    touched(&mut editor);
    editor.wait_for(&draft, |told| *told == json!([]));
    assert_eq!(editor.diagnostics_of(&uri(here.path(), CONFIG)), json!([]));
    editor.end();
}

#[test]
fn where_nothing_was_sound_before_the_built_in_rules_run() {
    for (broken, line) in [("rules: [\n", 1), ("packs: [gone.yml]\n", 0), ("rules: {no.such: off}\n", 0)] {
        let here = folder(&[(CONFIG, broken.as_bytes())]);
        let (mut editor, draft) = (Editor::start(here.path()), uri(here.path(), "draft.md"));
        assert_eq!(codes(&editor.open(&draft, "markdown", PLUG)["diagnostics"]), ["boilerplate.newsletter"]);
        let told = editor.diagnostics_of(&uri(here.path(), CONFIG));
        assert_eq!(told[0]["range"]["start"]["line"], line, "{told}");
        editor.end();
    }
}

#[test]
fn a_broken_pack_leaves_its_rules_as_they_were() {
    let here = folder(&[(CONFIG, b"packs: [house.yml]\n"), ("house.yml", HOUSE.as_bytes())]);
    let (mut editor, draft) = (Editor::start(here.path()), uri(here.path(), "draft.md"));
    assert_eq!(codes(&editor.open(&draft, "markdown", "The quay.\n")["diagnostics"]), ["house.quay"]);
    write(here.path(), "house.yml", &HOUSE.replace("[quay]", "['qu(ay']"));
    touched(&mut editor);
    let told = editor.diagnostics_of(&uri(here.path(), "house.yml"));
    assert_eq!(told[0]["range"]["start"]["line"], 5, "{told}");
    editor.change(&draft, 2, "The quay, again.\n");
    assert_eq!(codes(&editor.diagnostics_of(&draft)), ["house.quay"]);
    write(here.path(), "house.yml", &HOUSE.replace("quay", "jetty"));
    touched(&mut editor);
    assert_eq!(editor.diagnostics_of(&draft), json!([]));
    editor.end();
}

#[test]
fn rules_are_linted_as_they_are_written() {
    let here = folder(&[(CONFIG, b"packs: [house.yml]\n"), ("house.yml", HOUSE.as_bytes())]);
    let mut editor = Editor::start(here.path());
    let (config, pack) = (uri(here.path(), CONFIG), uri(here.path(), "house.yml"));
    assert_eq!(editor.open(&config, "yaml", "packs: [house.yml]\n")["diagnostics"], json!([]));
    assert_eq!(editor.open(&pack, "yaml", HOUSE)["diagnostics"], json!([]));
    for (text, line, word) in [
        (HOUSE.replace("[quay]", "['qu(ay']"), 5, "pattern"),
        (HOUSE.replace("tokens", "tokns"), 5, "tokens"),
        (format!("{HOUSE}    examples: {{flag: [The pier.]}}\n"), 6, "quay"),
    ] {
        editor.change(&pack, 2, &text);
        let told = editor.diagnostics_of(&pack);
        let is_it = |one: &Value| {
            one["range"]["start"]["line"] == line && one["message"].as_str().unwrap().contains(word)
        };
        assert!(told.as_array().unwrap().iter().any(is_it), "{told}");
    }
    // What a configuration says is held against the pack as it stands in the editor.
    editor.change(&pack, 3, &HOUSE.replace("quay:", "jetty:"));
    editor.change(&config, 2, "packs: [house.yml]\nrules: {house.jetty: error, house.quay: off}\n");
    let told = editor.wait_for(&config, |told| *told != json!([]));
    assert_eq!(told[0]["range"]["start"], json!({"line": 1, "character": 28}), "{told}");
    assert_eq!(told.as_array().unwrap().len(), 1);
    editor.end();
}

#[test]
fn settings_are_asked_for_and_obeyed() {
    let here = folder(&[("own.yml", b"rules: {boilerplate.newsletter: error}\n")]);
    let parameters = json!({
        "capabilities": {"workspace": {"configuration": true}},
        "workspaceFolders": [{"uri": uri(here.path(), ""), "name": "here"}],
        "initializationOptions": {"ignore": ["boilerplate"]},
    });
    let mut editor = Editor::start_with(here.path(), parameters);
    let asked = editor.next("workspace/configuration");
    assert_eq!(asked["params"]["items"][1]["scopeUri"], uri(here.path(), ""));
    let draft = uri(here.path(), "draft.md");
    assert_eq!(
        editor.open(&draft, "markdown", PLUG)["diagnostics"],
        json!([]),
        "as it was said in the beginning"
    );
    let settings = json!({"config": "own.yml", "run": "onSave"});
    editor.send(&json!({"jsonrpc": "2.0", "id": asked["id"], "result": [null, settings]}));
    assert_eq!(editor.diagnostics_of(&draft)[0]["severity"], 1);
    editor.change(&draft, 2, "All is well.\n");
    let sent = editor.all_until_now();
    assert!(sent.is_empty(), "it is not saved: {sent:?}");
    editor.tell("textDocument/didSave", json!({"textDocument": {"uri": draft}}));
    assert_eq!(editor.diagnostics_of(&draft), json!([]));
    editor.tell("workspace/didChangeConfiguration", json!({"settings": null}));
    let asked = editor.next("workspace/configuration");
    let settings = json!({"select": ["no.such.rule"], "run": 7});
    editor.send(&json!({"jsonrpc": "2.0", "id": asked["id"], "result": [null, settings]}));
    let told = [editor.next("window/showMessage"), editor.next("window/showMessage")];
    let told = json!(told).to_string();
    assert!(told.contains("no.such.rule") && told.contains("copydesk.run"), "{told}");
    editor.end();
}

#[test]
fn each_folder_has_its_own_rules_and_unsaved_drafts_those_of_the_first() {
    let off = b"rules: {boilerplate.newsletter: off}\n";
    let (one, two) = (folder(&[(CONFIG, off)]), folder(&[]));
    let named = |folder: &Path| json!({"uri": format!("file://{}", folder.display()), "name": "n"});
    let parameters = json!({"capabilities": {}, "workspaceFolders": [named(one.path())]});
    let mut editor = Editor::start_with(two.path(), parameters);
    assert_eq!(editor.welcome["serverInfo"]["name"], "copydesk");
    assert_eq!(editor.open(&uri(one.path(), "a.md"), "markdown", PLUG)["diagnostics"], json!([]));
    let second = uri(two.path(), "a.md");
    assert_eq!(codes(&editor.open(&second, "markdown", PLUG)["diagnostics"]), ["boilerplate.newsletter"]);
    let untitled = "untitled:Untitled-1";
    assert_eq!(editor.open(untitled, "markdown", PLUG)["diagnostics"], json!([]));
    // A new draft that is not on the disk yet.
    assert_eq!(editor.open(&uri(one.path(), "new.md"), "markdown", PLUG)["diagnostics"], json!([]));
    write(two.path(), CONFIG, "rules: {boilerplate.newsletter: error}\n");
    let change = json!({"event": {"added": [named(two.path())], "removed": [named(one.path())]}});
    editor.tell("workspace/didChangeWorkspaceFolders", change);
    touched(&mut editor);
    assert_eq!(editor.diagnostics_of(&second)[0]["severity"], 1);
    editor.end();
}

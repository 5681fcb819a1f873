//! The language server as an editor meets it: a process, spoken to over its standard input and output.

#![allow(clippy::unwrap_used, reason = "a test that cannot go on fails")]

mod support;

use std::fs;

use serde_json::{Value, json};
use support::editor::{Editor, uri};
use support::folder;

const PLUG: &str = "Sign up for our morning newsletter today.";

#[test]
fn diagnostics_follow_the_draft() {
    let here = folder(&[]);
    let (mut editor, uri) = (Editor::start(here.path()), uri(here.path(), "draft.md"));
    let opened = editor.open(&uri, "markdown", &format!("# 🙂 News\n\n🙂 {PLUG}\n"));
    let found = &opened["diagnostics"][0];
    assert_eq!((&opened["uri"], &opened["version"]), (&json!(uri), &json!(1)));
    assert_eq!(found["code"], "boilerplate.newsletter");
    assert_eq!(found["source"], "copydesk");
    assert_eq!(found["range"]["start"], json!({"line": 2, "character": 3}), "in UTF-16 units");
    editor.change(&uri, 2, "All is well in the harbour.\n");
    let changed = editor.diagnostics();
    assert_eq!((&changed["diagnostics"], &changed["version"]), (&json!([]), &json!(2)));
    editor.tell("textDocument/didClose", json!({"textDocument": {"uri": uri}}));
    assert_eq!(editor.diagnostics()["diagnostics"], json!([]));
    editor.end();
}

#[test]
fn a_hover_says_why() {
    let here = folder(&[]);
    let (mut editor, uri) = (Editor::start(here.path()), uri(here.path(), "draft.md"));
    editor.open(&uri, "markdown", PLUG);
    let at = |character: u32| json!({"textDocument": {"uri": uri}, "position": {"line": 0, "character": character}});
    let hover = editor.ask("textDocument/hover", at(10));
    let text = hover["contents"]["value"].as_str().unwrap();
    assert!(text.contains("boilerplate.newsletter") && text.contains("story"), "{text}");
    editor.change(&uri, 2, "All is well.\n");
    assert_eq!(editor.ask("textDocument/hover", at(3)), Value::Null);
    editor.end();
}

#[test]
fn a_hover_names_the_options_that_hold_one_value() {
    let here = folder(&[(".copydesk.yml", b"rules:\n  headline.length: {max: 10}\n")]);
    let (mut editor, uri) = (Editor::start(here.path()), uri(here.path(), "draft.md"));
    editor.open(&uri, "markdown", "# The harbour bridge closes\n\nIt does.\n");
    let at = json!({"textDocument": {"uri": uri}, "position": {"line": 0, "character": 5}});
    let hover = editor.ask("textDocument/hover", at);
    let text = hover["contents"]["value"].as_str().unwrap();
    assert!(text.contains("headline.length") && text.contains("`max: 10`"), "{text}");
    editor.end();
}

#[test]
fn fixes_are_offered_one_by_one_and_all_at_once() {
    let here = folder(&[]);
    let (mut editor, uri) = (Editor::start(here.path()), uri(here.path(), "draft.md"));
    let draft =
        "All is well.\u{200b} It is.\n\n<!-- copydesk-disable-next-line quotes -- once -->\nAnd so on.\n";
    let opened = editor.open(&uri, "markdown", draft);
    assert!(!opened["diagnostics"].as_array().unwrap().is_empty());
    let end = json!({"line": 4, "character": 0});
    let ask = |only: &str| {
        let range = json!({"start": {"line": 0, "character": 0}, "end": end});
        let context = json!({"diagnostics": [], "only": [only]});
        json!({"textDocument": {"uri": uri}, "range": range, "context": context})
    };
    let quick = editor.ask("textDocument/codeAction", ask("quickfix"));
    let quick = quick.as_array().unwrap();
    assert!(!quick.is_empty());
    for action in quick {
        assert_eq!(action["kind"], "quickfix");
        assert!(!action["edit"]["changes"][&uri].as_array().unwrap().is_empty());
        assert_eq!(action["diagnostics"][0]["source"], "copydesk");
    }
    let all = editor.ask("textDocument/codeAction", ask("source.fixAll"));
    let fixed = all[0]["edit"]["changes"][&uri][0]["newText"].as_str().unwrap();
    assert!(!fixed.contains('\u{200b}'), "{fixed}");
    editor.change(&uri, 2, fixed);
    editor.diagnostics();
    assert_eq!(editor.ask("textDocument/codeAction", ask("source.fixAll")), json!([]));
    editor.end();
}

#[test]
fn configuration_is_read_again_when_a_file_is_saved() {
    let here = folder(&[]);
    let (mut editor, uri) = (Editor::start(here.path()), uri(here.path(), "draft.md"));
    assert_eq!(editor.open(&uri, "markdown", PLUG)["diagnostics"].as_array().unwrap().len(), 1);
    fs::write(here.path().join(".copydesk.yml"), "rules: {boilerplate.newsletter: off}\n").unwrap();
    editor.tell("textDocument/didSave", json!({"textDocument": {"uri": uri}}));
    assert_eq!(editor.diagnostics()["diagnostics"], json!([]));
    editor.end();
}

#[test]
fn the_languages_of_the_house_are_known() {
    let config = b"languages:\n  en:\n    placeholders: {bracket: {add: ['\\[GUV\\]']}}\n";
    let here = folder(&[(".copydesk.yml", config)]);
    let mut editor = Editor::start(here.path());
    let opened =
        editor.open(&uri(here.path(), "a.md"), "markdown", "# Open\n\nThe clerk of [GUV] said so.\n");
    assert_eq!(opened["diagnostics"][0]["code"], "leftovers.placeholder", "{opened}");
    editor.end();
}

#[test]
fn drafts_without_a_file_and_odd_messages_are_taken() {
    let here = folder(&[]);
    let mut editor = Editor::start(here.path());
    editor.tell("textDocument/didOpen", json!({"nonsense": true}));
    editor.tell("workspace/unheardOf", json!({}));
    editor.change("file:///never/opened.md", 1, PLUG);
    let opened = editor.open("untitled:Untitled-1", "html", &format!("<p>{PLUG}</p>"));
    assert_eq!(opened["diagnostics"][0]["code"], "boilerplate.newsletter");
    editor.end();
}

#[test]
fn a_server_whose_editor_dies_ends() {
    let here = folder(&[]);
    let Editor { mut server, to, from, .. } = Editor::start(here.path());
    drop((to, from));
    server.wait().unwrap();
}

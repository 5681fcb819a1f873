//! The language server as an editor meets it: a process, spoken to over its standard input and output.

#![allow(clippy::unwrap_used, reason = "a test that cannot go on fails")]

mod support;

use std::fs;
use std::io::Write;

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
    let fixes: Vec<&Value> = quick.iter().filter(|action| action.get("isPreferred").is_some()).collect();
    assert!(!fixes.is_empty());
    for action in fixes {
        assert_eq!(action["kind"], "quickfix");
        assert!(action["title"].as_str().unwrap().starts_with("Remove `"), "{action}");
        assert!(!action["edit"]["changes"][&uri].as_array().unwrap().is_empty());
        assert_eq!(action["diagnostics"][0]["source"], "copydesk");
    }
    for kind in ["source.fixAll", "source.fixAll.copydesk"] {
        let all = editor.ask("textDocument/codeAction", ask(kind));
        assert_eq!(all[0]["kind"], kind);
        let edits = all[0]["edit"]["changes"][&uri].as_array().unwrap();
        let range = json!({"start": {"line": 0, "character": 12}, "end": {"line": 0, "character": 13}});
        assert!(edits.contains(&json!({"range": range, "newText": ""})), "{edits:?}");
    }
    let mended = "All is well. It is.\n\nAnd so on.\n";
    editor.change(&uri, 2, mended);
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

/// Bytes sent as they are, and the code of the error that answers them.
fn refused(editor: &mut Editor, bytes: &str) -> (Value, i64) {
    editor.to.write_all(bytes.as_bytes()).unwrap();
    editor.to.flush().unwrap();
    let answer = editor.receive();
    (answer["id"].clone(), answer["error"]["code"].as_i64().unwrap_or_else(|| panic!("{answer}")))
}

#[test]
fn a_message_that_cannot_be_read_is_answered_and_the_conversation_goes_on() {
    let here = folder(&[]);
    let (mut editor, uri) = (Editor::start(here.path()), uri(here.path(), "draft.md"));
    let framed = |text: &str| format!("Content-Length: {}\r\n\r\n{text}", text.len());
    let half = r#"{"jsonrpc":"2.0","id":7,"method":"textDocument/hover","params":{"a":"\ud800"}}"#;
    for (bytes, answer) in [
        (framed(half), (json!(7), -32700)),
        (framed("{\"jsonrpc\":"), (Value::Null, -32700)),
        (framed(&"[".repeat(100_000)), (Value::Null, -32700)),
        (framed("[]"), (Value::Null, -32600)),
        (framed("{\"jsonrpc\":\"2.0\",\"id\":1.5,\"method\":\"shutdown\"}"), (json!(1.5), -32600)),
        ("Content-Length: 18446744073709551615\r\n\r\n{}".to_owned(), (Value::Null, -32700)),
        ("Content-Length: 999999999999999999999999\r\n\r\n{}".to_owned(), (Value::Null, -32700)),
        ("Content-Type: application/json\r\n\r\n{}".to_owned(), (Value::Null, -32700)),
        ("Content-Length: many\r\n\r\n{}".to_owned(), (Value::Null, -32700)),
    ] {
        assert_eq!(refused(&mut editor, &bytes), answer, "{}", &bytes[..bytes.len().min(80)]);
    }
    let opened = editor.open(&uri, "markdown", PLUG);
    assert_eq!(opened["diagnostics"][0]["code"], "boilerplate.newsletter");
    editor.end();
}

#[test]
fn a_conversation_has_its_order() {
    let here = folder(&[]);
    let mut editor = Editor::start(here.path());
    let request = |id: u32, method: &str| json!({"jsonrpc": "2.0", "id": id, "method": method});
    let mut code = |message: Value| {
        editor.send(&message);
        editor.receive()["error"]["code"].as_i64()
    };
    assert_eq!(code(request(91, "initialize")), Some(-32600), "once is enough");
    assert_eq!(code(request(92, "workspace/unheardOf")), Some(-32601));
    assert_eq!(code(request(93, "shutdown")), None);
    assert_eq!(code(request(94, "textDocument/hover")), Some(-32600), "it is over");
    editor.tell("exit", Value::Null);
    assert!(editor.server.wait().unwrap().success());
}

#[test]
fn to_leave_without_a_shutdown_is_no_success() {
    let here = folder(&[]);
    let mut editor = Editor::start(here.path());
    editor.tell("exit", Value::Null);
    assert_eq!(editor.server.wait().unwrap().code(), Some(1));
}

#[test]
fn to_open_or_save_a_draft_lints_that_one_alone() {
    let here = folder(&[(".copydesk.yml", b"rules: {}\n")]);
    let mut editor = Editor::start(here.path());
    let uris: Vec<String> = (0..40).map(|number| uri(here.path(), &format!("{number}.md"))).collect();
    for uri in &uris {
        assert_eq!(editor.open(uri, "markdown", PLUG)["uri"], **uri);
    }
    for uri in [&uris[3], &uris[7]] {
        editor.tell("textDocument/didSave", json!({"textDocument": {"uri": uri}}));
        assert_eq!(editor.diagnostics()["uri"], **uri);
    }
    // Nothing else was published: the next message is the answer.
    editor.send(&json!({"jsonrpc": "2.0", "id": 900, "method": "workspace/unheardOf"}));
    assert_eq!(editor.receive()["id"], 900);
    fs::write(here.path().join(".copydesk.yml"), "rules: {boilerplate.newsletter: off}\n").unwrap();
    editor.tell("workspace/didChangeWatchedFiles", json!({"changes": []}));
    for _ in &uris {
        assert_eq!(editor.diagnostics()["diagnostics"], json!([]));
    }
    editor.end();
}

#[test]
fn a_server_whose_editor_dies_ends() {
    let here = folder(&[]);
    let Editor { mut server, to, from, .. } = Editor::start(here.path());
    drop((to, from));
    server.wait().unwrap();
}

#[test]
fn what_is_asked_in_between_takes_no_findings_away() {
    let here = folder(&[]);
    let (mut editor, uri) = (Editor::start(here.path()), uri(here.path(), "draft.md"));
    editor.open(&uri, "markdown", PLUG);
    editor.change(&uri, 2, "All is well.\n");
    let at = json!({"textDocument": {"uri": uri}, "position": {"line": 0, "character": 0}});
    assert_eq!(editor.ask("textDocument/hover", at), Value::Null);
    assert_eq!(editor.diagnostics_of(&uri), json!([]));
    editor.end();
}

#[test]
fn what_changed_is_told_in_parts() {
    let here = folder(&[]);
    let (mut editor, uri) = (Editor::start(here.path()), uri(here.path(), "draft.md"));
    assert_eq!(editor.welcome["capabilities"]["textDocumentSync"]["change"], 2);
    editor.open(&uri, "markdown", "🙂 All is well.\n");
    let change = |version: i32, start: (u32, u32), end: (u32, u32), text: &str| {
        let at = |(line, character): (u32, u32)| json!({"line": line, "character": character});
        let part = json!({"range": {"start": at(start), "end": at(end)}, "text": text});
        json!({"textDocument": {"uri": uri, "version": version}, "contentChanges": [part]})
    };
    editor.tell("textDocument/didChange", change(2, (0, 3), (0, 15), PLUG));
    assert_eq!(editor.diagnostics()["diagnostics"][0]["range"]["start"]["character"], 3);
    editor.tell("textDocument/didChange", change(3, (0, 0), (9, 9), ""));
    assert_eq!(editor.diagnostics()["diagnostics"], json!([]));
    editor.end();
}

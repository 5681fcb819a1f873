//! The language server as an editor meets it: a process, spoken to over its standard input and output.

#![allow(clippy::unwrap_used, clippy::expect_used, reason = "a test that cannot go on fails")]
#![allow(clippy::needless_pass_by_value, reason = "messages are written where they are sent")]

mod support;

use std::fs;
use std::io::{BufRead, BufReader, Read, Write};
use std::path::Path;
use std::process::{Child, ChildStdin, ChildStdout, Command, Stdio};

use serde_json::{Value, json};
use support::folder;

const PLUG: &str = "Sign up for our morning newsletter today.";

/// An editor with a server of its own.
struct Editor {
    server: Child,
    to: ChildStdin,
    from: BufReader<ChildStdout>,
    requests: u32,
}

impl Editor {
    fn start(folder: &Path) -> Self {
        let mut command = Command::new(env!("CARGO_BIN_EXE_copydesk"));
        command.current_dir(folder).args(["lsp", "--stdio"]).stdin(Stdio::piped()).stdout(Stdio::piped());
        let mut server = command.spawn().unwrap();
        let (to, from) = (server.stdin.take().unwrap(), BufReader::new(server.stdout.take().unwrap()));
        let mut editor = Self { server, to, from, requests: 0 };
        let answer = editor.ask("initialize", json!({"capabilities": {}}));
        assert_eq!(answer["capabilities"]["hoverProvider"], true);
        editor.tell("initialized", json!({}));
        editor
    }

    fn send(&mut self, message: &Value) {
        let text = message.to_string();
        write!(self.to, "Content-Length: {}\r\n\r\n{text}", text.len()).unwrap();
        self.to.flush().unwrap();
    }

    fn tell(&mut self, method: &str, params: Value) {
        self.send(&json!({"jsonrpc": "2.0", "method": method, "params": params}));
    }

    fn receive(&mut self) -> Value {
        let mut length = 0;
        loop {
            let mut header = String::new();
            assert!(self.from.read_line(&mut header).unwrap() > 0, "the server has gone");
            if header.trim().is_empty() {
                break;
            }
            if let Some(value) = header.strip_prefix("Content-Length: ") {
                length = value.trim().parse().unwrap();
            }
        }
        let mut body = vec![0; length];
        self.from.read_exact(&mut body).unwrap();
        serde_json::from_slice(&body).unwrap()
    }

    /// The answer to a request; notifications in between are passed over.
    fn ask(&mut self, method: &str, params: Value) -> Value {
        self.requests += 1;
        let id = self.requests;
        self.send(&json!({"jsonrpc": "2.0", "id": id, "method": method, "params": params}));
        loop {
            let message = self.receive();
            if message["id"] == id {
                assert!(message.get("error").is_none(), "{message}");
                return message["result"].clone();
            }
        }
    }

    fn open(&mut self, uri: &str, language: &str, text: &str) -> Value {
        let document = json!({"uri": uri, "languageId": language, "version": 1, "text": text});
        self.tell("textDocument/didOpen", json!({"textDocument": document}));
        self.diagnostics()
    }

    fn change(&mut self, uri: &str, version: i32, text: &str) {
        let document = json!({"uri": uri, "version": version});
        let params = json!({"textDocument": document, "contentChanges": [{"text": text}]});
        self.tell("textDocument/didChange", params);
    }

    /// The next list of diagnostics.
    fn diagnostics(&mut self) -> Value {
        let message = self.receive();
        assert_eq!(message["method"], "textDocument/publishDiagnostics", "{message}");
        message["params"].clone()
    }

    fn end(mut self) {
        assert_eq!(self.ask("shutdown", Value::Null), Value::Null);
        self.tell("exit", Value::Null);
        assert!(self.server.wait().unwrap().success());
    }
}

fn uri(folder: &Path, name: &str) -> String {
    format!("file://{}/{name}", folder.display())
}

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

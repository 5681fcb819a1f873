//! An editor that talks to the language server over its standard input and output.

#![allow(dead_code, reason = "each test uses some of it")]
#![allow(clippy::expect_used, reason = "a test that cannot go on fails")]
#![allow(clippy::needless_pass_by_value, reason = "messages are written where they are sent")]

use std::io::{BufRead, BufReader, Read, Write};
use std::path::Path;
use std::process::{Child, ChildStdin, ChildStdout, Command, Stdio};

use serde_json::{Value, json};

/// An editor with a server of its own.
pub struct Editor {
    pub server: Child,
    pub to: ChildStdin,
    pub from: BufReader<ChildStdout>,
    requests: u32,
    /// The answer to `initialize`.
    pub welcome: Value,
}

impl Editor {
    pub fn start(folder: &Path) -> Self {
        Self::start_with(folder, json!({"capabilities": {}}))
    }

    /// An editor that says of itself what the parameters of `initialize` say.
    pub fn start_with(folder: &Path, parameters: Value) -> Self {
        let mut command = Command::new(env!("CARGO_BIN_EXE_copydesk"));
        command.current_dir(folder).args(["lsp", "--stdio"]).stdin(Stdio::piped()).stdout(Stdio::piped());
        let mut server = command.spawn().unwrap();
        let (to, from) = (server.stdin.take().unwrap(), BufReader::new(server.stdout.take().unwrap()));
        let mut editor = Self { server, to, from, requests: 0, welcome: Value::Null };
        editor.welcome = editor.ask("initialize", parameters);
        assert_eq!(editor.welcome["capabilities"]["hoverProvider"], true);
        editor.tell("initialized", json!({}));
        editor
    }

    pub fn send(&mut self, message: &Value) {
        let text = message.to_string();
        write!(self.to, "Content-Length: {}\r\n\r\n{text}", text.len()).unwrap();
        self.to.flush().unwrap();
    }

    pub fn tell(&mut self, method: &str, params: Value) {
        self.send(&json!({"jsonrpc": "2.0", "method": method, "params": params}));
    }

    pub fn receive(&mut self) -> Value {
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
    pub fn ask(&mut self, method: &str, params: Value) -> Value {
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

    pub fn open(&mut self, uri: &str, language: &str, text: &str) -> Value {
        let document = json!({"uri": uri, "languageId": language, "version": 1, "text": text});
        self.tell("textDocument/didOpen", json!({"textDocument": document}));
        self.diagnostics()
    }

    pub fn change(&mut self, uri: &str, version: i32, text: &str) {
        let document = json!({"uri": uri, "version": version});
        let params = json!({"textDocument": document, "contentChanges": [{"text": text}]});
        self.tell("textDocument/didChange", params);
    }

    /// The next list of diagnostics.
    pub fn diagnostics(&mut self) -> Value {
        let message = self.receive();
        assert_eq!(message["method"], "textDocument/publishDiagnostics", "{message}");
        message["params"].clone()
    }

    /// The parameters of the next message of a method; others in between are passed over.
    pub fn next(&mut self, method: &str) -> Value {
        loop {
            let message = self.receive();
            if message["method"] == method {
                return message;
            }
        }
    }

    /// The next list of diagnostics of one document; others are passed over.
    pub fn diagnostics_of(&mut self, uri: &str) -> Value {
        loop {
            let told = self.next("textDocument/publishDiagnostics")["params"].clone();
            if told["uri"] == uri {
                return told["diagnostics"].clone();
            }
        }
    }

    /// Waits until the diagnostics of a document are as they are to be.
    pub fn wait_for(&mut self, uri: &str, is_it: impl Fn(&Value) -> bool) -> Value {
        loop {
            let told = self.diagnostics_of(uri);
            if is_it(&told) {
                return told;
            }
        }
    }

    /// What the server sends until it has answered a request that changes nothing.
    pub fn all_until_now(&mut self) -> Vec<Value> {
        self.requests += 1;
        let id = self.requests;
        self.send(&json!({"jsonrpc": "2.0", "id": id, "method": "copydesk/nothing"}));
        let mut all = Vec::new();
        loop {
            let message = self.receive();
            if message["id"] == id {
                return all;
            }
            all.push(message);
        }
    }

    pub fn end(mut self) {
        assert_eq!(self.ask("shutdown", Value::Null), Value::Null);
        self.tell("exit", Value::Null);
        assert!(self.server.wait().unwrap().success());
    }
}

/// A text of ASCII with the edits of an action made.
pub fn edited(text: &str, edits: &Value) -> String {
    let lines: Vec<&str> = text.split_inclusive('\n').collect();
    let offset = |place: &Value| {
        let number = |key: &str| usize::try_from(place[key].as_u64().unwrap()).unwrap();
        lines.iter().take(number("line")).map(|line| line.len()).sum::<usize>() + number("character")
    };
    let mut edits: Vec<_> = edits.as_array().unwrap().iter().collect();
    edits.sort_by_key(|edit| offset(&edit["range"]["start"]));
    let mut edited = text.to_owned();
    for edit in edits.iter().rev() {
        let range = offset(&edit["range"]["start"])..offset(&edit["range"]["end"]);
        let new = edit["newText"].as_str().or_else(|| edit["snippet"]["value"].as_str()).unwrap();
        edited.replace_range(range, new);
    }
    edited
}

/// The URI of a file in a folder.
pub fn uri(folder: &Path, name: &str) -> String {
    format!("file://{}/{name}", folder.display())
}

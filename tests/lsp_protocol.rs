//! What editors can do differs: whether they are told or ask, what they count columns in, what they watch and show.

#![allow(clippy::unwrap_used, reason = "a test that cannot go on fails")]

mod support;

use std::fmt::Write as _;
use std::fs;
use std::io::Write;
use std::path::Path;

use serde_json::{Value, json};
use support::editor::{Editor, uri};
use support::folder;

const PLUG: &str = "Sign up for our morning newsletter today.";
const CONFIG: &str = ".copydesk.yml";

fn start(folder: &Path, capabilities: &Value) -> Editor {
    let parameters = json!({"capabilities": capabilities, "rootUri": format!("file://{}", folder.display())});
    Editor::start_with(folder, parameters)
}

#[test]
fn columns_are_counted_as_the_editor_would_rather_have_it() {
    let text = format!("# News\n\n🙂漢é {PLUG}\n");
    for (wanted, column) in [("utf-8", 10), ("utf-16", 5), ("utf-32", 4), ("utf-7", 5)] {
        let here = folder(&[]);
        let mut editor = start(here.path(), &json!({"general": {"positionEncodings": [wanted]}}));
        let agreed = if wanted == "utf-7" { "utf-16" } else { wanted };
        assert_eq!(editor.welcome["capabilities"]["positionEncoding"], agreed);
        let opened = editor.open(&uri(here.path(), "a.md"), "markdown", &text);
        assert_eq!(opened["diagnostics"][0]["range"]["start"], json!({"line": 2, "character": column}));
        editor.end();
    }
}

#[test]
fn an_editor_that_asks_is_not_told() {
    let here = folder(&[]);
    let capabilities = json!({
        "textDocument": {"diagnostic": {}},
        "workspace": {"diagnostics": {"refreshSupport": true}},
    });
    let (mut editor, draft) = (start(here.path(), &capabilities), uri(here.path(), "a.md"));
    assert_eq!(editor.welcome["capabilities"]["diagnosticProvider"]["identifier"], "copydesk");
    let document = json!({"uri": draft, "languageId": "markdown", "version": 1, "text": PLUG});
    editor.tell("textDocument/didOpen", json!({ "textDocument": document }));
    let ask = |known: &Value| json!({"textDocument": {"uri": draft}, "previousResultId": known});
    let first = editor.ask("textDocument/diagnostic", ask(&Value::Null));
    assert_eq!(
        (&first["kind"], &first["items"][0]["code"]),
        (&json!("full"), &json!("boilerplate.newsletter"))
    );
    let known = &first["resultId"];
    let again = editor.ask("textDocument/diagnostic", ask(known));
    assert_eq!((&again["kind"], &again["resultId"]), (&json!("unchanged"), known));
    editor.change(&draft, 2, "All is well.\n");
    let changed = editor.ask("textDocument/diagnostic", ask(known));
    assert_eq!((&changed["kind"], &changed["items"]), (&json!("full"), &json!([])));
    assert!(editor.all_until_now().is_empty(), "nothing is told besides");
    fs::write(here.path().join(CONFIG), "lang: en\n").unwrap();
    editor.tell("workspace/didChangeWatchedFiles", json!({"changes": []}));
    editor.next("workspace/diagnostic/refresh");
    let unknown = json!({"textDocument": {"uri": "file:///no.md"}});
    assert_eq!(editor.ask("textDocument/diagnostic", unknown)["items"], json!([]));
    editor.end();
}

#[test]
fn related_places_pages_and_tags_are_for_editors_that_show_them() {
    let pack = "pack: house\nrules:\n  quay:\n    check: existence\n    message: Write “pier”.\n    tokens: [quay]\n    \
                fix: remove\n    link: https://example.org/quay\n  jetty:\n    check: existence\n    message: No.\n    \
                tokens: [jetty]\n    link: 'javascript:alert(1)'\n";
    let here = folder(&[(CONFIG, b"packs: [house.yml]\n"), ("house.yml", pack.as_bytes())]);
    let all =
        json!({"relatedInformation": true, "codeDescriptionSupport": true, "tagSupport": {"valueSet": [1]}});
    let mut editor = start(here.path(), &json!({"textDocument": {"publishDiagnostics": all}}));
    let twice = "The harbour office says that it will be shut until the spring of next year for repairs.\n";
    let text = format!("# The quay\n\nThe quay is a jetty.\n\n{twice}\nText between.\n\n{twice}");
    let found = editor.open(&uri(here.path(), "a.md"), "markdown", &text)["diagnostics"].clone();
    let of =
        |code: &str| found.as_array().unwrap().iter().find(|one| one["code"] == code).unwrap_or(&Value::Null);
    assert_eq!(of("house.quay")["codeDescription"]["href"], "https://example.org/quay", "{found}");
    assert_eq!(of("house.quay")["tags"], json!([1]));
    assert_eq!(of("house.jetty").get("codeDescription"), None);
    let related = found.as_array().unwrap().iter().find(|one| one.get("relatedInformation").is_some());
    let related = &related.unwrap_or_else(|| panic!("{found}"))["relatedInformation"][0];
    assert_eq!(related["location"]["uri"], uri(here.path(), "a.md"));
    editor.end();
}

#[test]
fn the_files_that_rules_come_from_are_watched() {
    let here = folder(&[(CONFIG, b"packs: [house.yml]\n"), ("house.yml", b"pack: house\nrules: {}\n")]);
    let watching = json!({"dynamicRegistration": true, "relativePatternSupport": true});
    let mut editor = start(here.path(), &json!({"workspace": {"didChangeWatchedFiles": watching}}));
    let patterns = |asked: &Value| {
        let options = &asked["params"]["registrations"][0]["registerOptions"];
        let watchers = options["watchers"].as_array().unwrap().clone();
        watchers.iter().map(|one| one["globPattern"].clone()).collect::<Vec<_>>()
    };
    let first = editor.next("client/registerCapability");
    assert!(patterns(&first).contains(&json!("**/.gitignore")));
    assert!(patterns(&first).contains(&json!("**/.copydesk.yml")));
    editor.open(&uri(here.path(), "a.md"), "markdown", PLUG);
    assert_eq!(
        editor.next("client/unregisterCapability")["params"]["unregisterations"][0]["id"],
        "copydesk-files"
    );
    let second = editor.next("client/registerCapability");
    let pack = json!({"baseUri": format!("file://{}", here.path().display()), "pattern": "house.yml"});
    assert!(patterns(&second).contains(&pack), "{second}");
    editor.end();
}

#[test]
fn many_changes_in_one_write_are_linted_once() {
    let here = folder(&[]);
    let (mut editor, draft) = (Editor::start(here.path()), uri(here.path(), "a.md"));
    editor.open(&draft, "markdown", PLUG);
    let mut all = String::new();
    for version in 2..102 {
        let document = json!({"uri": draft, "version": version});
        let params =
            json!({"textDocument": document, "contentChanges": [{"text": format!("{PLUG} {version}")}]});
        let message =
            json!({"jsonrpc": "2.0", "method": "textDocument/didChange", "params": params}).to_string();
        write!(all, "Content-Length: {}\r\n\r\n{message}", message.len()).unwrap();
    }
    editor.to.write_all(all.as_bytes()).unwrap();
    editor.to.flush().unwrap();
    let mut told = Vec::new();
    while told.last() != Some(&json!(101)) {
        told.push(editor.diagnostics()["version"].clone());
    }
    assert_eq!(told.len(), 1, "versions {told:?}");
    editor.end();
}

#[test]
fn a_request_that_is_taken_back_is_not_dealt_with() {
    let here = folder(&[]);
    let (mut editor, draft) = (Editor::start(here.path()), uri(here.path(), "a.md"));
    editor.open(&draft, "markdown", PLUG);
    let at = json!({"textDocument": {"uri": draft}, "position": {"line": 0, "character": 3}});
    let mut all = String::new();
    for message in [
        json!({"jsonrpc": "2.0", "id": 500, "method": "textDocument/hover", "params": at}),
        json!({"jsonrpc": "2.0", "id": "501", "method": "textDocument/hover", "params": at}),
        json!({"jsonrpc": "2.0", "method": "$/cancelRequest", "params": {"id": "501"}}),
        json!({"jsonrpc": "2.0", "method": "$/cancelRequest", "params": {"id": 9999}}),
        json!({"jsonrpc": "2.0", "method": "$/cancelRequest", "params": [1]}),
    ] {
        let message = message.to_string();
        write!(all, "Content-Length: {}\r\n\r\n{message}", message.len()).unwrap();
    }
    editor.to.write_all(all.as_bytes()).unwrap();
    editor.to.flush().unwrap();
    let answers = [editor.receive(), editor.receive()];
    let of = |id: &Value| answers.iter().find(|answer| answer["id"] == *id).unwrap();
    assert_eq!(of(&json!("501"))["error"]["code"], -32800);
    assert!(of(&json!(500))["result"].is_object());
    editor.end();
}

#[test]
fn large_work_tells_how_far_it_has_come() {
    let here = folder(&[]);
    let mut editor = start(here.path(), &json!({"window": {"workDoneProgress": true}}));
    for number in 0..40 {
        editor.open(&uri(here.path(), &format!("{number}.md")), "markdown", PLUG);
    }
    fs::write(here.path().join(CONFIG), "rules: {boilerplate.newsletter: error}\n").unwrap();
    editor.tell("workspace/didChangeWatchedFiles", json!({"changes": []}));
    let asked = editor.next("window/workDoneProgress/create");
    editor.send(&json!({"jsonrpc": "2.0", "id": asked["id"], "result": null}));
    let mut stages = Vec::new();
    let mut linted = 0;
    while linted < 40 || stages.last() != Some(&json!("end")) {
        let message = editor.receive();
        match message["method"].as_str() {
            Some("$/progress") => {
                assert_eq!(message["params"]["token"], asked["params"]["token"]);
                stages.push(message["params"]["value"]["kind"].clone());
            }
            Some("textDocument/publishDiagnostics") => linted += 1,
            _ => {}
        }
    }
    assert_eq!(stages[0], "begin");
    assert!(stages.contains(&json!("report")), "{stages:?}");
    editor.end();
}

#[test]
fn what_may_be_written_in_the_rules_is_proposed_and_explained() {
    let here = folder(&[]);
    let mut editor = Editor::start(here.path());
    let (config, pack) = (uri(here.path(), CONFIG), uri(here.path(), "house.yml"));
    let start = "pack: house\nrules:\n  quay:\n    check: existence\n";
    editor.open(&config, "yaml", "");
    editor.open(&pack, "yaml", start);
    let mut proposed = |uri: &str, text: &str| {
        editor.change(uri, 2, text);
        let last = text.rsplit('\n').next().unwrap().chars().count();
        let position = json!({"line": text.matches('\n').count(), "character": last});
        let at = json!({"textDocument": {"uri": uri}, "position": position});
        let items = editor.ask("textDocument/completion", at).as_array().unwrap().clone();
        items.iter().map(|item| item["textEdit"]["newText"].as_str().unwrap().to_owned()).collect::<Vec<_>>()
    };
    for (uri, text, word) in [
        (&config, "lang: en\nru", "rules: "),
        (&config, "rules:\n  headline.le", "headline.length: "),
        (&config, "rules:\n  headline.length: ", "off"),
        (&config, "rules:\n  headline.length: {m", "max: "),
        (&config, "rules:\n  headline.length:\n    severity: e", "error"),
        (&config, "overrides:\n  - paths: [a]\n    ru", "rules: "),
        (&config, "extends: n", "news"),
        (&config, "builtin: ", "false"),
        (&pack, "pack: a\nrules: {}\nde", "description: "),
        (&pack, &format!("{start}    tok"), "tokens: "),
        (&pack, &format!("{start}    scope: [head"), "headline"),
        (&pack, &format!("{start}    severity: "), "suggestion"),
        (&pack, "pack: a\nrules:\n  b:\n    check: exi", "existence"),
    ] {
        let words = proposed(uri, text);
        assert!(words.iter().any(|proposed| proposed == word), "{text}: {words:?}");
    }
    assert!(!proposed(&config, "lang: en\nla").contains(&"lang: ".to_owned()), "it stands there already");
    let mut hover = |uri: &str, text: &str, line: u32, character: u32| {
        editor.change(uri, 3, text);
        let at = json!({"textDocument": {"uri": uri}, "position": {"line": line, "character": character}});
        editor.ask("textDocument/hover", at)["contents"]["value"].as_str().unwrap_or_default().to_owned()
    };
    let text = "rules:\n  headline.length: {max: 60}\n";
    assert!(hover(&config, text, 1, 6).contains("headline"));
    assert!(
        hover(&config, text, 1, 20).starts_with("**max**")
            || hover(&config, text, 1, 21).starts_with("**max**")
    );
    assert!(hover(&config, text, 0, 2).contains("**rules**"));
    assert!(hover(&pack, start, 3, 15).starts_with("**existence**"));
    editor.end();
}

//! What an editor offers to do about a finding: mend it, silence it, decide about it for the house.

#![allow(clippy::unwrap_used, reason = "a test that cannot go on fails")]

mod support;

use std::fmt::Write as _;
use std::fs;

use serde_json::{Value, json};
use support::editor::{Editor, edited, uri};
use support::folder;

const PLUG: &str = "Sign up for our morning newsletter today.";

/// The actions at a place of a document.
fn actions(editor: &mut Editor, uri: &str, line: usize, character: usize) -> Vec<Value> {
    let at = json!({"line": line, "character": character});
    let context = json!({"diagnostics": [], "only": ["quickfix"], "triggerKind": 1});
    let parameters =
        json!({"textDocument": {"uri": uri}, "range": {"start": at, "end": at}, "context": context});
    editor.ask("textDocument/codeAction", parameters).as_array().unwrap().clone()
}

fn titled<'a>(actions: &'a [Value], title: &str) -> &'a Value {
    let found = actions.iter().find(|action| action["title"].as_str().unwrap().contains(title));
    found.unwrap_or_else(|| panic!("no {title} among {:?}", titles(actions)))
}

fn titles(actions: &[Value]) -> Vec<&str> {
    actions.iter().map(|action| action["title"].as_str().unwrap()).collect()
}

/// Runs the command of an action.
fn run(editor: &mut Editor, action: &Value) -> Value {
    let command = &action["command"];
    let parameters = json!({"command": command["command"], "arguments": command["arguments"]});
    editor.ask("workspace/executeCommand", parameters)
}

#[test]
fn what_a_person_decides_is_offered_at_one_place_only() {
    let here = folder(&[]);
    let mut editor = Editor::start(here.path());
    let uri = uri(here.path(), "a.md");
    editor.open(&uri, "", &format!("# News\n\nWe read the the plan.\n\n{PLUG}\n"));
    let mut offered = |start: [u32; 2], end: [u32; 2]| {
        let [start, end] =
            [start, end].map(|[line, character]| json!({"line": line, "character": character}));
        let context = json!({"diagnostics": [], "only": ["quickfix"]});
        let range = json!({"start": start, "end": end});
        let parameters = json!({"textDocument": {"uri": uri}, "range": range, "context": context});
        let actions = editor.ask("textDocument/codeAction", parameters).as_array().unwrap().clone();
        titles(&actions).iter().filter(|title| title.contains("Silence") || title.contains("Turn")).count()
    };
    assert_eq!(offered([2, 9], [2, 9]), 3);
    // A whole line, as some editors ask, with its end or without.
    assert_eq!(offered([2, 0], [2, 21]), 3);
    assert_eq!(offered([2, 0], [3, 0]), 3);
    assert_eq!(offered([0, 0], [5, 0]), 0);
}

#[test]
fn a_finding_is_silenced_in_any_format() {
    const TWICE: &str = "We read the the plan.";
    let here = folder(&[]);
    let mut editor = Editor::start(here.path());
    let wrapped = format!("The harbour is shut\nuntil May. {TWICE}\nThen it opens.\n");
    let drafts = [
        ("a.md", format!("# News\n\n{TWICE}\n"), 2),
        ("wrapped.md", format!("# News\n\n{wrapped}\nAnd so on.\n"), 3),
        ("list.md", format!("- One\n- Two\n- {TWICE}\n- Four\n"), 2),
        ("numbers.md", format!("9. One\n10. {TWICE}\n11. Four\n"), 1),
        ("quotation.md", format!("> One.\n>\n> {TWICE}\n"), 2),
        ("table.md", format!("| a | b |\n| - | - |\n| c | {TWICE} |\n\nOn.\n"), 2),
        ("a.mdx", format!("import A from 'a'\n\n# News\n\n{wrapped}"), 5),
        ("a.html", format!("<h1>News</h1>\n<p>{TWICE}</p>\n"), 1),
        ("wrapped.html", format!("<p>The harbour is\nshut. {TWICE}</p>"), 1),
        ("a.txt", format!("News of the day\n\n{TWICE}\n"), 2),
        ("wrapped.txt", format!("News of the day\n\n{wrapped}"), 3),
        ("front.md", format!("---\ntitle: News\ndescription: {TWICE}\n---\n\nAll is well.\n"), 2),
        ("crlf.md", format!("{TWICE}\r\n\r\nAll is well.\r\n"), 0),
        ("end.md", format!("All is\nwell. {TWICE}"), 1),
    ];
    let mut all = String::new();
    for (name, text, line) in drafts {
        let uri = uri(here.path(), name);
        let opened = editor.open(&uri, "", &text);
        let is_it = |one: &&Value| one["code"] == "words.doubled";
        let found = opened["diagnostics"].as_array().unwrap().iter().find(is_it);
        let found = found.unwrap_or_else(|| panic!("{name}: {opened}"));
        assert_eq!(found["range"]["start"]["line"], line, "{name}");
        let character = usize::try_from(found["range"]["start"]["character"].as_u64().unwrap()).unwrap();
        let offered = actions(&mut editor, &uri, line, character);
        for title in ["Silence words.doubled here", "Silence words.doubled in this file"] {
            let action = titled(&offered, title);
            let silenced = edited(&text, &action["edit"]["changes"][&uri]);
            editor.change(&uri, 2, &silenced);
            let left = editor.diagnostics_of(&uri);
            assert_eq!(left, json!([]), "{name}: {title}\n{silenced}");
            writeln!(all, "==> {name}: {title}\n{}", silenced.replace('\r', "␍")).unwrap();
        }
    }
    insta::assert_snapshot!(all);
    editor.end();
}

#[test]
fn a_rule_is_turned_off_for_the_house() {
    let here = folder(&[(".copydesk.yml", b"# Ours.\nlang: en\n")]);
    let (mut editor, draft) = (Editor::start(here.path()), uri(here.path(), "a.md"));
    editor.open(&draft, "markdown", PLUG);
    let offered = actions(&mut editor, &draft, 0, 0);
    assert_eq!(run(&mut editor, titled(&offered, "Turn this rule off in .copydesk.yml")), Value::Null);
    editor.wait_for(&draft, |told| *told == json!([]));
    let written = fs::read_to_string(here.path().join(".copydesk.yml")).unwrap();
    assert_eq!(written, "# Ours.\nlang: en\nrules:\n  boilerplate.newsletter: off\n");
    editor.end();
}

#[test]
fn a_word_is_added_to_those_of_the_house() {
    let here = folder(&[]);
    let parameters = json!({"capabilities": {}, "rootUri": format!("file://{}", here.path().display())});
    let (mut editor, draft) = (Editor::start_with(here.path(), parameters), uri(here.path(), "in/a.md"));
    let clean =
        |text: &str| text.lines().filter(|line| !line.starts_with('#')).collect::<Vec<_>>().join("\n");
    let text = "# The ferry\n\nThe clerks will recieve the plans.\n";
    assert_eq!(editor.open(&draft, "markdown", text)["diagnostics"].as_array().unwrap().len(), 1);
    let offered = actions(&mut editor, &draft, 2, 18);
    run(&mut editor, titled(&offered, "Add “recieve” to the house words"));
    editor.wait_for(&draft, |told| *told == json!([]));
    let read = |name: &str| fs::read_to_string(here.path().join(name)).unwrap();
    assert_eq!(read(".copydesk.yml"), "words: house-words.txt\n");
    assert_eq!(clean(&read("house-words.txt")), "recieve");
    editor.end();
}

#[test]
fn what_is_open_is_changed_in_the_editor() {
    let here = folder(&[(".copydesk.yml", b"lang: en\n")]);
    let parameters = json!({"capabilities": {"workspace": {"applyEdit": true}}});
    let mut editor = Editor::start_with(here.path(), parameters);
    let (draft, config) = (uri(here.path(), "a.md"), uri(here.path(), ".copydesk.yml"));
    editor.open(&config, "yaml", "lang: en # not saved\n");
    editor.open(&draft, "markdown", PLUG);
    let offered = actions(&mut editor, &draft, 0, 0);
    let off = titled(&offered, "Turn this rule off");
    let command = json!({"command": off["command"]["command"], "arguments": off["command"]["arguments"]});
    editor
        .send(&json!({"jsonrpc": "2.0", "id": 77, "method": "workspace/executeCommand", "params": command}));
    let asked = editor.next("workspace/applyEdit");
    let made = edited("lang: en # not saved\n", &asked["params"]["edit"]["changes"][&config]);
    assert_eq!(made, "lang: en # not saved\nrules:\n  boilerplate.newsletter: off\n");
    assert_eq!(fs::read_to_string(here.path().join(".copydesk.yml")).unwrap(), "lang: en\n");
    editor.send(&json!({"jsonrpc": "2.0", "id": asked["id"], "result": {"applied": true}}));
    editor.end();
}

#[test]
fn edits_are_as_the_editor_takes_them() {
    let here = folder(&[]);
    let edit = json!({"documentChanges": true, "snippetEditSupport": true});
    let parameters = json!({
        "capabilities": {"workspace": {"workspaceEdit": edit}},
        "initializationOptions": {"explain": true},
    });
    let (mut editor, draft) = (Editor::start_with(here.path(), parameters), uri(here.path(), "a.mdx"));
    editor.open(&draft, "mdx", &format!("{PLUG}\u{200b}\n"));
    let offered = actions(&mut editor, &draft, 0, 41);
    let change = &titled(&offered, "Remove").get("edit").unwrap()["documentChanges"][0];
    assert_eq!(change["textDocument"], json!({"uri": draft, "version": 1}));
    let whole = json!({"start": {"line": 0, "character": 0}, "end": {"line": 1, "character": 0}});
    let context = json!({"diagnostics": []});
    let parameters = json!({"textDocument": {"uri": draft}, "range": whole, "context": context});
    let all = editor.ask("textDocument/codeAction", parameters).as_array().unwrap().clone();
    titled(&all, "Turn boilerplate.newsletter off in .copydesk.yml");
    titled(&all, "Turn characters.invisible off in .copydesk.yml");
    let offered = actions(&mut editor, &draft, 0, 10);
    let here = &titled(&offered, "boilerplate.newsletter here")["edit"]["documentChanges"][0]["edits"][0];
    let snippet = "{/* copydesk-disable-next-line boilerplate.newsletter -- ${1:the reason} */\\}\n";
    assert_eq!(here["snippet"]["value"], snippet);
    let explain = titled(&offered, "Explain boilerplate.newsletter");
    assert_eq!(explain["command"]["command"], "copydesk.explain");
    assert_eq!(explain["command"]["arguments"], json!(["boilerplate.newsletter"]));
    let ask = |rule: &str| json!({"command": "copydesk.server.explain", "arguments": [rule]});
    let page = editor.ask("workspace/executeCommand", ask("boilerplate.newsletter"));
    let page = page.as_str().unwrap();
    assert!(page.starts_with("## boilerplate.newsletter\n") && page.contains("Flagged"), "{page}");
    assert_eq!(editor.ask("workspace/executeCommand", ask("no.such")), Value::Null);
    editor.end();
}

#[test]
fn what_cannot_be_done_is_refused() {
    let here = folder(&[(".copydesk.yml", b"rules: [\n")]);
    let (mut editor, draft) = (Editor::start(here.path()), uri(here.path(), "a.md"));
    editor.open(&draft, "markdown", PLUG);
    let mut refused = |command: &str, arguments: Value| {
        let parameters = json!({"command": command, "arguments": arguments});
        editor.send(
            &json!({"jsonrpc": "2.0", "id": 9, "method": "workspace/executeCommand", "params": parameters}),
        );
        loop {
            let answer = editor.receive();
            if answer["id"] == 9 {
                return answer["error"]["message"].as_str().unwrap().to_owned();
            }
        }
    };
    assert!(refused("copydesk.server.turnRuleOff", json!([draft, "a.b"])).contains("by hand"));
    assert!(refused("copydesk.server.turnRuleOff", json!([7])).contains("arguments"));
    assert!(refused("format.disk", json!([])).contains("no command"));
    assert_eq!(fs::read_to_string(here.path().join(".copydesk.yml")).unwrap(), "rules: [\n");
    editor.end();
}

#[test]
fn vales_settings_are_left_to_vale() {
    let here = folder(&[(".vale.ini", b"StylesPath = styles\n[*]\nBasedOnStyles = Copydesk\n")]);
    fs::create_dir_all(here.path().join("styles")).unwrap();
    let (mut editor, draft) = (Editor::start(here.path()), uri(here.path(), "a.md"));
    editor.open(&draft, "markdown", PLUG);
    let offered = actions(&mut editor, &draft, 0, 0);
    assert!(!titles(&offered).iter().any(|title| title.contains("Turn")), "{:?}", titles(&offered));
    editor.end();
}

#[test]
fn a_misspelt_word_of_the_rules_is_mended() {
    let here = folder(&[]);
    let (mut editor, config) = (Editor::start(here.path()), uri(here.path(), ".copydesk.yml"));
    let text = "rulez:\n  quotes.unclosed: off\n";
    assert_eq!(editor.open(&config, "yaml", text)["diagnostics"].as_array().unwrap().len(), 1);
    let offered = actions(&mut editor, &config, 0, 2);
    let mended = edited(text, &titled(&offered, "Write `rules`")["edit"]["changes"][&config]);
    assert_eq!(mended, "rules:\n  quotes.unclosed: off\n");
    editor.change(&config, 2, &mended);
    assert_eq!(editor.diagnostics_of(&config).as_array().unwrap().len(), 1, "no such rule");
    let offered = actions(&mut editor, &config, 1, 2);
    let mended = edited(&mended, &titled(&offered, "Write `quotes.unbalanced`")["edit"]["changes"][&config]);
    editor.change(&config, 3, &mended);
    assert_eq!(editor.diagnostics_of(&config), json!([]));
    editor.end();
}

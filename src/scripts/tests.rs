use super::{Script, ScriptError};

/// What a script finds in a text.
fn found(script: &str, text: &str) -> Vec<String> {
    let found = Script::read(script).unwrap().run(text).unwrap();
    found.into_iter().map(|place| text[place.range].to_owned()).collect()
}

/// The message of the only match that a script makes of a value.
fn made(expression: &str) -> String {
    let script = format!(
        "text := import(\"text\")\nmath := import(\"math\")\nfmt := import(\"fmt\")\nvalue := {expression}\nmatches := [{{begin: 0, end: 0, message: string(value)}}]"
    );
    let found = Script::read(&script).unwrap().run("").unwrap();
    found[0].message.clone().unwrap_or_default()
}

#[test]
fn lines_are_counted_and_places_told() {
    let script = r#"
text := import("text")
matches := []
count := 0
for line in text.split(scope, "\n") {
  line = text.trim_space(line)
  if text.re_match("^-{4}$", line) {
    count += 1
    start := text.index(scope, line)
    matches = append(matches, {begin: start, end: start + len(line)})
  } else if count > 1 {
    count = 0 // closed
    matches = []
  }
}
"#;
    assert_eq!(found(script, "a\n----\nb\n"), ["----"]);
    assert!(found(script, "a\n----\nb\n----\nc\n").is_empty());
}

#[test]
fn names_are_seen_where_they_stand() {
    let script = "n := 0\nadd := func(by, ...rest) {\n  n = n + by + len(rest)\n  return func() { return n }\n}\nfor i := 0; i < 3; i++ { n := i; n += 5 }\nlater := add(2, 1, 1)\nadd(1)\nmatches := [{begin: 0, end: later()}]";
    assert_eq!(found(script, "abcdefgh"), ["abcde"]);
}

#[test]
fn values_are_worked_out() {
    let all = [
        ("1 + 2 * 3 - -4", "11"),
        ("7 / 2", "3"),
        ("7.0 / 2", "3.5"),
        ("\"a\" + 1 + 'b'", "a1b"),
        ("undefined == {}.missing", "true"),
        ("true && 0 || \"x\"", "x"),
        ("1 < 2 ? \"yes\" : \"no\"", "yes"),
        ("[1, 2, 3][1:]", "[2, 3]"),
        ("{a: {\"b c\": 1}}.a[\"b c\"]", "1"),
        ("\"höhe\"[1]", "ö"),
        ("len(\"höhe\")", "5"),
        ("range(3, 0)", "[3, 2, 1]"),
        ("append([1], [2, 3]...)", "[1, 2, 3]"),
        ("type_name(func() {})", "compiled-function"),
        ("is_error(text.atoi(\"x\"))", "true"),
        ("text.re_find(\"<(\\\\d+)>\", \"a<12>\")[0][1][\"text\"]", "12"),
        ("text.re_find(`a`, \"banana\", -1)[2][0].begin", "5"),
        ("text.re_compile(`a+`).replace(\"baan\", \"[$0]\")", "b[aa]n"),
        ("text.join(text.split_n(\"a,b,c\", \",\", 2), \"|\")", "a|b,c"),
        ("text.title(text.trim_suffix(\"old quay.\", \".\"))", "Old Quay"),
        ("math.floor(2.7) + math.max(1, 2)", "4"),
        ("fmt.sprintf(\"%05.1f|%-3d|%q|%%\", 3.14159, 7, \"x\")", "003.1|7  |\"x\"|%"),
        ("0x10 &^ 1 | 1 << 2", "20"),
    ];
    for (expression, value) in all {
        assert_eq!(made(expression), value, "{expression}");
    }
}

#[test]
fn what_cannot_be_read_is_told_with_its_line() {
    for (script, line) in
        [("a := 1\nb := (2", 2), ("x = `", 1), ("if a {\n}\nelse {\n}", 3), ("a b", 1), ("'ab'", 1)]
    {
        match Script::read(script) {
            Err(ScriptError::Syntax { line: told, .. }) => assert_eq!(told, line, "{script}"),
            other => panic!("{script}: {other:?}"),
        }
    }
    assert!(Script::read(&"(".repeat(100_000)).is_err());
}

#[test]
fn no_script_goes_on_for_ever() {
    let endless = [
        "for { }",
        "f := func(n) { return f2(n) }\nfor true { a := 1 }",
        "f := undefined\nf = func() { return f() }\nf()",
        "s := \"x\"\nfor { s += s }",
        "a := [1]\nfor { a = append(a, a...) }",
        "text := import(\"text\")\ntext.repeat(\"x\", 1000000000000)",
        "a := [1]\na[0] = a\nfor { s := string(a) }",
        "a := []\nfor { a = [a] }",
        "e := {}\nfor { n := {}\n e.a = n\n e = n }",
        "g := undefined\nfor { h := g\n g = func() { return h } }",
    ];
    for script in endless {
        assert_eq!(Script::read(script).unwrap().run(""), Err(ScriptError::TooLong), "{script}");
    }
    for script in ["a()", "x := 1 / 0", "y = 1", "import(\"os\")", "[1] < 2", "undefined + 1"] {
        assert!(matches!(Script::read(script).unwrap().run(""), Err(ScriptError::Failed(_))), "{script}");
    }
}

//! Vale's styles and settings, run as they are.

#![allow(clippy::unwrap_used, clippy::expect_used, reason = "a test that cannot go on fails")]

mod support;

use serde_json::Value;
use support::{copydesk, folder, stderr, stdout};
use tempfile::TempDir;

const SETTINGS: &str = "StylesPath = styles\nMinAlertLevel = suggestion\n\n[*.md]\nBasedOnStyles = Desk\n";

/// A project with one rule of a style and one article.
fn project(rule: &str, article: &str) -> TempDir {
    with_settings(SETTINGS, rule, article)
}

fn with_settings(settings: &str, rule: &str, article: &str) -> TempDir {
    folder(&[
        (".vale.ini", settings.as_bytes()),
        ("styles/Desk/Rule.yml", rule.as_bytes()),
        ("styles/config/vocabularies/House/accept.txt", b"# names\nHarbourline\n"),
        ("styles/config/vocabularies/House/reject.txt", b"whilst\n"),
        ("article.md", article.as_bytes()),
    ])
}

/// Line, column and message of each finding, without any flag that names the settings.
fn findings(here: &TempDir) -> Vec<(u64, u64, String)> {
    let printed = stdout(copydesk(here.path()).args(["check", "article.md", "--output-format", "jsonl"]));
    let lines = printed.lines().map(|line| serde_json::from_str::<Value>(line).unwrap());
    lines
        .filter(|line| line.get("rule").is_some())
        .map(|line| {
            let message = line["message"].as_str().unwrap().to_owned();
            (line["line"].as_u64().unwrap(), line["column"].as_u64().unwrap(), message)
        })
        .collect()
}

fn said(line: u64, column: u64, message: &str) -> (u64, u64, String) {
    (line, column, message.to_owned())
}

#[test]
fn an_existence_rule_matches_case_and_whole_words_unless_told_otherwise() {
    let rule = "extends: existence\nmessage: \"Avoid '%s'.\"\ntokens:\n  - very\n  - quite\n";
    let here = project(rule, "Very good, very everyday, ‘quite’ good, veryish.\n");
    assert_eq!(findings(&here), [said(1, 12, "Avoid 'very'."), said(1, 28, "Avoid 'quite'.")]);
}

#[test]
fn tokens_stand_behind_raw_and_words_of_code_are_not_read() {
    let rule = "extends: existence\nmessage: \"'%s'\"\nignorecase: true\nraw:\n  - '\\b(?:is|are)\\b\\s*'\ntokens:\n  - '\\w+ed'\n";
    let here = project(rule, "It is closed, and `is opened` is code.\n\n    is indented\n");
    assert_eq!(findings(&here), [said(1, 4, "'is closed'")]);
}

#[test]
fn the_longest_swap_wins_and_the_letter_case_is_the_rules() {
    let rule = "extends: substitution\nmessage: \"Use '%s' instead of '%s'.\"\nignorecase: true\naction:\n  name: replace\nswap:\n  in order: so\n  in order to: to|for\n  (\\w+)-ize: $1-ise\n";
    let here = project(rule, "In order to win, we real-ize it.\n");
    let expected = [
        said(1, 1, "Use 'to' or 'for' instead of 'In order to'."),
        said(1, 21, "Use 'real-ise' instead of 'real-ize'."),
    ];
    assert_eq!(findings(&here), expected);
}

#[test]
fn an_occurrence_rule_reports_on_the_first_of_too_many() {
    let rule = "extends: occurrence\nmessage: \"More than two commas (%s).\"\nmax: 2\ntoken: ','\n";
    let here = project(rule, "One, two, three, four.\n\nOne, two.\n");
    assert_eq!(findings(&here), [said(1, 4, "More than two commas (3).")]);
}

#[test]
fn a_repetition_rule_reports_the_pair() {
    let rule = "extends: repetition\nmessage: \"'%s' is repeated!\"\nalpha: true\ntokens:\n  - '[^\\s]+'\n";
    let here = project(rule, "Over the the line. No no. He is. Is he?\n");
    assert_eq!(findings(&here), [said(1, 6, "'the' is repeated!")]);
}

#[test]
fn scopes_are_sets_of_parts() {
    let article = "---\ntitle: A plain term\nauthor: A term\n---\n\n# A term\n\n## A term here\n\nA term.\n\n> A term.\n\n- A term.\n\n![A term](a.png)\n\n<!-- A term -->\n";
    let at = |scope: &str| {
        let rule = format!("extends: existence\nmessage: found\nscope: {scope}\ntokens:\n  - term\n");
        findings(&project(&rule, article)).iter().map(|found| found.0).collect::<Vec<_>>()
    };
    assert_eq!(at("text"), [2, 3, 6, 8, 10, 12, 14, 16]);
    assert_eq!(at("heading"), [6, 8]);
    assert_eq!(at("heading.h2"), [8]);
    assert_eq!(at("[blockquote, list]"), [12, 14]);
    assert_eq!(at("sentence"), [10]);
    assert_eq!(at("frontmatter.author"), [3]);
    assert_eq!(at("alt"), [16]);
    assert_eq!(at("text & ~heading & ~frontmatter"), [10, 12, 14, 16]);
    assert_eq!(at("raw"), [2, 3, 6, 8, 10, 12, 14, 16, 18]);
}

#[test]
fn patterns_are_read_as_vale_reads_them() {
    let rule = "extends: existence\nmessage: found\nnonword: true\ntokens:\n  - '[[(]sic[])]'\n  - '(?<!not )ready'\n  - '\\<b\\>$'\n";
    let here = project(rule, "He [sic] was not ready, then ready.\n");
    assert_eq!(findings(&here), [said(1, 4, "found"), said(1, 30, "found")]);
}

#[test]
fn vocabularies_except_words_and_bring_their_own_rules() {
    let settings =
        "StylesPath = styles\nMinAlertLevel = suggestion\nVocab = House\n\n[*]\nBasedOnStyles = Vale, Desk\n";
    let rule = "extends: existence\nmessage: \"Avoid '%s'.\"\ntokens:\n  - Harbour\\w+\n";
    let here = with_settings(settings, rule, "Harbourline and Harbourmen waited whilst harbourline slept.\n");
    let expected = [
        said(1, 17, "Avoid 'Harbourmen'."),
        said(1, 17, "Did you really mean 'Harbourmen'?"),
        said(1, 35, "Avoid using 'whilst'."),
        said(1, 42, "Use 'Harbourline' instead of 'harbourline'."),
    ];
    assert_eq!(findings(&here), expected);
}

#[test]
fn sections_levels_and_switches_decide_what_runs() {
    let settings = "StylesPath = styles\nMinAlertLevel = warning\n\n[*]\nBasedOnStyles = Desk\n\n[old/*.md]\nDesk.Rule = NO\n\n[{notes,drafts}.md]\nDesk.Rule = suggestion\n";
    let rule = "extends: existence\nmessage: found\ntokens:\n  - term\n";
    let here = with_settings(settings, rule, "A term.\n");
    std::fs::create_dir(here.path().join("old")).unwrap();
    std::fs::write(here.path().join("old/story.md"), "A term.\n").unwrap();
    // A level set anywhere holds everywhere, and a suggestion is below what counts here.
    assert_eq!(findings(&here), []);
    let settings = settings.replace("Desk.Rule = suggestion", "Desk.Rule = error");
    std::fs::write(here.path().join(".vale.ini"), settings).unwrap();
    let printed = stdout(copydesk(here.path()).args(["check", ".", "--output-format", "jsonl"]));
    assert!(printed.contains("\"error\"") && printed.contains("article.md"), "{printed}");
    assert!(!printed.contains("story.md"), "{printed}");
}

#[test]
fn comments_and_ignored_parts_silence_findings() {
    let settings = "StylesPath = styles\nMinAlertLevel = suggestion\nSkippedScopes = blockquote\nIgnoredClasses = aside\n\n[*.md]\nBasedOnStyles = Desk\nTokenIgnores = (\\{\\{.*?\\}\\})\n";
    let rule = "extends: existence\nmessage: found\ntokens:\n  - term\n  - name\n";
    let article = "A term.\n\n<!-- vale Desk.Rule[\"name\"] = NO -->\n\nA name and a term.\n\n<!-- vale Desk = NO -->\n\nA term.\n\n<!-- vale Desk = YES -->\n\n> A term.\n\n<span class=\"aside\">A term</span> and {{ term }}.\n\n<!-- vale off -->\n\nA term.\n";
    let lines: Vec<u64> =
        findings(&with_settings(settings, rule, article)).iter().map(|found| found.0).collect();
    assert_eq!(lines, [1, 5]);
}

#[test]
fn what_cannot_be_done_is_said_once_with_its_place() {
    let settings = "StylesPath = styles\nNLPEndpoint = http://localhost\n\n[*.md]\nBasedOnStyles = Desk, Dsek\nBasedOnStles = Desk\n";
    let rule = "extends: existence\nmessage: found\nnonwrod: true\ntokens:\n  - term\n";
    let here = with_settings(settings, rule, "A term.\n");
    std::fs::write(here.path().join("styles/Desk/Script.yml"), "extends: script\nmessage: x\nscript: x :=\n")
        .unwrap();
    let mut command = copydesk(here.path());
    command.args(["check", "."]);
    command.assert().code(2);
    let told = stderr(&mut command);
    assert!(told.contains("`NLPEndpoint` is not supported") && told.contains(".vale.ini:2:1"), "{told}");
    assert!(told.contains("did you mean `BasedOnStyles`?"), "{told}");
    assert!(told.contains("there is no style `Dsek`") && told.contains("did you mean `Desk`?"), "{told}");
    assert!(told.contains("did you mean `nonword`?") && told.contains("Rule.yml:3:1"), "{told}");
    assert!(told.contains("this script cannot be read: line 1: the script ends too early"), "{told}");
}

#[test]
fn settings_are_read_as_vale_reads_them() {
    let rule = "extends: existence\nmessage: found\ntokens:\n  - term\n";
    let found = |section: &str| {
        let settings =
            format!("StylesPath = styles ; where they are\nMinAlertLevel: suggestion\n{section}\n");
        findings(&with_settings(&settings, rule, "A term.\n")).len()
    };
    assert_eq!(found("[*.md] # articles\nBasedOnStyles = Desk # ours"), 1);
    assert_eq!(found("[*]\nBasedOnStyles = Desk\nBasedOnStyles = Vale"), 1);
    assert_eq!(found("[*]\nBasedOnStyles = Desk\nDesk.Rule = NO # why"), 0);
    for off in ["yes", "on", "Warning", "false"] {
        assert_eq!(found(&format!("[*]\nBasedOnStyles = Desk\nDesk.Rule = {off}")), 0, "{off}");
    }
    assert_eq!(found("[!*.md]\nBasedOnStyles = Desk"), 0);
    assert_eq!(found("[!*.txt]\nBasedOnStyles = Desk"), 1);
    assert_eq!(found("[*]\nBasedOnStyles = Desk\nIgnorePatterns = (A term)"), 0);
}

#[test]
fn switches_for_rules_of_styles_that_are_not_there_change_nothing() {
    let settings = "StylesPath = styles\n\n[*]\nBasedOnStyles = Desk\nOther.Rule = NO\n";
    let rule = "extends: existence\nmessage: found\nlevel: error\ntokens:\n  - term\n";
    let here = with_settings(settings, rule, "A term.\n");
    let mut command = copydesk(here.path());
    command.args(["check", "."]).assert().code(1);
    assert!(stderr(&mut command).contains("there is no style `Other`"));
}

#[test]
fn only_errors_fail_a_run_that_vales_settings_drive() {
    let rule =
        |level: &str| format!("extends: existence\nmessage: found\nlevel: {level}\ntokens:\n  - term\n");
    let code = |level: &str, more: &[&str]| {
        let here = project(&rule(level), "A term.\n");
        copydesk(here.path()).arg("check").args(more).output().unwrap().status.code()
    };
    assert_eq!(code("error", &[]), Some(1));
    assert_eq!(code("warning", &[]), Some(0));
    assert_eq!(code("warning", &["--fail-on", "warning"]), Some(1));
    let here = project(&rule("warning"), "A term.\n");
    copydesk(here.path()).arg("import-vale").assert().code(0);
    copydesk(here.path()).arg("check").assert().code(0);
    let path = here.path().join(".copydesk.yml");
    let written = std::fs::read_to_string(&path).unwrap();
    std::fs::write(&path, written.replace("builtin: false", "")).unwrap();
    copydesk(here.path()).arg("check").assert().code(1);
}

#[test]
fn addresses_in_the_text_are_not_read_except_as_source() {
    let article =
        "A [term](https://term.example/) at https://example.org/term and <https://term.example>; term.\n";
    let rule = "extends: existence\nmessage: found\ntokens:\n  - term\n";
    assert_eq!(findings(&project(rule, article)).iter().map(|found| found.1).collect::<Vec<_>>(), [4, 89]);
    let raw = format!("{rule}scope: raw\n");
    assert_eq!(findings(&project(&raw, article)).len(), 5);
    let settings = SETTINGS.replace("[*.md]", "[*.md]\nBlockIgnores = (A .*)");
    assert_eq!(findings(&with_settings(&settings, rule, article)).len(), 0);
    assert_eq!(findings(&with_settings(&settings, &raw, article)).len(), 5);
}

#[test]
fn a_hard_break_is_one_break() {
    let rule = "extends: existence\nmessage: found\nnonword: true\ntokens:\n  - '\\.\\s{2}'\n";
    assert_eq!(findings(&project(rule, "One.<br>\nTwo.  \nThree.\\\nFour.  Five.\n")), [said(4, 5, "found")]);
}

#[test]
fn what_follows_in_a_quotation_or_an_entry_is_prose() {
    let rule = |scope: &str| {
        format!("extends: existence\nmessage: |\n  found\n  here\nscope: {scope}\ntokens:\n  - term\n")
    };
    let article = "> A term.\n>\n> A term.\n\nText.\n\n> A term.\n\n- A term.\n\n  A term.\n- A term.\n";
    let lines = |scope: &str| {
        findings(&project(&rule(scope), article)).iter().map(|found| found.0).collect::<Vec<_>>()
    };
    assert_eq!(lines("sentence"), [3, 11]);
    assert_eq!(lines("blockquote"), [1, 7]);
    assert_eq!(lines("list"), [9, 12]);
    assert_eq!(findings(&project(&rule("text"), article))[0].2, "found here");
}

#[test]
fn a_skipped_figure_leaves_pictures_by_themselves() {
    let settings = format!("SkippedScopes = figure\n{SETTINGS}");
    let rule = "extends: existence\nmessage: found\ntokens:\n  - term\n";
    let article =
        "![A term](a.png)\n\n<figure><img alt=\"A term\"><figcaption>A term.</figcaption></figure>\n";
    assert_eq!(findings(&with_settings(&settings, rule, article)), [said(1, 5, "found")]);
    assert_eq!(findings(&project(rule, article)).len(), 3);
}

#[test]
fn only_an_action_makes_a_fix() {
    let rule = "extends: substitution\nmessage: \"Use '%s', not '%s'.\"\nswap:\n  pier: quay\n  just: ''\n";
    let article = "The pier is just shut. The the end.\n";
    assert_eq!(proposals(&project(rule, article)), ["", ""]);
    let here = project(&format!("{rule}action:\n  name: replace\n"), article);
    assert_eq!(proposals(&here), ["quay", ""]);
    assert_eq!(findings(&here)[1].2, "Use , not 'just'.");
    let settings = SETTINGS.replace("= Desk", "= Vale");
    assert_eq!(proposals(&with_settings(&settings, rule, article)), ["The"]);
}

#[test]
fn scripts_run() {
    let program = "text := import(\"text\")\n  matches := []\n  for found in text.re_find(`t\\w+m`, scope, -1) {\n    matches = append(matches, {begin: found[0].begin, end: found[0].end})\n  }\n";
    let rule = format!("extends: script\nmessage: \"Found '%s'.\"\nscript: |\n  {program}");
    let article = "A term,\nand `a term` teem.\n\n- A term.\n";
    let expected = [said(1, 3, "Found 'term'."), said(2, 14, "Found 'teem'."), said(4, 5, "Found 'term'.")];
    assert_eq!(findings(&project(&rule, article)), expected);
    let here = project("extends: script\nmessage: \"'%s'\"\nscope: raw\nscript: terms.tengo\n", article);
    let scripts = here.path().join("styles/config/scripts");
    std::fs::create_dir_all(&scripts).unwrap();
    std::fs::write(
        scripts.join("terms.tengo"),
        program.replace("end: found[0].end", "end: found[0].end, message: \"No\""),
    )
    .unwrap();
    assert_eq!(findings(&here).len(), 4);
    assert_eq!(findings(&here)[1], said(2, 8, "No"));
    let endless = "extends: script\nmessage: found\nscript: 'for { }'\n";
    assert!(findings(&project(endless, "A term.\n"))[0].2.contains("too long"));
    let wrong = "extends: script\nmessage: found\nscript: 'a := scope / 2'\n";
    let told = findings(&project(wrong, "A term.\n\nA term.\n"));
    assert!(told.len() == 1 && told[0].2.contains("string and int cannot be joined so"), "{told:?}");
}

#[test]
fn rules_load_that_vale_forgives() {
    let found =
        |rule: &str| findings(&project(&format!("message: found\n{rule}"), "A term, a term-_ here.\n")).len();
    assert_eq!(found("extends: substitution\nswap:\n  - term: word\n  - here: there\n"), 3);
    assert_eq!(found("extends: substitution\nswap:\n  # term: word\n"), 0);
    assert_eq!(found("extends: existence\ntokens: term\nexceptions:\n"), 2);
    assert_eq!(found("extends: existence\ntokens:\n"), 0);
    assert_eq!(found("extends: existence\nnonword: 'true'\ntokens:\n  - 'm[\\w-_ ]+'\n"), 1);
    assert_eq!(found("extends: existence\ntokens:\n  - 'term(?=,)?'\n"), 2);
    assert_eq!(found("extends: substitution\nswap:\n  term: word\n  term: name\n"), 2);
    assert_eq!(found("extends: existence\ntokens:\n  - \"her\\'?e\"\n"), 1);
}

#[test]
fn our_own_configuration_goes_before_vales() {
    let rule = "extends: existence\nmessage: found\ntokens:\n  - term\n";
    let here = project(rule, "A term.\n");
    std::fs::write(here.path().join(".copydesk.yml"), "lang: en\n").unwrap();
    assert_eq!(findings(&here), []);
}

#[test]
fn capitalization_knows_sentences_titles_and_exceptions() {
    let rule = |parameters: &str| {
        format!("extends: capitalization\nmessage: \"'%s' | '%s'\"\nscope: heading\n{parameters}")
    };
    let sentence = rule("match: $sentence\nindicators:\n  - ':'\nexceptions:\n  - NATO\n");
    let here = project(&sentence, "# How To Join NATO\n\n## News: How to join NATO\n\n## how to join\n");
    let expected =
        [said(1, 3, "'How To Join NATO' | 'How to join NATO'"), said(5, 4, "'how to join' | 'How to join'")];
    assert_eq!(findings(&here), expected);
    let here =
        project(&rule("match: $title\nthreshold: 0.9\n"), "# A Walk in the Park\n\n## A walk In the park\n");
    assert_eq!(findings(&here), [said(3, 4, "'A walk In the park' | 'A Walk in the Park'")]);
    // A word is all right that holds an exception, and code is a word.
    let here = project(&sentence, "# The NATOs Way NATO-Led\n\n## `run` the boat\n\n## `run` The boat\n");
    assert_eq!(findings(&here).iter().map(|found| found.0).collect::<Vec<_>>(), [1, 5]);
    let here = project(&rule("match: '^[A-Z].*[^.]$'\n"), "# Right\n\n## Wrong.\n");
    assert_eq!(findings(&here), [said(3, 4, "'Wrong.' | ''")]);
}

#[test]
fn conditional_rules_remember_what_was_explained() {
    let rule = "extends: conditional\nmessage: \"'%s' has no definition.\"\nfirst: '\\b([A-Z]{3,5})\\b'\nsecond: '(?:\\b[A-Z][a-z]+ )+\\(([A-Z]{3,5})\\)'\nexceptions:\n  - CEO\n";
    let here = project(
        rule,
        "The WHO and the CEO met.\n\nThe World Health Organisation (WHO) said so.\n\nThe WHO left.\n",
    );
    assert_eq!(findings(&here), [said(1, 5, "'WHO' has no definition.")]);
}

#[test]
fn consistency_rules_speak_once_both_ways_were_met() {
    let rule = "extends: consistency\nmessage: \"Inconsistent: '%s'.\"\nignorecase: true\neither:\n  adviser: advisor\n";
    let here = project(rule, "The adviser left.\n\nAn advisor came.\n\nThe adviser returned.\n");
    assert_eq!(
        findings(&here),
        [said(3, 4, "Inconsistent: 'advisor'."), said(5, 5, "Inconsistent: 'adviser'.")]
    );
}

#[test]
fn metrics_and_grades_are_about_the_whole_text() {
    let rule = "extends: metric\nmessage: \"Too long: %s.\"\nformula: |\n  (words / sentences) + math.sqrt(heading.h2 * 4.0)\ncondition: '> 4'\n";
    let here = project(rule, "## Here\n\nThe cat sat down.\n\n- Dogs ran.\n");
    assert_eq!(findings(&here), [said(1, 1, "Too long: 5.00.")]);
    let rule = "extends: readability\nmessage: \"Grade (%s) is too high.\"\ngrade: 3\nmetrics:\n  - Flesch-Kincaid\n";
    assert_eq!(findings(&project(rule, "The cat sat. The dog ran.\n")), []);
    let hard = "Institutional accountability necessitates comprehensive organisational documentation.\n";
    assert_eq!(findings(&project(rule, hard)).len(), 1);
}

#[test]
fn sequences_are_found_by_words_and_tags() {
    let rule =
        "extends: sequence\nmessage: \"'%s' before '%[2]s'\"\ntokens:\n  - tag: NN|NNS\n  - pattern: using\n";
    let article = "Open the gate using the lever. Open it using the lever. Boats Using oars sank.\n\n- Open the gate using the lever.\n\nThe *gate* using **it**; the crew\nusing it.\n";
    let expected = [
        said(1, 10, "'gate' before 'using'"),
        said(5, 6, "'gate' before 'using'"),
        said(5, 30, "'crew' before 'using'"),
    ];
    assert_eq!(findings(&project(rule, article)), expected);
}

#[test]
fn words_of_a_sequence_may_be_skipped_and_negated() {
    let skipping = "extends: sequence\nmessage: \"%s\"\nignorecase: true\ntokens:\n  - tag: JJS\n    skip: 2\n  - pattern: of\n  - pattern: ^all$\n  - pattern: times\n";
    let article = "It is the best old ferry of all times. The best old red new ferry of all times. The ferry of all times.\n";
    assert_eq!(findings(&project(skipping, article)), [said(1, 11, "best")]);
    let negated = "extends: sequence\nmessage: found\ntokens:\n  - pattern: ^tide$\n  - tag: ^VB|MD$\n    negate: true\n  - skip: 1\n  - pattern: ^out$\n";
    let article = "The tide goes out. The tide, going out. The tide now all out. The tide went.\n";
    assert_eq!(findings(&project(negated, article)), [said(1, 24, "found"), said(1, 45, "found")]);
}

#[test]
fn sequences_have_exceptions() {
    let rule = "extends: sequence\nmessage: found\ntokens:\n  - pattern: ^goes$\n  - tag: RB\nexceptions:\n  - goes slowly\n";
    assert_eq!(findings(&project(rule, "It goes slowly. It goes quickly.\n")), [said(1, 20, "found")]);
}

#[test]
fn a_sequence_without_a_word_to_begin_at_never_speaks() {
    let rule = "extends: sequence\nmessage: found\ntokens:\n  - tag: NN\n";
    let here = project(rule, "The gate is open.\n");
    assert_eq!(findings(&here), []);
    copydesk(here.path()).args(["check", "."]).assert().code(0);
}

#[test]
fn spelling_reads_the_dictionaries_it_is_given() {
    let rule = "extends: spelling\nmessage: \"Did you really mean '%s'?\"\ndictionaries:\n  - small\nignore: words.txt\nfilters:\n  - '^x'\n";
    let here = project(rule, "The harbours of Zorvania waved, xyz JavaScript NATO naïve harbor.\n");
    for (name, text) in [
        ("dictionaries/small.aff", "SET UTF-8\nSFX S Y 1\nSFX S 0 s .\n"),
        ("dictionaries/small.dic", "4\nthe\nharbour/S\nof\nwaved\n"),
        ("ignore/words.txt", "Zorvania\n"),
    ] {
        let path = here.path().join("styles/config").join(name);
        std::fs::create_dir_all(path.parent().unwrap()).unwrap();
        std::fs::write(path, text).unwrap();
    }
    assert_eq!(findings(&here), [said(1, 59, "Did you really mean 'harbor'?")]);
}

/// What each finding proposes: its fix's new text, or else its help.
fn proposals(here: &TempDir) -> Vec<String> {
    let printed = stdout(copydesk(here.path()).args(["check", "article.md", "--output-format", "jsonl"]));
    let lines = printed.lines().map(|line| serde_json::from_str::<Value>(line).unwrap());
    let proposal = |line: &Value| {
        let fix = line.pointer("/fix/edits/0/replacement").or(line.get("help"));
        fix.and_then(Value::as_str).unwrap_or_default().to_owned()
    };
    lines.filter(|line| line.get("rule").is_some()).map(|line| proposal(&line)).collect()
}

#[test]
fn convert_parts_a_name_into_words() {
    let rule = "extends: existence\nmessage: found\naction:\n  name: convert\n  params:\n    - simple\ntokens:\n  - harbourMaster\n  - Quay_Side-ID\n";
    let here = project(rule, "The harbourMaster met Quay_Side-ID.\n");
    assert_eq!(proposals(&here), ["harbour master", "quay side id"]);
}

#[test]
fn spellings_are_suggested_from_the_dictionary() {
    let rule = "extends: spelling\nmessage: \"'%s'?\"\naction:\n  name: suggest\n  params:\n    - spellings\ndictionaries:\n  - small\n";
    let here = project(rule, "harbuor waves saled\n");
    let folder = here.path().join("styles/config/dictionaries");
    std::fs::create_dir_all(&folder).unwrap();
    std::fs::write(folder.join("small.aff"), "SET UTF-8\nTRY esianrtolcdugmphbyfvkwz\n").unwrap();
    std::fs::write(folder.join("small.dic"), "4\nharbour\nwaves\nsailed\nsaved\n").unwrap();
    let proposed = proposals(&here);
    assert_eq!(proposed[0], "harbour");
    assert!(proposed[1].contains("sailed") && proposed[1].contains("saved"), "{proposed:?}");
}

#[test]
fn imported_settings_behave_the_same_and_let_our_own_rules_in() {
    let rule = "extends: existence\nmessage: found\ntokens:\n  - term\n";
    let here = project(rule, "A term. TK\n");
    let before = findings(&here);
    copydesk(here.path()).arg("import-vale").assert().code(0);
    assert_eq!(findings(&here), before);
    copydesk(here.path()).arg("import-vale").assert().code(2);
    let path = here.path().join(".copydesk.yml");
    let written = std::fs::read_to_string(&path).unwrap();
    std::fs::write(&path, written.replace("builtin: false", "rules:\n  Desk.Rule: error")).unwrap();
    let printed = stdout(copydesk(here.path()).args(["check", "article.md", "--output-format", "jsonl"]));
    assert!(printed.contains("\"error\"") && printed.contains("Desk.Rule"), "{printed}");
    assert!(printed.contains("leftovers."), "{printed}");
}

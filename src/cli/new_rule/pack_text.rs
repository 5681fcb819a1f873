//! A rule put into the text of a pack, where everything else stays as it stands.

use std::ops::Range;

use serde_yaml::Value;

use super::yaml_text::quoted;
use crate::yaml::{self, Index, Path};

/// The text of a new pack with one rule.
pub fn new(pack: &str, rule: &[String]) -> String {
    let start = format!("pack: {}\ndescription: House rules.\nrules:\n", quoted(pack));
    start + &block(rule, "  ", "\n")
}

/// The text of a pack with a rule behind its others. `None` where that cannot be done without changing
/// anything else, as in a pack written in braces.
pub fn with_rule(text: &str, name: &str, rule: &[String]) -> Option<String> {
    let line_end = if text.contains("\r\n") { "\r\n" } else { "\n" };
    let before = yaml::read(text).ok()?;
    let index = Index::new(text);
    let path = Path::root().key("rules");
    let (head, indent, tail) = match before.get("rules")?.as_mapping()?.keys().next() {
        Some(first) => {
            let first = index.key(&path.key(first.as_str()?));
            let (head, tail) = text.split_at(end_of(text, &before, &index, &index.key(&path)));
            (head, indent_of(text, &first)?, tail)
        }
        None => in_place_of_braces(text, &index.value(&path))?,
    };
    let head = if head.ends_with('\n') { head.to_owned() } else { format!("{head}{line_end}") };
    let gap = if tail.is_empty() { "" } else { line_end };
    let written = format!("{head}{}{gap}{tail}", block(rule, indent, line_end));
    adds_only(&before, &yaml::read(&written).ok()?, name).then_some(written)
}

/// What stands before and behind `{}` where rules are to come, and how they are to be indented.
fn in_place_of_braces<'t>(text: &'t str, braces: &Range<usize>) -> Option<(&'t str, &'t str, &'t str)> {
    let tail = text[braces.end..].trim_start_matches([' ', '\r', '\n']);
    let is_alone = text[braces.end..].trim_start_matches([' ', '\r']).starts_with('\n') || tail.is_empty();
    (&text[braces.clone()] == "{}" && is_alone).then(|| (text[..braces.start].trim_end(), "  ", tail))
}

/// A rule's lines, its name indented as the others are.
fn block(rule: &[String], indent: &str, line_end: &str) -> String {
    rule.iter().flat_map(|line| [indent, line, line_end]).collect()
}

/// The white space before a key that begins its line.
fn indent_of<'t>(text: &'t str, key: &Range<usize>) -> Option<&'t str> {
    let start = text[..key.start].rfind('\n').map_or(0, |end| end + 1);
    let indent = &text[start..key.start];
    (!indent.is_empty() && indent.chars().all(|letter| letter == ' ')).then_some(indent)
}

/// Where the rules end: behind the last line of theirs that holds more than a comment at the margin.
fn end_of(text: &str, pack: &Value, index: &Index, rules: &Range<usize>) -> usize {
    let keys = pack.as_mapping().into_iter().flat_map(|pack| pack.keys()).filter_map(Value::as_str);
    let starts = keys.map(|key| index.key(&Path::root().key(key)).start);
    let Some(next) = starts.filter(|&start| start > rules.start).min() else { return text.len() };
    let mut end = next;
    for line in text[..next].split_inclusive('\n').rev() {
        if !line.trim().is_empty() && !line.starts_with('#') {
            break;
        }
        end -= line.len();
    }
    end
}

/// Whether the second pack is the first one and a rule of this name.
fn adds_only(before: &Value, after: &Value, name: &str) -> bool {
    let mut after = after.clone();
    let added = after.get_mut("rules").and_then(Value::as_mapping_mut).and_then(|rules| rules.remove(name));
    added.is_some() && *before == after && before["rules"].get(name).is_none()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    const RULE: [&str; 2] = ["added:", "  check: quotes"];

    fn with(text: &str) -> Option<String> {
        with_rule(text, "added", &RULE.map(str::to_owned))
    }

    #[test]
    fn a_rule_is_put_behind_the_others() {
        let text = "pack: a # mine\nrules:\n    one:\n        check: quotes\n\n# The end.";
        let expected = format!("{text}\n    added:\n      check: quotes\n");
        assert_eq!(with(text).unwrap(), expected);
    }

    #[test]
    fn what_stands_behind_the_rules_stays_there() {
        let text = "rules:\r\n  one:\r\n    check: quotes\r\n\r\n# About it.\r\npack: a\r\n";
        let expected = "rules:\r\n  one:\r\n    check: quotes\r\n  added:\r\n    check: quotes\r\n\r\n\r\n# About it.\r\npack: a\r\n";
        assert_eq!(with(text).unwrap(), expected);
    }

    #[test]
    fn a_pack_without_rules_gets_its_first() {
        let expected = "pack: a\nrules:\n  added:\n    check: quotes\n";
        assert_eq!(with("pack: a\nrules: {}\n").unwrap(), expected);
        assert_eq!(with("rules: {}\npack: a\n").unwrap(), "rules:\n  added:\n    check: quotes\n\npack: a\n");
    }

    #[test]
    fn a_pack_that_would_be_changed_is_left_alone() {
        for text in [
            "rules: {one: {check: quotes}}\n",
            "rules: {} # none\n",
            "pack: a\n",
            "rules:\n  added:\n    check: quotes\n",
            "rules:\n  one: |\n    text\n...\n",
            "not: [yaml",
        ] {
            assert_eq!(with(text), None, "{text}");
        }
    }

    proptest! {
        #[test]
        fn no_byte_of_a_pack_is_lost(text in "(rules:\n)?(  [a-c]: x\n|  d:\n    - '#'\n|# note\n|\n|pack: p\n){0,6}") {
            if let Some(written) = with(&text) {
                let mut rest = written.chars();
                prop_assert!(text.chars().all(|wanted| rest.any(|letter| letter == wanted)));
            }
        }
    }
}

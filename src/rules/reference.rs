//! The rule reference: pages in Markdown made from packs.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use super::{Evidence, Example, Facts, Pack, Rule};
use crate::document::Format;

/// A page of the reference.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Page {
    /// Its file's name.
    pub name: String,
    /// Its text in Markdown.
    pub text: String,
}

/// The pages of the reference: an index called `README.md`, and a page for each pack in order of name.
///
/// Packs of the same name share a page.
pub fn reference(packs: &[Pack]) -> Vec<Page> {
    let mut chapters: BTreeMap<&str, Chapter<'_>> = BTreeMap::new();
    for pack in packs {
        let chapter = chapters.entry(&pack.name).or_default();
        chapter.packs.push(pack);
        chapter.rules.extend(&pack.rules);
    }
    let index = Page { name: "README.md".to_owned(), text: index(&chapters) };
    let pages =
        chapters.iter().map(|(name, chapter)| Page { name: format!("{name}.md"), text: page(name, chapter) });
    std::iter::once(index).chain(pages).collect()
}

/// The packs of one name.
#[derive(Default)]
struct Chapter<'p> {
    packs: Vec<&'p Pack>,
    rules: Vec<&'p Rule>,
}

impl Chapter<'_> {
    fn description(&self) -> String {
        let all: Vec<&str> = self.packs.iter().map(|pack| pack.description.trim()).collect();
        all.join(" ")
    }
}

/// What stands in each page's first line.
const NOTICE: &str =
    "<!-- Made from the packs by `UPDATE=1 cargo test --test generated`. Edit the packs, not this. -->\n";

// Writing to a string cannot fail, here and below.
fn index(chapters: &BTreeMap<&str, Chapter<'_>>) -> String {
    let rules = chapters.values().map(|chapter| chapter.rules.len()).sum::<usize>();
    let mut text = format!(
        "{NOTICE}\n# The rules\n\n{rules} rules in {} packs. `copydesk rules` lists those in force in a folder, \
         `copydesk explain RULE` tells of one; [writing rules](../writing-rules.md) tells how to add your own.\n",
        chapters.len()
    );
    for (name, chapter) in chapters {
        let _ = write!(text, "\n## [{name}]({name}.md)\n\n{}\n\n", chapter.description());
        text.push_str(
            "| rule | severity | by default | fix | right of those read | what it flags |\n| --- | --- | --- | --- | --- | --- |\n",
        );
        for rule in &chapter.rules {
            text.push_str(&row(name, rule));
        }
    }
    text
}

fn row(page: &str, rule: &Rule) -> String {
    let facts = Facts::new(rule);
    let state = if rule.enabled { "on" } else { "off" };
    let fix = if rule.head.fix.is_some() { "yes" } else { "" };
    let summary = escaped(&facts.summary).replace('|', "\\|");
    let severity = rule.head.severity.as_str();
    let evidence = Evidence::of(facts.id).filter(|evidence| evidence.read > 0);
    let readings =
        evidence.map(|evidence| format!("{} of {}", evidence.right, evidence.read)).unwrap_or_default();
    format!(
        "| [`{}`]({page}.md#{}) | {severity} | {state} | {fix} | {readings} | {summary} |\n",
        facts.id,
        anchor(facts.id)
    )
}

/// The fragment that a Markdown renderer gives a heading which is a rule's name.
fn anchor(id: &str) -> String {
    id.to_lowercase().replace('.', "")
}

fn page(name: &str, chapter: &Chapter<'_>) -> String {
    let mut text = format!("{NOTICE}\n# {name}\n\n{}\n\n[All packs](README.md)\n", chapter.description());
    for rule in &chapter.rules {
        section(&mut text, &Facts::new(rule));
    }
    text
}

fn section(text: &mut String, facts: &Facts<'_>) {
    let _ = write!(text, "\n## {}\n\n{} ({})\n\n", facts.id, escaped(&facts.summary), facts.state);
    for (title, note) in &facts.notes {
        let note = if note.starts_with('`') { note.clone() } else { escaped(note) };
        let _ = writeln!(text, "- **{title}:** {note}");
    }
    examples(text, "Flagged", &facts.flags);
    examples(text, "Left alone", &facts.passes);
    let verb = if facts.switch.ends_with("off\n") { "off" } else { "on" };
    let _ = write!(text, "\nTo turn it {verb}, in `.copydesk.yml`:\n\n```yaml\n{}```\n", facts.switch);
    let _ = write!(
        text,
        "\nTo silence it once, on the line above:\n\n```html\n<!-- {} -->\n```\n",
        facts.comment
    );
}

fn examples(text: &mut String, title: &str, examples: &[&Example]) {
    if examples.is_empty() {
        return;
    }
    let marked = if examples.iter().any(|example| !example.marked.is_empty()) {
        "; `[[` and `]]` mark the words it points at"
    } else {
        ""
    };
    let _ = writeln!(text, "\n{title}{marked}:");
    for example in examples {
        for earlier in &example.before {
            let _ = writeln!(text, "\nAfter an article with:");
            block(text, earlier, example.format);
        }
        block(text, &example.written(), example.format);
    }
}

fn block(text: &mut String, written: &str, format: Format) {
    let written = visible(written.trim_matches('\n'));
    let fence = fence(&written);
    let _ = write!(text, "\n{fence}{}\n{written}\n{fence}\n", language(format));
}

/// The word after a fence for texts of a format: its name in packs.
fn language(format: Format) -> String {
    let name = serde_json::to_value(format).ok();
    name.as_ref().and_then(serde_json::Value::as_str).unwrap_or_default().to_owned()
}

/// A fence longer than any run of backticks in the text.
fn fence(text: &str) -> String {
    let longest = text.split(|character| character != '`').map(str::len).max().unwrap_or(0);
    "`".repeat((longest + 1).max(3))
}

/// Text in which characters that nobody sees are spelt out as their code points.
fn visible(text: &str) -> String {
    let mut shown = String::with_capacity(text.len());
    for character in text.chars() {
        if is_unseen(character) {
            let _ = write!(shown, "⟨U+{:04X}⟩", u32::from(character));
        } else {
            shown.push(character);
        }
    }
    shown
}

/// Whether a character shows as nothing, as a plain space, or turns the text around it.
fn is_unseen(character: char) -> bool {
    let is_control = character.is_control() && character != '\n' && character != '\t';
    let is_odd_space = character.is_whitespace() && !matches!(character, ' ' | '\n' | '\t');
    let is_format = matches!(
        character,
        '\u{ad}' | '\u{61c}' | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{206f}'
            | '\u{fe00}'..='\u{fe0f}' | '\u{feff}' | '\u{fff9}'..='\u{fffc}' | '\u{e0000}'..='\u{e0fff}'
    );
    is_control || is_odd_space || is_format
}

/// Text with the characters taken out of Markdown's hands, outside of code in backticks.
fn escaped(text: &str) -> String {
    let mut written = String::with_capacity(text.len());
    let mut in_code = false;
    for character in visible(text).chars() {
        in_code ^= character == '`';
        if !in_code && matches!(character, '*' | '_' | '[' | ']' | '<' | '>' | '#' | '\\') {
            written.push('\\');
        }
        written.push(character);
    }
    written
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn fences_outgrow_the_backticks_in_them() {
        assert_eq!(fence("no code"), "```");
        assert_eq!(fence("````\ncode\n````"), "`````");
    }

    #[test]
    fn unseen_characters_are_spelt_out() {
        assert_eq!(visible("a\u{200b}b\u{a0}c"), "a⟨U+200B⟩b⟨U+00A0⟩c");
    }

    #[test]
    fn prose_does_not_turn_into_markup() {
        assert_eq!(escaped("a *b* in `c_d`"), "a \\*b\\* in `c_d`");
    }
}

//! What there is to tell of a rule, for every place that explains rules.

use super::{Evidence, Example, Expectation, Rule};
use crate::finding::Applicability;

/// What `copydesk explain` and the rule reference say of a rule.
pub struct Facts<'r> {
    /// The rule's full name.
    pub id: &'r str,
    /// Its severity and whether it runs without being asked for, in a few words.
    pub state: String,
    /// What it flags, in a few words.
    pub summary: String,
    /// The titled facts, in order: why it matters, what to do, what its fix does, and so on.
    pub notes: Vec<(&'static str, String)>,
    /// What it flags.
    pub flags: Vec<&'r Example>,
    /// What it leaves alone.
    pub passes: Vec<&'r Example>,
    /// The lines of `.copydesk.yml` that turn it off; or on, for a rule that is off.
    pub switch: String,
    /// The comment that silences it for the next line of a document.
    pub comment: String,
}

impl<'r> Facts<'r> {
    /// The facts of a rule.
    pub fn new(rule: &'r Rule) -> Self {
        let id = &*rule.head.id;
        let of = |wanted| rule.examples.iter().filter(move |example| example.expectation == wanted);
        let state = if rule.enabled { "on by default" } else { "off by default" };
        let switch = if rule.enabled { "off" } else { "on" };
        Self {
            id,
            state: format!("{}, {state}", rule.head.severity.as_str()),
            summary: summary(rule),
            notes: notes(rule),
            flags: of(Expectation::Flag).collect(),
            passes: of(Expectation::Pass).collect(),
            switch: format!("rules:\n  {id}: {switch}\n"),
            comment: format!("copydesk-disable-next-line {id} -- the reason"),
        }
    }
}

fn notes(rule: &Rule) -> Vec<(&'static str, String)> {
    let mut notes = Vec::new();
    if !rule.why.trim().is_empty() {
        notes.push(("Why", one_line(&rule.why)));
    }
    if let Some(help) = &rule.head.help {
        notes.push(("What to do", one_line(help)));
    }
    let fix = match rule.head.fix {
        Some((_, Applicability::Safe)) => Some("applied by `--fix`."),
        Some((_, Applicability::Unsafe)) => Some("applied by `--unsafe-fixes`; look at the result."),
        None => None,
    };
    notes.extend(fix.map(|fix| ("Fix", fix.to_owned())));
    if !rule.languages.is_empty() {
        let tags: Vec<String> = rule.languages.iter().map(ToString::to_string).collect();
        notes.push(("Languages", tags.join(", ")));
    }
    notes.extend(Evidence::of(&rule.head.id).map(|evidence| ("Readings", evidence.sentence())));
    notes.push(("Check", format!("`{}`", rule.kind)));
    notes.extend(rule.link.iter().map(|link| ("More", link.clone())));
    notes
}

/// The rule's summary, with dots for the names in braces that each finding fills in.
fn summary(rule: &Rule) -> String {
    let mut parts = rule.summary.split('{');
    let mut text = parts.next().unwrap_or_default().to_owned();
    for part in parts {
        text.push('…');
        text.push_str(part.split_once('}').map_or(part, |(_, rest)| rest));
    }
    one_line(&text)
}

fn one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

//! Mistakes in the text of a message.

use crate::yaml::{Path, Place, Problem, nearest};

/// The first mistake in a message; `known` are the names it may hold in braces.
pub(super) fn mistake(text: &str, known: &[&str], at: &Path) -> Option<Problem> {
    vale_placeholders(text, known, at)
        .or_else(|| open_brace(text, at))
        .or_else(|| unknown_name(text, known, at))
}

/// Vale's `%s`, which is filled in by its order; ours have names.
fn vale_placeholders(text: &str, known: &[&str], at: &Path) -> Option<Problem> {
    let first = text.find("%s")?;
    let count = text.matches("%s").count();
    let times = if count == 1 { "a `%s`".to_owned() } else { format!("{count} times `%s`") };
    let problem = Problem {
        message: format!("this message holds {times}, and nothing fills that in"),
        place: Place::Within(at.clone(), first..first + 2),
        remedy: None,
    };
    Some(problem.remedy(format!("write the name of what should stand there: {}", in_braces(known))))
}

fn open_brace(text: &str, at: &Path) -> Option<Problem> {
    let open = text.rfind('{').filter(|&open| !text[open..].contains('}'))?;
    let problem = Problem {
        message: "a brace is opened here and never closed".to_owned(),
        place: Place::Within(at.clone(), open..open + 1),
        remedy: None,
    };
    Some(problem.remedy("close it, as in `{match}`, or take it out"))
}

fn unknown_name(text: &str, known: &[&str], at: &Path) -> Option<Problem> {
    let mut from = 0;
    loop {
        let open = from + text[from..].find('{')? + 1;
        let end = open + text[open..].find('}')?;
        let name = &text[open..end];
        if !known.contains(&name) {
            let remedy = match nearest(name, known.iter().copied()) {
                Some(near) => format!("did you mean `{{{near}}}`?"),
                None => format!("this check tells: {}", in_braces(known)),
            };
            return Some(Problem {
                message: format!("the message names `{{{name}}}`, which this check does not tell"),
                place: Place::Within(at.clone(), open..end),
                remedy: Some(remedy),
            });
        }
        from = end + 1;
    }
}

fn in_braces(names: &[&str]) -> String {
    let names: Vec<String> = names.iter().map(|name| format!("`{{{name}}}`")).collect();
    names.join(", ")
}

//! What is wrong with a language as a file tells it.

use super::{Lexicon, Table, Words};
use crate::matching::Pattern;

/// A mistake in a language: the list, the number of the entry from 0 or its name, and what is wrong.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fault {
    /// The list's name.
    pub list: &'static str,
    /// The entry in it; none where the list as a whole is wrong.
    pub entry: Option<Entry>,
    /// What is wrong, as a sentence without its full stop.
    pub message: String,
}

/// An entry of a list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Entry {
    /// By its number, from 0.
    At(usize),
    /// By its name in a table.
    Named(String),
}

/// What stands for something else in the forms of dates.
const PARTS_OF_DATES: &[&str] =
    &["{weekday}", "{day}", "{month}", "{year}", "{other-weekday}", "{other-day}"];
/// The same in the forms of changes.
const PARTS_OF_CHANGES: &[&str] = &["{from}", "{to}", "{verb}", "{noun}", "{vague}", "{percent}"];
/// The shapes of placeholders.
const SHAPES: &[&str] = &["tk", "blank", "filler", "bracket", "question", "todo"];

impl Lexicon {
    /// What is wrong with it, list by list.
    pub fn faults(&self) -> Vec<Fault> {
        let mut faults = Vec::new();
        count(&mut faults, "weekdays", &self.weekdays, 7, "there are seven weekdays, from Monday on");
        count(&mut faults, "months", &self.months, 12, "there are twelve months, from January on");
        forms(&mut faults, "dates", &self.dates, PARTS_OF_DATES);
        forms(&mut faults, "changes", &self.changes, PARTS_OF_CHANGES);
        let figures = |name: &str| name.parse::<f64>().is_ok();
        names(&mut faults, "numbers", &self.numbers, figures, "is no number");
        names(&mut faults, "scales", &self.scales, figures, "is no number");
        names(&mut faults, "placeholders", &self.placeholders, |name| SHAPES.contains(&name), "is no shape");
        for (shape, written) in self.placeholders.iter() {
            if let Err(error) = Pattern::new(written, false) {
                let message = format!("`{written}` does not compile: {}", error.message);
                faults.push(Fault {
                    list: "placeholders",
                    entry: Some(Entry::Named(shape.to_owned())),
                    message,
                });
            }
        }
        faults
    }
}

fn count(faults: &mut Vec<Fault>, list: &'static str, words: &Words, wanted: usize, message: &str) {
    if !words.is_empty() && words.iter().count() != wanted {
        faults.push(Fault { list, entry: None, message: message.to_owned() });
    }
}

/// The forms that are no patterns, or that name what stands for nothing.
fn forms(faults: &mut Vec<Fault>, list: &'static str, written: &Words, parts: &[&str]) {
    for (number, form) in written.iter().enumerate() {
        let bare = parts.iter().fold(form.to_owned(), |form, part| form.replace(part, "(x)"));
        // Numbers in braces repeat what stands before them.
        let unknown = bare.match_indices('{').find(|(at, _)| bare[at + 1..].starts_with(char::is_alphabetic));
        let message = match (unknown, Pattern::new(&bare, false)) {
            (Some(_), _) => format!("a part of `{form}` is not known; known here: {}", parts.join(", ")),
            (None, Err(error)) => format!("`{form}` does not compile: {}", error.message),
            (None, Ok(_)) => continue,
        };
        faults.push(Fault { list, entry: Some(Entry::At(number)), message });
    }
}

fn names(
    faults: &mut Vec<Fault>,
    list: &'static str,
    table: &Table,
    is_right: impl Fn(&str) -> bool,
    message: &str,
) {
    for name in table.names().filter(|name| !is_right(name)) {
        let entry = Some(Entry::Named(name.to_owned()));
        faults.push(Fault { list, entry, message: format!("`{name}` {message}") });
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::language::Languages;

    fn lists(yaml: &str) -> Vec<&'static str> {
        let lexicon: Lexicon = serde_yaml::from_str(yaml).unwrap();
        lexicon.faults().into_iter().map(|fault| fault.list).collect()
    }

    #[test]
    fn built_in_languages_have_none() {
        for (language, lexicon) in Languages::default().iter() {
            assert_eq!(lexicon.faults(), [], "{language}");
        }
    }

    #[test]
    fn lists_that_make_no_sense_are_told_of() {
        assert_eq!(lists("weekdays: [lundo]\nmonths: [januaro]"), ["weekdays", "months"]);
        assert_eq!(lists("dates: ['{day} de {monht}', '{day} (', '{day} [0-9]{4}']"), ["dates", "dates"]);
        assert_eq!(lists("numbers: {unu: [unu], 1: [unu]}"), ["numbers"]);
        assert_eq!(lists("placeholders: {shape: [x], filler: ['(']}"), ["placeholders", "placeholders"]);
    }
}
